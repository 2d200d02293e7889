"""Which piece of a passage answers which piece of an assertion."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from corroborate.learned.vectors import Matrix
from corroborate.model.facts import Assertion, Name, Quantity, Reading, When
from corroborate.model.verdict import Alignment
from corroborate.steps.matching.counting import Counting, may_count_one, must_count_one
from corroborate.steps.matching.evidence import Measured
from corroborate.steps.matching.prepared import Likeness, PreparedReport
from corroborate.text.agree import Agreement, compare_quantities, compare_whens
from corroborate.text.names import same_name

Kind = TypeVar("Kind", Quantity, When, Name)
Fact = TypeVar("Fact", Quantity, When)

FLOOR = 0.1
"""Weight of a word or name that every passage has: it tells next to nothing, but not nothing."""
FEW = 3
"""Below so many passages frequencies say nothing, and every word weighs the same."""
NEARBY = 0.7
"""Worth of a word found in the sentence before instead of the sentence itself."""
HAVING = 0.6
"""Likeness from which a passage has a word of the assertion, to count how rare the word is."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Kind]):
    """One fact of the assertion, and the fact of the passage that speaks of the same thing.

    `theirs` is None where there is none (`agreement` is then APART); `near` says that it was found
    in the report but not in the sentence, `weight` how much the fact tells (see Rarity).
    """

    ours: Kind
    theirs: Kind | None
    agreement: Agreement
    near: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Aligned:
    """An assertion laid beside one passage of a report; likenesses are in 0..1.

    `index` is that of its first sentence, `single` whether it is one sentence.

    `words` is the share of the assertion's content words that the sentence says, `words_near` the
    same with the sentence before counted at NEARBY, `reverse` the share of the sentence's words
    that the assertion says; `best` names for each word the word that answers it.
    """

    reading: Reading
    index: int
    single: bool
    cosine: float
    words: float
    words_near: float
    reverse: float
    best: tuple[tuple[str, str, float], ...]
    names: tuple[Pair[Name], ...]
    quantities: tuple[Pair[Quantity], ...]
    whens: tuple[Pair[When], ...]

    def pieces(self) -> tuple[Alignment, ...]:
        """What answered what, for a reader."""
        facts = [
            *_agreed("name", self.names),
            *_agreed("quantity", self.quantities),
            *_agreed("date", self.whens),
        ]
        words = [
            Alignment("word", ours, theirs, score) for ours, theirs, score in self.best if score
        ]
        return (*facts, *words)


