"""The content words of a claim and of the passage given for it, and how alike they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from corroborate.learned.vectors import Matrix, Vectors, cosines
from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.steps.matching.prepared import COSINE_FLOOR, COSINE_FULL, SAME_FRAME
from corroborate.text.names import is_variant
from corroborate.text.normalise import fold, folded_set, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

WordKind = Literal["word", "name", "number"]
STEM = 5
"""Letters that two lemmas begin with alike to be of one family: resign, resignation."""
SAME_STEM, SAME_SPELLING = 0.8, 0.9
"""Likeness of two words of one family, and of two spellings of a name."""
OTHER_NAME = 0.6
"""Share of the likeness by vectors that is left to two names that are not one: towns are alike."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word; `lemma` folded, `sentence` the number of the one that it stands in."""

    lemma: str
    text: str
    kind: WordKind
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the names and the numbers (dates among them) of a sentence stand."""

    names: Sequence[Span] = ()
    numbers: Sequence[Span] = ()


def content_words(text: str, language: str, marks: Marks, sentence: int = 0) -> Iterator[Word]:
    """The words of a sentence that are not small words, in order."""
    small = folded_set(load_language(language).grammar.stopwords)
    for place, (span, written) in enumerate(words_of(text)):
        kind = _kind(written, span, marks, place == 0)
        folded = fold(written)
        if kind == "word" and (folded in small or len(folded) == 1):
            continue
        said = folded if kind == "name" else lemma(written, language)
        yield Word(said, written, kind, sentence)


def _kind(written: str, span: Span, marks: Marks, first: bool) -> WordKind:
    if any(each.isdigit() for each in written) or any(span.overlaps(n) for n in marks.numbers):
        return "number"
    capital = written[0].isupper() and len(written) > 1 and not first
    return "name" if capital or any(span.overlaps(each) for each in marks.names) else "word"


def likeness(ours: Sequence[Word], theirs: Sequence[Word], vectors: Vectors) -> Matrix:
    """How alike each word of ours (rows) is to each of theirs, in 0..1; at least one of each."""
    if not ours or not theirs:
        return np.zeros((max(1, len(ours)), max(1, len(theirs))), np.float32)
    raw = cosines(
        vectors.of([each.lemma for each in ours]), vectors.of([each.lemma for each in theirs])
    )
    table: Matrix = np.clip((raw - COSINE_FLOOR) / (COSINE_FULL - COSINE_FLOOR), 0.0, 1.0)
    for row, one in enumerate(ours):
        for column, other in enumerate(theirs):
            table[row, column] = _alike(one, other, float(table[row, column]))
    return table


def _alike(one: Word, other: Word, by_vectors: float) -> float:
    if one.lemma == other.lemma:
        return 1.0
    if one.kind == "number" and other.kind == "number":
        digits = any(each.isdigit() for each in one.text + other.text)
        return 0.0 if digits else by_vectors / 2
    if one.kind == "name" and other.kind == "name":
        variant = is_variant(one.lemma, other.lemma)
        return SAME_SPELLING if variant else by_vectors * OTHER_NAME
    if frames_of(one.lemma) & frames_of(other.lemma):
        return max(by_vectors, SAME_FRAME)
    if len(one.lemma) > STEM and one.lemma[:STEM] == other.lemma[:STEM]:
        return max(by_vectors, SAME_STEM)
    return by_vectors
