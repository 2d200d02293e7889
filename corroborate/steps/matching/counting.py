"""Whether two numbers count the same thing: only then can they agree or clash."""

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.facts import Assertion, Quantity, Reading
from corroborate.steps.matching.prepared import Likeness
from corroborate.steps.matching.senses import (
    is_generic,
    neighbours,
    noun_sense,
    nouns_alike,
    sense,
    verb_sense,
)
from corroborate.text.agree import gap
from corroborate.text.reading import lemma

SAME_NOUN = 0.6
"""Likeness from which two counted nouns, or the words around two measures, mean one thing."""
MEASURE_WORDS = 2
"""How many of the nearest words tell what a measure measures (a depth of eight kilometres)."""
TELLING_COUNT = 100
"""A count from which two texts on one subject hardly give the same by chance."""
CLOSE = 0.1
"""Relative gap below which two exact amounts of one kind are the same one, told wrongly once."""
TIMES = ("s", "age")
"""Units of which a text has many that tell of different things: they clash only where close."""
ALONE_UNITS = ("%",)
"""Units besides money of which the only amount in a text may be taken for what it is about."""
CURRENCY_LETTERS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """The two sentences that numbers stand in, and how alike their words are."""

    assertion: Assertion
    reading: Reading
    likeness: Likeness


def may_count_one(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether two amounts that agree can be taken for one: nothing says that they are not."""
    if ours.unit or min(ours.low, theirs.low) >= TELLING_COUNT:
        return True
    if is_generic(ours, where.assertion.language) or is_generic(theirs, where.reading.language):
        return _same_sense(ours, theirs, where)
    return _same_noun(ours, theirs, where) or _same_sense(ours, theirs, where)


def must_count_one(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether two amounts that differ tell of one thing, so that they clash.

    Counts must have a noun and a predicate in common: 228,000 employees in all and 9,000 laid off
    are two things.
    """
    if (ours.unit or ours.low >= TELLING_COUNT) and 0 < gap(ours, theirs) < CLOSE:
        return True
    if ours.unit:
        return ours.unit not in TIMES and _same_measure(ours, theirs, where)
    if _nouns_differ(ours, theirs, where):
        return False
    mine = is_generic(ours, where.assertion.language)
    other = is_generic(theirs, where.reading.language)
    if not (mine or other or _same_noun(ours, theirs, where)):
        return _noun_answers_verb(ours, theirs, where)
    return _same_sense(ours, theirs, where) if mine or other else _same_verb(ours, theirs, where)


def _nouns_differ(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether the nouns themselves say two predicates: dead and injured."""
    mine = noun_sense(ours, where.assertion.language)
    others = noun_sense(theirs, where.reading.language)
    return bool(mine and others and not mine & others)


def _noun_answers_verb(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether the noun of one says the predicate of the other: four recruits, hired four people."""
    one, other = where.assertion, where.reading
    mine, others = noun_sense(ours, one.language), noun_sense(theirs, other.language)
    return bool(
        mine & verb_sense(theirs, other.text, other.language)
        or others & verb_sense(ours, one.text, one.language)
    )


def _same_noun(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    one = lemma(ours.counts, where.assertion.language)
    other = lemma(theirs.counts, where.reading.language)
    if nouns_alike(one, other) or where.likeness.of(one, other) >= SAME_NOUN:
        return True
    mine = noun_sense(ours, where.assertion.language)
    return bool(mine & noun_sense(theirs, where.reading.language))


def _same_sense(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    mine = sense(ours, where.assertion.text, where.assertion.language)
    return bool(mine & sense(theirs, where.reading.text, where.reading.language))


def _same_verb(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether the nearest predicates are one; the noun's own counts where it is an event
    (deaths)."""
    mine = verb_sense(ours, where.assertion.text, where.assertion.language)
    other = verb_sense(theirs, where.reading.text, where.reading.language)
    return bool(mine & other) or (not mine and not other and _same_sense(ours, theirs, where))


def _same_measure(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    may_be_alone = ours.unit in ALONE_UNITS or len(ours.unit) == CURRENCY_LETTERS
    mine, others = where.assertion.facts.quantities, where.reading.facts.quantities
    if may_be_alone and _alone(ours, mine) and _alone(theirs, others):
        return True
    around = neighbours(
        where.assertion.text, ours.span.start, ours.span.end, where.assertion.language
    )
    beside = neighbours(
        where.reading.text, theirs.span.start, theirs.span.end, where.reading.language
    )
    return any(
        where.likeness.of(one, other) >= SAME_NOUN
        for one in around[:MEASURE_WORDS]
        for other in beside[:MEASURE_WORDS]
    )


def _alone(quantity: Quantity, every: Sequence[Quantity]) -> bool:
    """Whether no other amount of the text has that unit."""
    return sum(each.unit == quantity.unit for each in every) == 1
