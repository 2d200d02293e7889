"""A text is cut where its sentences end, and nowhere else."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.text.sentences import LONGEST, LONGEST_QUOTE, split_sentences

PIECES = ["M.", "p. 2", "U.S.", "The", "le", "«", "»", "“", '"', "…", "!", "?", ". ", " - ", "\n"]
PIECES += ["<p>", "<b>", "1. ", "14h32 - ", "\r\n", "\u00a0", "é", "Ça", "3.5", "。", "😀"]
TEXTS = st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def split(text: str, code: str = "en") -> tuple[Span, ...]:
    language = load_language(code)
    cues = language.attribution
    return split_sentences(text, language.grammar, (*cues.saying, *cues.saying_surely))


@pytest.mark.parametrize("case", cases("sentences_en"))
def test_an_english_text_is_cut_where_its_sentences_end(case: Any) -> None:
    assert [span.of(case["text"]) for span in split(case["text"], "en")] == case["want"]


@pytest.mark.parametrize("case", cases("sentences_fr"))
def test_a_french_text_is_cut_where_its_sentences_end(case: Any) -> None:
    assert [span.of(case["text"]) for span in split(case["text"], "fr")] == case["want"]


def test_a_line_that_ends_in_many_spaces_is_a_line_like_others() -> None:
    text = f"Three bridges closed on Monday after the long rain of the week{' ' * 60}\nThe end."
    assert [span.of(text).strip() for span in split(text)][-1] == "The end."


@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_sentences_stand_in_order_in_the_text_and_are_trimmed(text: str, code: str) -> None:
    spans = split(text, code)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(st.text(alphabet="abÉ \u00a0.!?…«»“”\"'\n", max_size=200))
def test_sentences_leave_out_only_white_space_where_there_are_no_marks_and_tags(text: str) -> None:
    kept = "".join(span.of(text) for span in split(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(alphabet="ab \u00a0.", max_size=200))
def test_a_blank_line_after_the_text_changes_nothing(text: str) -> None:
    assert split(text) == split(text + "\n\n")


@given(TEXTS)
def test_a_no_break_space_is_a_space(text: str) -> None:
    plain = text.replace("\u00a0", " ")
    assert split(plain) == split(plain.replace(" ", "\u00a0"))


def test_a_text_without_punctuation_is_cut_at_a_space_so_that_no_sentence_is_endless() -> None:
    text = "word " * 2_000
    spans = split(text)
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert sum(span.of(text).count("word") for span in spans) == 2_000


def test_a_quotation_as_long_as_a_speech_is_read_sentence_by_sentence() -> None:
    text = "“" + "We lost the vote. " * (LONGEST_QUOTE // 18 + 1) + "It is over.”"
    assert len(split(text)) == LONGEST_QUOTE // 18 + 2


@pytest.mark.parametrize(
    "piece", ["a. ", "A. B. C. ", "“a. ", '"a. ', "‘a. ", "« ", "<p>", "p. 3 ", "word ", "word, \n"]
)
def test_the_work_grows_with_the_length_of_the_text(piece: str) -> None:
    few, many = piece * 500, piece * 4_000
    assert work_of(lambda: split(many)) < 2 * 8 * work_of(lambda: split(few)) + 1_000
