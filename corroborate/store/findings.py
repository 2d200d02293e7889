"""Findings as rows, each once: all of it packed, and its parts where an editor can read them."""

import sqlite3
import zlib
from collections.abc import Mapping
from json import loads
from typing import Any

from corroborate.model.dossier import Finding
from corroborate.model.report import Origin
from corroborate.model.text import Span
from corroborate.store.archive import cut
from corroborate.store.forms import hash_of, json
from corroborate.store.texts import KeptReport, insert

Known = Mapping[str, KeptReport]
"""Report id -> the report of that id in this dossier."""


def keep_finding(
    connection: sqlite3.Connection, finding: Finding, written: str, known: Known
) -> int:
    """The row of a finding on these reports, new where no check came to the same before; `written`
    is its JSON."""
    reports = [(name, known[name].hash) for name in _mentioned(finding) if name in known]
    record = f"[{written},{json(reports)}]"
    named = hash_of(record)
    found = connection.execute("SELECT id FROM findings WHERE hash = ?", (named,)).fetchone()
    if found:
        return int(found[0])
    row = {
        "hash": named,
        "text": finding.text,
        "verdict": finding.verdict,
        "confidence": finding.confidence.probability if finding.confidence else None,
        "independent_support": len(finding.origins),
        "independent_contradict": len(finding.contrary),
        "flagged": int(finding.flagged),
        "admiralty": finding.admiralty,
        "record": zlib.compress(record.encode()),
    }
    number = insert(connection, "findings", row)
    _keep_evidence(connection, number, finding, known)
    _keep_clashes(connection, number, finding, known)
    _keep_origins(connection, number, finding, known)
    return number


def unpacked(packed: bytes) -> str:
    """The JSON of a finding and of the reports that it names, whose hash names the finding."""
    return zlib.decompress(packed).decode()


def record_of(packed: bytes) -> dict[str, Any]:
    """The finding as `Finding.to_dict` gave it."""
    record: dict[str, Any] = loads(unpacked(packed))[0]
    return record


def _mentioned(finding: Finding) -> list[str]:
    """The report ids in a finding, sorted."""
    names = {*finding.stances, *(each.report or "" for each in finding.inconsistencies)}
    names |= {match.report for each in finding.assessments for match in each.matches}
    return sorted(names.union(*(each.reports for each in (*finding.origins, *finding.contrary))))


def _keep_evidence(
    connection: sqlite3.Connection, finding_id: int, finding: Finding, known: Known
) -> None:
    for assessment in finding.assessments:
        for match in assessment.matches:
            row = {
                "finding_id": finding_id,
                "assertion": assessment.assertion.text,
                "stance": match.stance,
                "score": match.score,
                **_quoted(connection, known.get(match.report), match.quote, match.span),
            }
            insert(connection, "evidence", row)


def _keep_clashes(
    connection: sqlite3.Connection, finding_id: int, finding: Finding, known: Known
) -> None:
    for clash in finding.inconsistencies:
        row = {
            "finding_id": finding_id,
            "kind": clash.kind,
            "severity": clash.severity,
            "claim_value": clash.claim_value,
            "report_value": clash.report_value,
            "explanation": clash.explanation,
            **_quoted(connection, known.get(clash.report or ""), clash.quote or "", clash.span),
        }
        insert(connection, "clashes", row)


def _keep_origins(
    connection: sqlite3.Connection, finding_id: int, finding: Finding, known: Known
) -> None:
    sides = [("for", each) for each in finding.origins]
    sides += [("against", each) for each in finding.contrary]
    for side, origin in sides:
        row = {
            "finding_id": finding_id,
            "side": side,
            "root": _root(origin, known),
            "retrieved": int(origin.retrieved),
            "provenance": origin.provenance,
        }
        number = insert(connection, "origins", row)
        for position, name in enumerate(origin.reports):
            member = {
                "origin_id": number,
                "position": position,
                "report_id": known[name].row if name in known else None,
                "weight": origin.weights[position],
            }
            insert(connection, "origin_reports", member)


def _root(origin: Origin, known: Known) -> str:
    """Who or what an origin goes back to, in words: the outlet of a report, else its name."""
    root = origin.root or ""
    return known[root].outlet if root in known else root


def _quoted(
    connection: sqlite3.Connection, report: KeptReport | None, quote: str, span: Span | None
) -> dict[str, int | None]:
    """Where a quote stands, and whether its words do stand there; no quote holds always."""
    row = None if report is None else report.row
    if not quote or span is None:
        return {"report_id": row, "passage_id": None, "quote_holds": 1}
    if report is None or span.of(report.text) != quote:
        return {"report_id": row, "passage_id": None, "quote_holds": 0}
    passage = _keep_passage(connection, report, span)
    return {"report_id": row, "passage_id": passage, "quote_holds": 1}


def _keep_passage(connection: sqlite3.Connection, report: KeptReport, span: Span) -> int:
    """The row of these words of a text, new where nothing quoted them before."""
    place = (report.text_row, span.start, span.end)
    sql = "SELECT id FROM passages WHERE text_id = ? AND start_char = ? AND end_char = ?"
    found = connection.execute(sql, place).fetchone()
    if found:
        return int(found[0])
    names = ("text_id", "start_char", "end_char", "exact", "prefix", "suffix")
    words = cut(report.text, span)
    return insert(connection, "passages", dict(zip(names, (*place, *words), strict=True)))
