"""Dates in a text, absolute and relative, as the days that they name.

What has no day of the calendar is no date: durations ("for three days"), habits ("every Monday"),
bare years without a word that makes them one, and days of a year that is not told ("the September
11 attacks").
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from corroborate.model.facts import When
from corroborate.model.text import Span
from corroborate.reference.date_words import DateWords
from corroborate.text.dates import readers, told
from corroborate.text.dates.anchored import with_anchored
from corroborate.text.dates.calendar import Calendar
from corroborate.text.dates.forms import forms_of
from corroborate.text.dates.mention import Mention
from corroborate.text.dates.needs import pieces_of
from corroborate.text.dates.periods import Period, months_later

OPENER_REACH = 30
"""Characters before a date in which the word that opens a range ends; longer than any such word."""

_READERS: dict[str, Callable[[re.Match[str], Calendar], Period | None]] = {
    "day": readers.read_day,
    "days": readers.read_days,
    "numeric": readers.read_numeric,
    "day and month": readers.read_day_and_month,
    "holiday": readers.read_holiday,
    "month": readers.read_month,
    "months": readers.read_months,
    "year": readers.read_year,
    "years": readers.read_years,
    "season years": readers.read_season_years,
    "fiscal": readers.read_fiscal,
    "decade": readers.read_decade,
    "year part": readers.read_year_part,
    "season": readers.read_season,
    "weekday": told.read_weekday,
    "weekday of": told.read_weekday_of,
    "relative": told.read_relative,
    "of period": told.read_of_period,
    "ago": told.read_ago,
    "ahead": told.read_ahead,
}


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
        "The day after" counts from a date of the same sentence; see `anchored`.
    """
    calendar = Calendar(text, forms_of(words), day, day_first)
    found = _disjoint(_mentions(calendar))
    mentions = with_anchored(_joined(found, calendar), calendar) if found else ()
    return tuple(_when(each, text) for each in mentions)


def _when(mention: Mention, text: str) -> When:
    span = Span(mention.start, mention.end)
    return When(mention.period.start, mention.period.end, span, span.of(text))


def _mentions(calendar: Calendar) -> Iterator[Mention]:
    told = pieces_of(calendar.text)
    for name, pattern in calendar.forms.patterns:
        if any(told.isdisjoint(each) for each in calendar.forms.needs[name]):
            continue
        for match in pattern.finditer(calendar.text):
            period = _period(name, match, calendar)
            if period is None:
                continue
            groups = match.groupdict()
            start, end = match.span("span") if groups.get("span") else match.span()
            end = start + len(calendar.text[start:end].rstrip(" .,"))
            year_told = bool(groups.get("year")) or name == "years"
            yield Mention(start, end, period, year_told, name)


def _period(name: str, match: re.Match[str], calendar: Calendar) -> Period | None:
    """What a match means; None where it is no date after all, or no day of our calendar."""
    try:
        return _READERS[name](match, calendar)
    except (ValueError, OverflowError):  # the 31st of June, the year 0
        return None


def _disjoint(mentions: Iterator[Mention]) -> list[Mention]:
    """Of mentions that overlap, the earliest, then the longest."""
    chosen: list[Mention] = []
    for each in sorted(mentions, key=lambda m: (m.start, -m.end, m.period)):
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return chosen


def _joined(mentions: list[Mention], calendar: Calendar) -> list[Mention]:
    """Neighbours that the words make one range as one mention: "from 30 June to 4 July"."""
    joined: list[Mention] = []
    for each in mentions:
        if joined and _is_range(joined[-1], each, calendar):
            joined[-1] = _range(joined[-1], each)
            continue
        if joined and _share_a_year(joined[-1], each, calendar):
            joined[-1] = _in_year_of(joined[-1], each)
        joined.append(each)
    return joined


def _is_range(first: Mention, second: Mention, calendar: Calendar) -> bool:
    between = calendar.text[first.end : second.start]
    before = calendar.text[max(0, first.start - OPENER_REACH) : first.start]
    forms = calendar.forms
    if forms.strong_joiner.fullmatch(between):
        return first.kind == second.kind or not between.strip().isalpha()
    return bool(forms.range_joiner.fullmatch(between) and forms.range_opener.search(before))


def _share_a_year(first: Mention, second: Mention, calendar: Calendar) -> bool:
    """Whether the second gives the year of both: "in January and February 2020"."""
    if first.kind not in ("day", "month") or first.kind != second.kind:
        return False
    if first.year_told or not second.year_told:
        return False
    return calendar.forms.also.fullmatch(calendar.text[first.end : second.start]) is not None


def _in_year_of(first: Mention, second: Mention) -> Mention:
    """The first in the year of the second, or the year before if it would come after it."""
    months = 12 * (second.period.start.year - first.period.start.year)
    start, end = (months_later(each, months) for each in (first.period.start, first.period.end))
    if start > second.period.start:
        start, end = months_later(start, -12), months_later(end, -12)
    return replace(first, period=Period(start, end), year_told=True)


def _range(first: Mention, second: Mention) -> Mention:
    """Both as one; the first takes the year or the week that makes it come before the second."""
    start, end = first.period.start, second.period.end
    if start > end and first.kind == "weekday":
        start -= timedelta(7)
    elif not first.year_told and (second.year_told or start > end):
        start = months_later(start, 12 * (second.period.start.year - start.year))
        start = months_later(start, -12) if start > end else start
    return Mention(
        start=first.start,
        end=second.end,
        period=Period(min(start, end), max(start, end)),
        year_told=first.year_told or second.year_told,
        kind="range",
    )
