"""The words of a language that name days, weeks, months and years."""

from dataclasses import dataclass

NamedNumber = tuple[str, int]
"""Spellings separated by ", ", and the number that they stand for."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates; a phrase list in one string is separated by ", ".

    Days: `holidays` rows are (phrases, MM-DD); `not_days` look like a day and a month and are none
    ("24/7"), which otherwise follow one of `day_cues`. After a day without a year one of
    `event_nouns`, or a capital where `events_have_capitals`, makes it the name of an event.
    `near_before` a weekday means the nearest ("this"); `saying` are verbs to which a weekday
    belongs rather than to a future one behind them; after one of `deadlines` a date that belongs
    to a future verb is ahead.

    `relative` rows are (phrases, first period, last period), each period `day`, `week`, `month`,
    `year`, `weekend` (the last one begun) or `close weekend` (the nearer one), shifted by a signed
    number ("week-1"). `seasons` rows are (phrases, first day, last day) as MM-DD. `parts` rows are
    (phrases, from, to), shares of the period that follows, `month_parts` of a month alone.
    `of_periods` rows (phrases, grain) follow a part, `ends` rows (phrases, grain, from, to) do
    without. `ago` rows are (unit words, grain,
    count of the grain, days of doubt on both sides). `year_parts` rows are (phrases, first month,
    last month); those of `year_parts_alone` need no year, the others do without before one of
    `year_part_nouns`. `vague_numbers` rows (phrases, lowest, highest) count in "ago"; `ago_hedges`
    rows are (phrases, from, to), multiples of the number. `ahead_before` and `ahead_after` turn to
    the future. `shifts` rows are (phrases, days) from another date; a word of `free_after` may
    follow one; `later` and `earlier` stand behind "two days". `decade_names` rows are (words, first
    year of the decade in the 20th century).

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
    day_cues: tuple[str, ...] = ()
    not_days: tuple[str, ...] = ()
    event_nouns: tuple[str, ...] = ()
    events_have_capitals: bool = False
    holidays: tuple[tuple[str, str], ...] = ()
    near_before: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
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
    month_parts: tuple[tuple[str, float, float], ...] = ()
    of_periods: tuple[tuple[str, str], ...] = ()
    not_after_a_period: tuple[str, ...] = ()
    ends: tuple[tuple[str, str, float, float], ...] = ()
    relative: tuple[tuple[str, str, str], ...] = ()
    seasons: tuple[tuple[str, str, str], ...] = ()
    season_cues: tuple[str, ...] = ()
    year_parts: tuple[tuple[str, int, int], ...] = ()
    year_parts_alone: tuple[str, ...] = ()
    year_part_nouns: tuple[str, ...] = ()
    fiscal_cues: tuple[str, ...] = ()
    decade_names: tuple[NamedNumber, ...] = ()
    decade_before: tuple[str, ...] = ()
    decade_ending: str = ""
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ago: tuple[tuple[str, str, int, int], ...] = ()
    ago_hedges: tuple[tuple[str, float, float], ...] = ()
    ahead_before: tuple[str, ...] = ()
    ahead_after: tuple[str, ...] = ()
    half_more: tuple[str, ...] = ()
    small_numbers: tuple[NamedNumber, ...] = ()
    vague_numbers: tuple[tuple[str, float, float], ...] = ()
    shifts: tuple[NamedNumber, ...] = ()
    later: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    free_after: tuple[str, ...] = ()
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
