"""Which passages may speak of an assertion at all: only those are read word by word.

A passage is left out where even the best that it may have in what was not looked at would not make
it likely enough: what is left out would have been found unrelated.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.stance import load_logistic
from corroborate.learned.vectors import Matrix
from corroborate.model.facts import Facts, Name, Quantity
from corroborate.reference.language import load_language
from corroborate.steps.matching.alignment import NEARBY, Rarity
from corroborate.steps.matching.clashes.people import RIVALS, SAME_WORDS, is_located
from corroborate.steps.matching.counting import SAME_NOUN, may_clash
from corroborate.steps.matching.evidence import Evidence, Indices, Measured
from corroborate.steps.matching.likelihood import MANY_MISSING, WEIGHTS
from corroborate.steps.matching.stance import TOUCHES
from corroborate.steps.matching.told import Flags
from corroborate.text.names import PLACE
from corroborate.text.offices import offices_of
from corroborate.text.reading import lemma

Numbers = NDArray[np.float32] | NDArray[np.float64] | Flags
Range = tuple[Numbers | float, Numbers | float]
"""The lowest and the highest that a feature can be."""

SLACK = 0.01
"""Log odds by which a passage may miss the mark and still be read, for what was rounded; also the
share of words by which one may."""
FULL = 1.0
"""The highest that any feature can be."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What was seen of some passages: each feature as far as it is known, the report that each is
    of, and what each tells, given what each sentence does."""

    features: Mapping[str, Range]
    reports: Indices
    spread: Callable[[Flags], Flags]


def passages_to_read(measured: Measured, weight: Rarity) -> dict[int, list[int]]:
    """For each report that has any, the places of its passages that may speak of the assertion.

    Places are as in `PreparedReport.passages`, in order.
    """
    evidence = measured.evidence
    if not len(evidence.said_from):
        return {}
    reports = np.repeat(np.arange(len(evidence.reports)), np.diff(evidence.firsts))
    found: dict[int, list[int]] = {}
    for place in np.flatnonzero(
        _may_touch(_sentences(measured, weight, reports), measured, weight)
    ):
        report = int(reports[place])
        found.setdefault(report, []).append(int(place - evidence.firsts[report]))
    followed = _followed(evidence)
    pairs = _neighbours(measured, weight, reports)
    for place in followed[_may_touch(pairs, measured, weight)]:
        report = int(reports[place])
        first, end = evidence.firsts[report : report + 2]
        found.setdefault(report, []).append(int(end - first + place - first))
    return dict(sorted(found.items()))


def _may_touch(seen: _Seen, measured: Measured, weight: Rarity) -> Flags:
    """Which passages reach the mark with the best that they can have in what was not seen."""
    logistic = load_logistic(WEIGHTS)
    values = _values(seen, measured)
    names = _names(seen, measured, weight)
    ranges = {**seen.features, **values, **names}
    total = np.full(len(seen.reports), logistic.bias)
    for name, factor in logistic.weights.items():
        low, high = ranges.get(name, (0.0, FULL))
        total += factor * (high if factor > 0 else low)
    return np.asarray(total + SLACK >= log(TOUCHES / (1 - TOUCHES)))


def _values(seen: _Seen, measured: Measured) -> dict[str, Range]:
    """Which amounts may be answered is told by unit and noun; which times agree is known."""
    facts, told = measured.assertion.facts, measured.evidence.told
    answered = [seen.spread(_may_answer(each, measured)) for each in facts.quantities]
    whens = [seen.spread(told.agreeing(each)) for each in facts.whens]
    unanswered = ~np.logical_and.reduce(answered) if answered else 0.0
    agrees = np.logical_or.reduce(whens) if whens else 0.0
    return {
        "quantities_answered": (0.0, FULL if answered else 0.0),
        "quantities_unanswered": (unanswered, FULL if answered else 0.0),
        "whens_answered": (agrees, agrees),
    }


def _may_answer(ours: Quantity, measured: Measured) -> Flags:
    """The sentences with an amount that may agree or clash with ours."""
    told = measured.evidence.told
    if ours.unit:
        return told.with_unit(ours.unit)
    nouns = [
        may_clash(ours, measured.assertion, each, _are_alike(ours, each, measured))
        for each in told.nouns
    ]
    return told.counting(np.array(nouns, np.bool_)) | told.may_agree(ours)


def _are_alike(ours: Quantity, theirs: tuple[str, str], measured: Measured) -> bool:
    """Whether the likeness of two counted nouns makes them one."""
    one, other = lemma(ours.counts, measured.assertion.language), lemma(*theirs)
    words = measured.evidence.words
    place = bisect_left(words, other)
    if one not in measured.assertion.words or place == len(words) or words[place] != other:
        return False
    return bool(measured.table[measured.assertion.words.index(one), place] >= SAME_NOUN)


def _names(seen: _Seen, measured: Measured, weight: Rarity) -> dict[str, Range]:
    """A name that the report does not have counts as missing, unless another may stand for it."""
    names = measured.assertion.facts.names
    found, missed, count = (np.zeros(len(seen.reports)) for _ in range(3))
    for name, own, reports in zip(names, weight.names, measured.naming, strict=True):
        has = _in_reports(reports, seen, measured.evidence)
        missing = ~(has | _may_be_rivalled(name, seen, measured))
        found += own * has
        missed += own * missing
        count += missing
    told = found + missed
    share = np.where(told > 0, found / np.maximum(told, np.finfo(float).tiny), FULL)
    fewest = np.minimum(MANY_MISSING, count) / MANY_MISSING
    return {
        "names_here": (0.0, share),
        "names_anywhere": (0.0, share),
        "names_missing": (fewest, FULL),
    }


def _in_reports(numbers: Indices, seen: _Seen, evidence: Evidence) -> Flags:
    """The passages of some reports."""
    flags = np.zeros(len(evidence.reports), np.bool_)
    flags[numbers] = True
    return np.asarray(flags[seen.reports])


def _may_be_rivalled(name: Name, seen: _Seen, measured: Measured) -> Flags:
    """The passages in which another name may stand where ours should, as far as a look tells; see
    `likelihood` and `clashes.people.rival_of`."""
    ours, evidence = measured.assertion, measured.evidence
    anywhere = np.ones(len(seen.reports), np.bool_)
    if ours.attribution is not None and name.span.overlaps(ours.attribution.span):
        return anywhere
    near = _shares_word(name, seen, evidence)
    if name.kind not in RIVALS:
        return near
    if name.kind == "person":
        if offices_of(ours.text, name, ours.facts.names, ours.language):
            return anywhere
        return near | _tied(seen, ours.facts, evidence)
    if not is_located(name, ours.text, load_language(ours.language).grammar):
        return near
    return near | _tied(seen, ours.facts, evidence) | _tells_the_rest(seen, measured)


def _shares_word(name: Name, seen: _Seen, evidence: Evidence) -> Flags:
    """The passages of reports that have a word of a name in another."""
    words = [] if name.key.startswith(PLACE) else name.key.split()
    several = words if len(words) > 1 else []
    found = [evidence.name_words[word] for word in several if word in evidence.name_words]
    none = np.zeros(0, np.intp)
    return _in_reports(np.concatenate([none, *found]), seen, evidence)


def _tied(seen: _Seen, facts: Facts, evidence: Evidence) -> Flags:
    """The passages that an amount or a time may tie to the very event."""
    told = evidence.told
    ties = [
        *(seen.spread(told.may_agree(each)) for each in facts.quantities),
        *(seen.spread(told.agreeing(each)) for each in facts.whens),
    ]
    return np.logical_or.reduce(ties) if ties else np.zeros(len(seen.reports), np.bool_)


def _tells_the_rest(seen: _Seen, measured: Measured) -> Flags:
    """The passages that say all else, or are of a report that names a person of the claim."""
    people = [
        reports
        for name, reports in zip(measured.assertion.facts.names, measured.naming, strict=True)
        if name.kind == "person"
    ]
    none = np.zeros(0, np.intp)
    said = np.asarray(seen.features["words"][1]) >= SAME_WORDS - SLACK
    return said | _in_reports(np.concatenate([none, *people]), seen, measured.evidence)


def _exact(values: Numbers) -> Range:
    return values, values


def _sentences(measured: Measured, weight: Rarity, reports: Indices) -> _Seen:
    evidence, inside = measured.evidence, measured.inside
    before = np.zeros_like(inside)
    before[:, 1:] = inside[:, :-1]
    firsts = evidence.firsts[evidence.firsts < inside.shape[1]]
    before[:, firsts] = 0.0
    features = {
        "cosine": _exact(measured.cosine),
        "words": _exact(_weighed(inside, weight)),
        "words_near": _exact(_weighed(np.maximum(inside, NEARBY * before), weight)),
        "reverse": _exact(measured.reverse_sum / np.maximum(measured.lengths, 1)),
    }
    return _Seen(features, reports, lambda flags: flags)


def _neighbours(measured: Measured, weight: Rarity, reports: Indices) -> _Seen:
    """Two neighbours as one: `reverse` is a bound, for words that both have may count twice."""
    inside = measured.inside
    one = _followed(measured.evidence)
    other = one + 1
    words = _weighed(np.maximum(inside[:, one], inside[:, other]), weight)
    lengths = np.maximum(np.maximum(measured.lengths[one], measured.lengths[other]), 1)
    said = (measured.reverse_sum[one] + measured.reverse_sum[other]) / lengths
    features: dict[str, Range] = {
        "cosine": _exact(np.maximum(measured.cosine[one], measured.cosine[other])),
        "words": _exact(words),
        "words_near": _exact(words),
        "reverse": (0.0, np.minimum(said, FULL)),
    }
    return _Seen(features, reports[one], lambda flags: flags[one] | flags[other])


def _followed(evidence: Evidence) -> Indices:
    """The sentences that another of the same report follows."""
    last = np.zeros(len(evidence.said_from), np.bool_)
    last[evidence.firsts[1:] - 1] = True
    return np.flatnonzero(~last)


def _weighed(likeness: Matrix, weight: Rarity) -> Matrix:
    if not len(likeness):
        return np.zeros(likeness.shape[1], np.float32)
    return np.asarray(weight.words @ likeness / weight.words.sum())
