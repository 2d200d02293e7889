"""A count and a closed list in one claim that do not fit: the text against itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.model.facts import Facts, Quantity
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.clash import clash
from corroborate.steps.matching.given.laid import Laid

LONGEST = 20
"""Names of a list that are counted; nobody lists more to say how many."""
_OPENS = re.compile(r"\s*(?::|,|–|—|\()\s*$|^\s*[^.,;:()]{0,60}[:(–—]\s*$")
"""What stands between a count and its closed list: "four researchers: "."""
_JOINT = re.compile(r"\s*(?:,\s*)?(?:(?P<last>\b[^\W\d]{1,3}\b|&)\s*)?")
"""What stands between two names of a list: a comma, a word as short as "and", which closes it."""


def enumeration_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """The claim counts otherwise than it lists: a tension, as the list may leave some out."""
    for each in laid.assertions:
        for count, listed in counted_lists(each.text, each.facts):
            found = clash(laid, "enumeration", (count.text, ", ".join(listed)), "tension")
            says = f"The claim says “{count.text}” and lists {len(listed)}."
            yield replace(found, report=None, quote=None, span=None, explanation=says)


def counted_lists(text: str, facts: Facts) -> Iterator[tuple[Quantity, Sequence[str]]]:
    """The counts that a closed list of names follows which has another length, with the list.

    A list that "including" or "such as" opens is not closed.
    """
    for count in facts.quantities:
        exact = not count.unit and count.low == count.high <= LONGEST and count.part != "including"
        run = _run_after(count, text, facts) if exact else []
        between = text[count.span.end : text.find(run[0], count.span.end)] if run else ""
        opened = _OPENS.search(between)
        if len(run) >= 2 and opened and len(run) != count.low:
            yield count, run


def _run_after(count: Quantity, text: str, facts: Facts) -> list[str]:
    """The names listed after a count, closed by "and"; none where the list is left open."""
    names = [each for each in facts.names if each.span.start >= count.span.end]
    run, closed = names[:1], False
    for each in names[1:]:
        joint = _JOINT.fullmatch(text[run[-1].span.end : each.span.start])
        if joint is None or closed:
            break
        closed = joint["last"] is not None
        run.append(each)
    return [each.text for each in run] if closed else []
