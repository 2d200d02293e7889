"""What a match of each absolute shape means: days, months, years, decades, seasons."""

import re
from datetime import date, timedelta

from corroborate.text.dates.calendar import Calendar
from corroborate.text.dates.forms import key_of
from corroborate.text.dates.periods import (
    Period,
    month_of,
    months_later,
    one_day,
    relative,
    season_of,
    year_of,
)

LATEST_SHORT_YEAR = 68
"""A year of two digits up to it is of this century (POSIX strptime)."""
FISCAL_DOUBT_MONTHS = 6
"""By how much a fiscal year may begin and end earlier or later than the year; our choice: it begins
in April or July of the one before, or in October, January or April."""


def read_day(match: re.Match[str], calendar: Calendar) -> Period | None:
    """2 July, July 1-3, « dimanche 29 et lundi 30 juin »."""
    groups = match.groupdict()
    if not calendar.is_spelled_well(match["month"], beside_a_day=True):
        return None
    if _is_an_event(match, calendar):
        return None
    month, day = calendar.forms.months[key_of(match["month"])], int(match["day"])
    first = int(groups.get("first") or day)
    last = int(groups.get("last") or day)
    if first > day or last < day:
        return None
    if match["year"]:
        year = int(match["year"])
        return Period(date(year, month, first), date(year, month, last))
    options = [
        Period(date(year, month, first), date(year, month, last))
        for year in calendar.years()
        if _exists(year, month, first) and _exists(year, month, last)
    ]
    return calendar.choose(_of_weekday(options, match, calendar), match)


def _is_an_event(match: re.Match[str], calendar: Calendar) -> bool:
    """Whether a day without a year names what once happened on it, in a year not told.

    "The September 11 attacks", « le 11 Septembre ».
    """
    if match["year"] or match["weekday"]:
        return False
    words, text, month = calendar.forms.words, calendar.text, match["month"]
    if words.events_have_capitals and month[0].isupper() and month[1:].islower():
        return not _is_in_a_headline(text, match)
    after = key_of(text[match.end() : match.end() + 20]).split()
    return bool(after) and after[0].strip(".,;:") in words.event_nouns


def _is_in_a_headline(text: str, match: re.Match[str]) -> bool:
    """Whether the long words before it in its line all have capitals."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].split()
    long = [word for word in line if len(word) > len("sous")]
    return bool(long) and all(word[0].isupper() for word in long)


def _of_weekday(options: list[Period], match: re.Match[str], calendar: Calendar) -> list[Period]:
    if not match["weekday"]:
        return options
    weekday = calendar.forms.weekdays[key_of(match["weekday"])]
    return [each for each in options if each.start.weekday() == weekday] or options


def _exists(year: int, month: int, day: int) -> bool:
    return day <= month_of(year, month).end.day


def read_days(match: re.Match[str], calendar: Calendar) -> Period | None:
    """28 June-4 July."""
    months = calendar.forms.months
    begin, end = months[key_of(match["begin"])], months[key_of(match["month"])]
    first, last = int(match["first"]), int(match["day"])
    back = 1 if (begin, first) > (end, last) else 0
    years = [int(match["year"])] if match["year"] else list(calendar.years())
    options = [Period(date(y - back, begin, first), date(y, end, last)) for y in years]
    return options[0] if match["year"] else calendar.choose(options, match)


def read_numeric(match: re.Match[str], calendar: Calendar) -> Period | None:
    """2025-07-02, 20250702, 02/07/2025."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if "mark" in match.groupdict():
        year += (2000 if year <= LATEST_SHORT_YEAR else 1900) if year < 100 else 0
        if (month > 12) if calendar.day_first else (day <= 12):
            day, month = month, day
    return one_day(date(year, month, day))


def read_day_and_month(match: re.Match[str], calendar: Calendar) -> Period | None:
    """« le 4/7 », in the order of the outlet's place."""
    day, month = int(match["day"]), int(match["month"])
    if not calendar.day_first:
        day, month = month, day
    years = [year for year in calendar.years() if _exists(year, month, day)]
    return calendar.choose([one_day(date(year, month, day)) for year in years], match)


