from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases

from corroborate.model.facts import Reading, Token
from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.checkable import is_heading, why_not_checkable
from corroborate.text.reading import Circumstances, read_sentence


def read(text: str, code: str) -> Reading:
    known = Circumstances(load_language(code), load_outlets(), day=date(2025, 6, 29))
    return read_sentence(text, Span(0, len(text)), known, ())


def reason(text: str, code: str) -> str | None:
    return why_not_checkable(read(text, code), load_language(code))


@pytest.mark.parametrize("case", cases("checkable_en"))
def test_an_english_sentence_is_set_aside_only_where_the_writer_judges_guesses_or_advises(case):
    assert (reason(case["text"], "en") or "")[: len(case["not"]) or None] == case["not"]


@pytest.mark.parametrize("case", cases("checkable_fr"))
def test_a_french_sentence_is_set_aside_only_where_the_writer_judges_guesses_or_advises(case):
    assert (reason(case["text"], "fr") or "")[: len(case["not"]) or None] == case["not"]


@pytest.mark.parametrize("case", cases("checkable_de"))
def test_a_german_sentence_is_set_aside_only_where_the_writer_judges_guesses_or_advises(case):
    assert (reason(case["text"], "de") or "")[: len(case["not"]) or None] == case["not"]


def test_the_reason_shows_the_words_that_it_rests_on():
    assert reason("Il faut agir sans attendre.", "fr") == (
        "It is advice, not a statement of fact. (“il faut agir”)"
    )


@given(st.integers(2, 10**6), st.sampled_from(["en", "fr"]))
@settings(max_examples=30, deadline=None)
def test_a_sentence_with_an_amount_is_always_checkable(number, code):
    text = {"en": f"Sadly, {number} dogs died.", "fr": f"Hélas, {number} chiens sont morts."}[code]
    assert reason(text, code) is None


@given(st.text(max_size=300), st.sampled_from(["en", "fr"]))
@settings(max_examples=100, deadline=None)
def test_any_text_gets_a_reason_or_none_and_the_same_twice(text, code):
    assert reason(text, code) == reason(text, code)


@pytest.mark.parametrize("line", ["The battle for talent", "Paris, 29 June 2025", "Key points"])
def test_a_line_without_a_verb_and_an_end_is_a_heading(line):
    token = Token(Span(0, 3), line[:3], line[:3], "NOUN", "ROOT", 0)
    assert is_heading(read(line, "en"), (token,), load_language("en"))


def test_a_line_with_an_end_is_no_heading_though_it_has_no_verb():
    token = Token(Span(0, 3), "Six", "six", "NUM", "ROOT", 0)
    assert not is_heading(read("Six dead, 40 hurt.", "en"), (token,), load_language("en"))


def noun(text: str) -> tuple[Token, ...]:
    """The words of a line as a parser sees them that finds no verb."""
    return (Token(Span(0, 3), text[:3], text[:3], "PROPN", "ROOT", 0),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Court Rejects Appeal by Former Minister", "en"),
        ("PRESIDENT RESIGNS AFTER VOTE", "en"),
        ("Fire in Oslo: three dead", "en"),
        ("LE PRÉSIDENT DÉMISSIONNE LUNDI", "fr"),
        ("Incendie à Lyon : trois morts", "fr"),
    ],
)
def test_a_headline_that_tells_an_event_is_no_heading_though_no_verb_is_seen(line, code):
    assert not is_heading(read(line, code), noun(line), load_language(code))


@pytest.mark.parametrize(
    ("line", "code"),
    [("Board Meeting Notes", "en"), ("Key Points", "en"), ("La Bataille des Talents", "fr")],
)
def test_a_title_that_tells_no_event_is_a_heading(line, code):
    assert is_heading(read(line, code), noun(line), load_language(code))
