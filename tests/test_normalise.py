"""One form of letters, quotes and spaces, with the places kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.text.normalise import GAP, find_phrases, fold, plain_quotes, squeeze, words_of

TEXTS = st.text(max_size=120)


@given(TEXTS)
def test_typewriter_quotes_keep_every_place(text: str) -> None:
    assert len(plain_quotes(text)) == len(text)


def test_curly_quotes_and_guillemets_become_plain() -> None:
    assert plain_quotes("l’« été » de “Zoé”") == 'l\'" été " de "Zoé"'


@given(TEXTS)
def test_squeezed_text_has_single_spaces_and_stays_so(text: str) -> None:
    once = squeeze(text)
    assert squeeze(once) == once == once.strip()
    assert "  " not in once


def test_no_break_spaces_are_spaces() -> None:
    assert squeeze(" 4\u202f500\u00a0 foyers\n") == "4 500 foyers"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zoé", "ZOE"), ("l’été", "l'ete"), ("Łódź", "lodz"), ("Søren", "Soren"), ("œuvre", "oeuvre")],
)
def test_two_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_words_stand_where_they_say_in_order_and_apart(text: str) -> None:
    found = words_of(text)
    assert all(span.of(text) == word for span, word in found)
    assert all(one.end <= other.start for (one, _), (other, _) in pairwise(found))


def test_inner_hyphens_dots_and_ampersands_join_a_word() -> None:
    words = [word for _, word in words_of("The U.S. start-up's R&D: o3-mini.")]
    assert words == ["The", "U.S", "start-up", "s", "R&D", "o3-mini"]


def test_a_phrase_is_found_as_whole_words_the_longest_first_case_and_quotes_aside() -> None:
    text = "N’a pas DÉMENTI, notwithstanding not  only that"
    found = find_phrases(text, ["n'a pas", "n'", "démenti", "not", "not only"])
    assert [span.of(text) for span, _ in found] == ["N’a pas", "DÉMENTI", "not  only"]


def test_a_star_stands_for_the_rest_of_a_word() -> None:
    assert [phrase for _, phrase in find_phrases("He didn’t.", ["*n't"])] == ["didn't"]
    assert find_phrases("n't", ["*n't"]) == []


def test_three_dots_stand_for_a_few_words_and_no_more() -> None:
    phrases = ["ne … pas", "n'… pas"]
    found = find_phrases("Il ne dort pas, il n’a toujours pas dîné.", phrases)
    assert [phrase for _, phrase in found] == ["ne dort pas", "n'a toujours pas"]
    assert find_phrases("ne " + "très " * (GAP + 1) + "pas", phrases) == []
    assert find_phrases("Il ne dort, pas plus que moi.", phrases) == []


@given(st.text(alphabet="İaßŁn't éO ’", max_size=40))
def test_places_hold_though_letters_change_length_in_lower_case(text: str) -> None:
    for span, phrase in find_phrases(text, ["a", "*n't", "éo"]):
        assert plain_quotes(span.of(text)).lower() == phrase


def test_no_phrase_is_nowhere() -> None:
    assert find_phrases("anything", []) == []
