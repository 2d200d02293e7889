"""Amounts: what is read in a text, and what is no amount."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Told, told_amounts
from tables import cases
from work import work_of

from corroborate.errors import BadTable
from corroborate.model.facts import Quantity, When
from corroborate.model.text import Span
from corroborate.reference.date_words import DateWords
from corroborate.reference.quantity_words import QuantityWords
from corroborate.reference.table import load_toml, read_row
from corroborate.text.dates import find_whens
from corroborate.text.quantities import Refusal, find_quantities, find_refusals
from corroborate.text.quantities.numerals import read_digits

READ_ON = date(2025, 9, 3)
CODES = ("en", "fr", "de")


def _table(code: str, name: str) -> dict[str, Any]:
    folder = files("corroborate.reference") / "languages" / code
    return load_toml(folder / f"{name}.toml")


@cache
def quantity_words(code: str) -> QuantityWords:
    return read_row(_table(code, "quantities"), QuantityWords, code)


@cache
def date_words(code: str) -> DateWords:
    return read_row(_table(code, "dates"), DateWords, code)


def dates_of(text: str, code: str) -> tuple[When, ...]:
    return find_whens(text, date_words(code), READ_ON)


def other_words(code: str) -> QuantityWords:
    return quantity_words("fr" if code == "en" else "en")


def read(text: str, code: str) -> tuple[Quantity, ...]:
    """As a reader of texts does: dates first, then amounts, with the other language's words."""
    taken = tuple(when.span for when in dates_of(text, code))
    return find_quantities(text, quantity_words(code), other_words(code), taken)


def refused(text: str, code: str) -> tuple[Refusal, ...]:
    taken = tuple(when.span for when in dates_of(text, code))
    return find_refusals(text, quantity_words(code), other_words(code), taken)


def _check(case: Any, code: str) -> None:
    found = read(case["text"], code)
    assert [each.text for each in found] == [want["text"] for want in case["want"]]
    for each, want in zip(found, case["want"], strict=True):
        assert (each.low, each.high) == pytest.approx(
            (want["low"], want.get("high", want["low"])), rel=1e-6
        )
        told = {"unit": "", "counts": "", "part": "total", "hedge": "exact"} | {
            key: want[key] for key in ("unit", "counts", "part", "hedge") if key in want
        }
        assert {key: getattr(each, key) for key in told} == told


@pytest.mark.parametrize("case", cases("quantities_en"))
def test_english_amounts_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "en")


@pytest.mark.parametrize("case", cases("quantities_fr"))
def test_french_amounts_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "fr")


@pytest.mark.parametrize("case", cases("quantities_de"))
def test_german_amounts_are_read_as_an_editor_reads_them(case: Any) -> None:
    _check(case, "de")


@pytest.mark.parametrize("case", cases("no_quantities"))
def test_what_is_no_amount_is_named_with_its_reason(case: Any) -> None:
    named = {each.text: each.why for each in refused(case["text"], case["language"])}
    assert {key: named.get(key) for key in case["why"]} == case["why"]
    assert [each.text for each in read(case["text"], case["language"])] == case.get("amounts", [])


VOCABULARY = (
    "four quatre 9 000 9\u202f000 1,5 1.411 $100 million milliards d'euros près de more than "
    "au moins 31 août May 2025 14h30 GPT-4 une dizaine half of the people personnes % km 3-1 "
    "entre et to à - , . ( ) autres more dont including 28-year-old âgé ans magnitude six"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(
    st.text(),
    st.lists(WORDS, max_size=20).map(" ".join),
    st.lists(WORDS, max_size=20).map("".join),
)


@given(TEXTS, st.sampled_from(CODES))
def test_spans_lie_in_the_text_in_order_and_share_nothing_with_each_other_or_with_dates(
    text: str, code: str
) -> None:
    whens = find_whens(text, date_words(code), READ_ON)
    found = read(text, code)
    end = 0
    for each in found:
        assert each.span.of(text) == each.text != ""
        assert each.span.start >= end
        assert not any(each.span.overlaps(when.span) for when in whens)
        end = each.span.end


@given(TEXTS, st.sampled_from(CODES))
def test_reading_twice_gives_the_same(text: str, code: str) -> None:
    assert read(text, code) == read(text, code)


@given(TEXTS, st.sampled_from(CODES))
def test_every_unit_is_a_canonical_one(text: str, code: str) -> None:
    known = {"", "%", "pp", "m", "m2", "m3", "kg", "Wh", "W", "m/s", "°C", "s", "age", "magnitude"}
    for each in read(text, code):
        assert each.unit in known | {"times"} or (each.unit.isupper() and len(each.unit) == 3)


def number_tokens(text: str, code: str) -> list[Span]:
    """Runs of digits, and the number words of the language from two on."""
    digits = [Span(*match.span()) for match in re.finditer("[0-9]+", text)]
    rows = quantity_words(code).cardinals
    words = {word for row, value in rows for word in row.split(", ") if value >= 2}
    found = re.finditer(r"[^\W\d_]+", text)
    return digits + [Span(*each.span()) for each in found if each.group().lower() in words]


def holding(span: Span, spans: Sequence[Span]) -> int:
    return sum(each.start <= span.start and span.end <= each.end for each in spans)


@given(TEXTS, st.sampled_from(CODES))
def test_every_number_is_in_one_fact_or_named_as_none(text: str, code: str) -> None:
    facts = [each.span for each in (*dates_of(text, code), *read(text, code))]
    named = [each.span for each in refused(text, code)]
    for token in number_tokens(text, code):
        assert holding(token, facts) + holding(token, named) == 1, token.of(text)


SENTENCES = [
    (case.values[0]["text"], code) for code in CODES for case in cases(f"quantities_{code}")
]


@pytest.mark.parametrize("code", CODES)
def test_every_number_of_the_cases_is_in_one_fact_or_named_as_none(code: str) -> None:
    for text, language in SENTENCES:
        if language == code:
            facts = [each.span for each in (*dates_of(text, code), *read(text, code))]
            named = [each.span for each in refused(text, code)]
            for token in number_tokens(text, code):
                assert holding(token, facts) + holding(token, named) == 1, (text, token.of(text))


def told(text: str, code: str) -> list[Any]:
    """What the amounts of a text say, wherever they stand."""
    return [
        (each.low, each.high, each.unit, each.counts, each.part, each.hedge)
        for each in read(text, code)
    ]


@given(st.sampled_from(SENTENCES), st.sampled_from("\u00a0\u202f"))
def test_the_kind_of_space_changes_nothing(sentence: tuple[str, str], space: str) -> None:
    text, code = sentence
    assert told(text.replace(" ", space), code) == told(text, code)


@given(st.sampled_from(SENTENCES))
def test_a_blank_line_changes_nothing(sentence: tuple[str, str]) -> None:
    text, code = sentence
    assert told(f"\n\n{text}\n\n", code) == told(text, code)


@given(told_amounts())
def test_an_amount_written_in_either_language_is_read_back(amount: Told) -> None:
    for code, text in amount.written:
        (found,) = read(text, code)
        assert found.unit == amount.unit
        assert found.low <= amount.value <= found.high, (text, found)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(" \u00a0\u202f\u2009"))
