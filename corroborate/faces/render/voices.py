"""The origins of a claim, each a voice with the quotes of its reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corroborate.faces.render.clashes import OUTLETS_NAMED
from corroborate.faces.render.quotes import Quote, Reasons, quote
from corroborate.faces.render.words import listed, outlet_of
from corroborate.model.dossier import Finding
from corroborate.model.report import Origin, Provenance, Report
from corroborate.model.verdict import Match, Stance
from corroborate.text.harmless import count, plain, shortened

Side = Literal["For", "Against", "In part"]
STANCES: Mapping[Side, tuple[Stance, ...]] = {
    "For": ("support", "partial"),
    "Against": ("contradict",),
    "In part": ("support", "partial"),
}
"""Whose passages are quoted on which side: of a claim with several assertions, a report that bears
out one may be quoted beside those that bear out all."""
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
UNKNOWN_SOURCE = "source unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin with its reports, or ("In part") all that are counted on neither side.

    `known` is how the root knows and whether it was read, `told` how many reports carry it; `more`
    names those that are not quoted.
    """

    side: Side
    name: str
    known: str
    told: str
    quotes: tuple[Quote, ...]
    more: str = ""

    @property
    def heading(self) -> str:
        if self.side == "In part":
            return f"Not counted, as they say a part of it: {self.told}"
        return f"{self.side}: {self.name} ({self.known}) · {self.told}"


def voices_of(finding: Finding, reports: Mapping[str, Report], detail: int) -> tuple[Voice, ...]:
    """Every origin, those for the claim first; with `detail` also the reports that say a part."""
    quoting = _Quoting(_passages(finding), reports, detail)
    voices = [quoting.voice("For", origin) for origin in finding.origins]
    voices += [quoting.voice("Against", origin) for origin in finding.contrary]
    partly = _heard_in_part(finding, reports)
    if partly and detail:
        quotes, more = quoting.quotes("In part", partly, {})
        voices.append(Voice("In part", "", "", count(len(partly), "report"), quotes, more))
    return tuple(voices)


def origin_name(origin: Origin, reports: Mapping[str, Report]) -> str:
    """Its root, with how that knows and whether it was read: "Le Quai (a named source)"."""
    return f"{root_name(origin, reports)} ({known_of(origin, reports)})"


def root_name(origin: Origin, reports: Mapping[str, Report]) -> str:
    if origin.root is None:
        return UNKNOWN_SOURCE
    if origin.root in reports:
        return outlet_of(reports[origin.root])
    return shortened(plain(origin.root), ROOT_WIDTH)


def known_of(origin: Origin, reports: Mapping[str, Report]) -> str:
    """How the root of an origin knows, and whether it was read."""
    if origin.retrieved:
        return SOURCED[origin.provenance]
    name = root_name(origin, reports)
    present = any(outlet_of(report) == name for report in reports.values())
    unread = "its own report does not say it" if present else "origin not retrieved"
    return f"{unread}, {SOURCED[origin.provenance]}"


def _heard_in_part(finding: Finding, reports: Mapping[str, Report]) -> tuple[str, ...]:
    heard = {name for origin in (*finding.origins, *finding.contrary) for name in origin.reports}
    return tuple(n for n in sorted(finding.stances) if n not in heard and n in reports)


def _passages(finding: Finding) -> Mapping[str, list[Match]]:
    """What each report says of any of the claim's assertions, best first."""
    found: dict[str, list[Match]] = {}
    for assessment in finding.assessments:
        for match in assessment.matches:
            if match.quote:
                found.setdefault(match.report, []).append(match)
    for matches in found.values():
        matches.sort(key=lambda match: (-match.score, match.span))
    return found


def _reasons(origin: Origin, detail: int) -> dict[str, Reasons]:
    """Why each report leans on another, likeliest first: the one reason that joined it; with -v all
    that are as likely, with -vv the weak ones too."""
    found: dict[str, Reasons] = {}
    for each in sorted(origin.dependencies, key=lambda each: (-each.probability, each.why)):
        known = found.get(each.source, Reasons())
        told = f"{plain(each.why)} ({each.probability:.2f})"
        if each.probability < LIKELY_COPY:
            weak = (*known.weak, told) if detail > 1 else ()
            found[each.source] = Reasons(known.strong, weak)
        elif detail or not known.strong:
            found[each.source] = Reasons((*known.strong, told), known.weak)
    return found


@dataclass(frozen=True, slots=True)
class _Quoting:
    """How to quote the reports of one claim: of each only the passages whose stance is of the side
    that it stands on."""

    passages: Mapping[str, list[Match]]
    reports: Mapping[str, Report]
    detail: int

    def voice(self, side: Side, origin: Origin) -> Voice:
        present = tuple(name for name in origin.reports if name in self.reports)
        outlets = {outlet_of(self.reports[name]) for name in present}
        quotes, more = self.quotes(side, present, _reasons(origin, self.detail))
        return Voice(
            side,
            root_name(origin, self.reports),
            known_of(origin, self.reports),
            f"{count(len(origin.reports), 'report')} of {count(len(outlets), 'outlet')}",
            quotes,
            more,
        )

    def quotes(
        self, side: Side, names: tuple[str, ...], reasons: Mapping[str, Reasons]
    ) -> tuple[tuple[Quote, ...], str]:
        """The quotes of the reports named, and what is left out at this detail."""
        shown = names if self.detail else names[:QUOTED_REPORTS]
        quotes = tuple(
            quote(
                self.reports[name], self._words(name, STANCES[side]), reasons.get(name, Reasons())
            )
            for name in shown
        )
        rest = [outlet_of(self.reports[name]) for name in names[len(shown) :]]
        more = f"and {count(len(rest), 'more report')}: {listed(rest, OUTLETS_NAMED)}"
        return quotes, more if rest else ""

    def _words(self, name: str, stances: tuple[Stance, ...]) -> tuple[str, ...]:
        """The report's passages that speak of the claim, best first; one each without -vv."""
        found = [each.quote for each in self.passages.get(name, ()) if each.stance in stances]
        words = tuple(dict.fromkeys(map(plain, found)))
        return (
            words if self.detail > 1 else tuple(shortened(each, QUOTE_WIDTH) for each in words[:1])
        )
