"""From what the reports say of a claim's assertions to what we conclude of the claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from corroborate.model.dossier import UNJUDGED, Assessment, Finding
from corroborate.model.facts import Assertion, Claim
from corroborate.model.report import Origin, ReadReport
from corroborate.model.text import Span
from corroborate.model.verdict import Confidence, Inconsistency, Match, Verdict
from corroborate.reference.outlet import Outlets
from corroborate.steps.combining import combine
from corroborate.steps.matching.listed import list_clashes
from corroborate.steps.origins import trace
from corroborate.steps.weighing import admiralty, effective_support, verdict, weigh

SEVERITIES = ("contradiction", "tension", "note")


@dataclass(frozen=True, slots=True)
class Sources:
    """The read reports of a check by id, the outlets, and the belief before any report, in bits."""

    reports: Mapping[str, ReadReport]
    outlets: Outlets
    prior: float


@dataclass(frozen=True, slots=True)
class _Weighed:
    support: tuple[Origin, ...]
    contrary: tuple[Origin, ...]
    confidence: Confidence
    verdict: Verdict
    admiralty: str


def find(claim: Claim, matches: Sequence[tuple[Match, ...]], sources: Sources) -> Finding:
    """Conclude on a claim.

    Args:
        claim: the claim.
        matches: for each of its assertions, in order, what the reports say of it; none for one that
            cannot be checked.
        sources: who published what.
    """
    checkable = [one.checkable for one in claim.assertions]
    checked = list(compress(matches, checkable))
    background = [one.background for one in compress(claim.assertions, checkable)]
    whole = combine(checked, background)
    weighed = _weigh(whole, sources)
    return Finding(
        id=claim.id,
        text=claim.text,
        span=claim.span,
        language=claim.language,
        verdict=weighed.verdict if claim.checkable else "not-checkable",
        confidence=weighed.confidence if claim.checkable else None,
        stances={each.report: each.stance for each in whole},
        origins=weighed.support,
        contrary=weighed.contrary,
        effective_support=effective_support(weighed.support),
        admiralty=weighed.admiralty if claim.checkable else UNJUDGED,
        inconsistencies=_sorted(
            found
            for each in (*map(list_clashes, claim.assertions), *(m.inconsistencies for m in whole))
            for found in each
        ),
        assessments=tuple(
            _assess(one, each, weighed if len(checked) == 1 else None, sources)
            for one, each in zip(claim.assertions, matches, strict=True)
        ),
    )


def found_again(finding: Finding, claim: Claim) -> Finding:
    """The same conclusion on a claim that says the same as another at another place."""
    pairs = zip(finding.assessments, claim.assertions, strict=True)
    return replace(
        finding,
        id=claim.id,
        span=claim.span,
        assessments=tuple(replace(each, assertion=own) for each, own in pairs),
    )


def placeless(claim: Claim) -> Claim:
    """A claim without its number and place: what two claims that say the same have in common."""
    nowhere = Span(0, 0)
    own = tuple(replace(each, id="", span=nowhere) for each in claim.assertions)
    return replace(claim, id="", span=nowhere, assertions=own)


def _sorted(found: Iterable[Inconsistency]) -> tuple[Inconsistency, ...]:
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda each: (SEVERITIES.index(each.severity), each.kind, each.report or ""),
        )
    )


def _assess(
    assertion: Assertion, matches: tuple[Match, ...], known: _Weighed | None, sources: Sources
) -> Assessment:
    if not assertion.checkable:
        return Assessment(assertion, "not-checkable", None)
    weighed = known or _weigh(matches, sources)
    return Assessment(assertion, weighed.verdict, weighed.confidence.probability, matches)


def _weigh(matches: Sequence[Match], sources: Sources) -> _Weighed:
    support, contrary = (
        trace(_of(matches, stance), sources.reports, sources.outlets)
        for stance in ("support", "contradict")
    )
    priors = _priors(matches, (*support, *contrary), sources)
    quality = {each.report: each.quality for each in matches}
    confidence = weigh(support, contrary, quality, priors, sources.prior)
    concluded = verdict(True, len(support), len(contrary))
    code = admiralty(concluded, support or contrary, priors)
    return _Weighed(support, contrary, confidence, concluded, code)


def _of(matches: Sequence[Match], stance: str) -> list[Match]:
    return [each for each in matches if each.stance == stance]


def _priors(
    matches: Sequence[Match], origins: Sequence[Origin], sources: Sources
) -> dict[str, tuple[float, float]]:
    """How far each report's outlet is trusted, and each root that is an outlet we know of."""
    priors = {
        each.report: sources.outlets.prior_of(sources.reports[each.report].publisher)
        for each in matches
    }
    for origin in origins:
        outlet = sources.outlets.by_name(origin.root) if origin.root else None
        if origin.root and outlet is not None and origin.root not in priors:
            priors[origin.root] = outlet.prior
    return priors
