"""Where a passage that speaks of the same thing says something else: typed, with the words."""

from collections.abc import Sequence

from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.clashes.actors import actor_clashes
from corroborate.steps.matching.clashes.amounts import amount_clashes
from corroborate.steps.matching.clashes.case import Case, Setting
from corroborate.steps.matching.clashes.offices import office_clashes, ousted_clashes
from corroborate.steps.matching.clashes.people import (
    contrast_clashes,
    name_clashes,
)
from corroborate.steps.matching.clashes.polarity import (
    called_off_clashes,
    denial_clashes,
    modality_clashes,
    opposite_clashes,
    scope_clashes,
)
from corroborate.steps.matching.clashes.quotations import quote_clashes
from corroborate.steps.matching.clashes.scores import score_clashes
from corroborate.steps.matching.clashes.speakers import is_of_another_speaker, speaker_clashes
from corroborate.steps.matching.clashes.times import date_clashes, is_of_the_time

__all__ = ["Case", "Setting", "find_clashes"]

SEVERITIES = ("contradiction", "tension", "note")


def find_clashes(case: Case) -> tuple[Inconsistency, ...]:
    """All that a passage says otherwise than the assertion, most severe first.

    The passage is taken to speak of the same thing: whether it does is for `stance` to say. What
    is told of another time, or by another speaker than the claim's, contradicts nothing.
    """
    same_speaker = not is_of_another_speaker(case)
    facts = (amount_clashes, date_clashes, name_clashes, office_clashes) if same_speaker else ()
    found = [
        *(each for clashes in facts for each in clashes(case)),
        *score_clashes(case),
        *contrast_clashes(case),
        *actor_clashes(case),
        *ousted_clashes(case),
        *speaker_clashes(case),
        *_polar_clashes(case),
        *modality_clashes(case),
        *scope_clashes(case),
    ]
    if not is_of_the_time(case):
        found = [each for each in found if each.kind == "date" or each.severity != "contradiction"]
    if any(each.kind == "superseded" for each in found):  # told on another day, as it stood then
        found = [each for each in found if each.kind != "date"]
    return tuple(sorted(found, key=lambda each: (SEVERITIES.index(each.severity), each.kind)))


def _polar_clashes(case: Case) -> Sequence[Inconsistency]:
    """Whether it is so: one change of words makes one clash, of the kind that tells most."""
    quoted = list(quote_clashes(case))
    if any(each.severity == "contradiction" for each in quoted):
        return quoted
    opposed = list(opposite_clashes(case)) or list(called_off_clashes(case))
    return [*quoted, *denial_clashes(case), *opposed]