def _agreed(slot: str, pairs: Sequence[Pair[Kind]]) -> list[Alignment]:
    return [
        Alignment(slot, pair.ours.text, pair.theirs.text, 1.0)
        for pair in pairs
        if pair.theirs is not None and pair.agreement is Agreement.AGREE
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """How much each word and each name of an assertion tells, by how few passages have it.

    Words are counted by sentence, names by report; both weights are at least FLOOR.
    """

    words: Matrix
    names: tuple[float, ...]


def rarity(measured: Measured) -> Rarity:
    """Weigh the words and names of an assertion as inverse document frequency does."""
    evidence = measured.evidence
    having = (measured.inside >= HAVING).sum(axis=1)
    sentences = measured.inside.shape[1]
    return Rarity(
        words=np.asarray([_rare(count, sentences) for count in having], dtype=np.float32),
        names=tuple(_rare(len(each), len(evidence.reports)) for each in measured.naming),
    )


def _rare(having: float, every: int) -> float:
    """The weight of what `having` of `every` have; as good as even where there are few to count."""
    return FLOOR + log((every + 1) / (having + 1)) if every >= FEW else 1.0


def align(
    measured: Measured, number: int, passages: Sequence[int], weight: Rarity
) -> list[Aligned]:
    """Lay an assertion beside some passages of the report of that number in the evidence."""
    report = measured.evidence.reports[number]
    first = measured.evidence.firsts[number]
    likeness = measured.likeness(number)
    count = len(report.read.readings)
    found = []
    for index in passages:
        start = first + index if index < count else first + index - count
        end = start + 1 if index < count else start + 2
        cosine = float(measured.cosine[start:end].max())
        found.append(_beside(measured.assertion, report, index, (likeness, weight), cosine))
    return found


def _beside(
    assertion: Assertion,
    report: PreparedReport,
    index: int,
    tables: tuple[Likeness, Rarity],
    cosine: float,
) -> Aligned:
    likeness, weight = tables
    reading = report.passages[index]
    single = index < len(report.read.readings)
    here = report.word_places[index]
    before = report.word_places[index - 1] if index and single else here[:0]
    inside = _row_best(likeness.table, here)
    near = np.maximum(inside, NEARBY * _row_best(likeness.table, before))
    whole = likeness.table[:, here]
    return Aligned(
        reading=reading,
        index=index if single else index - len(report.read.readings),
        single=single,
        cosine=cosine,
        words=_mean(inside, weight.words),
        words_near=_mean(near, weight.words),
        reverse=_mean(whole.max(axis=0)) if whole.size else 0.0,
        best=_best(assertion, report, here, likeness.table),
        names=tuple(
            _pair_name(name, reading, report, value)
            for name, value in zip(assertion.facts.names, weight.names, strict=True)
        ),
        quantities=tuple(
            _pair_quantity(quantity, assertion, reading, likeness)
            for quantity in assertion.facts.quantities
        ),
        whens=tuple(_pair_when(when, reading) for when in assertion.facts.whens),
    )


def _row_best(table: Matrix, columns: NDArray[np.intp]) -> Matrix:
    if not len(columns):
        return np.zeros(len(table), dtype=np.float32)
    return np.asarray(table[:, columns].max(axis=1))


def _mean(values: Matrix, weights: Matrix | None = None) -> float:
    if not len(values):
        return 0.0
    if weights is None:
        return round(float(values.mean()), 4)
    return round(float((values * weights).sum() / weights.sum()), 4)


def _best(
    assertion: Assertion, report: PreparedReport, here: NDArray[np.intp], table: Matrix
) -> tuple[tuple[str, str, float], ...]:
    if not len(here) or not len(table):
        return ()
    columns = table[:, here].argmax(axis=1)
    return tuple(
        (word, report.words[here[columns[row]]], round(float(table[row, here[columns[row]]]), 4))
        for row, word in enumerate(assertion.words)
    )


def _pair_name(name: Name, reading: Reading, report: PreparedReport, weight: float) -> Pair[Name]:
    for theirs in reading.facts.names:
        if same_name(name.key, theirs.key):
            return Pair(name, theirs, Agreement.AGREE, weight=weight)
    for theirs in report.names:
        if same_name(name.key, theirs.key):
            return Pair(name, theirs, Agreement.AGREE, near=True, weight=weight)
    return Pair(name, None, Agreement.APART, weight=weight)


def _pair_quantity(
    ours: Quantity, assertion: Assertion, reading: Reading, likeness: Likeness
) -> Pair[Quantity]:
    """Our amount with the one of theirs that agrees, else the one that clashes, if any."""

    def compared(theirs: Quantity) -> Agreement:
        agreement = compare_quantities(ours, theirs)
        if agreement is Agreement.AGREE and may_count_one(ours, theirs, context):
            return agreement
        if agreement is Agreement.CLASH and must_count_one(ours, theirs, context):
            return agreement
        return Agreement.APART

    context = Counting(assertion, reading, likeness)
    return _first_pair(ours, [(compared(each), each) for each in reading.facts.quantities])


def _first_pair(ours: Fact, compared: Sequence[tuple[Agreement, Fact]]) -> Pair[Fact]:
    for wanted in (Agreement.AGREE, Agreement.CLASH):
        for agreement, each in compared:
            if agreement is wanted:
                return Pair(ours, each, agreement)
    return Pair(ours, None, Agreement.APART)


def _pair_when(ours: When, reading: Reading) -> Pair[When]:
    return _first_pair(ours, [(compare_whens(ours, each), each) for each in reading.facts.whens])
