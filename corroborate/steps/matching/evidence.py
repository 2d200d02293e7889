"""The reports of one check laid end to end: a claim is compared with all of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.vectors import Matrix, Vectors, cosines
from corroborate.model.facts import Assertion, Name
from corroborate.steps.matching.prepared import (
    Likeness,
    PreparedAssertion,
    PreparedReport,
    compare_words,
    framed,
)
from corroborate.steps.matching.told import Told, gather_told
from corroborate.text.names import same_name

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Reports with one list of all their words, sorted, and of all their sentences, in order.

    Attributes:
        columns: for each report the places in `words` of its own words.
        firsts: the place among all sentences of the first of each report, and the end of the last.
        said: the words of all sentences, as places in `words`, each sentence closed by one that is
            no word (`len(words)`); `said_from` says where each sentence begins in it.
        stretches: the vectors of the stretches of all sentences, end to end.
        stretches_from: where those of each sentence begin in it.
        told: the amounts and times of all sentences.
        named: each key of a name with the reports that name it.
        name_words: each word of a name with the reports that have it in one.
    """

    reports: tuple[PreparedReport, ...]
    words: tuple[str, ...]
    framed: Mapping[str, tuple[int, ...]]
    word_vectors: Matrix
    columns: tuple[Indices, ...]
    firsts: Indices
    said: Indices
    said_from: Indices
    stretches: Matrix
    stretches_from: Indices
    told: Told
    named: Mapping[str, tuple[int, ...]]
    name_words: Mapping[str, Indices]

    def __iter__(self) -> Iterator[PreparedReport]:
        return iter(self.reports)

    def only(self, numbers: Indices) -> "Evidence":
        """Some of the reports, in the order of their numbers."""
        columns = [self.columns[number] for number in numbers]
        kept = np.unique(np.concatenate(columns))
        place = np.zeros(len(self.words) + 1, np.intp)
        place[kept] = np.arange(len(kept))
        place[-1] = len(kept)  # what closes a sentence stays no word
        sentences = _ranges(self.firsts, numbers)
        said = _ranges(np.append(self.said_from, len(self.said)), sentences)
        rows = _ranges(np.append(self.stretches_from, len(self.stretches)), sentences)
        words = tuple(self.words[each] for each in kept)
        reports = tuple(self.reports[number] for number in numbers)
        named = _named(reports)
        return Evidence(
            reports=reports,
            words=words,
            framed=framed(words),
            word_vectors=self.word_vectors[kept],
            columns=tuple(place[each] for each in columns),
            firsts=_lengths_as_starts(self.firsts, numbers, closed=True),
            said=place[self.said[said]],
            said_from=_lengths_as_starts(np.append(self.said_from, len(self.said)), sentences),
            stretches=self.stretches[rows],
            stretches_from=_lengths_as_starts(
                np.append(self.stretches_from, len(self.stretches)), sentences
            ),
            told=self.told.only(sentences),
            named=named,
            name_words=_name_words(named),
        )


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
    named = _named(reports)
    return Evidence(
        reports=tuple(reports),
        words=words,
        framed=framed(words),
        word_vectors=vectors.of(words),
        columns=columns,
        firsts=_starts([len(each.read.readings) for each in reports], closed=True),
        said=np.concatenate(said) if said else none[:0],
        said_from=_starts([len(report.word_places[i]) + 1 for report, _, i in sentences]),
        stretches=_stacked([each.stretches for each in reports if len(each.stretches)]),
        stretches_from=_starts([len(report.stretch_places[i]) for report, _, i in sentences]),
        told=gather_told([report.read.readings[i] for report, _, i in sentences]),
        named=named,
        name_words=_name_words(named),
    )


def _starts(lengths: Sequence[int], closed: bool = False) -> Indices:
    """Where each of some stretches laid end to end begins; the end of the last too if `closed`."""
    ends = np.concatenate([[0], np.cumsum(lengths, dtype=np.intp)]).astype(np.intp)
    return ends if closed else ends[:-1]


def _ranges(starts: Indices, numbers: Indices) -> Indices:
    """Every place of some stretches laid end to end, given where each of all begins and the end."""
    lengths = starts[numbers + 1] - starts[numbers]
    shifts = starts[numbers] - (np.cumsum(lengths) - lengths)
    return np.asarray(np.repeat(shifts, lengths) + np.arange(lengths.sum()), np.intp)


def _lengths_as_starts(starts: Indices, numbers: Indices, closed: bool = False) -> Indices:
    return _starts(list(starts[numbers + 1] - starts[numbers]), closed)


def _stacked(rows: Sequence[Matrix]) -> Matrix:
    return np.concatenate(rows) if rows else np.zeros((0, 0), np.float32)


def _named(reports: Sequence[PreparedReport]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        for key in dict.fromkeys(name.key for name in report.names):
            found.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _name_words(named: Mapping[str, tuple[int, ...]]) -> dict[str, Indices]:
    found: dict[str, list[int]] = {}
    for key, numbers in named.items():
        for word in key.split():
            found.setdefault(word, []).extend(numbers)
    return {word: np.unique(np.array(each, np.intp)) for word, each in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """An assertion beside all sentences of the evidence; a column of each array is one sentence.

    `table` is the likeness of its words (rows) with all words; `inside` the best likeness of each
    word in each sentence, `reverse_sum` how much of the sentence's words is in the assertion, with
    `lengths` how many they are; `cosine` that of the closest stretch. `naming` are for each of its
    names the reports that have it.
    """

    assertion: Assertion
    evidence: Evidence
    table: Matrix
    inside: Matrix
    reverse_sum: Matrix
    lengths: Indices
    cosine: Matrix
    naming: tuple[Indices, ...]

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
    cosine = cosines(ours.sentence, evidence.stretches)[0]
    none = np.zeros(0, np.float32)
    return Measured(
        assertion=ours.assertion,
        evidence=evidence,
        table=table,
        inside=np.maximum.reduceat(closed[:, said], begins, axis=1) if len(said) else closed[:, :0],
        reverse_sum=np.add.reduceat(best[said], begins) if len(said) else none,
        lengths=np.diff(np.append(begins, len(said))) - 1,
        cosine=np.maximum.reduceat(cosine, evidence.stretches_from) if len(cosine) else none,
        naming=tuple(_naming(name, evidence) for name in ours.assertion.facts.names),
    )


def _naming(name: Name, evidence: Evidence) -> Indices:
    same = (reports for key, reports in evidence.named.items() if same_name(name.key, key))
    return np.array(sorted({report for each in same for report in each}), np.intp)
