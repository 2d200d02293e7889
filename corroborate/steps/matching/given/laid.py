"""A claim laid beside all sentences of the one passage that was given for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from corroborate.learned.entailment import Entailment
from corroborate.learned.vectors import Matrix, Vectors, cosines
from corroborate.model.facts import Assertion, Claim, Name, Quantity, Reading, When
from corroborate.model.report import ReadReport
from corroborate.model.text import Span
from corroborate.model.verdict import Match
from corroborate.reference.grammar import Grammar
from corroborate.reference.language import load_language
from corroborate.steps.matching.given.words import Marks, Word, content_words, likeness
from corroborate.steps.matching.prepared import stretches_of

TELLING = 1.5
"""Weight of a name or number among the words of a claim, of which a plain word weighs 1."""
COSINE_SHARE = 0.7
"""What the likeness of the sentences weighs beside the share of words, to choose the sentence."""


@dataclass(frozen=True, eq=False)
class Laid:
    """Claims beside a passage, with what the typed rules found by assertion (`ruled`).

    Kept for one comparison only: what it holds is worked out when first asked for.
    """

    claims: tuple[Claim, ...]
    read: ReadReport
    ruled: Match | None
    vectors: Vectors
    entailment: Entailment
    day: date

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.read.readings

    @property
    def our_language(self) -> str:
        return self.claims[0].language

    @property
    def their_language(self) -> str:
        return self.readings[0].language

    @property
    def our_grammar(self) -> Grammar:
        return load_language(self.our_language).grammar

    @property
    def their_grammar(self) -> Grammar:
        return load_language(self.their_language).grammar

    @cached_property
    def text(self) -> str:
        return " ".join(claim.text for claim in self.claims)

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        return tuple(each for claim in self.claims for each in claim.assertions)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        found = {q.text: q for each in self.assertions for q in each.facts.quantities}
        return tuple(found.values())

    @cached_property
    def whens(self) -> tuple[When, ...]:
        found = {w.text: w for each in self.assertions for w in each.facts.whens}
        return tuple(found.values())

    @cached_property
    def names(self) -> tuple[Name, ...]:
        found = {n.key: n for each in self.assertions for n in each.facts.names}
        return tuple(found.values())

    @cached_property
    def ours(self) -> tuple[Word, ...]:
        numbers = [q.text for q in self.quantities] + [w.text for w in self.whens]
        marks = Marks(
            tuple(_places(self.text, [each.text for each in self.names])),
            tuple(_places(self.text, numbers)),
        )
        return tuple(content_words(self.text, self.our_language, marks))

    @cached_property
    def theirs(self) -> tuple[Word, ...]:
        return tuple(
            word
            for number, reading in enumerate(self.readings)
            for word in content_words(reading.text, reading.language, _marks(reading), number)
        )

    @cached_property
    def table(self) -> Matrix:
        """The likeness of our words (rows) to theirs, numbers that the rules matched being one."""
        table = likeness(self.ours, self.theirs, self.vectors)
        for piece in self.ruled.matched if self.ruled else ():
            if piece.slot in ("quantity", "date"):
                rows = [i for i, each in enumerate(self.ours) if _in(each, piece.claim)]
                columns = [j for j, each in enumerate(self.theirs) if _in(each, piece.report)]
                table[np.ix_(rows, columns)] = 1.0
        return table

    @cached_property
    def weights(self) -> Matrix:
        weights = [1.0 if each.kind == "word" else TELLING for each in self.ours]
        return np.array(weights or [1.0], np.float32)

    @cached_property
    def cosines(self) -> Matrix:
        """Of the claim with the closest stretch of each sentence."""
        stretches = [stretches_of(each.text) for each in self.readings]
        flat = self.vectors.of([each for one in stretches for each in one])
        row = cosines(self.vectors.of([self.text]), flat)[0]
        starts = np.cumsum([0, *(len(each) for each in stretches)])[:-1]
        return np.asarray(np.maximum.reduceat(row, starts))

    @cached_property
    def by_sentence(self) -> Matrix:
        """How well each sentence (columns) answers each of our words."""
        best = np.zeros((len(self.table), len(self.readings)), np.float32)
        for column, word in enumerate(self.theirs):
            best[:, word.sentence] = np.maximum(best[:, word.sentence], self.table[:, column])
        return best

    @cached_property
    def best(self) -> int:
        """The number of the sentence that answers most of the claim, the first of several."""
        share = (self.by_sentence * self.weights[:, None]).sum(axis=0) / self.weights.sum()
        return int(np.argmax(share + COSINE_SHARE * self.cosines))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The places in `theirs` of the words of the best sentence."""
        return tuple(j for j, each in enumerate(self.theirs) if each.sentence == self.best)

    def covered(self, answers: Matrix) -> float:
        """The weighed share of our words that is answered."""
        return float((answers * self.weights).sum() / self.weights.sum())


def _marks(reading: Reading) -> Marks:
    facts = reading.facts
    return Marks(
        tuple(each.span for each in facts.names),
        (*(q.span for q in facts.quantities), *(w.span for w in facts.whens)),
    )


def _places(text: str, parts: Sequence[str]) -> Iterator[Span]:
    """Where parts of assertions stand in the claim; those that were written in stand nowhere."""
    for part in parts:
        start = text.find(part)
        if start >= 0 and part:
            yield Span(start, start + len(part))


def _in(word: Word, text: str) -> bool:
    return word.kind == "number" and word.text in text
