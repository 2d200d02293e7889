"""Two facts of the same kind: do they agree, clash, or speak of different things?"""

from dataclasses import replace
from enum import Enum
from math import inf, isinf

from corroborate.model.facts import Quantity, When

ROUNDING = 0.02
"""Relative gap below which two large amounts are one, rounded; docs/method.md, Clashes."""
BOUND_MEANS = 1.1
"""How far beyond its bound the amount lies that a writer has in mind: "more than 2,200" for
2,205."""
BOUND_REACHES = 1.5
"""How far it may lie at most before the bound misleads; docs/method.md, Facts."""
VAGUE = 3.0
"""Highest over lowest from which an amount is too loose to contradict another: hundreds, dozens."""
COARSE = 12
"""How many times longer than ours a time may be and still establish ours: a year for a month, a
week for a day, not a month for a day."""
SMALL_COUNT = 20
"""Counts below it are told exactly: any gap is a clash; docs/method.md, Clashes."""


class Agreement(Enum):
    """What two facts say of each other."""

    AGREE = "agree"
    CLASH = "clash"
    APART = "apart"


def gap(one: Quantity, other: Quantity) -> float:
    """The distance between two intervals relative to the larger middle; 0 where they overlap."""
    distance = max(one.low - other.high, other.low - one.high, 0.0)
    bounds = [abs(b) for b in (one.low, one.high, other.low, other.high) if abs(b) != float("inf")]
    return distance / max(bounds) if distance and bounds and max(bounds) else 0.0


def compare_quantities(ours: Quantity, theirs: Quantity) -> Agreement:
    """Compare two amounts that may count the same thing; another unit is another thing.

    AGREE where one true amount would have been told as both, CLASH where none could have been;
    APART where an open bound leaves it open ("more than 1,000" does not establish 1,400). Whether a
    CLASH is one depends on what the two count (docs/method.md, Clashes).
    """
    if ours.unit != theirs.unit:
        return Agreement.APART
    if _overlap(_bounded(ours, BOUND_MEANS), _bounded(theirs, BOUND_MEANS)):
        return Agreement.AGREE
    mine, others = _bounded(ours, BOUND_REACHES), _bounded(theirs, BOUND_REACHES)
    if _overlap(mine, others) or max(_vagueness(mine), _vagueness(others)) > VAGUE:
        return Agreement.APART
    small = min(mine.low, others.low) < SMALL_COUNT
    exact = min(_width(ours), _width(theirs)) == 0 and not _as_exact(ours, theirs)
    rounded = gap(mine, others) < ROUNDING and not small and exact
    return Agreement.AGREE if rounded else Agreement.CLASH


def _vagueness(quantity: Quantity) -> float:
    """The highest over the lowest value that an amount may mean: 5 for "hundreds"."""
    return quantity.high / quantity.low if quantity.low > 0 else inf


def _overlap(ours: Quantity, theirs: Quantity) -> bool:
    return ours.agrees_with(theirs) and not _touch(ours, theirs)


def _bounded(quantity: Quantity, reach: float) -> Quantity:
    """An open bound closed at `reach` times its value."""
    low, high = quantity.low, quantity.high
    if isinf(high):
        high = low * reach
    if low == 0 and quantity.hedge in ("less than", "at most"):
        low = high / reach
    if (low, high) == (quantity.low, quantity.high):
        return quantity
    return replace(quantity, low=low, high=max(low, high))


def _touch(ours: Quantity, theirs: Quantity) -> bool:
    """Whether two rounded amounts only share the edge of their intervals (14.2 and 14.3
    billion)."""
    edge = ours.low == theirs.high or ours.high == theirs.low
    return edge and _width(ours) > 0 and _width(theirs) > 0 and _as_exact(ours, theirs)


def _as_exact(ours: Quantity, theirs: Quantity) -> bool:
    """Whether both are told to the same digit, so that neither is the other rounded."""
    return ours.hedge == theirs.hedge == "exact" and abs(
        _width(ours) - _width(theirs)
    ) <= 1e-6 * max(_width(ours), _width(theirs), 1.0)


def _width(quantity: Quantity) -> float:
    return quantity.high - quantity.low


def compare_whens(ours: When, theirs: When) -> Agreement:
    """Compare two times: sharing a day is agreement, unless theirs is too coarse to establish ours.

    "In 2025" leaves it open whether it was on 12 July.
    """
    if not ours.agrees_with(theirs):
        return Agreement.CLASH
    return Agreement.AGREE if days_in(theirs) <= COARSE * days_in(ours) else Agreement.APART


def days_in(when: When) -> int:
    """How many days a time spans."""
    return (when.end - when.start).days + 1
