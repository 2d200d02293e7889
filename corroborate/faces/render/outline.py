"""A dossier as headings and rows of plain words: what the terminal and Markdown both say.

Every text in an outline has been through `words.plain`: one line, harmless to show.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.faces.render.details import Details, details_of
from corroborate.faces.render.words import as_of, outlet_of, published
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.fact_check import FactCheck
from corroborate.model.report import Report
from corroborate.model.verdict import Verdict
from corroborate.steps.weighing import in_words
from corroborate.text.harmless import count, plain

WARNINGS_SHOWN = 6
"""Failures and notices shown without -v, so that a broken file does not hide the claims."""
EVERYTHING = 2
"""The detail at which nothing of a claim is left out."""
NO_NUMBER = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: its row, and what stands under it, None where nothing does."""

    number: int
    claim: str
    verdict: Verdict
    confidence: str
    support: str
    flags: tuple[str, ...]
    flagged: bool
    details: Details | None


@dataclass(frozen=True, slots=True)
class Outline:
    """`summary` says what was checked against what, `warnings` what a reader must know besides."""

    title: str
    summary: tuple[str, ...]
    warnings: tuple[str, ...]
    rows: tuple[Row, ...]


def outline(dossier: Dossier, name: str, detail: int = 0) -> Outline:
    """Lay out a dossier.

    `name` is what the user calls the document; `detail` 0 opens the flagged claims, 1 opens all,
    2 adds assertions, matched pieces and the sum in bits.
    """
    reports = {report.id: report for report in dossier.reports}
    return Outline(
        title=plain(dossier.document.title or name),
        summary=_summary(dossier, name),
        warnings=warnings(dossier, detail),
        rows=tuple(
            row_of(number, finding, reports, detail)
            for number, finding in enumerate(dossier.findings, start=1)
        ),
    )


def _summary(dossier: Dossier, name: str) -> tuple[str, ...]:
    document = dossier.document
    about = [
        *([plain(name)] if document.title else []),
        *([f"language {document.language}"] if document.language else []),
        *([f"dated {published(document.published)}"] if document.published else []),
    ]
    return (*([" · ".join(about)] if about else []), checked(dossier), tally(dossier))


def checked(dossier: Dossier) -> str:
    """When it was checked against what, such as "checked as of 5 March 2025 against 4 reports"."""
    outlets = len({outlet_of(report).casefold() for report in dossier.reports})
    evidence = f"{count(len(dossier.reports), 'report')} of {count(outlets, 'outlet')}"
    return f"checked as of {as_of(dossier.as_of)} against {evidence}"


def tally(dossier: Dossier) -> str:
    """How many claims got which verdict, most frequent first, equal ones by name."""
    verdicts = Counter(finding.verdict for finding in dossier.findings)
    most_first = sorted(verdicts.items(), key=lambda item: (-item[1], item[0]))
    flagged = sum(finding.flagged for finding in dossier.findings)
    shares = ", ".join(f"{number} {verdict}" for verdict, number in most_first)
    total = count(len(dossier.findings), "claim")
    return f"{total}, {flagged or 'none'} flagged: {shares}" if shares else f"{total} found"


def warnings(dossier: Dossier, detail: int) -> tuple[str, ...]:
    """What a reader must know besides, earlier fact checks before all, and what could not be read;
    without `detail` the first."""
    lines = [_fact_check(each) for each in dossier.fact_checks]
    lines += [plain(notice) for notice in dossier.notices]
    lines += [
        f"left out: {plain(failure.where)}: {plain(failure.why)}" for failure in dossier.failures
    ]
    if detail or len(lines) <= WARNINGS_SHOWN:
        return tuple(lines)
    return (*lines[:WARNINGS_SHOWN], f"and {len(lines) - WARNINGS_SHOWN} more; -v shows them")


def _fact_check(check: FactCheck) -> str:
    """Such as "earlier fact check by Lorne Facts, 3 March 2025: False, of “…”, https://…"; no
    verdict rests on it."""
    when = f", {published(check.reviewed)}" if check.reviewed else ""
    told = f"{plain(check.publisher)}{when}: {plain(check.rating)}, of “{plain(check.claim)}”"
    return f"earlier fact check by {told}, {plain(check.url)}"


def row_of(number: int, finding: Finding, reports: Mapping[str, Report], detail: int) -> Row:
    """One claim as a row, opened as `outline` says; `number` is its place, from 1."""
    kinds = [
        each.kind
        for severity in ("contradiction", "tension")
        for each in finding.inconsistencies
        if each.severity == severity
    ]
    is_open = finding.flagged or (detail > 0 and finding.verdict != "not-checkable")
    return Row(
        number=number,
        claim=plain(finding.text),
        verdict=finding.verdict,
        confidence=_confidence(finding),
        support=_support(finding, reports),
        flags=tuple(dict.fromkeys(kinds)),
        flagged=finding.flagged,
        details=details_of(finding, reports, detail) if is_open else None,
    )


def _confidence(finding: Finding) -> str:
    """Number and words; neither where no report says anything, as half would read as a finding."""
    if finding.confidence is None or finding.verdict == "unverified":
        return NO_NUMBER
    probability = finding.confidence.probability
    return f"{probability:.2f}, {in_words(probability)}"


def _support(finding: Finding, reports: Mapping[str, Report]) -> str:
    """Such as "2 origins · 9 outlets", with the origins against it where there are any."""
    if finding.verdict == "not-checkable":
        return ""
    heard = [name for origin in (*finding.origins, *finding.contrary) for name in origin.reports]
    outlets = {outlet_of(reports[name]).casefold() for name in heard if name in reports}
    sides = [count(len(finding.origins), "origin")] if finding.origins else []
    if finding.contrary:
        against = count(len(finding.contrary), "origin") if not sides else len(finding.contrary)
        sides.append(f"{against} against")
    if not sides:
        return "in part only" if finding.stances else "no report says so"
    return f"{', '.join(sides)} · {count(len(outlets), 'outlet')}"
