"""Whether two numbers count the same thing: only then can they agree or clash."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Assertion, Quantity, Reading
from corroborate.steps.matching.earlier import BEHIND, is_earlier
from corroborate.steps.matching.measures import aims_of, measures_of
from corroborate.steps.matching.periods import Period, is_longer, is_told_together, period_of
from corroborate.steps.matching.prepared import Likeness
from corroborate.steps.matching.senses import (
    is_generic,
    neighbours,
    noun_sense,
    nouns_alike,
    sense,
    thing_frames,
    verb_sense,
)
from corroborate.text.agree import Agreement, compare_whens, gap
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
    if measure_apart(ours, theirs, where) or is_told_together(*_periods(ours, theirs, where)):
        return False
    if _is_former(theirs, where) and not _is_former_in_claim(ours, where):
        return False
    if ours.unit or min(ours.low, theirs.low) >= TELLING_COUNT:
        return True
    if is_generic(ours, where.assertion.language) or is_generic(theirs, where.reading.language):
        return _same_sense(ours, theirs, where)
    return _same_noun(ours, theirs, where) or _same_sense(ours, theirs, where)


def must_count_one(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether two amounts that differ tell of one thing, so that they clash.

    Counts must have a noun and a predicate in common: 228,000 employees in all and 9,000 laid off
    are two things, and so are a turnover and a profit, an amount and the one before it.
    """
    if measure_apart(ours, theirs, where) or _is_over_longer(ours, theirs, where):
        return False
    if _is_former(theirs, where) is not _is_former_in_claim(ours, where):
        return False
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


def measure_apart(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether the words beside two amounts say that they measure two things, or that one of them
    alone is a result."""
    one, other = where.assertion, where.reading
    mine = measures_of(ours.span, one.text, one.language)
    others = measures_of(theirs.span, other.text, other.language)
    if mine and others and not mine & others:
        return True
    aimed = aims_of(ours.span, one.text, one.language)
    return aimed != aims_of(theirs.span, other.text, other.language)


def _is_over_longer(ours: Quantity, theirs: Quantity, where: Counting) -> bool:
    """Whether their amount is of a longer time than ours. A year in which something happened is no
    longer than its month: only of money and shares, which flow, does it matter."""
    periods = _periods(ours, theirs, where)
    return is_longer(*periods) if ours.unit else is_told_together(*periods)


def _periods(
    ours: Quantity, theirs: Quantity, where: Counting
) -> tuple[Period | None, Period | None]:
    """The period of their amount and that of ours."""
    one, other = where.assertion, where.reading
    if not (one.facts.whens and other.facts.whens):
        return None, None
    return (
        period_of(theirs, other.facts, other.text, other.language),
        period_of(ours, one.facts, one.text, one.language),
    )


def _is_former(theirs: Quantity, where: Counting) -> bool:
    """Whether the passage gives an amount as that of before, and not of the claim's own time."""
    reading, facts = where.reading, where.reading.facts
    if not is_earlier(theirs, facts, reading.text, reading.language):
        return False
    own = [each for each in facts.whens if 0 <= each.span.start - theirs.span.end <= BEHIND]
    claimed = where.assertion.facts.whens
    return not any(compare_whens(a, b) is Agreement.AGREE for a in claimed for b in own)


def _is_former_in_claim(ours: Quantity, where: Counting) -> bool:
    one = where.assertion
    return is_earlier(ours, one.facts, one.text, one.language)


def may_clash(ours: Quantity, assertion: Assertion, theirs: tuple[str, str], alike: bool) -> bool:
    """Whether a count of a noun, given with its language, may be found to count what ours does.

    `alike` says that the likeness of the two nouns makes them one. Where this says no, so does
    `must_count_one`, but for counts that are close.
    """
    noun, language = theirs
    counted = replace(ours, counts=noun)
    if is_generic(ours, assertion.language) or is_generic(counted, language) or alike:
        return True
    if nouns_alike(lemma(ours.counts, assertion.language), lemma(noun, language)):
        return True
    if noun_sense(ours, assertion.language):
        return True
    said = verb_sense(ours, assertion.text, assertion.language)
    return bool(noun_sense(counted, language) & said)


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
    """Whether the nearest predicates are one; the noun's own counts where it is an event (deaths)
    and one of the two has no other."""
    mine = verb_sense(ours, where.assertion.text, where.assertion.language)
    other = verb_sense(theirs, where.reading.text, where.reading.language)
    if mine and other:
        return bool(mine & other)
    own, others = (
        noun_sense(each, told.language)
        for each, told in ((ours, where.assertion), (theirs, where.reading))
    )
    events = (own & others) - thing_frames()
    return bool(events) or (not mine and not other and _same_sense(ours, theirs, where))


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
