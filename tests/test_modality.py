"""Whether a sentence denies, and how far along the thing is that it tells of."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.reference.grammar import Grammar
from corroborate.reference.language import load_language
from corroborate.text.modality import (
    denials,
    is_negated,
    modality,
    negated_words,
    negations,
)

ENGLISH = load_language("en").grammar
FRENCH = load_language("fr").grammar
CASES = [("en", ENGLISH, case) for case in cases("modality_en")]
CASES += [("fr", FRENCH, case) for case in cases("modality_fr")]
EVERY = [pytest.param(g, each.values[0], id=f"{code}-{each.id}") for code, g, each in CASES]


@pytest.mark.parametrize(("grammar", "case"), EVERY)
def test_a_sentence_stands_on_its_rung_of_the_ladder(grammar: Grammar, case: Any) -> None:
    assert modality(case["text"], grammar) == case.get("modality", "done")


@pytest.mark.parametrize(("grammar", "case"), EVERY)
def test_a_sentence_is_negated_only_where_it_says_that_something_is_not_so(
    grammar: Grammar, case: Any
) -> None:
    assert is_negated(case["text"], grammar) is case.get("negated", False)


@pytest.mark.parametrize(("grammar", "case"), EVERY)
def test_only_a_denial_denies(grammar: Grammar, case: Any) -> None:
    assert bool(denials(case["text"], grammar)) is case.get("denies", False)


@pytest.mark.parametrize(
    ("grammar", "sentence", "denied"),
    [
        (ENGLISH, "The club did not sign him, and the fans who came early sang.", {"sign"}),
        (ENGLISH, "The bank did not publicly confirm the sale.", {"confirm"}),
        (ENGLISH, "The ship sank without warning.", {"warning"}),
        (ENGLISH, "The bank did not deny the sale.", set()),
        (ENGLISH, "The team failed to qualify.", set()),  # called off, not denied
        (FRENCH, "Le club n'a pas recruté de gardien.", {"recruté"}),
        (FRENCH, "Le musée n'ouvre pas.", {"ouvre"}),
        (FRENCH, "Le bateau a coulé sans prévenir.", {"prévenir"}),
        (FRENCH, "Le club n'a recruté que deux joueurs.", set()),
    ],
)
def test_a_negation_denies_the_word_that_it_is_about(
    grammar: Grammar, sentence: str, denied: set[str]
) -> None:
    assert negated_words(sentence, grammar) == denied


@given(st.text(max_size=80), st.sampled_from(["en", "fr"]))
def test_what_negates_stands_in_the_sentence(sentence: str, code: str) -> None:
    grammar = load_language(code).grammar
    found = [*negations(sentence, grammar), *(span for span, _ in denials(sentence, grammar))]
    assert all(span.of(sentence).strip() for span in found)


@given(
    st.lists(st.sampled_from(["not", "deny", "will", "ne", "pas", "nie", "si", ",", "."])),
    st.sampled_from(["\u00a0", "\u202f", "  ", "\n"]),
    st.sampled_from([ENGLISH, FRENCH]),
)
def test_another_space_changes_nothing(words: list[str], space: str, grammar: Grammar) -> None:
    one, other = " ".join(words), space.join(words)
    assert is_negated(one, grammar) is is_negated(other, grammar)
    assert modality(one, grammar) == modality(other, grammar)
    assert len(denials(one, grammar)) == len(denials(other, grammar))
