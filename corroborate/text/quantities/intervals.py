"""How far the true amount may lie from the number told: the table of docs/method.md, Facts."""

from math import inf, nextafter

from corroborate.model.facts import Hedge
from corroborate.text.quantities.stream import POINTS
from corroborate.text.quantities.terms import Term, grain_in_unit

EXACT_UNITS = ("", "age", "times", POINTS)
"""What is counted one by one: small numbers of it are meant to the last one."""

Stretch = tuple[Hedge, float, float]
"""A hedge, and from which to which multiple of the number it lets the amount lie."""
Bounds = tuple[float, float, Hedge]


def interval(term: Term, hedge: Stretch | None) -> Bounds:
    """The lowest and highest amount in the canonical unit, and the hedge that says so.

    The upper end of rounding is open, so that 3 % and 4 % share nothing: it is the next number
    below. Open ends of "more than" and "less than" are kept as closed; the hedge tells.
    """
    if term.amount.low is not None and term.amount.high is not None:
        return _vague(term, hedge)
    value = term.value
    if hedge is None or hedge[0] == "exact":
        half = _half_grain(term)
        return (value, value, "exact") if not half else (*_rounded(value, half), "exact")
    return _stretched(value, value, hedge, _least_doubt(term))


def _rounded(value: float, half: float) -> tuple[float, float]:
    return value - half, nextafter(value + half, -inf)


def _half_grain(term: Term) -> float:
    """Half a unit of the last digit that counts; 0 for what is told to the last one."""
    grain = grain_in_unit(term)
    if term.unit in EXACT_UNITS and grain <= 1:
        return 0.0
    if term.unit in ("%", "pp"):
        return min(grain, term.factor) / 2
    return grain / 2


def _least_doubt(term: Term) -> float:
    """What a hedge leaves open at least: one thing counted, half a digit of what is measured."""
    return 1.0 if term.unit in EXACT_UNITS else _half_grain(term)


def _vague(term: Term, hedge: Stretch | None) -> Bounds:
    low, high = (term.amount.low or 0) * term.factor, (term.amount.high or 0) * term.factor
    if hedge is None or hedge[0] == "exact":
        own: Hedge = "at least" if high == inf else "about" if term.value > low else "range"
        return low, high, own
    value = max(term.value, low)
    if hedge[0] == "about":
        near_low, near_high, _ = _stretched(value, value, hedge, _least_doubt(term))
        return min(low, near_low), max(value if hedge[2] <= 1 else high, near_high), "about"
    if hedge[0] in ("less than", "at most"):
        return _stretched(low, value if value > low else high, hedge, 0.0)
    return _stretched(value, high, hedge, 0.0)


def _stretched(low: float, high: float, hedge: Stretch, doubt: float) -> Bounds:
    """The bounds moved out by a hedge, by `doubt` at least where they move at all."""
    kind, below, above = hedge
    if below < 1:
        low = _floor(low) if below == 0 else low - max((1 - below) * abs(low), doubt)
    if above > 1:
        high = inf if above == inf else high + max((above - 1) * abs(high), doubt)
    return low, high, kind


def _floor(value: float) -> float:
    """What lies at the bottom: nothing, or for what is below zero no bound at all."""
    return 0.0 if value >= 0 else -inf


def span_of(first: Term, second: Term) -> Bounds:
    """The range from one term to another."""
    return first.value, second.value, "range"
