"""Offices: whose they are, of what time, and which of them nobody holds together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.reference.language import known_languages, load_language
from corroborate.reference.office import load_offices, office_phrases
from corroborate.reference.outlet import load_outlets
from corroborate.steps.matching.clashes.offices import find_clash
from corroborate.text.names import find_names
from corroborate.text.offices import Office, offices_of
from corroborate.text.reading import Circumstances, read

OFFICES = load_offices()
ROLES = st.sampled_from(sorted({role for group in OFFICES.among for role in group}))


def offices(language: str, text: str, who: str) -> tuple[Office, ...]:
    """What is told of `who`, everybody in the sentence taken for a person."""
    known = Circumstances(load_language(language), load_outlets())
    found = []
    for reading in read(text, known, None):
        names = reading.facts.names
        named = next((name for name in names if name.text == who), None)
        found += offices_of(reading.text, named, names, language) if named else ()
    return tuple(found)


def as_row(office: Office) -> list[str]:
    deputy = ["deputy"] if office.deputy else []
    return ["+".join(sorted(office.roles)), office.time, *deputy]


@pytest.mark.parametrize("case", cases("roles_en"))
def test_an_english_sentence_tells_these_offices_of_somebody(case: Any) -> None:
    assert [as_row(each) for each in offices("en", case["text"], case["who"])] == case["want"]


@pytest.mark.parametrize("case", cases("roles_fr"))
def test_a_french_sentence_tells_these_offices_of_somebody(case: Any) -> None:
    assert [as_row(each) for each in offices("fr", case["text"], case["who"])] == case["want"]


@pytest.mark.parametrize("case", cases("office_clashes"))
def test_two_sentences_tell_offices_that_go_together_or_do_not(case: Any) -> None:
    ours, theirs = (offices(*case[side], case["who"]) for side in ("a", "b"))
    assert ours
    assert theirs
    assert (find_clash(ours, theirs) is not None) is case["want"]
    assert (find_clash(theirs, ours) is not None) is case["want"]


@given(ROLES, ROLES)
def test_offices_exclude_each_other_from_both_sides_and_none_itself(one: str, other: str) -> None:
    assert OFFICES.exclude(one, other) is OFFICES.exclude(other, one)
    assert not OFFICES.exclude(one, one)


@pytest.mark.parametrize("code", known_languages())
def test_every_phrase_of_an_office_is_found(code: str) -> None:
    grammar = load_language(code).grammar
    found = office_phrases(grammar)
    lost = [
        phrase for phrases in grammar.roles.values() for phrase in phrases if not found.find(phrase)
    ]
    assert lost == []


def test_every_office_that_excludes_another_is_told_in_english_and_french() -> None:
    listed = {role for group in (*OFFICES.among, *OFFICES.alike) for role in group}
    listed |= {*OFFICES.single, *OFFICES.loose}
    for code in ("en", "fr"):
        grammar = load_language(code).grammar
        assert listed <= {*grammar.roles, *(f"{each} minister" for each in grammar.portfolios)}


def test_pairs_that_go_together_are_of_one_group() -> None:
    apart = [
        pair
        for pair in OFFICES.alike
        if not any(set(pair) <= set(group) for group in OFFICES.among)
    ]
    assert apart == []


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for_offices(text: str) -> None:
    names = find_names(text, load_language("en").grammar)
    assert all(isinstance(offices_of(text, name, names, "en"), tuple) for name in names)


def test_the_work_grows_no_faster_than_the_sentence() -> None:
    def read_offices(times: int) -> None:
        text = "The mayor of Ashwick, Ann Roe, met chief executive Peter Lund, " * times
        names = find_names(text, load_language("en").grammar)
        offices_of(text, names[0], names[:4], "en")

    read_offices(1)
    small, large = work_of(lambda: read_offices(20)), work_of(lambda: read_offices(80))
    assert large < 6 * small
