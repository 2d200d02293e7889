"""Amounts and dates of a passage given for a claim that cannot be those of the claim."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from corroborate.model.facts import Quantity, Reading, When
from corroborate.model.verdict import Inconsistency, Severity
from corroborate.steps.matching.counting import SAME_NOUN, TIMES
from corroborate.steps.matching.given.around import of_one_event
from corroborate.steps.matching.given.clash import clash, is_about
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.senses import (
    growing_frames,
    is_generic,
    noun_sense,
    nouns_alike,
    sense,
)
from corroborate.text.agree import Agreement, compare_quantities, compare_whens, days_in
from corroborate.text.normalise import find_phrases
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

STALE = timedelta(days=30)
"""Age of a report from which its prices, rates and counts may have changed since."""
PAST = timedelta(days=60)
"""How long before the claim a day lies that tells of another state of things."""
ZONE_DAYS = 1
"""Days by which two dates of one event may differ from one time zone to another."""
PARTS = ("more", "other")
DAYS_A_YEAR = 365.2425
"""A date a year later lies so many days on, to the day or the one before."""
_YEAR = re.compile(r"\b\d{4}\b")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")

Told = tuple[int, Quantity]


def value_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """Amounts, counts and dates of which no value of the passage agrees with the claim's."""
    for ours in laid.quantities:
        told = list(_told_now(laid))
        agreeing = [each for _, each in told if agrees(ours, each, laid)]
        if not agreeing and not is_sum(ours, laid):
            yield from _amount_clash(ours, told, laid)
    for when in laid.whens:
        yield from _date_clash(when, laid)


def _told(laid: Laid) -> Iterator[Told]:
    for number, reading in enumerate(laid.readings):
        for each in reading.facts.quantities:
            yield number, each


def _told_now(laid: Laid) -> Iterator[Told]:
    """The amounts of the passage, without those that it gives as old or as wrong."""
    for number, each in _told(laid):
        reading = laid.readings[number]
        corrected = find_phrases(reading.text, laid.their_grammar.corrections)
        if not corrected and not is_old(each, reading, laid):
            yield number, each


def is_old(quantity: Quantity, reading: Reading, laid: Laid) -> bool:
    """Whether a passage gives an amount as that of before: "to 12 from five", "contre 18"."""
    before = reading.text[: quantity.span.start].lower().rstrip()
    cued = any(before.endswith(" " + cue) for cue in laid.their_grammar.before_values)
    same = [each for each in reading.facts.quantities if each.unit == quantity.unit]
    return cued and len(same) > 1


def agrees(ours: Quantity, theirs: Quantity, laid: Laid) -> bool:
    """Whether two amounts can be one."""
    return compare_quantities(ours, theirs) is Agreement.AGREE and not _nouns_apart(
        ours, theirs, laid
    )


def is_sum(ours: Quantity, laid: Laid) -> bool:
    """Whether our count is the sum of the passage's parts: one, then three others and four more."""
    every = [each for _, each in _told(laid) if not each.unit]
    parts = [each for each in every if each.part in PARTS]
    whole = [each for each in every if each.low == each.high and each.part != "including"]
    if ours.unit or not parts or ours.low != ours.high:
        return False
    total = sum(each.low for each in whole)
    return total == ours.low or (len(parts) > 1 and total == ours.low - 1)


def _nouns_apart(ours: Quantity, theirs: Quantity, laid: Laid) -> bool:
    """Whether the counted nouns say two things; a noun that says nothing says no other."""
    if ours.unit:
        return False
    generic = (is_generic(ours, laid.our_language), is_generic(theirs, laid.their_language))
    mine, others = _senses(ours, theirs, laid)
    if any(generic):
        alike = bool(mine & others)
        return not alike and (bool(mine and others) or (not all(generic) and bool(ours.counts)))
    own, other = noun_sense(ours, laid.our_language), noun_sense(theirs, laid.their_language)
    if own and other:
        return not own & other
    return not _same_noun(ours, theirs, laid)


def _senses(ours: Quantity, theirs: Quantity, laid: Laid) -> tuple[frozenset[str], frozenset[str]]:
    """The predicates that two numbers are of: their nouns', else those of the nearest verbs."""
    others = next(r.text for r in laid.readings if theirs in r.facts.quantities)
    mine = next(each.text for each in laid.assertions if ours in each.facts.quantities)
    return sense(ours, mine, laid.our_language), sense(theirs, others, laid.their_language)


def _same_noun(ours: Quantity, theirs: Quantity, laid: Laid) -> bool:
    one, other = lemma(ours.counts, laid.our_language), lemma(theirs.counts, laid.their_language)
    if nouns_alike(one, other):
        return True
    rows = [i for i, each in enumerate(laid.ours) if each.lemma == one]
    columns = [j for j, each in enumerate(laid.theirs) if each.lemma == other]
    return bool(rows and columns) and bool(laid.table[rows][:, columns].max() >= SAME_NOUN)


