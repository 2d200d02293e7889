"""Over which time an amount is told: what was cut in May is not what was cut in May and June."""

from collections.abc import Sequence
from datetime import date

from corroborate.model.facts import Facts, Quantity, When
from corroborate.reference.language import load_language
from corroborate.text.anaphora import is_joint

Period = tuple[date, date, int]
"""First and last day, and how many times were told together as one."""
LONGER = 1.5
"""How many times longer than ours a period is that holds ours and is another one; ours."""


def period_of(quantity: Quantity, facts: Facts, text: str, language: str) -> Period | None:
    """The times that stand closest behind an amount, or before it where none stand behind; up to
    the next amount. Times with only "and" between are one period."""
    others = [each.span for each in facts.quantities if each is not quantity]
    after = min((each.start for each in others if each > quantity.span), default=len(text))
    before = max((each.end for each in others if each < quantity.span), default=0)
    behind = [w for w in facts.whens if quantity.span.end <= w.span.start < after]
    ahead = [w for w in facts.whens if before <= w.span.start and w.span.end <= quantity.span.start]
    joined = _joined(behind, text, language) or _joined(ahead[::-1], text, language)
    if not joined:
        return None
    return min(w.start for w in joined), max(w.end for w in joined), len(joined)


def _joined(whens: Sequence[When], text: str, language: str) -> list[When]:
    """The first of some times with those that "and" joins to it."""
    joints = load_language(language).assertions
    found = list(whens[:1])
    for each in whens[1:]:
        first, last = sorted((found[-1].span, each.span))
        between = text[first.end : last.start]
        if "," in between or not is_joint(between, joints):  # "in May, two months earlier"
            break
        found.append(each)
    return found


def is_longer(theirs: Period | None, ours: Period | None) -> bool:
    """Whether their period holds ours and is longer: a year for a quarter."""
    if theirs is None or ours is None or not (theirs[0] <= ours[0] and ours[1] <= theirs[1]):
        return False
    return _days(theirs) >= LONGER * _days(ours)


def is_told_together(theirs: Period | None, ours: Period | None) -> bool:
    """Whether they tell several times as one, of which ours is but a part."""
    return is_longer(theirs, ours) and theirs is not None and theirs[2] > 1


def _days(period: Period) -> int:
    return (period[1] - period[0]).days + 1
