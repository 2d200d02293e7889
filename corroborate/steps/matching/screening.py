"""Which passages may speak of an assertion at all: only those are read word by word.

A passage is left out where even the best that it may have in what was not looked at would not make
it likely enough: what is left out would have been found unrelated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.stance import load_logistic
from corroborate.learned.vectors import Matrix
from corroborate.model.facts import Facts
from corroborate.steps.matching.alignment import NEARBY, Rarity
from corroborate.steps.matching.evidence import Evidence, Flags, Indices, Measured
from corroborate.steps.matching.likelihood import WEIGHTS
from corroborate.steps.matching.stance import TOUCHES

Numbers = NDArray[np.float32] | NDArray[np.float64]

SLACK = 0.01
"""Log odds by which a passage may miss the mark and still be read, for what was rounded."""
FULL = 1.0
"""The highest that any feature can be."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What was seen of each of some passages, by feature where it is known or bounded.

    `counted` and `dated` say whether a passage tells an amount or a time at all.
    """

    features: Mapping[str, Numbers]
    counted: Flags
    dated: Flags


def passages_to_read(measured: Measured, weight: Rarity) -> dict[int, list[int]]:
    """For each report that has any, the places of its passages that may speak of the assertion.

    Places are as in `PreparedReport.passages`, in order.
    """
    evidence = measured.evidence
    if not len(evidence.counted):
        return {}
    facts = measured.assertion.facts
    found: dict[int, list[int]] = {}
    for place in np.flatnonzero(_may_touch(_sentences(measured, weight), facts)):
        report = _report_of(evidence, place)
        found.setdefault(report, []).append(int(place - evidence.firsts[report]))
    for place in _followed(evidence)[_may_touch(_neighbours(measured, weight), facts)]:
        report = _report_of(evidence, place)
        first, end = evidence.firsts[report : report + 2]
        found.setdefault(report, []).append(int(end - first + place - first))
    return dict(sorted(found.items()))


def _report_of(evidence: Evidence, sentence: np.intp) -> int:
    return int(np.searchsorted(evidence.firsts, sentence, side="right") - 1)


def _may_touch(seen: _Seen, facts: Facts) -> Flags:
    """Which passages reach the mark with the best that they can have in what was not seen."""
    logistic = load_logistic(WEIGHTS)
    total = np.full(len(seen.counted), logistic.bias)
    for name, weight in logistic.weights.items():
        if name in seen.features:
            total += weight * seen.features[name]
        elif name == "quantities_unanswered" and weight < 0:
            total += weight * (bool(facts.quantities) & ~seen.counted)
        elif name == "whens_answered":
            total += max(0.0, weight) * (bool(facts.whens) & seen.dated)
        else:
            total += max(0.0, weight) * FULL
    return np.asarray(total + SLACK >= log(TOUCHES / (1 - TOUCHES)))


def _sentences(measured: Measured, weight: Rarity) -> _Seen:
    evidence, inside = measured.evidence, measured.inside
    before = np.zeros_like(inside)
    before[:, 1:] = inside[:, :-1]
    firsts = evidence.firsts[evidence.firsts < inside.shape[1]]
    before[:, firsts] = 0.0
    features: dict[str, Numbers] = {
        "cosine": measured.cosine,
        "words": _weighed(inside, weight),
        "words_near": _weighed(np.maximum(inside, NEARBY * before), weight),
        "reverse": measured.reverse_sum / np.maximum(measured.lengths, 1),
    }
    return _Seen(features, evidence.counted, evidence.dated)


def _neighbours(measured: Measured, weight: Rarity) -> _Seen:
    """Two neighbours as one: `reverse` is a bound, for words that both have may count twice."""
    evidence, inside = measured.evidence, measured.inside
    one = _followed(evidence)
    other = one + 1
    words = _weighed(np.maximum(inside[:, one], inside[:, other]), weight)
    lengths = np.maximum(np.maximum(measured.lengths[one], measured.lengths[other]), 1)
    said = (measured.reverse_sum[one] + measured.reverse_sum[other]) / lengths
    features: dict[str, Numbers] = {
        "cosine": np.maximum(measured.cosine[one], measured.cosine[other]),
        "words": words,
        "words_near": words,
        "reverse": np.minimum(said, FULL),
    }
    counted = evidence.counted[one] | evidence.counted[other]
    return _Seen(features, counted, evidence.dated[one] | evidence.dated[other])


def _followed(evidence: Evidence) -> Indices:
    """The sentences that another of the same report follows."""
    last = np.zeros(len(evidence.counted), np.bool_)
    last[evidence.firsts[1:] - 1] = True
    return np.flatnonzero(~last)


def _weighed(likeness: Matrix, weight: Rarity) -> Matrix:
    if not len(likeness):
        return np.zeros(likeness.shape[1], np.float32)
    return np.asarray(weight.words @ likeness / weight.words.sum())
