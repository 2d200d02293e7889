"""What stands under a claim: its inconsistencies, the quotes of each origin, and the sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp2

from corroborate.faces.render.clashes import OUTLETS_NAMED, Clash, clashes
from corroborate.faces.render.quotes import Quote, quote
from corroborate.faces.render.words import count, listed, outlet_of, plain, shortened
from corroborate.model.dossier import Assessment, Finding
from corroborate.model.report import Origin, Provenance, Report
from corroborate.model.verdict import Confidence, Match, Stance

QUOTED_REPORTS = 2
"""Reports quoted for each origin without -v: one voice needs no more, the others are named."""
LIKELY_COPY = 0.5
"""Probability from which a dependency is told without -vv: weaker ones did not join reports
(docs/method.md, Origins, cuts its trees there)."""
QUOTE_WIDTH = 280
"""Characters of a passage shown without -vv: three lines of a terminal, most sentences whole."""
ROOT_WIDTH = 60
"""Characters of the name of an origin that is no report: some texts name a source at length."""
SOURCED: Mapping[Provenance, str] = {
    "document": "rests on a document",
    "named": "a named source",
    "anonymous": "unnamed sources",
    "none": "gives no source",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin with its reports; `more` names those that are not quoted."""

    heading: str
    quotes: tuple[Quote, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One assertion, and line by line what answers it in which report."""

    heading: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    clashes: tuple[Clash, ...]
    more_clashes: str
    voices: tuple[Voice, ...]
    pieces: tuple[Piece, ...] = ()
    sums: tuple[str, ...] = ()


def details_of(finding: Finding, reports: Mapping[str, Report], detail: int) -> Details:
    """What to show under `finding` at this `detail` (see `outline.outline`)."""
    voices = _voices(finding, reports, detail)
    quoted = {words for voice in voices for quote in voice.quotes for words in quote.words}
    shown, more = clashes(finding.inconsistencies, reports, quoted, detail)
    return Details(
        clashes=shown,
        more_clashes=more,
        voices=voices,
        pieces=tuple(_piece(each, reports) for each in finding.assessments) if detail > 1 else (),
        sums=_sum(finding, reports) if detail > 1 else (),
    )


def _voices(finding: Finding, reports: Mapping[str, Report], detail: int) -> tuple[Voice, ...]:
    sides = [
        ("For", finding.origins, _Quoting(finding, reports, ("support", "partial"), detail)),
        ("Against", finding.contrary, _Quoting(finding, reports, ("contradict",), detail)),
    ]
    voices = [
        _voice(f"{side}: {_origin_name(origin, reports)}", origin, quoting)
        for side, origins, quoting in sides
        for origin in origins
    ]
    heard = {name for origin in (*finding.origins, *finding.contrary) for name in origin.reports}
    partly = [name for name in sorted(finding.stances) if name not in heard and name in reports]
    if partly and detail:
        quoting = _Quoting(finding, reports, ("support", "partial"), detail)
        heading = f"Not counted, as they say a part of it: {count(len(partly), 'report')}"
        voices.append(quoting.voice(heading, tuple(partly), {}))
    return tuple(voices)


def _voice(name: str, origin: Origin, quoting: "_Quoting") -> Voice:
    outlets = {
        outlet_of(quoting.reports[each]) for each in origin.reports if each in quoting.reports
    }
    told = f"{count(len(origin.reports), 'report')} of {count(len(outlets), 'outlet')}"
    return quoting.voice(f"{name} · {told}", origin.reports, _reasons(origin, quoting.detail))


def _reasons(origin: Origin, detail: int) -> dict[str, tuple[str, ...]]:
    """Why each report leans on another, likeliest first: the one reason that joined it, all -vv."""
    reasons: dict[str, tuple[str, ...]] = {}
    for each in sorted(origin.dependencies, key=lambda each: (-each.probability, each.why)):
        before = reasons.get(each.source, ())
        if detail > 1 or (each.probability >= LIKELY_COPY and (detail or not before)):
            reasons[each.source] = (*before, f"{plain(each.why)} ({each.probability:.2f})")
    return reasons


def _origin_name(origin: Origin, reports: Mapping[str, Report]) -> str:
    if origin.root is None:
        name = "source unknown"
    elif origin.root in reports:
        name = outlet_of(reports[origin.root])
    else:
        name = shortened(plain(origin.root), ROOT_WIDTH)
    known = [SOURCED[origin.provenance]]
    if not origin.retrieved:
        present = name in {outlet_of(report) for report in reports.values()}
        known.insert(0, "its own report does not say it" if present else "not among the reports")
    return f"{name} ({', '.join(known)})"


@dataclass(frozen=True, slots=True)
class _Quoting:
    """How to quote for one side of one claim: only passages whose stance is of that side."""

    finding: Finding
    reports: Mapping[str, Report]
    stances: tuple[Stance, ...]
    detail: int

    def voice(
        self, heading: str, names: tuple[str, ...], reasons: Mapping[str, tuple[str, ...]]
    ) -> Voice:
        present = [name for name in names if name in self.reports]
        shown = present if self.detail else present[:QUOTED_REPORTS]
        quotes = tuple(
            quote(self.reports[name], self._passages(name), reasons.get(name, ())) for name in shown
        )
        rest = [outlet_of(self.reports[name]) for name in present[len(shown) :]]
        more = f"and {count(len(rest), 'more report')}: {listed(rest, OUTLETS_NAMED)}"
        return Voice(heading, quotes, more if rest else "")

    def _passages(self, name: str) -> tuple[str, ...]:
        """The report's passages that speak of the claim, best first; one each without -vv."""
        found = [
            match
            for assessment in self.finding.assessments
            for match in assessment.matches
            if match.report == name and match.stance in self.stances and match.quote
        ]
        found.sort(key=lambda match: (-match.score, match.span))
        words = tuple(dict.fromkeys(plain(match.quote) for match in found))
        return (
            words if self.detail > 1 else tuple(shortened(each, QUOTE_WIDTH) for each in words[:1])
        )


def _piece(assessment: Assessment, reports: Mapping[str, Report]) -> Piece:
    assertion = assessment.assertion
    said = [f"said by {plain(assertion.speaker)}"] if assertion.speaker else []
    if not assertion.checkable:
        said.append(f"not checkable: {plain(assertion.why_not_checkable or 'no reason given')}")
    elif assessment.confidence is not None:
        said.append(f"{assessment.verdict}, {assessment.confidence:.2f}")
    else:
        said.append(assessment.verdict)
    return Piece(
        heading=f"{plain(assertion.text)} ({'; '.join(said)})",
        answers=tuple(_answer(match, reports) for match in assessment.matches),
    )


def _answer(match: Match, reports: Mapping[str, Report]) -> str:
    outlet = outlet_of(reports[match.report]) if match.report in reports else plain(match.report)
    pieces = [
        f"{each.slot}: {plain(each.claim)} ~ {plain(each.report)} ({each.score:.2f})"
        for each in match.matched
    ]
    return f"{outlet}, {match.stance} {match.score:.2f}: {'; '.join(pieces) or 'no piece matched'}"


def _sum(finding: Finding, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """The sum behind the confidence in bits, one line an origin, that can be added up by hand.

    The total is that of the rounded bits as shown; it is within half a thousandth of a bit a line.
    """
    sum_ = finding.confidence
    if sum_ is None:
        return ()
    origins = {origin.id: origin for origin in (*finding.origins, *finding.contrary)}
    lines = [f"{sum_.prior:+8.3f}  before any report"]
    for part in sum_.parts:
        known = origins.get(part.origin)
        name = _origin_name(known, reports) if known else plain(part.origin)
        lines.append(f"{part.bits:+8.3f}  {name}")
    total = round(sum_.prior, 3) + sum(round(part.bits, 3) for part in sum_.parts)
    lines.append(f"{total:+8.3f}  in all: {_chance(total):.2f}")
    return (*lines, _bounds(sum_))


def _chance(bits: float) -> float:
    """The probability whose odds are 2 to the power of `bits`."""
    return 1 / (1 + exp2(-max(bits, -1000.0)))  # beyond, a float overflows; the chance is 0


def _bounds(sum_: Confidence) -> str:
    return (
        f"kept from {sum_.floor:.2f} to {sum_.cap:.2f}, as the number and kind of origins allow: "
        f"{sum_.probability:.2f}"
    )
