"""Dates in a text, absolute and relative, as the days that they name.

What has no day of the calendar is no date: durations ("for three days"), habits ("every Monday")
and bare years without a word that makes them one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corroborate.model.facts import When
from corroborate.model.text import Span
from corroborate.reference.date_words import DateWords
from corroborate.text.dates.forms import Forms, forms_of, key_of
from corroborate.text.dates.periods import (
    Period,
    around,
    month_of,
    months_later,
    nearest,
    one_day,
    relative,
    season_of,
    weekday_near,
    year_of,
)

CUE_REACH = 80
"""Characters on each side in which a word of the future or the past speaks of a date; our choice,
about the length of a clause."""

OPENER_REACH = 30
"""Characters before a date in which the word that opens a range ends; longer than any such word."""

_STOP = re.compile(r"[.!?;][\s\"»”]|\n")


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What a reader of one match needs besides it."""

    text: str
    forms: Forms
    day: date | None
    day_first: bool

    def choose(self, periods: list[Period], match: re.Match[str]) -> Period | None:
        """The year that is meant; none where there is no day to count from."""
        if self.day is None:
            return None
        around_it = self._clause(match)
        future = self.forms.future.search(around_it) is not None
        past = self.forms.past.search(around_it) is not None
        return nearest(periods, self.day, future, past)

    def years(self) -> range:
        """The years that a date without one may mean."""
        return range(self.day.year - 1, self.day.year + 2) if self.day else range(0)

    def _clause(self, match: re.Match[str]) -> str:
        """The text near a match, within its sentence, the match left out."""
        before = self.text[max(0, match.start() - CUE_REACH) : match.start()]
        after = self.text[match.end() : match.end() + CUE_REACH]
        return _STOP.split(before)[-1] + " … " + _STOP.split(after)[0]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A stretch of text and its days; `year_told` where the text itself gives the year."""

    start: int
    end: int
    period: Period
    year_told: bool
    weekly: bool


def find_whens(
    text: str, words: DateWords, day: date | None, day_first: bool = True
) -> tuple[When, ...]:
    """Read the dates of a text, in its order, disjoint.

    Args:
        words: the language's.
        day: the day of publication; without it what counts from it is left out, dates without a
            year among them.
        day_first: whether 4/7/2025 is in July.

    Returns:
        Each date as its first and last day. A date without a year is the last such day on or
        before `day`, or the next where the sentence speaks of the future; see `periods.nearest`.
    """
    calendar = _Calendar(text, forms_of(words), day, day_first)
    mentions = _joined(_disjoint(_mentions(calendar)), calendar)
    return tuple(_when(each, text) for each in mentions)


def _when(mention: _Mention, text: str) -> When:
    span = Span(mention.start, mention.end)
    return When(mention.period.start, mention.period.end, span, span.of(text))


def _mentions(calendar: _Calendar) -> Iterator[_Mention]:
    for name, pattern in calendar.forms.patterns:
        for match in pattern.finditer(calendar.text):
            period = _period(name, match, calendar)
            if period is None:
                continue
            groups = match.groupdict()
            start, end = match.span("span") if groups.get("span") else match.span()
            end = start + len(calendar.text[start:end].rstrip(" .,"))
            told = bool(groups.get("year")) or name == "years"
            yield _Mention(start, end, period, told, name == "weekday")


def _period(name: str, match: re.Match[str], calendar: _Calendar) -> Period | None:
    """What a match means; None where it is no date after all, or no day of our calendar."""
    try:
        return _READERS[name](match, calendar)
    except (ValueError, OverflowError):  # the 31st of June, the year 0
        return None


def _disjoint(mentions: Iterator[_Mention]) -> list[_Mention]:
    """Of mentions that overlap, the earliest, then the longest."""
    chosen: list[_Mention] = []
    for each in sorted(mentions, key=lambda m: (m.start, -m.end, m.period)):
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return chosen


def _joined(mentions: list[_Mention], calendar: _Calendar) -> list[_Mention]:
    """Neighbours that the words make one range as one mention: "from 30 June to 4 July"."""
    joined: list[_Mention] = []
    for each in mentions:
        if joined and _is_range(joined[-1], each, calendar):
            joined[-1] = _range(joined[-1], each)
        else:
            joined.append(each)
    return joined


def _is_range(first: _Mention, second: _Mention, calendar: _Calendar) -> bool:
    between = calendar.text[first.end : second.start]
    before = calendar.text[max(0, first.start - OPENER_REACH) : first.start]
    forms = calendar.forms
    if forms.strong_joiner.fullmatch(between):
        return True
    return bool(forms.range_joiner.fullmatch(between) and forms.range_opener.search(before))


def _range(first: _Mention, second: _Mention) -> _Mention:
    """Both as one; the first takes the year or the week that makes it come before the second."""
    start, end = first.period.start, second.period.end
    if start > end and first.weekly:
        start -= timedelta(7)
    elif not first.year_told and (second.year_told or start > end):
        start = months_later(start, 12 * (second.period.start.year - start.year))
        start = months_later(start, -12) if start > end else start
    return _Mention(
        start=first.start,
        end=second.end,
        period=Period(min(start, end), max(start, end)),
        year_told=first.year_told or second.year_told,
        weekly=False,
    )


def _is_spelled_well(written: str, calendar: _Calendar, beside_a_day: bool) -> bool:
    """Whether capitals are where this word needs them to be a month or a weekday."""
    key, words = key_of(written), calendar.forms.words
    if key in words.need_capital and not written[0].isupper():
        return False
    return beside_a_day or key not in words.refuse_capital or not written[0].isupper()


def _read_day(match: re.Match[str], calendar: _Calendar) -> Period | None:
    groups = match.groupdict()
    if not _is_spelled_well(match["month"], calendar, beside_a_day=True):
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
    if match["weekday"]:
        weekday = calendar.forms.weekdays[key_of(match["weekday"])]
        options = [each for each in options if each.start.weekday() == weekday] or options
    return calendar.choose(options, match)


def _exists(year: int, month: int, day: int) -> bool:
    return day <= month_of(year, month).end.day


def _read_numeric(match: re.Match[str], calendar: _Calendar) -> Period | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if "mark" in match.groupdict():
        year += 2000 if year < 100 else 0
        if (month > 12) if calendar.day_first else (day <= 12):
            day, month = month, day
    return one_day(date(year, month, day))


def _read_month(match: re.Match[str], calendar: _Calendar) -> Period | None:
    groups = match.groupdict()
    if not _is_spelled_well(match["month"], calendar, beside_a_day=False):
        return None
    month = calendar.forms.months[key_of(match["month"])]
    period: Period | None
    if groups.get("year"):
        period = month_of(int(match["year"]), month)
    elif groups.get("phrase"):
        year = _relative_year(match, calendar)
        period = month_of(year, month) if year else None
    else:
        options = [month_of(year, month) for year in calendar.years()]
        period = _directed(options, match, calendar)
    if period and groups.get("part"):
        return period.part(*calendar.forms.parts[key_of(match["part"])])
    return period


def _directed(options: list[Period], match: re.Match[str], calendar: _Calendar) -> Period | None:
    """One of several years by "last" or "next" beside it, else by the clause."""
    groups, day = match.groupdict(), calendar.day
    if day is None:
        return None
    if groups.get("gone"):
        return max((each for each in options if each.end < day), default=None)
    if groups.get("coming"):
        return min((each for each in options if each.start > day), default=None)
    return calendar.choose(options, match)


def _read_months(match: re.Match[str], calendar: _Calendar) -> Period | None:
    if not _is_spelled_well(match["month"], calendar, beside_a_day=True):
        return None
    first = calendar.forms.months[key_of(match["first"])]
    last = calendar.forms.months[key_of(match["month"])]
    back = 1 if first > last else 0
    years = [int(match["year"])] if match["year"] else list(calendar.years())
    options = [Period(month_of(y - back, first).start, month_of(y, last).end) for y in years]
    return options[0] if match["year"] else calendar.choose(options, match)


def _read_year(match: re.Match[str], calendar: _Calendar) -> Period | None:
    part = match.groupdict().get("part")
    period = year_of(int(match["year"]))
    return period.part(*calendar.forms.parts[key_of(part)]) if part else period


def _read_years(match: re.Match[str], _: _Calendar) -> Period | None:
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return Period(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _read_decade(match: re.Match[str], _: _Calendar) -> Period | None:
    year = int(match["year"])
    year += 1900 if year < 100 else 0
    return Period(date(year, 1, 1), date(year + 9, 12, 31)) if year >= 1500 else None


def _read_year_part(match: re.Match[str], calendar: _Calendar) -> Period | None:
    return month_of(int(match["year"]), *calendar.forms.year_parts[key_of(match["part"])])


def _read_weekday(match: re.Match[str], calendar: _Calendar) -> Period | None:
    groups, words = match.groupdict(), calendar.forms.words
    if calendar.day is None or _stands_in(match, calendar, words):
        return None
    direction = (1 if groups.get("coming") else 0) - (1 if groups.get("gone") else 0)
    weekday = calendar.forms.weekdays[key_of(match["weekday"])]
    return one_day(weekday_near(weekday, calendar.day, direction))


def _stands_in(match: re.Match[str], calendar: _Calendar, words: DateWords) -> bool:
    """Whether a weekday is part of a name or a habit: Black Friday, every Monday."""
    before = key_of(calendar.text[max(0, match.start() - 20) : match.start()])
    after = key_of(calendar.text[match.end() : match.end() + 20])
    return any(
        before == each or before.endswith((f" {each}", f"'{each}"))
        for each in words.not_a_weekday_after
    ) or any(after.startswith(each) for each in words.not_a_weekday_before)


def _read_relative(match: re.Match[str], calendar: _Calendar) -> Period | None:
    if calendar.day is None or _is_in_a_title(match, calendar.text):
        return None
    first, last = calendar.forms.relative[key_of(match["phrase"])]
    lead = calendar.forms.words.week_starts_before_monday
    period, part = relative(first, last, calendar.day, lead), match.groupdict().get("part")
    return period.part(*calendar.forms.parts[key_of(part)]) if part else period


def _relative_year(match: re.Match[str], calendar: _Calendar) -> int | None:
    if calendar.day is None:
        return None
    first, last = calendar.forms.relative[key_of(match["phrase"])]
    return relative(first, last, calendar.day, 0).start.year


def _is_in_a_title(match: re.Match[str], text: str) -> bool:
    """Whether a capital and a capital before it make the word part of a name: Metro Today."""
    before = text[max(0, match.start() - OPENER_REACH) : match.start()].split()
    if not before or not match[0][0].isupper():
        return False
    return before[-1][0].isupper() and before[-1][-1].isalnum()


def _read_ago(match: re.Match[str], calendar: _Calendar) -> Period | None:
    if calendar.day is None:
        return None
    count = calendar.forms.numbers.get(key_of(match["count"]))
    number = int(match["count"]) if count is None else count
    grain, size, doubt = calendar.forms.ago[key_of(match["unit"])]
    return around(calendar.day, grain, -number * size, doubt)


def _read_season(match: re.Match[str], calendar: _Calendar) -> Period | None:
    groups = match.groupdict()
    first, last = calendar.forms.seasons[key_of(match["season"])]
    if groups.get("year"):
        return season_of(int(match["year"]), first, last)
    return _directed([season_of(year, first, last) for year in calendar.years()], match, calendar)


_READERS: dict[str, Callable[[re.Match[str], _Calendar], Period | None]] = {
    "day": _read_day,
    "numeric": _read_numeric,
    "month": _read_month,
    "months": _read_months,
    "year": _read_year,
    "years": _read_years,
    "decade": _read_decade,
    "year part": _read_year_part,
    "weekday": _read_weekday,
    "relative": _read_relative,
    "ago": _read_ago,
    "season": _read_season,
}
