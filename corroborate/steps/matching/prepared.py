"""Reports and assertions with the vectors that matching needs, made once each and kept."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.vectors import Matrix, Vectors, cosines
from corroborate.model.facts import Assertion, Name, Reading
from corroborate.model.report import ReadReport
from corroborate.model.text import Span
from corroborate.text.predicates import frames_of

COSINE_FLOOR, COSINE_FULL = 0.40, 0.80
"""Cosines of two single words below which they have nothing in common and above which they mean the
same; read off 30 pairs of news words in two languages: translations .45 to .90, others to .56."""
STRETCH, STRIDE = 14, 7
"""Words in a stretch of a long sentence, about a clause, and from one stretch to the next."""
SAME_FRAME = 0.9
"""Likeness of two words that say one predicate by the tables of languages."""


@dataclass(frozen=True, slots=True, eq=False)
class PreparedReport:
    """A read report; `words` are its content words, sorted, and `columns` their places.

    `passages` are its readings in order, then every two neighbours as one. `stretches` has a row
    for each reading and for each stretch of a long one, `stretch_places` gives for each passage its
    rows; `word_places` gives for each passage the places in `words` of its own;
    `names` are all that the report and its title name.
    """

    read: ReadReport
    passages: tuple[Reading, ...]
    stretches: Matrix
    stretch_places: tuple[NDArray[np.intp], ...]
    words: tuple[str, ...]
    columns: Mapping[str, int]
    word_places: tuple[NDArray[np.intp], ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PreparedAssertion:
    """An assertion with the vector of its text and one row for each of its `words`."""

    assertion: Assertion
    sentence: Matrix
    words: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How alike each word of an assertion is to each word of a report, in 0..1."""

    rows: Mapping[str, int]
    columns: Mapping[str, int]
    table: Matrix

    def of(self, ours: str, theirs: str) -> float:
        """The likeness of two content words, 1 for one and the same, 0 for one not in the
        tables."""
        if ours == theirs:
            return 1.0
        row, column = self.rows.get(ours), self.columns.get(theirs)
        return 0.0 if row is None or column is None else float(self.table[row, column])


def compare_words(
    ours: PreparedAssertion, theirs: tuple[Sequence[str], Mapping[str, tuple[int, ...]], Matrix]
) -> Matrix:
    """Compare every word with every word: by lemma, by predicate, else by vector.

    `theirs` are words without doubles, the places of those that say each predicate, their vectors.
    """
    words, by_frame, vectors = theirs
    raw = cosines(ours.words, vectors)
    table = np.clip((raw - COSINE_FLOOR) / (COSINE_FULL - COSINE_FLOOR), 0.0, 1.0)
    for row, word in enumerate(ours.assertion.words):
        alike = [column for frame in frames_of(word) for column in by_frame.get(frame, ())]
        table[row, alike] = np.maximum(table[row, alike], SAME_FRAME)
        same = bisect_left(words, word)
        if same < len(words) and words[same] == word:
            table[row, same] = 1.0
    return np.asarray(np.round(table, 4))


def texts_to_encode(read: ReadReport) -> list[str]:
    """The texts of which `prepare_report` wants vectors: many are encoded faster at once."""
    stretches = [each for reading in read.readings for each in stretches_of(reading.text)]
    return [*stretches, *_words_of(read)]


def _words_of(read: ReadReport) -> tuple[str, ...]:
    return tuple(sorted({word for reading in read.readings for word in reading.words}))


def prepare_report(
    read: ReadReport, title_names: Sequence[Name], vectors: Vectors
) -> PreparedReport:
    """Make the vectors of a report; `title_names` are the names in its title."""
    words = _words_of(read)
    stretches = [stretches_of(reading.text) for reading in read.readings]
    ends = list(accumulate(len(each) for each in stretches))
    row_of = {word: row for row, word in enumerate(words)}
    rows = [np.arange(end - len(each), end) for each, end in zip(stretches, ends, strict=True)]
    pairs = list(pairwise(range(len(read.readings))))
    passages = (
        *read.readings,
        *(join(read.readings[i], read.readings[j], read.report.text) for i, j in pairs),
    )
    return PreparedReport(
        read=read,
        passages=passages,
        stretches=vectors.of([stretch for each in stretches for stretch in each]),
        stretch_places=(*rows, *(np.concatenate([rows[i], rows[j]]) for i, j in pairs)),
        words=words,
        columns=row_of,
        word_places=tuple(
            np.array(sorted({row_of[word] for word in passage.words}), dtype=np.intp)
            for passage in passages
        ),
        names=(*title_names, *(name for each in read.readings for name in each.facts.names)),
    )


def join(one: Reading, other: Reading, text: str) -> Reading:
    """Two neighbouring readings of `text` as one passage; what the first leaves open the other
    may say."""
    span = Span(one.span.start, other.span.end)
    by = other.span.start - one.span.start

    return replace(
        one,
        text=span.of(text),
        span=span,
        facts=one.facts.followed_by(other.facts, by),
        words=(*one.words, *other.words),
        attributions=(
            *one.attributions,
            *(replace(each, span=each.span.shifted(by)) for each in other.attributions),
        ),
    )


def framed(words: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The places of the words that say each predicate."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for frame in frames_of(word):
            places.setdefault(frame, []).append(place)
    return {frame: tuple(each) for frame, each in places.items()}


def stretches_of(sentence: str) -> list[str]:
    """The sentence and, where it is long, its overlapping stretches of STRETCH words.

    The vector of a long sentence is that of all it says; the claim may be one part of it.
    """
    words = sentence.split()
    if len(words) <= STRETCH + STRIDE:
        return [sentence]
    starts = range(0, len(words) - STRIDE, STRIDE)
    return [sentence, *(" ".join(words[start : start + STRETCH]) for start in starts)]


def prepare_assertion(assertion: Assertion, vectors: Vectors) -> PreparedAssertion:
    """Make the vectors of an assertion."""
    return PreparedAssertion(assertion, vectors.of([assertion.text]), vectors.of(assertion.words))
