"""What the typed facts of a claim and its passage tell of a pair."""

import re
from collections.abc import Iterator
from math import log

from corroborate.model.facts import Name, Quantity, When
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.given.values import may_be_one_time
from corroborate.text.agree import Agreement, compare_quantities, gap
from corroborate.text.names import same_name

NEAR = 0.3
"""Relative gap below which two amounts that differ may be the same one, told wrongly."""
MOST = 4
"""So many facts count as all."""
_DIGITS = re.compile(r"\d+")
_QUOTED = re.compile(r"[\"«“]")


def fact_features(laid: Laid) -> Iterator[tuple[str, float]]:
    """The features of numbers, dates, names and speakers."""
    yield from _amounts(laid)
    yield from _dates(laid)
    yield from _names(laid)
    here = laid.readings[laid.best]
    yield "speaker_ours", float(any(each.attribution for each in laid.assertions))
    yield "speaker_here", float(bool(here.attributions))
    yield "quote_ours", float(bool(_QUOTED.search(laid.text)))
    yield "quote_here", float(bool(_QUOTED.search(here.text)))
    mine, others = set(_DIGITS.findall(laid.text)), set(_DIGITS.findall(laid.read.report.text))
    beside = set(_DIGITS.findall(here.text))
    yield "digits_missing", float(len(mine - others))
    yield "digits_missing_here", float(len(mine - beside))
    yield "digits_other", float(bool(beside - mine))


def _amounts(laid: Laid) -> Iterator[tuple[str, float]]:
    theirs = [each for reading in laid.readings for each in reading.facts.quantities]

    def agrees(ours: Quantity) -> bool:
        return any(compare_quantities(ours, each) is Agreement.AGREE for each in theirs)

    open_ones = [each for each in laid.quantities if not agrees(each)]
    yield "amounts", float(min(MOST, len(laid.quantities)))
    yield "amounts_theirs", log(1 + len(theirs))
    yield "amounts_open", float(min(MOST, len(open_ones)))
    yield "amounts_all_open", float(bool(open_ones) and len(open_ones) == len(laid.quantities))
    rivals = [(one, each) for one in open_ones for each in theirs if one.unit == each.unit]
    yield "amounts_rival", float(bool(rivals))
    yield "amounts_near", float(any(0 < gap(*pair) < NEAR for pair in rivals))


def _dates(laid: Laid) -> Iterator[tuple[str, float]]:
    theirs = [each for reading in laid.readings for each in reading.facts.whens]

    def agrees(ours: When) -> bool:
        return any(may_be_one_time(ours, each, laid) for each in theirs)

    left = [each for each in laid.whens if not agrees(each)]
    yield "dates", float(min(MOST, len(laid.whens)))
    yield "dates_open", float(len(left))
    yield "dates_rival", float(bool(left and theirs))


def _names(laid: Laid) -> Iterator[tuple[str, float]]:
    anywhere = [each for reading in laid.readings for each in reading.facts.names]
    here = laid.readings[laid.best].facts.names

    def named(ours: Name, among: list[Name]) -> bool:
        return any(same_name(ours.key, each.key) for each in among)

    left = [each for each in laid.names if not named(each, anywhere)]
    other = [each for each in here if not any(same_name(each.key, n.key) for n in laid.names)]
    yield "named", float(min(MOST, len(laid.names)))
    yield "named_here", float(sum(named(each, list(here)) for each in laid.names))
    yield "unnamed", float(min(MOST, len(left)))
    rivals = {each.kind for each in left} & {each.kind for each in other}
    yield "named_rival", float(bool(rivals))
    yield "named_rival_sure", float(bool(rivals & {"person", "place"}))
