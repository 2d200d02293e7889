"""Whether a sentence denies, and how far along the thing is that it tells of."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.reference.language import load_language
from corroborate.text.modality import (
    denials,
    is_negated,
    modality,
    negated_words,
    negations,
)

ENGLISH = load_language("en").grammar
CASES = cases("modality")


def grammar_of(case: Any) -> Any:
    return load_language(case.get("language", "en")).grammar


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_stands_on_its_rung_of_the_ladder(case: Any) -> None:
    assert modality(case["text"], grammar_of(case)) == case.get("modality", "done")


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_is_negated_only_where_it_says_that_something_is_not_so(case: Any) -> None:
    assert is_negated(case["text"], grammar_of(case)) is case.get("negated", False)


@pytest.mark.parametrize("case", CASES)
def test_only_a_denial_denies(case: Any) -> None:
    assert bool(denials(case["text"], grammar_of(case))) is case.get("denies", False)


def test_a_negation_reaches_the_words_close_behind_it() -> None:
    sentence = "The club did not sign him, and the fans who came early to the ground sang."
    assert "sign" in negated_words(sentence, ENGLISH)
    assert "sang" not in negated_words(sentence, ENGLISH)


@given(st.text(max_size=80), st.sampled_from(["en", "fr"]))
def test_what_negates_stands_in_the_sentence(sentence: str, code: str) -> None:
    grammar = load_language(code).grammar
    found = [*negations(sentence, grammar), *(span for span, _ in denials(sentence, grammar))]
    assert all(span.of(sentence).strip() for span in found)
