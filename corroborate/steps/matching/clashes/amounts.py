"""Clashes of counts, amounts and units."""

from collections.abc import Iterable
from math import isfinite

from corroborate.model.facts import Quantity
from corroborate.model.verdict import Inconsistency, InconsistencyKind
from corroborate.steps.matching.alignment import Pair
from corroborate.steps.matching.clashes.case import Case, overlaps_any
from corroborate.steps.matching.clashes.people import same_people
from corroborate.steps.matching.clashes.speakers import speakers
from corroborate.steps.matching.senses import changing_frames, growing_frames, sense
from corroborate.text.agree import Agreement
from corroborate.text.normalise import find_phrases

CURRENCY_LETTERS = 3
MAGNITUDE = 10.0
"""From this factor on, two amounts with the same leading digits differ by a word like billion."""
PLACE_REACH = 40
"""Characters between a count and the place that it is the count of."""
STORY_DAYS = 60
"""Days after an event in which its counts still grow; later reports tell of it as it was."""
BATCHES = ("more", "other")
"""Parts of which a story has several, each with its own count."""
SHARES = ("%", "pp")


def amount_clashes(case: Case) -> Iterable[Inconsistency]:
    """Amounts of one thing that differ: in value, in bound, or the same digits in another unit."""
    for pair in case.aligned.quantities:
        if pair.theirs is None:
            unit = _other_unit(pair.ours, case.passage.facts.quantities)
            if unit is not None:
                says = f"says {unit.text} where the claim says {pair.ours.text}: another unit."
                yield case.clash("unit", (pair.ours.text, unit.text), "contradiction", says)
        elif pair.agreement is Agreement.CLASH:
            yield from _differing(pair, pair.theirs, case)
        elif _bounds_differ(pair.ours, pair.theirs):
            says = f"says {pair.theirs.text}; the claim, {pair.ours.text}: check the bound."
            yield case.clash(_kind(pair.ours), (pair.ours.text, pair.theirs.text), "tension", says)


def _differing(pair: Pair[Quantity], theirs: Quantity, case: Case) -> Iterable[Inconsistency]:
    values = (pair.ours.text, theirs.text)
    if _is_of_a_part(pair.ours, theirs, case):
        return
    if _is_superseded(pair.ours, theirs, case):
        says = f"gave {theirs.text} at another stage; the claim says {pair.ours.text}."
        yield case.clash("superseded", values, "note", says)
        return
    kind = "unit" if _is_misplaced(pair.ours, theirs) else _kind(pair.ours)
    says = f"says {theirs.text} where the claim says {pair.ours.text}."
    yield case.clash(kind, values, "contradiction", says)


def _kind(quantity: Quantity) -> InconsistencyKind:
    return "amount" if quantity.unit else "count"


def _other_unit(ours: Quantity, theirs: Iterable[Quantity]) -> Quantity | None:
    """The same number in another currency, or in points for percent."""
    for each in theirs:
        money = len(ours.unit) == len(each.unit) == CURRENCY_LETTERS
        shares = ours.unit in SHARES and each.unit in SHARES
        if each.unit != ours.unit and (money or shares) and _same_number(ours, each):
            return each
    return None


def _same_number(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _is_misplaced(ours: Quantity, theirs: Quantity) -> bool:
    """Whether the leading digits are the same and the magnitude is not: 3 million, 3 billion."""
    if not (
        ours.unit and isfinite(ours.high) and isfinite(theirs.high) and theirs.low > 0 < ours.low
    ):
        return False
    factor = max(ours.low, theirs.low) / min(ours.low, theirs.low)
    leading = [f"{each.low:e}".split("e")[0] for each in (ours, theirs)]
    return factor >= MAGNITUDE and leading[0] == leading[1]


def _is_of_a_part(ours: Quantity, theirs: Quantity, case: Case) -> bool:
    """Whether the passage counts a part of what the claim counts, or something beside it.

    It names none of what the claim names but others, or gives a lower count beside a place that the
    claim does not name ("in Kunar alone").
    """
    if (ours.part in BATCHES or theirs.part in BATCHES) and not _same_batch(case):
        return True
    others = case.other_names()
    names = case.aligned.names
    if names and all(each.near or each.theirs is None for each in names) and others:
        return True
    beside = [name for name in others if overlaps_any(name.span, [theirs.span], PLACE_REACH)]
    lower = not ours.unit and theirs.low < ours.low
    return lower and any(name.kind == "place" for name in beside)


def _same_batch(case: Case) -> bool:
    """Whether both tell of one batch of a count that comes in several: three others, four more.

    The outlet credited, a day or a person must be the same in both.
    """
    claimed = case.ours.attribution
    told = {each.outlet for each in case.passage.attributions if each.outlet}
    told.add(case.setting.read.publisher)
    if claimed is not None and claimed.outlet in told:
        return True
    days = (pair.agreement is Agreement.AGREE for pair in case.aligned.whens)
    return any(days) or same_people(case)


def is_of_another_batch(case: Case) -> bool:
    """Whether the claim counts a part of which a story has several ("four more"), told by one
    outlet, and the passage credits only others."""
    claimed = case.ours.attribution
    told = {each.outlet for each in speakers(case.passage) if each.outlet}
    batches = any(pair.ours.part in BATCHES for pair in case.aligned.quantities)
    if not batches or claimed is None or claimed.outlet is None or not told:
        return False
    return claimed.outlet not in {*told, case.setting.read.publisher}


def _bounds_differ(ours: Quantity, theirs: Quantity) -> bool:
    """Whether one is a bound ("up to", "more than") and the other a plain value."""
    if ours.hedge == theirs.hedge:
        return False
    return isfinite(ours.high) != isfinite(theirs.high) or (ours.low == 0) != (theirs.low == 0)


def _is_superseded(ours: Quantity, theirs: Quantity, case: Case) -> bool:
    """Whether a count that grows or changes while a story lasts was told at another time than the
    claim's.

    A report that calls its count final does not give an earlier stage.
    """
    told = sense(ours, case.ours.text, case.ours.language)
    grows, changes = bool(told & growing_frames()), bool(told & changing_frames())
    if not (grows or changes) or find_phrases(case.passage.text, case.their_grammar.final):
        return False
    published = case.setting.read.report.published
    speaks_for = max((when.end for when in case.ours.facts.whens), default=case.setting.day)
    if published and speaks_for and (published.day - speaks_for).days > STORY_DAYS:
        return False
    if grows and theirs.low < ours.low:
        return True
    if published is None or speaks_for is None:
        return False
    return published.day > speaks_for or (changes and published.day < speaks_for)