def test_the_kind_of_space_that_groups_thousands_changes_nothing(
    thousands: int, rest: int, space: str
) -> None:
    grouped = f"{thousands} {rest:03d}"
    (plain,) = read(f"Il y a {grouped} personnes.", "fr")
    (other,) = read(f"Il y a {grouped.replace(' ', space)} personnes.", "fr")
    assert (plain.low, plain.high) == (other.low, other.high)
    assert plain.low <= 1000 * thousands + rest <= plain.high


@given(st.integers(0, 10**14))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " ")):
        amount = read_digits(written, ".")
        assert amount is not None
        assert number in (amount.value, amount.as_whole)


def test_rounded_neighbours_share_nothing() -> None:
    (three,) = read("3 %", "fr")
    (four,) = read("4 %", "fr")
    assert not three.agrees_with(four)


def test_the_same_amount_agrees_across_languages() -> None:
    pairs = [
        ("nearly $100 million", "98,4 millions de dollars"),
        ("36,000 feet", "environ 11 000 mètres"),
        ("39 degrees Fahrenheit", "4 degrés"),
        ("1.2 gigawatt-hours", "1 200 mégawattheures"),
        ("a 28-year-old woman", "une femme de 28 ans"),
        ("half of the staff", "la moitié des salariés"),
        ("3 billion euros", "3 milliards d'euros"),
    ]
    for english, french in pairs:
        (ours,), (theirs,) = read(english, "en"), read(french, "fr")
        assert ours.agrees_with(theirs), (ours, theirs)


def test_without_the_other_language_its_words_are_no_numbers() -> None:
    assert find_quantities("que four nouvelles recrues", quantity_words("fr")) == ()


def test_what_is_taken_is_left_alone() -> None:
    text = "On 31 August 2025 12 people died"
    whens = find_whens(text, date_words("en"), None)
    (found,) = find_quantities(text, quantity_words("en"), taken=[when.span for when in whens])
    assert found.text == "12"


GROWTH = 2.4
"""How much more work twice the text may be: twice, and what it costs to begin with."""


@pytest.mark.parametrize(
    "pattern",
    [
        "five-",
        "1-",
        "1 to ",
        "more than ",
        "cent mille ",
        "12, ",
        "d'",
        "At least 12 people, three of them children, died on 3 May; damage was $3.2bn, ",
        "Au moins 12 personnes, dont 3 enfants, sont mortes le 3 mai par 289 voix contre 230, ",
    ],
)
def test_twice_the_text_is_twice_the_work(pattern: str) -> None:
    for code in CODES:
        short, long = (pattern * (size // len(pattern)) for size in (3_000, 6_000))
        read(short, code)
        once = work_of(lambda code=code, short=short: read(short, code))
        assert work_of(lambda code=code, long=long: read(long, code)) < GROWTH * once


def test_ten_thousand_numbers_in_a_row_are_a_table_and_count_nothing() -> None:
    short, long = (" ".join(str(10_000 + each) for each in range(n)) for n in (5_000, 10_000))
    assert read(short, "en") == ()
    once = work_of(lambda: read(short, "en"))
    assert work_of(lambda: read(long, "en")) < GROWTH * once


@pytest.mark.parametrize(
    ("key", "value"),
    [("decimal_mark", ";"), ("hedges", [["about", "perhaps", 0.9, 1.1]])],
)
def test_a_table_with_a_wrong_value_is_refused(key: str, value: Any) -> None:
    with pytest.raises(BadTable, match=r"perhaps|decimal mark"):
        read_row(_table("en", "quantities") | {key: value}, QuantityWords, "en")
