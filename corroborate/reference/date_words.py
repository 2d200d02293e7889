"""The words of a language that name days, weeks, months and years."""

from dataclasses import dataclass

NamedNumber = tuple[str, int]
"""Spellings separated by ", ", and the number that they stand for."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates; a phrase list in one string is separated by ", ".

    `relative` rows are (phrases, first period, last period), each period `day`, `week`, `month`,
    `year`, `weekend` (the last one begun) or `close weekend` (the nearer one), shifted by a signed
    number ("week-1"). `seasons` rows are (phrases, first day, last day) as MM-DD. `parts` rows are
    (phrases, from, to), shares of the period that follows. `ago` rows are (unit words, grain,
    count of the grain, days of doubt on both sides). `year_parts` rows are (phrases, first month,
    last month).

    After one of `weak_year_cues` a number is no year if a word that looks plural or is one of
    `not_after_a_year` follows, unless it is one of `after_a_year`. A `strong_joiners` word makes a
    range without an opener; `also` words join two months that stand for themselves.
    """

    months: tuple[NamedNumber, ...]
    weekdays: tuple[NamedNumber, ...]
    month_first: bool
    week_starts_before_monday: int
    need_capital: tuple[str, ...] = ()
    refuse_capital: tuple[str, ...] = ()
    bare_months: tuple[str, ...] = ()
    month_cues: tuple[str, ...] = ()
    year_cues: tuple[str, ...] = ()
    weak_year_cues: tuple[str, ...] = ()
    after_a_year: tuple[str, ...] = ()
    not_after_a_year: tuple[str, ...] = ()
    last_before: tuple[str, ...] = ()
    last_after: tuple[str, ...] = ()
    next_before: tuple[str, ...] = ()
    next_after: tuple[str, ...] = ()
    not_a_weekday_after: tuple[str, ...] = ()
    not_a_weekday_before: tuple[str, ...] = ()
    day_endings: tuple[str, ...] = ()
    between_day_and_month: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    day_parts: tuple[str, ...] = ()
    range_openers: tuple[str, ...] = ()
    range_joiners: tuple[str, ...] = ()
    strong_joiners: tuple[str, ...] = ()
    parts: tuple[tuple[str, float, float], ...] = ()
    relative: tuple[tuple[str, str, str], ...] = ()
    seasons: tuple[tuple[str, str, str], ...] = ()
    season_cues: tuple[str, ...] = ()
    year_parts: tuple[tuple[str, int, int], ...] = ()
    decade_before: tuple[str, ...] = ()
    decade_ending: str = ""
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ago: tuple[tuple[str, str, int, int], ...] = ()
    small_numbers: tuple[NamedNumber, ...] = ()
    past_cues: tuple[str, ...] = ()
    future_cues: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for rows, first, last in ((self.months, 1, 12), (self.weekdays, 0, 6)):
            numbers = [number for _, number in rows]
            if sorted(set(numbers)) != list(range(first, last + 1)):
                raise ValueError(f"months run from 1 to 12 and weekdays from 0 to 6, not {numbers}")


def split_phrases(phrases: str) -> tuple[str, ...]:
    """The phrases of a cell of a table, written one after the other with ", " between."""
    return tuple(phrases.split(", "))
