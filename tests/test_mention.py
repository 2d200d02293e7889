"""Names of outlets in running text, in English and in French."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.model.text import Span
from corroborate.reference.mention import Mention, fold
from corroborate.reference.outlet import load_outlets

ALL = load_outlets().all
SENTENCES = st.lists(
    st.sampled_from(
        [name for each in ALL[::9] for name in (*each.full_names, *each.short_aliases)]
        + ["the", "Le", "said", "–", "l'", "İ", "ß", "\u00a0", "\n", ".", "Monday", "à", "é"]
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize("case", cases("outlets"))
def test_a_sentence_names_these_outlets_and_no_others(case):
    found = load_outlets().mentions(case["text"], case.get("context", ""))
    assert [[each.outlet, each.text] for each in found] == case["want"]


@given(st.one_of(st.text(), SENTENCES), SENTENCES)
def test_mentions_stand_in_the_text_in_order_and_apart(text, context):
    found = load_outlets().mentions(text, context)
    assert all(each.span.of(text) == each.text for each in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(load_outlets().by_id(each.outlet) for each in found)


@given(st.text())
def test_folding_keeps_the_places(text):
    assert len(fold(text)) == len(text)


def test_a_name_that_counts_in_any_case_is_found_in_a_sentence():
    loose = [(each.id, form) for each in ALL for form in each.forms() if form.rule == "any"]
    for outlet, form in loose:
        found = load_outlets().mentions(f"This was said by {form.surface.lower()}, too.")
        assert [each.outlet for each in found] == [outlet], form.surface


def test_an_exact_name_is_found_only_letter_for_letter():
    exact = [(each.id, form) for each in ALL for form in each.forms() if form.rule == "exact"]
    for outlet, form in exact:
        found = load_outlets().mentions(f"This was said by {form.surface}, too.")
        assert [each.outlet for each in found] == [outlet], form.surface
        strange = load_outlets().mentions(f"so said {form.surface.swapcase()} too")
        assert outlet not in [each.outlet for each in strange], form.surface


def test_a_mention_says_where_it_stands():
    assert load_outlets().mentions("Per TASS, no.") == (Mention("tass", Span(4, 8), "TASS"),)
