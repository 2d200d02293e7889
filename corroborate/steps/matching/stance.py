"""What a passage says of an assertion: support, contradict, partial or unrelated."""

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.facts import Name
from corroborate.model.verdict import Inconsistency, Match, Stance
from corroborate.steps.matching.alignment import Aligned, Pair
from corroborate.steps.matching.clashes import Case, find_clashes
from corroborate.steps.matching.clashes.amounts import is_of_another_batch
from corroborate.steps.matching.clashes.case import SAME_PREDICATE
from corroborate.steps.matching.clashes.people import is_displaced
from corroborate.steps.matching.clashes.polarity import is_only_talked_of
from corroborate.steps.matching.clashes.quotations import repeats_quotations
from corroborate.steps.matching.clashes.speakers import (
    claimed_speaker,
    is_named,
    is_of_another_speaker,
)
from corroborate.steps.matching.likelihood import likelihood
from corroborate.steps.matching.senses import opposite_frames
from corroborate.text.agree import Agreement
from corroborate.text.normalise import find_phrases
from corroborate.text.predicates import frames_of

SUPPORTS = 0.5
"""Likelihood of speaking of the same thing from which a passage can support."""
SAID_WORDS, SAID_COSINE = 0.35, 0.5
"""Share of the words, or likeness of the sentences, below which the thing itself is not said."""
PAIR_SUPPORTS = 0.7
"""The same for two sentences taken together, which have more words to match by chance."""
CONTRADICTS = 0.55
"""Likelihood from which a clash is a contradiction: a wrong alarm costs more than a missed one."""
TOUCHES = 0.25
"""Likelihood from which a passage says part of it."""
VALUES = frozenset({"count", "amount", "unit", "date", "name", "role", "location", "attribution"})
"""Kinds of clashes over something said beside the matter: how sure it is tells nothing there."""
WEAKER_FORM = 0.8
"""Share of a claim that a report bears out which tells it in a weaker form; docs/method.md,
Confidence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One passage with its stance; `likelihood` that it speaks of what the assertion says."""

    aligned: Aligned
    stance: Stance
    likelihood: float
    inconsistencies: tuple[Inconsistency, ...] = ()


def judge(case: Case, known: float | None = None) -> Judged:
    """Decide the stance of one passage; `known` is its likelihood, where that was worked out.

    A passage that differs in one kind of thing contradicts; one that differs in several tells of
    another event, and one that names other people tells of them.
    """
    probability = likelihood(case) if known is None else known
    if probability < TOUCHES or _is_correction(case):
        return Judged(case.aligned, "unrelated", probability)
    found = find_clashes(case)
    if case.ours.background:
        found = tuple(each for each in found if each.kind in VALUES)
    stance = _stance(case, probability, found)
    return Judged(case.aligned, stance, probability, () if stance == "unrelated" else found)


def _stance(case: Case, probability: float, found: Sequence[Inconsistency]) -> Stance:
    hard = {each.kind for each in found if each.severity == "contradiction"}
    if not case.aligned.single:
        clear = not hard and probability >= PAIR_SUPPORTS and not is_of_another_speaker(case)
        return "support" if clear and _says_all(case, found) else "unrelated"
    if hard:
        one_thing = len(hard) == 1 and not _is_of_others(case)
        return "contradict" if one_thing and probability >= CONTRADICTS else "unrelated"
    if is_of_another_speaker(case) or probability < SUPPORTS or not _says_all(case, found):
        return "partial"
    return "support"


def _says_all(case: Case, found: Sequence[Inconsistency]) -> bool:
    """Whether the passage says the predicate and every fact, as the claim has them."""
    aligned = case.aligned
    if aligned.words_near < SAID_WORDS and aligned.cosine < SAID_COSINE:
        return False
    if any(_leaves_open(each) for each in found) or _falls_short(case):
        return False
    if not (_says_polar(case) and repeats_quotations(case)) or is_of_another_batch(case):
        return False
    agreements = [pair.agreement for pair in aligned.quantities]
    agreements += [pair.agreement for pair in aligned.whens]
    return all(each is Agreement.AGREE for each in agreements) and not _lacks_name(case)


def _leaves_open(found: Inconsistency) -> bool:
    """Whether what is told otherwise is no contradiction and yet not the same: another stage,
    another one who did it."""
    return found.kind == "superseded" or (found.kind, found.severity) == ("role", "tension")


