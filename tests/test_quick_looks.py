"""A quick look before a long search never changes what is found, nor does reading many at once."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.learned.syntax import TOGETHER, SpacySyntax
from corroborate.reference.language import load_language
from corroborate.text import dates, quantities
from corroborate.text.dates.forms import Forms, forms_of
from corroborate.text.dates.patterns import all_of
from corroborate.text.quantities.stream import Stream

LANGUAGES = ("de", "en", "fr")
DAY = date(2025, 6, 29)
AROUND = ("the", "d'", "in", "of", "3", "1998", "2.5", "-", ",", "(", ")", "$", "last", "et", "Tag")
"""Words, numbers and marks that stand beside a date or a number."""


def date_words(code: str) -> list[str]:
    """Phrases of the tables that dates are made of."""
    words = load_language(code).dates
    rows = (words.months, words.weekdays, words.relative, words.holidays, words.seasons)
    more = (words.ago, words.year_parts, words.of_periods, words.ends, words.decade_names)
    told = (words.small_numbers, words.vague_numbers, words.parts, words.month_parts)
    lone = (*words.bare_months, *words.year_parts_alone, *words.ago_after, *words.ago_before)
    return [*(each for row in (*rows, *more, *told) for each in all_of(row)), *lone]


def number_words(code: str) -> list[str]:
    """Phrases of the tables with which a number begins, or that stand beside one."""
    words = load_language(code).quantities
    rows = (words.cardinals, words.scales, words.vague, words.shares, words.multiples)
    more = (words.collectives, words.currencies, words.units, words.hedges)
    lone = (*words.idioms, *words.lone_ones, *words.share_joiners, *words.half_more)
    return [*(each for row in (*rows, *more) for each in all_of(row)), *lone]


def texts_of(phrases: list[str]) -> st.SearchStrategy[str]:
    """Some phrases and what may stand beside them, in any order, in small letters or large."""
    pieces = st.one_of(st.sampled_from(phrases), st.sampled_from(AROUND))
    cased = st.builds(lambda text, how: how(text), pieces, st.sampled_from([str, str.capitalize]))
    joined = st.tuples(st.sampled_from([" ", "", "\u00a0", "-"]), st.lists(cased, max_size=6))
    return joined.map(lambda told: told[0].join(told[1]))


def without_needs(code: str) -> Forms:
    """The patterns of a language, each looked for in every text."""
    forms = forms_of(load_language(code).dates)
    return replace(forms, needs=MappingProxyType(dict.fromkeys(forms.needs, ())))


@pytest.mark.parametrize("code", LANGUAGES)
@given(data=st.data())
def test_a_text_searched_for_every_shape_of_date_has_the_same_dates(
    code: str, data: st.DataObject
) -> None:
    text, words = data.draw(texts_of(date_words(code))), load_language(code).dates
    found = dates.find_whens(text, words, DAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "forms_of", lambda _words: without_needs(code))
        assert dates.find_whens(text, words, DAY) == found


@pytest.mark.parametrize("code", LANGUAGES)
@given(data=st.data())
def test_a_text_searched_from_every_word_has_the_same_numbers(
    code: str, data: st.DataObject
) -> None:
    text, words = data.draw(texts_of(number_words(code))), load_language(code).quantities
    foreign = load_language("en" if code != "en" else "fr").quantities
    found = quantities.find_quantities(text, words, foreign)
    refused = quantities.find_refusals(text, words, foreign)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "may_hold_number", lambda *_: True)
        patch.setattr(Stream, "may_start", lambda *_: True)
        assert quantities.find_quantities(text, words, foreign) == found
        assert quantities.find_refusals(text, words, foreign) == refused


@pytest.mark.parametrize("code", ["en", "fr"])
def test_texts_parsed_together_are_parsed_as_each_alone(code: str) -> None:
    texts = [each.values[0]["text"] for each in cases(f"dates_{code}")][: TOGETHER + 3]
    syntax = SpacySyntax()
    assert syntax.parse_all(texts, code) == tuple(syntax.parse(text, code) for text in texts)


def test_no_text_is_parsed_to_nothing() -> None:
    assert SpacySyntax().parse_all([], "en") == ()
    assert SpacySyntax().parse_all(["Er kam.", ""], "de") == (None, None)
