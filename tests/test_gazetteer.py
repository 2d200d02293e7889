"""Names that stand in tables: found whole, in the case that the table gives, the longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.reference.body import load_bodies
from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.spelling import load_spelling

TABLE = Gazetteer(
    [
        ("Corée", "korea"),
        ("Corée du Nord", "north"),
        ("US", "usa"),
        ("Nice", "nice"),
        ("tunisien", "tunisia"),
        ("bande de Gaza", "gaza"),
    ]
)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Corée du Nord", "north"),
        ("Corée", "korea"),
        ("Coree", "korea"),
        ("CORÉE DU NORD", "north"),
        ("Corée du nord", None),
        ("US", "usa"),
        ("us", None),
        ("Us", None),
        ("Nice", "nice"),
        ("nice", None),
        ("tunisien", "tunisia"),
        ("Tunisien", "tunisia"),
        ("Bande de Gaza", "gaza"),
        ("bande de gaza", None),
        ("Corée Nord", None),
        ("", None),
    ],
)
def test_a_text_is_a_form_of_the_table_in_the_case_that_it_gives(
    text: str, want: str | None
) -> None:
    assert TABLE.find(text) == want


def test_the_longest_form_counts_and_says_how_many_words_it_has() -> None:
    assert TABLE.longest(["la", "Corée", "du", "Nord"], 1) == ("north", 3)
    assert TABLE.longest(["la", "Corée", "du", "Sud"], 1) == ("korea", 1)
    assert TABLE.longest(["la", "Corée"], 0) is None


@given(st.text())
def test_any_text_can_be_asked_for(text: str) -> None:
    assert TABLE.find(text) in (None, "korea", "north", "usa", "nice", "tunisia", "gaza")


def test_every_name_of_a_body_is_found_and_is_of_that_body_alone() -> None:
    bodies = load_bodies()
    lost = [
        (body.id, name)
        for body in bodies.all
        for name in body.names
        if bodies.words.find(name) != body.id
    ]
    assert lost == []
    assert len(bodies.all) > 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("poutine", "putin"),
        ("khrouchtchev", "khrushchev"),
        ("jirinovski", "zhirinovsky"),
        ("zelensky", "zelenskyy"),
        ("chostakovitch", "shostakovich"),
        ("loukachenko", "lukashenko"),
        ("gorbatchev", "gorbachev"),
    ],
)
def test_two_spellings_of_a_name_sound_alike(one: str, other: str) -> None:
    assert load_spelling().sounded(one) == load_spelling().sounded(other)


@given(st.from_regex(r"[a-z]{0,12}", fullmatch=True))
def test_how_a_word_sounds_is_no_longer_than_the_word(word: str) -> None:
    assert len(load_spelling().sounded(word)) <= len(word)
