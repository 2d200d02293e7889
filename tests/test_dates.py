"""Dates: the days that a text names, counted from the day it was published."""

from datetime import date, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.errors import BadTable
from corroborate.reference.date_words import DateWords
from corroborate.reference.table import load_toml, read_row
from corroborate.text.dates import find_whens
from corroborate.text.dates.periods import weekday_near

CODES = ("en", "fr", "de")
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def _table(code: str) -> dict[str, Any]:
    return load_toml(files("corroborate.reference") / "languages" / code / "dates.toml")


@cache
def words(code: str) -> DateWords:
    return read_row(_table(code), DateWords, code)


def _check(case: Any, code: str) -> None:
    found = find_whens(case["text"], words(code), case.get("day"))
    assert [(each.text, each.start, each.end) for each in found] == [
        (want["text"], want["start"], want.get("end", want["start"])) for want in case["want"]
    ]


@pytest.mark.parametrize("case", cases("dates_en"))
def test_english_dates_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "en")


@pytest.mark.parametrize("case", cases("dates_fr"))
def test_french_dates_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "fr")


@pytest.mark.parametrize("case", cases("dates_de"))
def test_german_dates_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "de")


VOCABULARY = (
    "31 August 2025 août le 1er du au from to Monday lundi next prochain last dernier in en depuis "
    "May mai mars early fin mid- 2025-07-02 02/07/2025 three days ago il y a trois jours this week "
    "la nuit de dimanche à lundi summer l'été 1990s , . - – and et hier today weekend"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=20).map(" ".join))


@given(TEXTS, st.sampled_from(CODES), st.none() | st.dates(), st.booleans())
def test_spans_lie_in_the_text_in_order_and_do_not_overlap(
    text: str, code: str, day: date | None, day_first: bool
) -> None:
    end = 0
    for each in find_whens(text, words(code), day, day_first):
        assert each.span.of(text) == each.text != ""
        assert each.span.start >= end
        end = each.span.end


@given(TEXTS, st.sampled_from(CODES), DAYS)
def test_reading_twice_gives_the_same(text: str, code: str, day: date) -> None:
    assert find_whens(text, words(code), day) == find_whens(text, words(code), day)


@given(DAYS, DAYS)
def test_a_date_with_its_year_needs_no_day_to_count_from(told: date, day: date) -> None:
    for text in (told.isoformat(), f"{told.day} {told:%B} {told.year}", f"{told:%d/%m/%Y}"):
        (alone,) = find_whens(text, words("en"), None)
        assert (alone.start, alone.end) == (told, told)
        assert find_whens(text, words("en"), day) == (alone,)


@given(DAYS)
def test_what_counts_from_a_day_is_left_out_without_one(day: date) -> None:
    for text in ("on Friday", "yesterday", f"{day.day} {day:%B}", "last week", "in July"):
        assert find_whens(text, words("en"), None) == ()


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_last_one_and_the_next_one_comes_after(day: date, weekday: int) -> None:
    last = weekday_near(weekday, day, 0)
    assert last.weekday() == weekday
    assert timedelta(0) <= day - last < timedelta(7)
    assert timedelta(0) < weekday_near(weekday, day, 1) - day <= timedelta(7)
    assert timedelta(0) < day - weekday_near(weekday, day, -1) <= timedelta(7)


@given(DAYS)
def test_a_date_without_a_year_is_within_a_year_of_the_day(day: date) -> None:
    for text in ("3 May", "31 December", "1 January"):
        (when,) = find_whens(text, words("en"), day)
        assert abs(when.start - day) <= timedelta(366)


@pytest.mark.parametrize("text", ["on 04/07/2025", "on 4/7"])
def test_the_order_of_day_and_month_is_the_outlets(text: str) -> None:
    day = date(2025, 8, 1)
    (british,) = find_whens(text, words("en"), day)
    (american,) = find_whens(text, words("en"), day, day_first=False)
    assert (british.start, american.start) == (date(2025, 7, 4), date(2025, 4, 7))


SENTENCES = [
    (case.values[0]["text"], case.values[0].get("day"), code)
    for code in CODES
    for case in cases(f"dates_{code}")
]


@given(st.sampled_from(SENTENCES), st.sampled_from("\u00a0\u202f"))
def test_the_kind_of_space_changes_no_date(sentence: tuple[str, Any, str], space: str) -> None:
    text, day, code = sentence
    plain, spaced = (
        [(each.start, each.end, each.span) for each in find_whens(written, words(code), day)]
        for written in (text, text.replace(" ", space))
    )
    assert plain == spaced


@given(st.sampled_from(SENTENCES))
def test_a_blank_line_changes_no_date(sentence: tuple[str, Any, str]) -> None:
    text, day, code = sentence
    plain, padded = (
        [(each.start, each.end, each.text) for each in find_whens(written, words(code), day)]
        for written in (text, f"\n\n{text}\n\n")
    )
    assert plain == padded


@given(DAYS, DAYS)
def test_a_date_is_read_back_in_each_language(told: date, day: date) -> None:
    for code in CODES:
        month = _table(code)["months"][told.month - 1][0].split(", ")[0]
        texts = {
            "en": f"It was on {told.day} {month.title()} {told.year}.",
            "fr": f"C'était le {told.day} {month} {told.year}.",
            "de": f"Es war am {told.day}. {month.title()} {told.year}.",
        }
        (when,) = find_whens(texts[code], words(code), day)
        assert (when.start, when.end) == (told, told)


@given(DAYS, st.integers(1, 300))
def test_the_day_after_follows_the_day_before(told: date, later: int) -> None:
    text = f"He came on {told.isoformat()}, spoke the next day and left {later} days later."
    first, second, third = find_whens(text, words("en"), None)
    assert second.start - first.start == timedelta(1)
    assert third.start - second.start == timedelta(later)


def test_an_impossible_order_is_read_the_other_way() -> None:
    (when,) = find_whens("on 07/31/2025", words("en"), None)
    assert when.start == date(2025, 7, 31)


GROWTH = 2.4
"""How much more work twice the text may be: twice, and what it costs to begin with."""


@pytest.mark.parametrize(
    "pattern",
    ["may 2 ", "a", "in 2022 and ", " ", "12, ", "Monday the next day ", "le 3 mai et la veille "],
)
def test_twice_the_text_is_twice_the_work(pattern: str) -> None:
    for code in CODES:
        short, long = (pattern * (size // len(pattern)) for size in (4_000, 8_000))
        read = partial(find_whens, words=words(code), day=date(2025, 7, 1))
        read(short)
        assert work_of(lambda: read(long)) < GROWTH * work_of(lambda: read(short))  # noqa: B023


def test_a_table_without_all_its_months_is_refused() -> None:
    with pytest.raises(BadTable, match="months run from 1 to 12"):
        read_row(_table("en") | {"months": [["january", 1]]}, DateWords, "en")
