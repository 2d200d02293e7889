"""Days, weeks, months and seasons as first and last day; counting from a day."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

LOOKAHEAD_DAYS = 45
"""How far ahead a date without year and without a sign of the future may lie when the same day of
last year is over ten months old. Our own choice: news writes the year of what is that old."""

_SHIFT = re.compile(r"(?P<name>[a-z ]+)(?P<by>[+-]\d+)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def part(self, low: float, high: float) -> "Period":
        """The days from share `low` to share `high` of it, rounded outwards."""
        days = (self.end - self.start).days + 1
        first, last = floor(low * days), ceil(high * days) - 1
        return Period(self.start + timedelta(first), self.start + timedelta(last))


def one_day(day: date) -> Period:
    return Period(day, day)


def month_of(year: int, month: int, last: int | None = None) -> Period:
    """The month, or the months `month` to `last`."""
    last = last or month
    return Period(date(year, month, 1), date(year, last, monthrange(year, last)[1]))


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, first: str, last: str) -> Period:
    """The season that begins in `year`; `first` and `last` day are MM-DD."""
    ends = year if first <= last else year + 1
    return Period(date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{ends}-{last}"))


def months_later(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def counted(period: Period, grain: str, count: float) -> Period:
    """The period moved by `count` days or months, back if negative, to the nearest whole one."""
    by = round(count)
    if grain == "day":
        return Period(period.start + timedelta(by), period.end + timedelta(by))
    return Period(months_later(period.start, by), months_later(period.end, by))


def period_around(period: Period, doubt_days: int) -> Period:
    """The period, give or take some days at both ends."""
    return Period(period.start - timedelta(doubt_days), period.end + timedelta(doubt_days))


def relative(first: str, last: str, day: date, week_lead: int) -> Period:
    """From the start of period `first` to the end of `last`, each counted from `day` ("week-1")."""
    return Period(_shifted(first, day, week_lead).start, _shifted(last, day, week_lead).end)


def _shifted(notation: str, day: date, week_lead: int) -> Period:
    match = _SHIFT.fullmatch(notation)
    if match is None:
        raise ValueError(f"no period is called {notation!r}")
    name, by = match["name"], int(match["by"] or 0)
    if name == "month":
        moved = months_later(day.replace(day=1), by)
        return month_of(moved.year, moved.month)
    if name == "year":
        return year_of(day.year + by)
    if name == "day":
        return one_day(day + timedelta(by))
    return _week(name, day + timedelta(7 * by), week_lead)


def _week(name: str, day: date, week_lead: int) -> Period:
    monday = day - timedelta(day.weekday())
    if name == "week":
        return Period(monday - timedelta(week_lead), monday + timedelta(6))
    begun = day.weekday() >= 5 or (name == "close weekend" and day.weekday() > 0)
    saturday = monday + timedelta(5 if begun else -2)
    return Period(saturday, saturday + timedelta(1))


def weekday_near(weekday: int, day: date, direction: int) -> date:
    """The last such day on or before `day` (0), the last before it (-1), the next after it (1)."""
    back = (day.weekday() - weekday) % 7
    if direction > 0:
        return day + timedelta(7 - back)
    return day - timedelta(back or 7 if direction < 0 else back)


def nearest_weekday(weekday: int, day: date) -> date:
    """The such day that is at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(ahead if ahead <= 3 else ahead - 7)


def nearest(periods: Iterable[Period], day: date, future: bool, past: bool) -> Period | None:
    """The one of several years that a text of `day` means when it writes none.

    The last one begun; the next one if the text speaks of the future and that is nearer, or if it
    comes within LOOKAHEAD_DAYS and nothing says that it is past. A day ahead is no future: the text
    may have been written further east.
    """
    ordered = sorted(periods)
    begun = [each for each in ordered if each.start <= day + timedelta(1)]
    ahead = [each for each in ordered if each.start > day + timedelta(1)]
    if not begun or not ahead:
        return next(iter(begun[-1:] + ahead[:1]), None)
    behind_days = (day - begun[-1].end).days
    ahead_days = (ahead[0].start - day).days
    soon = ahead_days <= LOOKAHEAD_DAYS and ahead_days < behind_days
    comes = (future and ahead_days < behind_days) or (soon and not past)
    return ahead[0] if comes else begun[-1]
