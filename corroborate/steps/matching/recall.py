"""Which reports and passages of many may speak of an assertion: a look at an index, built once.

Reports are ranked by the rare words and names that they share with it, in any language that has a
predicate for them, and by how close their sentences lie to it on average. Up to ALL_READ reports
every one is read, and nothing is lost; beyond that the likeliest are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.vectors import Matrix, cosines
from corroborate.model.facts import Assertion, Name, Reading
from corroborate.steps.matching.evidence import Evidence, Indices
from corroborate.steps.matching.prepared import PreparedAssertion
from corroborate.text.predicates import frames_of

ALL_READ = 2_000
"""Reports up to which none is passed over: a story has some hundreds at most."""
KEPT = 1_000
"""Reports that are read of more. Of 332 reports that bear out or contradict a claim of three news
events, laid among 10,000 of other subjects, 330 were ranked among the first 60; the other two are
of one claim that names nobody and no place."""
NARROW = 64
"""Numbers to which a vector is brought down to rank reports; scripts/bench.py, retrieval."""
WORDS, NAMES = 1.0, 1.0
"""Worth of all words and of all names of an assertion beside a cosine of one; ours."""
CANDIDATES = 40
"""Reports whose passages are looked at one by one to find the best few."""


def passed_over(reports: int) -> tuple[str, ...]:
    """What a reader must know of a check against so many reports, one sentence, or none."""
    if reports <= ALL_READ:
        return ()
    return (f"of {reports:,} reports, for each claim the {KEPT:,} likeliest were held against it.",)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Reports by what is in them.

    `leads` has for each report the direction in which its sentences lie on average, brought down by
    `narrow`; `holders` are the reports that have each word, laid end to end, from `holders_from`
    on.
    """

    evidence: Evidence
    narrow: Matrix
    leads: Matrix
    holders: Indices
    holders_from: Indices

    def holding(self, place: int) -> Indices:
        """The reports that have the word at a place of the evidence's words."""
        return self.holders[self.holders_from[place] : self.holders_from[place + 1]]


@lru_cache(maxsize=1)
def index_reports(evidence: Evidence) -> Index:
    """Look through all reports once; the index of the last evidence is kept."""
    narrow = _projection(evidence.stretches.shape[1] if len(evidence.stretches) else 0)
    sizes = [len(each) for each in evidence.columns]
    words = np.concatenate(evidence.columns) if sizes else np.zeros(0, np.intp)
    reports = np.repeat(np.arange(len(sizes)), sizes)
    order = np.argsort(words, kind="stable")
    counts = np.bincount(words, minlength=len(evidence.words))
    return Index(
        evidence=evidence,
        narrow=narrow,
        leads=_leads(evidence, narrow),
        holders=reports[order],
        holders_from=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp),
    )


def _projection(width: int) -> Matrix:
    """NARROW waves, each at right angles to the others: fixed directions that favour no number of a
    vector."""
    places, waves = np.arange(width) + 0.5, np.arange(NARROW) * (width // NARROW) + 1
    return np.asarray(np.cos(np.outer(places, waves) * np.pi / max(width, 1)), np.float32)


def _leads(evidence: Evidence, narrow: Matrix) -> Matrix:
    """One direction a report; a report without a sentence has none."""
    found = np.zeros((len(evidence.reports), NARROW), np.float32)
    firsts = evidence.firsts
    read = np.flatnonzero(np.diff(firsts))
    if len(read):
        whole = evidence.stretches[evidence.stretches_from]
        found[read] = np.add.reduceat(whole @ narrow, firsts[read], axis=0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)


def rank_reports(ours: PreparedAssertion, index: Index) -> NDArray[np.float32]:
    """How likely each report speaks of an assertion, on no scale."""
    found = _near(ours, index)
    found += WORDS * _share(_word_flags(ours, index), len(found))
    found += NAMES * _share(_name_flags(ours.assertion.facts.names, index), len(found))
    return found


def _near(ours: PreparedAssertion, index: Index) -> NDArray[np.float32]:
    if not len(index.leads) or not len(index.narrow):
        return np.zeros(len(index.leads), np.float32)
    mine = ours.sentence @ index.narrow
    length = max(float(np.linalg.norm(mine)), float(np.finfo(np.float32).tiny))
    return np.asarray(cosines(mine / length, index.leads)[0])


def _word_flags(ours: PreparedAssertion, index: Index) -> Iterator[Indices]:
    """For each word of an assertion the reports that have it, or one that says its predicate."""
    words, framed = index.evidence.words, index.evidence.framed
    for word in dict.fromkeys(ours.assertion.words):
        places = {each for frame in frames_of(word) for each in framed.get(frame, ())}
        place = bisect_left(words, word)
        if place < len(words) and words[place] == word:
            places.add(place)
        yield np.concatenate([index.holding(each) for each in sorted(places)] or [_NOWHERE])


def _name_flags(names: Iterable[Name], index: Index) -> Iterator[Indices]:
    """For each name the reports that have its rarest word in a name."""
    known = index.evidence.name_words
    for key in dict.fromkeys(name.key for name in names):
        found = [known[word] for word in key.split() if word in known]
        yield min(found, key=len, default=_NOWHERE)


_NOWHERE: Indices = np.zeros(0, np.intp)


def _share(holders: Iterable[Indices], count: int) -> NDArray[np.float32]:
    """The share of some words or names that each report has, rare ones weighing more."""
    found, total = np.zeros(count, np.float32), 0.0
    for each in holders:
        flags = np.zeros(count, np.bool_)
        flags[each] = True
        rarity = log((count + 1) / (int(flags.sum()) + 1))
        found[flags] += rarity
        total += rarity
    return found / np.float32(total or 1.0)


def likely_evidence(ours: PreparedAssertion, evidence: Evidence) -> Evidence:
    """The reports that are read for an assertion: all, or the KEPT likeliest of very many."""
    if len(evidence.reports) <= ALL_READ:
        return evidence
    return evidence.only(np.sort(_highest(rank_reports(ours, index_reports(evidence)), KEPT)))


def top_passages(ours: PreparedAssertion, index: Index, count: int) -> list[tuple[int, int]]:
    """The sentences that lie closest to an assertion, closest first, as the numbers of the report
    and of the sentence in it."""
    found = []
    for number in _highest(rank_reports(ours, index), max(CANDIDATES, count)):
        report = index.evidence.reports[number]
        rows = report.stretches @ ours.sentence[0] if len(report.stretches) else ()
        for place, reading in enumerate(report.read.readings):
            near = max(float(rows[row]) for row in report.stretch_places[place])
            found.append((-round(near + _shared(ours.assertion, reading), 4), int(number), place))
    return [(number, place) for _, number, place in sorted(found)[:count]]


def _shared(ours: Assertion, reading: Reading) -> float:
    """What the words and names that a sentence shares with an assertion are worth."""
    words, names = frozenset(ours.words), frozenset(each.key for each in ours.facts.names)
    said = len(words.intersection(reading.words)) / max(1, len(words))
    named = len(names.intersection(each.key for each in reading.facts.names)) / max(1, len(names))
    return WORDS * said + NAMES * named


def _highest(scores: NDArray[np.float32], count: int) -> Indices:
    """The places of the highest scores, the first of those that are even."""
    if len(scores) > count:
        least = np.partition(scores, -count)[-count]
        above = np.flatnonzero(scores > least)
        return np.concatenate([above, np.flatnonzero(scores == least)[: count - len(above)]])
    return np.arange(len(scores))
