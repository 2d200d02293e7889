"""Clashes over who says it."""

from collections.abc import Iterable, Sequence

from corroborate.model.facts import Attribution, Name, Reading
from corroborate.model.verdict import Inconsistency
from corroborate.reference.attribution_words import load_voices
from corroborate.steps.matching.clashes.case import Case
from corroborate.steps.matching.clashes.people import amount_ties
from corroborate.text.names import name_key, same_name
from corroborate.text.speakers import parse, same_speaker

SAME_STATEMENT = 0.5
"""Share of the claim's words that a passage without numbers must say to be the same statement."""
ARTICLE = 3
"""Letters of the longest article, "the"."""
SPEAKING = ("person", "organisation")
"""Kinds of speakers whose words can be put in another's mouth."""


def speaker_clashes(case: Case) -> Iterable[Inconsistency]:
    """Another speaker for what the claim has somebody say, and no word of the one it names.

    An outlet that a claim credits is no speaker: others may have the same story on their own.
    """
    claimed = claimed_speaker(case)
    if claimed is None or claimed.kind == "outlet" or is_named(claimed, case):
        return
    rivals = [each for each in speakers(case.passage) if _is_somebody(each)]
    numbers = case.aligned.quantities
    told = all(map(amount_ties, numbers)) if numbers else case.aligned.words >= SAME_STATEMENT
    if rivals and told:
        values = (claimed.speaker, rivals[0].speaker)
        says = f"has {values[1]} say it; the claim, {values[0]}."
        yield case.clash("attribution", values, "contradiction", says)


def claimed_speaker(case: Case) -> Attribution | None:
    """The person or body that the claim has speak, or the outlet where it is all about that; None
    where it has none."""
    claimed = case.ours.attribution
    speaks = claimed is not None and (claimed.kind in SPEAKING or case.ours.speech)
    return claimed if speaks else None


def is_of_another_speaker(case: Case) -> bool:
    """Whether the claim is one party's statement and the passage is not: numbers may differ."""
    claimed = claimed_speaker(case)
    return claimed is not None and not is_named(claimed, case)


def is_named(claimed: Attribution, case: Case) -> bool:
    """Whether the claim's speaker speaks in the passage, or is named in it or beside it."""
    readings = case.setting.read.readings
    if claimed.outlet is not None and claimed.outlet == case.setting.read.publisher:
        return True
    beside = readings[max(0, case.aligned.index - 1) : case.aligned.index + 2]
    if any(same_party(claimed, each) for reading in beside for each in speakers(reading)):
        return True
    whole = name_key(claimed.speaker)
    own = (each.key for each in case.ours.facts.names if _is_speaker(each, claimed))
    keys = (whole, *parse(claimed.speaker, load_voices()).names, *own)
    named = [name.key for reading in beside for name in reading.facts.names]
    return any(name in whole.split() or same_name(key, name) for name in named for key in keys)


def _is_speaker(name: Name, claimed: Attribution) -> bool:
    """Whether a name of the claim is all of its speaker, but for an article."""
    rest = claimed.speaker.replace(name.text, "").split()
    return name.text in claimed.speaker and all(len(word) <= ARTICLE for word in rest)


def speakers(reading: Reading) -> Sequence[Attribution]:
    """Who is named as the one who says what a reading says, "people familiar" left out."""
    every = [*reading.attributions, *([reading.inherited] if reading.inherited else [])]
    return [each for each in every if each.kind != "unnamed"]


def same_party(one: Attribution, other: Attribution) -> bool:
    """Whether two speakers are one: the same outlet, person or body."""
    if one.outlet and other.outlet:
        return one.outlet == other.outlet
    voices = load_voices()
    return same_speaker(parse(one.speaker, voices), parse(other.speaker, voices))


def _is_somebody(speaker: Attribution) -> bool:
    """Whether it is told who speaks: a name or an office, not "the company"."""
    return speaker.kind in SPEAKING and not parse(speaker.speaker, load_voices()).is_anyone