def _says_polar(case: Case) -> bool:
    """Whether it is said, where the claim says it, that something stopped or went on: rescue work
    that is told of has done neither."""
    pairs = [(one, other) for one, other, kind in opposite_frames() if kind == "modality"]
    polar = {frame for pair in pairs for frame in pair}
    said = {frame for word in case.passage.words for frame in frames_of(word)}
    wanted = [frames_of(word) & polar for word in case.ours.words]
    answered = {word for word, _, score in case.aligned.best if score >= SAME_PREDICATE}
    return all(
        not frames or frames & said or word in answered
        for word, frames in zip(case.ours.words, wanted, strict=True)
    )


def _falls_short(case: Case) -> bool:
    """Whether the passage only talks of what the claim tells as done, or could not verify it."""
    if case.ours.modality in ("done", "agreed") and is_only_talked_of(case):
        return True
    found = find_phrases(case.passage.text, case.their_grammar.non_denials)
    ours = find_phrases(case.ours.text, case.our_grammar.non_denials)
    return any(case.answered_behind(span, len(case.passage.text)) for span, _ in found) and not ours


def _lacks_name(case: Case) -> bool:
    """Whether a name is missing or another stands in its place; how a party that speaks in both is
    named does not matter. What is said besides of somebody must be said in so many words."""
    claimed = claimed_speaker(case)
    known = claimed is not None and is_named(claimed, case)
    names = [
        pair
        for pair in case.aligned.names
        if not (known and claimed is not None and pair.ours.span.overlaps(claimed.span))
    ]
    if any(pair.theirs is None or is_displaced(pair, case) for pair in names):
        return True
    if case.ours.background and any(pair.near for pair in names):
        return True
    people = [pair for pair in names if pair.ours.kind == "person" or " " in pair.ours.key]
    return any(pair.near for pair in people) and not _may_mean(people, case)


def _may_mean(people: Sequence[Pair[Name]], case: Case) -> bool:
    """Whether people named elsewhere in the report are meant here: one where a pronoun can stand
    for them or nobody else is named, several where "the three" can."""
    grammar = case.their_grammar
    standing = grammar.group_nouns if len(people) > 1 else grammar.group_nouns + grammar.pronouns
    nobody = all(name.kind != "person" for name in case.passage.facts.names)
    return bool(find_phrases(case.passage.text, standing)) or (len(people) == 1 and nobody)


def _is_of_others(case: Case) -> bool:
    """Whether the passage is silent on the people of the assertion, whom the report names elsewhere
    or in whose place it names others."""
    mine = [pair for pair in case.aligned.names if pair.ours.kind == "person"]
    if len(mine) < 2 or any(pair.theirs is not None and not pair.near for pair in mine):
        return False
    others = any(name.kind == "person" for name in case.passage.facts.names)
    return others or any(pair.near for pair in mine)


def _is_correction(case: Case) -> bool:
    """Whether the passage quotes what an earlier version said: no evidence for it."""
    return bool(find_phrases(case.passage.text, case.their_grammar.corrections))


def judge_report(cases: Sequence[Case]) -> Judged | None:
    """The passage by which a report is judged: its best support, else its best contradiction.

    A report that says the thing in one sentence and tells of something else in the next supports.
    The likeliest passages are judged first, and no more of them than can change the outcome.
    """
    told = [(likelihood(case), case) for case in cases]
    best: dict[Stance, Judged] = {}
    for probability, case in sorted(told, key=lambda each: (-each[0], each[1].aligned.index)):
        if probability < SUPPORTS and best:
            break
        judged = judge(case, probability)
        if judged.stance == "support":
            return judged
        if judged.stance != "unrelated":
            best.setdefault(judged.stance, judged)
    return best.get("contradict") or best.get("partial")


def as_match(chosen: Judged, report: str) -> Match:
    """The match of a report by its chosen passage."""
    reading = chosen.aligned.reading
    weaker = any(each.kind == "modality" for each in chosen.inconsistencies)
    return Match(
        report=report,
        stance=chosen.stance,
        score=round(chosen.likelihood, 4),
        quote=reading.text,
        span=reading.span,
        matched=chosen.aligned.pieces(),
        inconsistencies=chosen.inconsistencies,
        quality=WEAKER_FORM if weaker else 1.0,
    )