def _amount_clash(ours: Quantity, told: Sequence[Told], laid: Laid) -> Iterator[Inconsistency]:
    """The first amount that stands for ours: in the best sentence, else in another."""
    claimed = [each for each in laid.quantities if each is not ours]
    ordered = sorted(told, key=lambda each: (each[0] != laid.best, each[0]))
    other = next((each for each in ordered if _is_other_unit(ours, each[1])), None)
    if other is not None and is_about(laid, other[0]):
        yield clash(laid, "unit", (ours.text, other[1].text), "contradiction", other[0])
        return
    for number, theirs in ordered:
        about = is_about(laid, number) or _counts_ours(ours, laid.readings[number], laid)
        if not about or any(agrees(each, theirs, laid) for each in claimed):
            continue
        if _is_rival(ours, theirs, laid) and _is_counted(ours, (number, theirs), laid):
            yield _differing(ours, (number, theirs), laid)
            return


def _is_rival(ours: Quantity, theirs: Quantity, laid: Laid) -> bool:
    if ours.unit != theirs.unit or ours.unit in TIMES:
        return False
    if compare_quantities(ours, theirs) is not Agreement.CLASH:
        return False
    batches = {ours.part, theirs.part}
    return not _nouns_apart(ours, theirs, laid) and (
        len(batches) == 1 or "including" not in batches
    )


def _is_counted(ours: Quantity, told: Told, laid: Laid) -> bool:
    """Whether two numbers without a unit, which tell nothing by themselves, are of one event."""
    number, theirs = told
    return bool(ours.unit) or of_one_event(laid, (ours.text, theirs.text), number)


def _is_other_unit(ours: Quantity, theirs: Quantity) -> bool:
    same = ours.low <= theirs.high and theirs.low <= ours.high and _digits(ours) == _digits(theirs)
    return same and bool(ours.unit and theirs.unit) and ours.unit != theirs.unit


def _digits(quantity: Quantity) -> list[str]:
    return _NUMERAL.findall(quantity.text)


def _counts_ours(ours: Quantity, reading: Reading, laid: Laid) -> bool:
    """Whether a sentence tells of the predicate that our count is of, whatever else it says."""
    mine = sense(ours, laid.text, laid.our_language) & growing_frames()
    return any(frames_of(word) & mine for word in reading.words)


def _differing(ours: Quantity, told: Told, laid: Laid) -> Inconsistency:
    number, theirs = told
    values = (ours.text, theirs.text)
    severity = _stage(ours, told, laid)
    if severity is not None:
        return clash(laid, "superseded", values, severity, number)
    return clash(laid, "amount" if ours.unit else "count", values, "contradiction", number)


def _stage(ours: Quantity, told: Told, laid: Laid) -> Severity | None:
    """How a value of another time is told: a note for an earlier one, a contradiction for a final
    one that is lower; None where both speak of one time."""
    number, theirs = told
    reading, published = laid.readings[number], laid.read.report.published
    text = next(each.text for each in laid.assertions if ours in each.facts.quantities)
    grows = bool(sense(ours, text, laid.our_language) & growing_frames())
    if find_phrases(reading.text, laid.their_grammar.final):
        return "contradiction" if grows and theirs.high < ours.low else None
    if not laid.whens and any(each.end + PAST < laid.day for each in reading.facts.whens):
        return "note"
    if published is None or published.day == laid.day:
        return None
    older = published.day < laid.day
    if grows and older == (theirs.high < ours.low):
        return "note"
    return "note" if older and laid.day - published.day > STALE and not laid.whens else None


def _date_clash(ours: When, laid: Laid) -> Iterator[Inconsistency]:
    theirs = _other_time(ours, laid)
    if theirs is None:
        return
    values = (ours.text, theirs.text)
    if of_one_event(laid, values, laid.best):
        yield clash(laid, "date", values, _by_zone(ours, theirs), laid.best)


def is_of_another_time(laid: Laid) -> bool:
    """Whether the best sentence gives another time than the claim, of whatever event."""
    return any(_other_time(when, laid) is not None for when in laid.whens)


def _other_time(ours: When, laid: Laid) -> When | None:
    """The first time of the best sentence that is as exact as ours and cannot be it, where no
    sentence tells ours."""
    if any(may_be_one_time(ours, each, laid) for r in laid.readings for each in r.facts.whens):
        return None
    if not is_about(laid, laid.best):
        return None
    told = laid.readings[laid.best].facts.whens
    apart = (each for each in told if compare_whens(ours, each) is Agreement.CLASH)
    return next((each for each in apart if days_in(each) <= days_in(ours)), None)


def may_be_one_time(ours: When, theirs: When, laid: Laid) -> bool:
    """Whether two times share a day, in any year where one of them tells none ("on 12 June")."""
    if ours.agrees_with(theirs):
        return True
    one, other = (ours, theirs) if _is_yearless(theirs, laid) else (theirs, ours)
    if _is_yearless(one, laid) or not _is_yearless(other, laid):
        return False
    years = one.start.year - other.start.year
    moves = [timedelta(days=DAYS_A_YEAR) * (years + step) for step in (0, 1)]
    return any(one.start <= other.end + by and other.start + by <= one.end for by in moves)


def _is_yearless(when: When, laid: Laid) -> bool:
    """Whether a time gives no year, so that it was read as one near the day of its text."""
    return not _YEAR.search(when.text) and abs((when.start - laid.day).days) <= DAYS_A_YEAR


def _by_zone(ours: When, theirs: When) -> Severity:
    """A tension where two days are next to each other and the hour may make the difference."""
    gap = max((ours.start - theirs.end).days, (theirs.start - ours.end).days)
    return "tension" if gap <= ZONE_DAYS and days_in(ours) == 1 else "contradiction"
