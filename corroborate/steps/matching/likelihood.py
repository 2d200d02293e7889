"""How likely a passage speaks of what an assertion says, whatever values it gives."""

from collections.abc import Mapping, Sequence

from corroborate.learned.stance import load_logistic
from corroborate.model.facts import Name
from corroborate.steps.matching.alignment import Pair
from corroborate.steps.matching.clashes.case import Case
from corroborate.steps.matching.clashes.people import is_displaced, rival_of
from corroborate.steps.matching.clashes.speakers import same_party, speakers
from corroborate.text.agree import Agreement

WEIGHTS = "same_proposition"
MANY_MISSING = 3
"""So many names missing count as all."""


def likelihood(case: Case) -> float:
    """The fitted probability, in 0..1; see learned/weights/same_proposition.json for its card."""
    return load_logistic(WEIGHTS).probability(features(case))


def features(case: Case) -> Mapping[str, float]:
    """What the probability rests on.

    A value that another value answers counts as answered, so that a clash does not make the passage
    look like another subject.
    """
    aligned = case.aligned
    names = [pair for pair in aligned.names if not _is_rivalled(pair, case)]
    numbers = aligned.quantities
    return {
        "cosine": aligned.cosine,
        "words": aligned.words,
        "words_near": aligned.words_near,
        "reverse": aligned.reverse,
        "names_here": _share(names, [pair for pair in names if pair.theirs and not pair.near]),
        "names_anywhere": _share(names, [pair for pair in names if pair.theirs]),
        "names_missing": min(MANY_MISSING, sum(not pair.theirs for pair in names)) / MANY_MISSING,
        "quantities_answered": float(any(pair.theirs is not None for pair in numbers)),
        "quantities_unanswered": float(any(pair.theirs is None for pair in numbers)),
        "whens_answered": float(any(pair.agreement is Agreement.AGREE for pair in aligned.whens)),
        "speaker_agrees": float(_speaker_agrees(case)),
    }


def _is_rivalled(pair: Pair[Name], case: Case) -> bool:
    """Whether another name stands in the passage where ours should: a clash, no other subject."""
    if pair.theirs is not None:
        return is_displaced(pair, case)
    claimed = case.ours.attribution
    if claimed is not None and pair.ours.span.overlaps(claimed.span):
        return bool(speakers(case.passage))
    return rival_of(pair.ours, case) is not None


def _share(every: Sequence[Pair[Name]], found: Sequence[Pair[Name]]) -> float:
    """The share of what `every` tells that is `found`, 1 where there is nothing to find."""
    total = sum(pair.weight for pair in every)
    return sum(pair.weight for pair in found) / total if total else 1.0


def _speaker_agrees(case: Case) -> bool:
    claimed = case.ours.attribution
    return claimed is not None and any(same_party(claimed, each) for each in speakers(case.passage))
