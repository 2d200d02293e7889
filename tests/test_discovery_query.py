"""What a document is searched by."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recordings import WINDOW
from strategies import days, words
from tables import cases

from corroborate.model.facts import Assertion, Claim, Facts, Name, Quantity
from corroborate.model.text import Document, Span
from corroborate.net.discovery import Query, Window, query_of, searches
from corroborate.net.discovery.numbers import digits_in
from corroborate.net.discovery.query import MOST_SEARCHES

NOWHERE = Span(0, 0)


def claim_of(row: Any, number: int, language: str) -> Claim:
    quantities = (Quantity(*row[1:], "", NOWHERE, row[0]) for row in row.get("numbers", []))
    names = (Name(*each, NOWHERE) for each in row["names"])
    facts = Facts(quantities=tuple(quantities), names=tuple(names))
    assertion = Assertion(f"a{number}", row["text"], NOWHERE, language, facts, tuple(row["words"]))
    return Claim(f"c{number}", row["text"], NOWHERE, language, (assertion,))


def query_in(case: Any) -> Query:
    claims = [claim_of(row, at, case["language"]) for at, row in enumerate(case["claims"])]
    document = Document("text", case["language"], title=case["title"] or None)
    return query_of(document, claims, WINDOW)


@pytest.mark.parametrize("case", cases("queries"))
def test_a_document_is_searched_by_what_it_says_most(case: Any) -> None:
    query = query_in(case)
    assert [list(each.forms)[:3] for each in query.names] == case["names"]
    for forms, term in zip(case.get("first_words", []), query.words, strict=False):
        assert set(forms) <= set(term.forms)
        assert term.forms[0] == forms[0]
    assert [each.key for each in query.numbers] == case.get("numbers", [])
    if "short" in case:
        assert query.names[0].short == tuple(case["short"])
    if "has_word" in case:
        assert any(set(case["has_word"]) <= set(each.forms) for each in query.words)
    if "searches" in case:
        asked = [[term.forms[0] for term in pair] for pair in searches(query)]
        assert asked == case["searches"]


@pytest.mark.parametrize(
    ("said", "first"), [("fr", "fr"), ("fr-CA", "fr"), ("xx", "en"), (None, "en")]
)
def test_its_own_language_comes_first(said: str | None, first: str) -> None:
    query = query_of(Document("texte", said, title="Avalanche"), [], WINDOW)
    assert query.languages[0] == first
    assert {"en", "fr"} <= set(query.languages)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("9 000 postes", ("9000",)),
        ("9\u202f000 et 1\u00a0200\u00a0000", ("9000", "1200000")),
        ("1.400 morts", ("1400",)),
        ("9,000 jobs, 4% of staff", ("9000", "4")),
        ("14,3 milliards", ("14.3",)),
        ("magnitude 6.0", ("6.0",)),
        ("2025-06-05", ("2025", "06", "05")),
        ("none", ()),
    ],
)
def test_a_number_is_one_however_it_is_grouped(written: str, digits: tuple[str, ...]) -> None:
    assert digits_in(written) == digits


def test_a_window_ends_today_or_on_the_day_of_the_document() -> None:
    around = Window.around(date(2025, 6, 5), before=7, after=7, today=date(2025, 6, 6))
    assert (around.first, around.last) == (date(2025, 5, 29), date(2025, 6, 6))
    ahead = Window.around(date(2025, 6, 5), before=1, after=7, today=date(2025, 6, 1))
    assert (ahead.first, ahead.last) == (date(2025, 6, 4), date(2025, 6, 5))
    with pytest.raises(ValueError, match="holds its day"):
        Window(date(2025, 6, 2), date(2025, 6, 3), date(2025, 6, 4))


@given(days | st.just(date.min) | st.just(date.max), st.integers(0, 10**6), st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_window_holds_its_day(day: date, before: int, after: int) -> None:
    window = Window.around(day, before, after, date(2025, 6, 6))
    assert window.holds(day)
    assert window.closeness(day) == 1
    assert 0 <= window.closeness(window.first) <= 1


@given(st.lists(st.tuples(words, st.sampled_from(["en", "fr"])), max_size=6), words)
@settings(max_examples=60, deadline=None)
def test_questions_are_few_and_made_of_terms(said: list[tuple[str, str]], title: str) -> None:
    rows = [{"text": word, "names": [[word, word, "other"]], "words": [word]} for word, _ in said]
    claims = [claim_of(row, at, said[0][1]) for at, row in enumerate(rows)]
    query = query_of(Document("text", "en", title=title), claims, WINDOW)
    every = {*query.names, *query.words, *query.numbers}
    pairs = searches(query)
    assert len(pairs) <= MOST_SEARCHES
    assert all(pair and set(pair) <= every for pair in pairs)
    assert len(set(pairs)) == len(pairs)
