"""Places: one id for every name, and which lies in which."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.errors import BadTable
from corroborate.reference import place
from corroborate.reference.place import load_places

PLACES = load_places()
IDS = st.sampled_from(sorted(PLACES.by_id))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London", "Londres"),
        ("Germany", "allemands"),
        ("Switzerland", "Suisse"),
        ("Frenchmen", "France"),
        ("Corée du Nord", "nord-coréennes"),
        ("bande de Gaza", "Gaza Strip"),
        ("PÉKIN", "Beijing"),
        ("Etats-Unis", "U.S."),
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


@given(IDS, IDS)
def test_places_that_agree_are_not_apart(one: str, other: str) -> None:
    assert PLACES.apart(one, other) is PLACES.apart(other, one)
    assert not (PLACES.agree(one, other) and PLACES.apart(one, other))


@pytest.mark.parametrize(
    ("one", "other", "agree", "apart"),
    [
        ("Lyon", "France", True, False),
        ("Lyon", "Auvergne-Rhône-Alpes", True, False),
        ("Lyon", "Rhône", False, False),
        ("Lyon", "Europe", False, False),
        ("France", "European Union", False, False),
        ("Switzerland", "European Union", False, True),
        ("Lyon", "Marseille", False, True),
        ("Lyon", "Germany", False, True),
        ("RDC", "Congo", True, False),
        ("RDC", "Congo-Brazzaville", False, True),
        ("Valencia", "Valence", True, False),
        ("Birmingham", "England", True, False),
        ("Birmingham", "USA", False, False),
        ("Jerusalem", "Israel", False, False),
        ("Crimea", "Russia", False, False),
        ("Guyana", "Guyane", False, True),
    ],
)
def test_two_places_are_one_or_apart_or_neither(
    one: str, other: str, agree: bool, apart: bool
) -> None:
    ours, theirs = PLACES.find(one), PLACES.find(other)
    assert ours is not None
    assert theirs is not None
    assert (PLACES.agree(ours, theirs), PLACES.apart(ours, theirs)) == (agree, apart)


def test_a_word_is_a_city_only_with_a_capital() -> None:
    assert PLACES.find("Nice") == "nice"
    assert PLACES.find("nice") is None
    assert PLACES.find("polish") is None
    assert PLACES.find("polonaises") == PLACES.find("Polish")


@pytest.mark.parametrize("case", cases("places"))
def test_a_place_has_one_row_for_its_english_and_french_words(case: Any) -> None:
    found = {PLACES.find(word) for word in case["words"]}
    assert len(found) == 1
    assert found != {None}


def test_every_country_has_a_row() -> None:
    countries = [each for each in PLACES.by_id.values() if not each.within and each.adjectives]
    assert len(countries) > 180


def test_a_table_of_places_is_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {
        "an id stands twice": [{"id": "a", "names": ["A"]}, {"id": "a", "names": ["B"]}],
        "no place b": [{"id": "a", "names": ["A"], "within": ["b"]}],
        "lie in each other": [
            {"id": "a", "names": ["A"], "within": ["b"]},
            {"id": "b", "names": ["B"], "part_of": ["a"]},
        ],
    }
    for says, places in rows.items():
        tables = iter([{"place": places}])
        monkeypatch.setattr(place, "load_toml", lambda _, t=tables: next(t, {"place": []}))
        with pytest.raises(BadTable, match=says):
            load_places.__wrapped__()


def test_a_place_without_a_row_holds_itself_alone() -> None:
    assert PLACES.holds("atlantis", "atlantis")
    assert not PLACES.agree("atlantis", "france")
