from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.reference.language import load_language
from corroborate.text.sentences import LONGEST, split_sentences

GRAMMAR = load_language("en").grammar


@pytest.mark.parametrize("case", cases("sentences"))
def test_a_text_is_cut_where_its_sentences_end(case):
    text = case["text"]
    spans = split_sentences(text, load_language(case["language"]).grammar)
    assert [span.of(text) for span in spans] == case["want"]


@given(st.text(max_size=300))
def test_sentences_stand_in_order_and_leave_out_only_white_space(text):
    spans = split_sentences(text, GRAMMAR)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(alphabet="ab \u00a0.", max_size=200))
def test_a_blank_line_after_the_text_changes_nothing(text):
    assert split_sentences(text, GRAMMAR) == split_sentences(text + "\n\n", GRAMMAR)


def test_a_text_without_punctuation_is_cut_at_a_space_so_that_no_sentence_is_endless():
    text = "word " * 2_000
    spans = split_sentences(text, GRAMMAR)
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert sum(span.of(text).count("word") for span in spans) == 2_000
