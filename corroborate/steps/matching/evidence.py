"""The reports of one check laid end to end: a claim is compared with all of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.vectors import Matrix, Vectors, cosines
from corroborate.model.facts import Assertion
from corroborate.steps.matching.prepared import (
    Likeness,
    PreparedAssertion,
    PreparedReport,
    compare_words,
    framed,
)

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Reports with one list of all their words, sorted, and of all their sentences, in order.

    Attributes:
        columns: for each report the places in `words` of its own words.
        firsts: the place among all sentences of the first of each report, and the end of the last.
        said: the words of all sentences, as places in `words`, each sentence closed by one that is
            no word (`len(words)`); `said_from` says where each sentence begins in it.
        stretches_from: where the stretches of each sentence begin among those of all.
        counted, dated: which sentences tell an amount, a time.
        named: each key of a name with the reports that name it.
    """

    reports: tuple[PreparedReport, ...]
    words: tuple[str, ...]
    framed: Mapping[str, tuple[int, ...]]
    word_vectors: Matrix
    columns: tuple[Indices, ...]
    firsts: Indices
    said: Indices
    said_from: Indices
    stretches_from: Indices
    counted: Flags
    dated: Flags
    named: Mapping[str, tuple[int, ...]]

    def __iter__(self) -> Iterator[PreparedReport]:
        return iter(self.reports)


def gather_evidence(reports: Sequence[PreparedReport], vectors: Vectors) -> Evidence:
    """Lay reports end to end; a report without a sentence has none here."""
    words = tuple(sorted({word for report in reports for word in report.words}))
    place = {word: number for number, word in enumerate(words)}
    columns = tuple(np.array([place[word] for word in each.words], np.intp) for each in reports)
    sentences = [
        (report, own, index)
        for report, own in zip(reports, columns, strict=True)
        for index in range(len(report.read.readings))
    ]
    none = np.array([len(words)], np.intp)
    said = [part for report, own, i in sentences for part in (own[report.word_places[i]], none)]
    facts = [report.read.readings[i].facts for report, _, i in sentences]
    return Evidence(
        reports=tuple(reports),
        words=words,
        framed=framed(words),
        word_vectors=vectors.of(words),
        columns=columns,
        firsts=_starts([len(each.read.readings) for each in reports], closed=True),
        said=np.concatenate(said) if said else none[:0],
        said_from=_starts([len(report.word_places[i]) + 1 for report, _, i in sentences]),
        stretches_from=_starts([len(report.stretch_places[i]) for report, _, i in sentences]),
        counted=np.array([bool(each.quantities) for each in facts], np.bool_),
        dated=np.array([bool(each.whens) for each in facts], np.bool_),
        named=_named(reports),
    )


def _starts(lengths: Sequence[int], closed: bool = False) -> Indices:
    """Where each of some stretches laid end to end begins; the end of the last too if `closed`."""
    ends = np.concatenate([[0], np.cumsum(lengths, dtype=np.intp)]).astype(np.intp)
    return ends if closed else ends[:-1]


def _named(reports: Sequence[PreparedReport]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        for key in dict.fromkeys(name.key for name in report.names):
            found.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """An assertion beside all sentences of the evidence; a column of each array is one sentence.

    `table` is the likeness of its words (rows) with all words; `inside` the best likeness of each
    word in each sentence, `reverse_sum` how much of the sentence's words is in the assertion, with
    `lengths` how many they are; `cosine` that of the closest stretch.
    """

    assertion: Assertion
    evidence: Evidence
    table: Matrix
    inside: Matrix
    reverse_sum: Matrix
    lengths: Indices
    cosine: Matrix

    def likeness(self, number: int) -> Likeness:
        """The likeness of the words with those of one report."""
        rows = {word: row for row, word in enumerate(self.assertion.words)}
        own = self.table[:, self.evidence.columns[number]]
        return Likeness(rows, self.evidence.reports[number].columns, own)


def measure(ours: PreparedAssertion, evidence: Evidence) -> Measured:
    """Compare an assertion with every word and every sentence."""
    table = compare_words(ours, (evidence.words, evidence.framed, evidence.word_vectors))
    closed = np.hstack([table, np.zeros((len(table), 1), np.float32)])
    said, begins = evidence.said, evidence.said_from
    best = closed.max(axis=0) if len(table) else np.zeros(closed.shape[1], np.float32)
    cosine = [cosines(ours.sentence, each.stretches)[0] for each in evidence if each.read.readings]
    none = np.zeros(0, np.float32)
    return Measured(
        assertion=ours.assertion,
        evidence=evidence,
        table=table,
        inside=np.maximum.reduceat(closed[:, said], begins, axis=1) if len(said) else closed[:, :0],
        reverse_sum=np.add.reduceat(best[said], begins) if len(said) else none,
        lengths=np.diff(np.append(begins, len(said))) - 1,
        cosine=np.maximum.reduceat(np.concatenate(cosine), evidence.stretches_from)
        if cosine
        else none,
    )
