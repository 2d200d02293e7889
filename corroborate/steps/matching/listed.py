"""A count and a closed list in one sentence that do not fit: the text against itself."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corroborate.model.facts import Assertion, Name, Quantity
from corroborate.model.text import Span
from corroborate.model.verdict import Inconsistency
from corroborate.reference.language import load_language
from corroborate.text.anaphora import is_joint

LONGEST = 20
"""Names of a list that are counted; nobody lists more to say how many."""
LEAST = 2
_NOUN_PHRASE = re.compile(r"\s*[^.,;:()–—]{0,60}\s*[:(–—]\s*")
"""What stands between a count and its list where a colon or a bracket opens it."""


def list_clashes(told: Assertion) -> Iterator[Inconsistency]:
    """Where an assertion counts otherwise than it lists: a tension, as it may leave some out."""
    for count, listed in counted_lists(told):
        says = f"The claim says “{count.text}” and lists {len(listed)}."
        values = (count.text, ", ".join(each.text for each in listed))
        yield Inconsistency("enumeration", *values, "tension", says)


def counted_lists(told: Assertion) -> Iterator[tuple[Quantity, list[Name]]]:
    """The counts that a closed list of names follows which has another length, with the list.

    A list that "including" opens is not closed.
    """
    runs = [run for run in _runs(told) if _is_closed(run, told)]
    for count in told.facts.quantities:
        exact = not count.unit and count.low == count.high <= LONGEST and count.part != "including"
        run = next((each for each in runs if each[0].span.start >= count.span.end), None)
        if exact and run and _is_opened(count, run, told) and len(run) != count.low:
            yield count, run


def _runs(told: Assertion) -> list[list[Name]]:
    """The names that only commas or "and" stand between."""
    joints = load_language(told.language).assertions
    runs: list[list[Name]] = []
    for name in told.facts.names:
        between = told.text[runs[-1][-1].span.end : name.span.start] if runs else ""
        if runs and is_joint(between, joints):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _is_closed(run: list[Name], told: Assertion) -> bool:
    """Whether "and" stands before the last name of a list, and nowhere before; one that speaks is
    no list."""
    if len(run) < LEAST:
        return False
    joints = [told.text[one.span.end : other.span.start] for one, other in pairwise(run)]
    worded = [bool(each.replace(",", "").strip()) for each in joints]
    speaks = told.attribution is not None and told.attribution.span.overlaps(
        Span(run[0].span.start, run[-1].span.end)
    )
    return worded[-1] and not any(worded[:-1]) and not speaks


def _is_opened(count: Quantity, run: list[Name], told: Assertion) -> bool:
    """Whether a list is that of what was counted: "four researchers: ", "four researchers, "."""
    between = told.text[count.span.end : run[0].span.start]
    if _NOUN_PHRASE.fullmatch(between):
        return True
    return between.strip() in (",", f"{count.counts},") and bool(count.counts)
