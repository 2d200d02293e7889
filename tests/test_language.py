"""Languages: one folder each, read strictly, and what stands in their tables."""

import re

import pytest

from corroborate.errors import UnknownLanguage
from corroborate.reference.language import known_languages, load_language
from corroborate.text.normalise import fold

CODES = known_languages()
LISTS = ("negations", "denials", "non_denials", "planned", "talks", "rumour", "stopped", "pronouns")


def test_three_languages_are_known_in_a_fixed_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert {"de", "en", "fr"} <= set(CODES)


def test_a_language_without_tables_is_named_with_what_to_do() -> None:
    with pytest.raises(UnknownLanguage, match=r"'xx'.*de, en, fr.*--lang.*languages/xx/"):
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


@pytest.mark.parametrize("table", ["frames", "roles", "portfolios"])
def test_a_predicate_and_an_office_have_one_name_in_every_language(table: str) -> None:
    named = [set(getattr(load_language(code).grammar, table)) for code in CODES]
    assert all(each == named[0] for each in named)


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_called_by_its_english_name(code: str) -> None:
    assert load_language(code).grammar.name in {"German", "English", "French"}


def test_what_a_language_calls_a_predicate_means_nothing_else_in_another() -> None:
    meant: dict[str, set[str]] = {}
    for code in ("en", "fr"):
        for frame, lemmas in load_language(code).grammar.frames.items():
            for word in lemmas:
                meant.setdefault(fold(word), set()).add(frame)
    for frame, lemmas in load_language("de").grammar.frames.items():
        assert all(frame in meant.get(fold(word), {frame}) for word in lemmas), frame


@pytest.mark.parametrize("number", range(100))
def test_german_has_a_word_for_every_number_below_a_hundred(number: int) -> None:
    known = {value for _, value in load_language("de").quantities.cardinals}
    assert number in known
