"""Languages: one folder each, read strictly, and what stands in their tables."""

import re

import pytest

from corroborate.errors import UnknownLanguage
from corroborate.reference.language import known_languages, load_language

CODES = known_languages()
LISTS = ("negations", "denials", "non_denials", "planned", "talks", "rumour", "stopped", "pronouns")


def test_english_and_french_are_known_in_a_fixed_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert {"en", "fr"} <= set(CODES)


def test_a_language_without_tables_is_named_with_what_to_do() -> None:
    with pytest.raises(UnknownLanguage, match=r"'xx'.*en, fr.*--lang.*languages/xx/"):
        load_language("xx")


def test_a_code_that_is_a_path_reads_no_file() -> None:
    with pytest.raises(UnknownLanguage):
        load_language("../languages/en")


def test_a_language_is_read_once() -> None:
    assert load_language("en") is load_language("en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", LISTS)
def test_words_are_in_lower_case_with_plain_quotes_and_stand_once(code: str, name: str) -> None:
    words = getattr(load_language(code).grammar, name)
    assert words
    assert [word for word in words if word != word.lower() or re.search("[’“”«»]", word)] == []
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("code", CODES)
def test_opposites_are_two_frames_that_exist(code: str) -> None:
    grammar = load_language(code).grammar
    named = {frame for one, other, _ in grammar.opposites for frame in (one, other)}
    assert named <= set(grammar.frames)
    assert all(one != other for one, other, _ in grammar.opposites)


def test_a_frame_has_one_name_in_every_language() -> None:
    french, english = (set(load_language(code).grammar.frames) for code in ("fr", "en"))
    assert french == english


def test_an_office_has_one_name_in_every_language() -> None:
    french, english = (set(load_language(code).grammar.roles) for code in ("fr", "en"))
    assert french == english
