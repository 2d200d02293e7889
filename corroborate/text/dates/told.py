"""What a match of each shape that counts from the day of the text means."""

import re
from datetime import timedelta

from corroborate.text.dates.calendar import Calendar
from corroborate.text.dates.forms import key_of
from corroborate.text.dates.periods import (
    Period,
    counted,
    nearest_weekday,
    one_day,
    period_around,
    relative,
    weekday_near,
)

TITLE_REACH = 30
"""Characters before a word in which the word before it ends; longer than any such word."""


def read_weekday(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Friday, last Friday, « ce vendredi »."""
    groups, day = match.groupdict(), calendar.day
    if day is None or _stands_in(match, calendar):
        return None
    weekday = calendar.forms.weekdays[key_of(match["weekday"])]
    if groups.get("coming") or groups.get("gone"):
        return one_day(weekday_near(weekday, day, 1 if groups.get("coming") else -1))
    if calendar.is_ahead(match):
        return one_day(weekday_near(weekday, day - timedelta(1), 1))
    if groups.get("near") and not calendar.is_past(match):
        return one_day(nearest_weekday(weekday, day))
    return one_day(weekday_near(weekday, day, 0))


def read_weekday_of(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Friday of last week, « mardi de la semaine prochaine »."""
    if calendar.day is None:
        return None
    first, last = calendar.forms.relative[key_of(match["phrase"])]
    sunday = relative(first, last, calendar.day, 0).end
    weekday = calendar.forms.weekdays[key_of(match["weekday"])]
    return one_day(sunday - timedelta(6 - weekday))


def _stands_in(match: re.Match[str], calendar: Calendar) -> bool:
    """Whether a weekday is part of a name or a habit: Black Friday, every Monday."""
    words, start = calendar.forms.words, match.start("weekday")
    before = key_of(calendar.text[max(0, start - 20) : start])
    after = key_of(calendar.text[match.end() : match.end() + 20])
    return any(
        before == each or before.endswith((f" {each}", f"'{each}"))
        for each in words.not_a_weekday_after
    ) or any(after.startswith(each) for each in words.not_a_weekday_before)


def read_relative(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Yesterday, last week, early next month."""
    if calendar.day is None or _is_in_a_title(match, calendar.text):
        return None
    if not calendar.is_spelled_well(match["phrase"], beside_a_day=False):
        return None
    first, last = calendar.forms.relative[key_of(match["phrase"])]
    week_lead = calendar.forms.words.week_starts_before_monday
    period = relative(first, last, calendar.day, week_lead)
    part = match.groupdict().get("part")
    return period.part(*calendar.forms.parts[key_of(part)]) if part else period


def _is_in_a_title(match: re.Match[str], text: str) -> bool:
    """Whether a capital and a capital before it make the word part of a name: Metro Today."""
    before = text[max(0, match.start() - TITLE_REACH) : match.start()].split()
    if not before or not match[0][0].isupper():
        return False
    return before[-1][0].isupper() and before[-1][-1].isalnum()


def read_of_period(match: re.Match[str], calendar: Calendar) -> Period | None:
    """The end of the year, « en fin de semaine »: of the year, month or week that is meant."""
    groups, forms = match.groupdict(), calendar.forms
    if calendar.day is None:
        return None
    if groups.get("end"):
        grain, low, high = forms.ends[key_of(match["end"])]
    else:
        grain = forms.of_periods[key_of(match["whole"])]
        low, high = forms.parts[key_of(match["part"])]
    around = [relative(name, name, calendar.day, 0) for name in _neighbours(grain)]
    return calendar.choose([each.part(low, high) for each in around], match)


def _neighbours(grain: str) -> tuple[str, str, str]:
    return f"{grain}-1", grain, f"{grain}+1"


def read_ago(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Three days ago, « il y a une dizaine d'années »."""
    return _counted(match, calendar, -1)


def read_ahead(match: re.Match[str], calendar: Calendar) -> Period | None:
    """« dans deux ans », in two weeks' time."""
    return _counted(match, calendar, 1)


def _counted(match: re.Match[str], calendar: Calendar, way: int) -> Period | None:
    if calendar.day is None:
        return None
    low, high = numbers_of(match["count"], calendar)
    if match["half"] or match["more"]:
        low, high = low + 0.5, high + 0.5
    if match["hedge"]:
        less, more = calendar.forms.ago_hedges[key_of(match["hedge"])]
        low, high = low * less, high * more
    grain, size, doubt = calendar.forms.ago[key_of(match["unit"])]
    near = period_around(counted(one_day(calendar.day), grain, way * low * size), doubt)
    far = period_around(counted(one_day(calendar.day), grain, way * high * size), doubt)
    return Period(min(near.start, far.start), max(near.end, far.end))


def numbers_of(count: str, calendar: Calendar) -> tuple[float, float]:
    """The lowest and the highest number that a count in a date stands for."""
    told = calendar.forms.numbers.get(key_of(count))
    return told or (float(count), float(count))
