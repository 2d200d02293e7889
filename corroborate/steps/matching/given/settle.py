"""The stance of a passage that was given for a claim, from typed rules and fitted probabilities."""

from collections.abc import Set
from dataclasses import replace

from corroborate.learned.stance import load_boosted
from corroborate.model.verdict import Inconsistency, Match, Stance
from corroborate.steps.matching.given.corrections import correction_clashes
from corroborate.steps.matching.given.enumerated import enumeration_clashes
from corroborate.steps.matching.given.features import pair_features
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.given.quotes import quote_clashes
from corroborate.steps.matching.given.says import is_turned, saying_clashes
from corroborate.steps.matching.given.stands import name_stands
from corroborate.steps.matching.given.values import (
    agrees,
    is_of_another_time,
    is_sum,
    value_clashes,
)
from corroborate.text.modality import negations
from corroborate.text.normalise import find_phrases

SUPPORT, REFUTE = "pair_support", "pair_refute"
"""The weights that tell the probability of support, and of contradiction."""
SUPPORTS, REFUTES = 0.33, 0.38
"""Probabilities from which a pair supports or contradicts where no rule decides, tried on seven
sets of pairs, told by weights of other groups; from .34 to .48 a higher REFUTES calls fewer pairs
contradicted wrongly (DACCORD .27 to .15) and misses as many."""
RULED_SUPPORTS, RULED_REFUTES = 0.15, 0.15
"""The same where typed rules find that every assertion is borne out, or name what clashes."""
VALUES = (("count", "amount", "unit"), ("date",), ("name", "role"), ("location",))
"""Kinds of clashes of which an event told wrongly has those of one group, another event several."""
ABOUT, ALIKE = 0.35, 0.35
"""Share of the claim said in one sentence, or likeness to it, without either of which a passage
tells of something else where no rule names a clash."""
SEVERITIES = ("contradiction", "tension", "note")


def find_pair_clashes(laid: Laid) -> tuple[Inconsistency, ...]:
    """All that typed rules find, those by assertion among them, most severe first."""
    by_rule = laid.ruled.inconsistencies if laid.ruled else ()
    found = [
        *(each for each in by_rule if not _is_answered(each, laid)),
        *value_clashes(laid),
        *name_stands(laid),
        *saying_clashes(laid),
        *quote_clashes(laid),
        *correction_clashes(laid),
        *enumeration_clashes(laid),
    ]
    kinds = {(each.kind, each.severity): each for each in reversed(found)}
    superseded = any(each.kind == "superseded" for each in found)
    kept = [
        each
        for each in kinds.values()
        if not (superseded and each.kind in ("count", "amount", "date"))
    ]
    return tuple(sorted(kept, key=lambda each: (SEVERITIES.index(each.severity), each.kind)))


def _is_answered(found: Inconsistency, laid: Laid) -> bool:
    """Whether what a sentence says otherwise comes right over the whole passage: a sum, "unsafe"
    for "not safe"."""
    if found.kind == "count":
        return any(
            each.text == found.claim_value and is_sum(each, laid) for each in laid.quantities
        )
    if found.kind == "attribution":
        names = [each.text for each in laid.names]
        theirs = [each.text for one in laid.readings for each in one.facts.names]
        return any(each in found.report_value for each in theirs) and not any(
            each in found.claim_value for each in names
        )
    if found.kind != "denial":
        return False
    stopped = find_phrases(laid.readings[laid.best].text, laid.their_grammar.stopped)
    return is_turned(laid) or bool(stopped and negations(laid.text, laid.our_grammar))


def settle(laid: Laid) -> Match:
    """What the passage says of the claim; the score is the probability of that stance."""
    found = find_pair_clashes(laid)
    features = pair_features(laid, found)
    support, refute = (load_boosted(name).probability(features) for name in (SUPPORT, REFUTE))
    stance = _stance(laid, support, refute, found)
    scores = {"support": support, "contradict": refute}
    score = scores.get(stance, max(0.0, 1 - support - refute))
    return _told(laid, stance, round(score, 4), found)


def _stance(laid: Laid, support: float, refute: float, found: tuple[Inconsistency, ...]) -> Stance:
    """The stance by what clashes, else by the probabilities.

    Values of several kinds that differ tell of another event.
    """
    hard = {each.kind for each in found if each.severity == "contradiction"}
    ruled = laid.ruled.stance if laid.ruled else "unrelated"
    if hard:
        if not _is_another_event(hard, laid) and refute >= RULED_REFUTES:
            return "contradict"
    elif _is_about(laid):
        eased = _is_eased(laid)
        left_open = _is_left_open(laid, found) or (_lacks_amount(laid) and not eased)
        if refute >= max(REFUTES, support) and not (eased or left_open):
            return "contradict"
        bar = RULED_SUPPORTS if eased or ruled == "support" else SUPPORTS
        if support >= bar and (ruled == "support" or not left_open):
            return "support"
    return "partial" if found or ruled in ("support", "partial") else "unrelated"


def _is_another_event(hard: Set[str], laid: Laid) -> bool:
    """Whether values of several kinds differ, the time among them."""
    differing = [group for group in VALUES if hard & set(group)]
    if len(differing) == 1 and "date" not in hard:
        return is_of_another_time(laid)
    return len(differing) > 1


def _lacks_amount(laid: Laid) -> bool:
    """Whether an amount of the claim has no answer: rules would have named a rival."""
    told = [each for reading in laid.readings for each in reading.facts.quantities]
    return any(all(not agrees(ours, each, laid) for each in told) for ours in laid.quantities)


def _is_about(laid: Laid) -> bool:
    """Whether the best sentence says enough of the claim, or is like it."""
    covered = laid.covered(laid.by_sentence[:, laid.best])
    return covered >= ABOUT or float(laid.cosines[laid.best]) >= ALIKE


def _is_eased(laid: Laid) -> bool:
    """Whether a clash by assertion came right over the whole passage."""
    by_rule = laid.ruled.inconsistencies if laid.ruled else ()
    return any(_is_answered(each, laid) for each in by_rule)


def _is_left_open(laid: Laid, found: tuple[Inconsistency, ...]) -> bool:
    """Whether the passage tells it as of another time, or says that it could not verify it."""
    if any(each.kind == "superseded" for each in found):
        return True
    here = laid.readings[laid.best].text
    unsure = find_phrases(here, laid.their_grammar.non_denials)
    ours = find_phrases(laid.text, laid.our_grammar.non_denials)
    return bool(unsure) and not ours


def _told(laid: Laid, stance: Stance, score: float, found: tuple[Inconsistency, ...]) -> Match:
    """The match with the sentence that decides: that of the clash, else the best."""
    proof = next((each for each in found if each.severity == "contradiction" and each.span), None)
    reading = laid.readings[laid.best]
    quote, span = reading.text, reading.span
    if stance == "contradict" and proof is not None and proof.span and proof.quote:
        quote, span = proof.quote, proof.span
    own = Match(laid.read.report.id, stance, score, quote, span)
    ruled = laid.ruled or own
    return replace(
        own,
        matched=ruled.matched,
        inconsistencies=found if stance != "unrelated" else (),
        quality=ruled.quality,
    )