def read_holiday(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Christmas Day, « le 14-Juillet »."""
    month, day = map(int, calendar.forms.holidays[key_of(match["holiday"])].split("-"))
    if match["year"]:
        return one_day(date(int(match["year"]), month, day))
    return calendar.choose([one_day(date(year, month, day)) for year in calendar.years()], match)


def read_month(match: re.Match[str], calendar: Calendar) -> Period | None:
    """July, July 2025, early July, « mai 68 », June of last year."""
    groups = match.groupdict()
    if not calendar.is_spelled_well(match["month"], beside_a_day=False):
        return None
    period = _month(match, calendar, calendar.forms.months[key_of(match["month"])])
    if period and groups.get("share"):
        return period.part(*calendar.forms.month_parts[key_of(match["share"])])
    if period and groups.get("part"):
        return period.part(*calendar.forms.parts[key_of(match["part"])])
    return period


def _month(match: re.Match[str], calendar: Calendar, month: int) -> Period | None:
    groups = match.groupdict()
    if groups.get("year"):
        return month_of(int(match["year"]), month)
    if groups.get("short"):
        return month_of(1900 + int(match["short"]), month)
    if groups.get("phrase"):
        year = _relative_year(match, calendar)
        return month_of(year, month) if year else None
    return _directed([month_of(year, month) for year in calendar.years()], match, calendar)


def _directed(options: list[Period], match: re.Match[str], calendar: Calendar) -> Period | None:
    """One of several years by "last" or "next" beside it, else by the clause."""
    groups, day = match.groupdict(), calendar.day
    if day is None:
        return None
    if groups.get("gone"):
        return max((each for each in options if each.end < day), default=None)
    if groups.get("coming"):
        return min((each for each in options if each.start > day), default=None)
    return calendar.choose(options, match)


def read_months(match: re.Match[str], calendar: Calendar) -> Period | None:
    """From January to March."""
    if not calendar.is_spelled_well(match["month"], beside_a_day=True):
        return None
    first = calendar.forms.months[key_of(match["first"])]
    last = calendar.forms.months[key_of(match["month"])]
    back = 1 if first > last else 0
    years = [int(match["year"])] if match["year"] else list(calendar.years())
    options = [Period(month_of(y - back, first).start, month_of(y, last).end) for y in years]
    return options[0] if match["year"] else calendar.choose(options, match)


def read_year(match: re.Match[str], calendar: Calendar) -> Period | None:
    """2025, early 2025."""
    part = match.groupdict().get("part")
    period = year_of(int(match["year"]))
    return period.part(*calendar.forms.parts[key_of(part)]) if part else period


def read_fiscal(match: re.Match[str], _: Calendar) -> Period:
    """Fiscal 2024."""
    year = year_of(int(match["year"]))
    start = months_later(year.start, -FISCAL_DOUBT_MONTHS)
    end = months_later(year.end + timedelta(1), FISCAL_DOUBT_MONTHS) - timedelta(1)
    return Period(start, end)


def read_years(match: re.Match[str], _: Calendar) -> Period | None:
    """2016-2020, from 2016 to 2020."""
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return Period(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def read_season_years(match: re.Match[str], calendar: Calendar) -> Period | None:
    """2023/24: two years that follow each other."""
    first, last = int(match["first"]), int(match["last"])
    return read_years(match, calendar) if last % 100 == (first + 1) % 100 else None


def read_decade(match: re.Match[str], calendar: Calendar) -> Period | None:
    """The 1990s, « les années 80 », the early eighties."""
    groups = match.groupdict()
    named = groups.get("named")
    year = calendar.forms.decades[key_of(named)] if named else int(match["year"])
    year += 1900 if year < 100 else 0
    if year < 1500:
        return None
    period = Period(date(year, 1, 1), date(year + 9, 12, 31))
    part = groups.get("part")
    return period.part(*calendar.forms.parts[key_of(part)]) if part else period


def read_year_part(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Q3 2024, the first half of this year, « au troisième trimestre »."""
    groups = match.groupdict()
    months = calendar.forms.year_parts[key_of(match["part"])]
    if groups.get("year"):
        return month_of(int(match["year"]), *months)
    if groups.get("phrase"):
        year = _relative_year(match, calendar)
        return month_of(year, *months) if year else None
    return calendar.choose([month_of(year, *months) for year in calendar.years()], match)


def read_season(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Last summer, the winter of 2022-23."""
    first, last = calendar.forms.seasons[key_of(match["season"])]
    if match.groupdict().get("year"):
        return season_of(int(match["year"]), first, last)
    return _directed([season_of(year, first, last) for year in calendar.years()], match, calendar)


def _relative_year(match: re.Match[str], calendar: Calendar) -> int | None:
    if calendar.day is None:
        return None
    first, last = calendar.forms.relative[key_of(match["phrase"])]
    return relative(first, last, calendar.day, 0).start.year
