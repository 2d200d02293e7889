"""Places: one id for every name, and which lies in which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.reference.place import load_places

PLACES = load_places()
IDS = st.sampled_from(sorted(PLACES.by_id))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London", "Londres"),
        ("Germany", "allemands"),
        ("Switzerland", "Suisse"),
        ("french", "France"),
    ],
)
def test_the_names_and_adjectives_of_a_place_are_one_place(one: str, other: str) -> None:
    assert PLACES.find(one) == PLACES.find(other) is not None


def test_a_word_that_names_no_place_is_none() -> None:
    assert PLACES.find("goalkeeper") is None


@pytest.mark.parametrize("word", ["us", "eu", "Us", "ue"])
def test_an_abbreviation_is_a_place_in_capitals_only(word: str) -> None:
    assert PLACES.find(word) is None
    assert PLACES.find(word.upper()) is not None


def test_a_city_and_its_country_can_be_one_spot_and_two_countries_cannot() -> None:
    london, england = PLACES.find("London"), PLACES.find("Britain")
    france = PLACES.find("France")
    assert london is not None
    assert england is not None
    assert france is not None
    assert PLACES.agree(london, england)
    assert PLACES.holds(england, london)
    assert not PLACES.holds(london, england)
    assert not PLACES.agree(london, france)


@given(IDS, IDS)
def test_places_agree_from_both_sides_and_each_with_itself(one: str, other: str) -> None:
    assert PLACES.agree(one, other) is PLACES.agree(other, one)
    assert PLACES.agree(one, one)


@given(IDS, IDS)
def test_two_places_do_not_hold_each_other(one: str, other: str) -> None:
    assert not (one != other and PLACES.holds(one, other) and PLACES.holds(other, one))


def test_every_name_finds_its_own_place_or_one_it_lies_in() -> None:
    lost = [
        (place.id, name)
        for place in PLACES.by_id.values()
        for name in place.names
        if not PLACES.agree(PLACES.find(name) or "", place.id)
    ]
    assert lost == []


def test_a_place_without_a_row_holds_itself_alone() -> None:
    assert PLACES.holds("atlantis", "atlantis")
    assert not PLACES.agree("atlantis", "france")
