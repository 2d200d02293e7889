"""What the probabilities of a pair rest on; each feature a number, 0 where there is nothing."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import log

import numpy as np

from corroborate.learned.vectors import DECIMALS, Matrix, cosines
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.cues import cue_features, is_prefixed
from corroborate.steps.matching.given.facts import fact_features
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.senses import opposite_frames
from corroborate.text.predicates import frames_of

ANSWERED, SURE = 0.5, 0.8
"""Likeness from which a word is taken to be answered, and to be surely the same."""
APART = 3
"""Words that may lie between two that stood side by side in the claim."""
GROUPS = {
    "number": ("count", "amount", "unit", "date", "enumeration"),
    "who": ("name", "location", "role", "attribution"),
    "denial": ("denial",),
    "form": ("modality", "scope", "quote"),
}
"""Kinds of clashes that are told together."""
OWN = ("count", "date", "name", "location", "denial")
"""Kinds that are told by themselves too: what rules by assertion find of them is right far more
often than what rules for the whole pair do."""

Features = Mapping[str, float]


def pair_features(laid: Laid, found: tuple[Inconsistency, ...]) -> Features:
    """All features, by name; `found` are the clashes that typed rules found."""
    return dict(
        [
            *_likeness(laid),
            *_read_together(laid),
            *_coverage(laid),
            *_order(laid),
            *_opposites(laid),
            *cue_features(laid, answered_of(laid)),
            *fact_features(laid),
            *_sizes(laid),
            *_rules(laid, found),
        ]
    )


def answered_of(laid: Laid) -> Matrix:
    """How well each of our words is answered in the best sentence."""
    return np.asarray(laid.by_sentence[:, laid.best])


def _likeness(laid: Laid) -> Iterator[tuple[str, float]]:
    own = laid.vectors.of([laid.text])
    yield "cosine_whole", float(cosines(own, laid.vectors.of([laid.read.report.text]))[0, 0])
    ordered = np.sort(laid.cosines)[::-1]
    yield "cosine_best", float(ordered[0])
    yield "cosine_second", float(ordered[1]) if len(ordered) > 1 else 0.0
    yield "cosine_mean", float(ordered.mean())


def _read_together(laid: Laid) -> Iterator[tuple[str, float]]:
    """What a model that reads the claim and the whole passage together tells."""
    support, contradict, _ = laid.entailment.of([(laid.text, laid.read.report.text)])[0].tolist()
    yield "read_support", round(support, DECIMALS)
    yield "read_contradict", round(contradict, DECIMALS)


def _coverage(laid: Laid) -> Iterator[tuple[str, float]]:
    """How much of the claim the passage says: in its best sentence, beside it, anywhere."""
    here, anywhere = answered_of(laid), laid.table.max(axis=1)
    beside = laid.by_sentence[:, max(0, laid.best - 1) : laid.best + 2].max(axis=1)
    for name, answers in (("here", here), ("beside", beside), ("anywhere", anywhere)):
        yield f"covered_{name}", laid.covered(answers)
        yield f"same_{name}", laid.covered((answers > SURE).astype(np.float32))
        yield f"least_{name}", float(answers.min())
        yield f"open_{name}", float((answers < ANSWERED).sum())
    for kind in ("word", "name", "number"):
        rows = [i for i, each in enumerate(laid.ours) if each.kind == kind]
        yield f"{kind}s", float(len(rows))
        yield f"{kind}s_open_here", float((here[rows] < ANSWERED).sum())
        yield f"{kind}s_open", float((anywhere[rows] < ANSWERED).sum())
        yield f"{kind}s_least", float(here[rows].min()) if rows else 1.0
        yield f"{kind}s_covered", float(anywhere[rows].mean()) if rows else 1.0
    yield "first_word", float(here[0])
    yield "last_word", float(here[-1])
    back = laid.table[:, list(laid.columns)].max(axis=0) if laid.columns else np.zeros(1)
    yield "reverse", float(back.mean())
    yield "reverse_open", float((back < ANSWERED).sum())
    yield "reverse_anywhere", float(laid.table.max(axis=0).mean())


def _order(laid: Laid) -> Iterator[tuple[str, float]]:
    """Whether what is answered stands in our order, and what stands in the place of the rest."""
    columns = list(laid.columns)
    here = answered_of(laid)
    part = laid.table[:, columns] if columns else np.zeros((len(here), 1), np.float32)
    places, sure = part.argmax(axis=1), here >= SURE
    order = [int(place) for place, known in zip(places, sure, strict=True) if known]
    pairs = len(order) * (len(order) - 1) / 2
    turned = sum(one > other for i, one in enumerate(order) for other in order[i + 1 :])
    yield "turned", turned / pairs if pairs else 0.0
    steps = list(pairwise(zip(places, sure, strict=True)))
    kept = sum(bool(a[1] and b[1] and 0 < b[0] - a[0] <= APART) for a, b in steps)
    yield "neighbours_kept", kept / max(1, len(steps))
    back = part.max(axis=0)
    left = [word for word, best in zip(laid.ours, here, strict=False) if best < SURE]
    right = [laid.theirs[j] for j, best in zip(columns, back, strict=False) if best < SURE]
    for kind in ("word", "name", "number"):
        mine = [each.lemma for each in left if each.kind == kind]
        others = [each.lemma for each in right if each.kind == kind]
        yield f"{kind}s_replaced", float(bool(mine and others))
        if kind == "word":
            raw = cosines(laid.vectors.of(mine), laid.vectors.of(others))
            yield "closest_replaced", float(raw.max()) if raw.size else 0.0


def _opposites(laid: Laid) -> Iterator[tuple[str, float]]:
    """Predicates that exclude each other, by the tables or by a prefix: safe, unsafe."""
    here = [laid.theirs[j] for j in laid.columns]
    mine = {frame for each in laid.ours for frame in frames_of(each.lemma)}
    theirs = {frame for each in here for frame in frames_of(each.lemma)}
    anywhere = {frame for each in laid.theirs for frame in frames_of(each.lemma)}
    for name, said in (("here", theirs), ("anywhere", anywhere)):
        found = (
            one in mine and other in said and one not in said and other not in mine
            for one, other, _ in opposite_frames()
        )
        yield f"opposite_{name}", float(any(found))
    yield "frames", float(len(mine))
    yield "frames_shared", float(bool(mine & theirs))
    prefixed = (is_prefixed(one.lemma, other.lemma) for one in laid.ours for other in here)
    yield "prefixed", float(any(prefixed))


def _sizes(laid: Laid) -> Iterator[tuple[str, float]]:
    ours, theirs, here = len(laid.ours), len(laid.theirs), len(laid.columns)
    yield "size_ours", log(1 + ours)
    yield "size_theirs", log(1 + theirs)
    yield "size_here", log(1 + here)
    yield "sentences", log(1 + len(laid.readings))
    yield "ratio", log((1 + ours) / (1 + here))
    yield "assertions", float(len(laid.assertions))
    yield "crossed", float(laid.our_language != laid.their_language)


def _rules(laid: Laid, found: tuple[Inconsistency, ...]) -> Iterator[tuple[str, float]]:
    """What the typed rules say, assertion by assertion and of the pair as a whole."""
    ruled = laid.ruled
    for stance in ("support", "contradict", "partial"):
        yield f"rule_{stance}", float(ruled is not None and ruled.stance == stance)
    yield "rule_score", ruled.score if ruled else 0.0
    for name, kinds in GROUPS.items():
        hard = (each.severity == "contradiction" and each.kind in kinds for each in found)
        soft = (each.severity != "contradiction" and each.kind in kinds for each in found)
        yield f"clash_{name}", float(any(hard))
        yield f"tension_{name}", float(any(soft))
    yield from _kinds(laid, found)


def _kinds(laid: Laid, found: tuple[Inconsistency, ...]) -> Iterator[tuple[str, float]]:
    """Which clashes were found by assertion, and which for the whole pair only."""
    by_rule = laid.ruled.inconsistencies if laid.ruled else ()
    told = {(each.kind, each.report_value) for each in by_rule if each.severity == "contradiction"}
    hard = {(each.kind, each.report_value) for each in found if each.severity == "contradiction"}
    ruled, whole = {kind for kind, _ in hard & told}, {kind for kind, _ in hard - told}
    for kind in OWN:
        yield f"{kind}_by_assertion", float(kind in ruled)
        yield f"{kind}_by_pair", float(kind in whole)
    yield "any_by_assertion", float(bool(ruled))
    yield "kinds_of_clashes", float(len(ruled | whole))
