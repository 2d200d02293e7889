"""Clashes over who did it to whom: an accusation told the other way round."""

from collections.abc import Iterable

from corroborate.model.text import Span
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.clashes.case import Case
from corroborate.steps.matching.clashes.people import SAME_WORDS
from corroborate.steps.matching.deeds import Deed, deeds_of, directed_frames, object_of
from corroborate.text.names import same_name

SAME_OBJECT = 0.5
"""Likeness from which two words, of two languages, may tell of one thing."""


def actor_clashes(case: Case) -> Iterable[Inconsistency]:
    """One deed between the same two, of which the other did it.

    Two may attack or accuse each other: where the rest is not the same, they did (tension).
    """
    if case.ours.negated or case.passage.negated:
        return
    theirs = [each for each in their_deeds(case) if each.doer and each.other]
    for mine in our_deeds(case):
        told = [each for each in theirs if mine.frames & each.frames & directed_frames()]
        swapped = [each for each in told if _is_swapped(mine, each)]
        if swapped and not any(_is_same(mine, each) for each in told):
            values = (_told(mine), _told(swapped[0]))
            says = f"has {values[1]} as the one who did it; the claim, {values[0]}."
            one_event = case.aligned.words >= SAME_WORDS
            yield case.clash("role", values, "contradiction" if one_event else "tension", says)
            return


def our_deeds(case: Case) -> tuple[Deed, ...]:
    """What the assertion tells as done by somebody."""
    return deeds_of(case.ours.text, case.ours.facts, case.ours.language)


def their_deeds(case: Case) -> tuple[Deed, ...]:
    """What the passage tells as done by somebody."""
    return deeds_of(case.passage.text, case.passage.facts, case.passage.language)


def have_one_doer(case: Case, frames: frozenset[str]) -> bool:
    """Whether the claim and the passage have the same one do the deeds of these frames."""
    mine = [each.doer for each in our_deeds(case) if each.doer and each.frames & frames]
    theirs = [each.doer for each in their_deeds(case) if each.doer and each.frames & frames]
    return any(same_name(one.key, other.key) for one in mine for other in theirs)


def have_one_object(case: Case, mine: Span, theirs: Span) -> bool:
    """Whether two verbs, ours and theirs, are done to one thing, as far as words tell."""
    ours, passage = case.ours, case.passage
    own = object_of(mine, ours.text, ours.language)
    others = object_of(theirs, passage.text, passage.language)
    if not own or not others or own & others:
        return True
    answers = ((one, other) for one, other, score in case.aligned.best if score >= SAME_OBJECT)
    return any(one in own and other in others for one, other in answers)


def _is_swapped(mine: Deed, theirs: Deed) -> bool:
    return _is_same(mine, Deed(theirs.frames, theirs.other, theirs.doer))


def _is_same(mine: Deed, theirs: Deed) -> bool:
    pairs = ((mine.doer, theirs.doer), (mine.other, theirs.other))
    return all(one and other and same_name(one.key, other.key) for one, other in pairs)


def _told(deed: Deed) -> str:
    return deed.doer.text if deed.doer else ""
