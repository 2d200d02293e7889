"""Clashes of dates, and whether a passage is of the claim's time at all."""

from collections.abc import Iterable

from corroborate.model.facts import When
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.clashes.case import Case, overlaps_any
from corroborate.steps.matching.senses import neighbours
from corroborate.text.agree import Agreement, days_in
from corroborate.text.predicates import frames_of

NEWS_DAYS = 14
"""Days before its publication of which a news report speaks where it names none."""
DATED_WORDS = 2
"""How many of the nearest words tell what a date is the date of."""
FINER = 31
"""How many times more exact than ours a date may be and still clash: a day in another month, not a
day against "since 2023"."""
BESIDE = 12
"""Characters between "said" and the day on which it was said ("wrote on X on Thursday")."""


def date_clashes(case: Case) -> Iterable[Inconsistency]:
    """Dates of one thing that share no day, where theirs is as exact as ours.

    The day on which somebody said or reported it is not the day of what they tell.
    """
    said = [each.span for each in case.passage.attributions]
    claimed = [case.ours.attribution.span] if case.ours.attribution else []
    for pair in case.aligned.whens:
        if pair.theirs is None or pair.agreement is not Agreement.CLASH:
            continue
        if not _comparable(pair.ours, pair.theirs) or not _date_one_thing(
            pair.ours, pair.theirs, case
        ):
            continue
        if overlaps_any(pair.theirs.span, said, BESIDE) or overlaps_any(
            pair.ours.span, claimed, BESIDE
        ):
            continue
        values = (pair.ours.text, pair.theirs.text)
        says = f"dates it {values[1]} ({pair.theirs.start.isoformat()}); the claim, {values[0]}."
        yield case.clash("date", values, "contradiction", says)


def _comparable(ours: When, theirs: When) -> bool:
    """Whether theirs is as exact as ours, and not so much more that it tells of another scale."""
    return days_in(theirs) <= days_in(ours) <= FINER * days_in(theirs)


def _date_one_thing(ours: When, theirs: When, case: Case) -> bool:
    """Whether a word near our date and one near theirs are one, or say one predicate."""
    mine = neighbours(case.ours.text, ours.span.start, ours.span.end, case.ours.language)
    passage = case.passage
    others = neighbours(passage.text, theirs.span.start, theirs.span.end, passage.language)
    return any(
        one == other or frames_of(one) & frames_of(other)
        for one in mine[:DATED_WORDS]
        for other in others[:DATED_WORDS]
    )


def is_of_the_time(case: Case) -> bool:
    """Whether the passage can speak of the time that the assertion names.

    A passage without a date speaks of the days before its publication.
    """
    whens = case.aligned.whens
    if not whens or any(pair.agreement is Agreement.AGREE for pair in whens):
        return True
    published = case.setting.read.report.published
    if case.passage.facts.whens or published is None:
        return False
    return any((published.day - pair.ours.end).days <= NEWS_DAYS for pair in whens)
