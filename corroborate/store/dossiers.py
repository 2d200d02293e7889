"""Dossiers as rows: what two checks have in common stands once."""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from json import loads

from corroborate.errors import BadInput, StoreDamaged, StoreError
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.report import Report
from corroborate.store.connection import Database
from corroborate.store.findings import Known, keep_finding, record_of
from corroborate.store.forms import REPLACED, hash_of, json, time, utc, whole
from corroborate.store.kept import Check, CheckedClaim, Past
from corroborate.store.ledger import seal
from corroborate.store.texts import (
    KeptReport,
    insert,
    keep_report,
    keep_text,
    own_fields,
    report_of,
)

KEY_DIGITS = 16
"""Hexadecimal digits of a claim's key: that two of ten million claims share one happens once in
300,000 newsrooms."""

_CHECKS = """SELECT checks.id, source, saved, as_of, count(claim_id) AS claims,
        coalesce(sum(flagged), 0) AS flagged
    FROM checks JOIN sources ON sources.id = source_id
    LEFT JOIN check_claims ON check_id = checks.id
    LEFT JOIN findings ON findings.id = finding_id"""


@dataclass(frozen=True, slots=True)
class Saving:
    """A dossier made ready to be kept: `keys` name its claims and `written` is the JSON of its
    findings, one each in its order; `record` is that of what has no table of its own."""

    dossier: Dossier
    source: str
    saved: datetime
    keys: tuple[str, ...]
    written: tuple[str, ...]
    record: str


def made_ready(
    dossier: Dossier, source: str, saved: datetime, continued: Sequence[CheckedClaim]
) -> Saving:
    """Do what needs no database: `continued` names the claims that go on as an earlier one, others
    are known by their words."""
    written, record = _written(dossier)
    if any(REPLACED in each for each in (*written, record)):
        dossier = Dossier.from_dict(loads(json(dossier.to_dict())))
        written, record = _written(dossier)
    name = whole(source) or dossier.document.url or hash_of(whole(dossier.document.text))
    keys = _keys(dossier, name, {each.finding: each.key for each in continued})
    return Saving(dossier, name, saved, keys, written, record)


def save(database: Database, saving: Saving) -> int:
    """Keep a dossier; returns the number of its check."""
    dossier = saving.dossier
    with database.writing() as connection:
        source = keep_source(connection, saving.source)
        check = insert(
            connection,
            "checks",
            {
                "source_id": source,
                "saved": utc(saving.saved),
                "as_of": utc(dossier.as_of),
                "title": dossier.document.title,
                "text_id": keep_text(connection, dossier.document.text),
                "record": saving.record,
            },
        )
        kept = [(each, keep_report(connection, each)) for each in dossier.reports]
        _link_reports(connection, check, kept)
        known = {report.id: row for report, row in reversed(kept)}
        _link_claims(connection, (check, source), known, saving)
        seal(connection, "check", check)
    return check


def load(database: Database, check: int) -> Dossier:
    """The dossier of a check, as it was saved.

    Raises:
        StoreError: there is no such check. StoreDamaged: it is not as it was saved, or was saved
            by a version with other fields.
    """
    kept = database.row(
        "SELECT record, text FROM checks JOIN texts ON texts.id = text_id WHERE checks.id = ?",
        check,
    )
    if kept is None:
        raise StoreError(f"there is no check {check}: `corroborate watch list` shows what is kept")
    of_check = "WHERE check_id = ? ORDER BY position"
    findings = database.rows(
        "SELECT findings.record FROM check_claims JOIN findings ON findings.id = finding_id "
        + of_check,
        check,
    )
    named = database.rows(f"SELECT * FROM check_reports {of_check}", check)
    reports = tuple(report_of(database, row) for row in named)
    try:
        return replace(_read(kept, findings), reports=reports)
    except (KeyError, TypeError, ValueError, BadInput, zlib.error) as error:
        raise StoreDamaged(
            f"{database.path}: check {check} is damaged or of another version ({error!r:.80})"
        ) from error


def _read(kept: sqlite3.Row, findings: Sequence[sqlite3.Row]) -> Dossier:
    """A dossier without its reports."""
    record = loads(kept["record"])
    record["source"]["text"] = kept["text"]
    read = tuple(Finding.from_dict(record_of(row["record"])) for row in findings)
    return replace(Dossier.from_dict({**record, "claims": (), "reports": ()}), findings=read)


def keep_source(connection: sqlite3.Connection, source: str) -> int:
    """The row of a source, new where there is none."""
    known = connection.execute("SELECT id FROM sources WHERE source = ?", (source,)).fetchone()
    return int(known[0]) if known else insert(connection, "sources", {"source": source})


def sources(database: Database) -> tuple[str, ...]:
    """All that was ever checked or watched, sorted."""
    rows = database.rows("SELECT source FROM sources ORDER BY source")
    return tuple(row["source"] for row in rows)


def checks(database: Database, source: str) -> tuple[Check, ...]:
    """The checks of a source in the order kept."""
    return _checks(database, "WHERE source = ? GROUP BY checks.id ORDER BY checks.id", source)


def last_check(database: Database, source: str) -> Check | None:
    """The newest check of a source."""
    newest = """WHERE checks.id = (SELECT max(checks.id) FROM checks
        JOIN sources ON sources.id = source_id WHERE source = ?) GROUP BY checks.id"""
    return next(iter(_checks(database, newest, source)), None)


def claims(database: Database, check: int) -> tuple[CheckedClaim, ...]:
    """The claims of a check in its order, each with the key that names it over all checks."""
    rows = database.rows(
        """SELECT claim, findings.record, findings.text FROM check_claims
        JOIN claims ON claims.id = claim_id JOIN findings ON findings.id = finding_id
        WHERE check_id = ? ORDER BY position""",
        check,
    )
    return tuple(
        CheckedClaim(record_of(row["record"])["id"], row["claim"], row["text"]) for row in rows
    )


def history(database: Database, claim: str) -> tuple[Past, ...]:
    """What each check concluded of a claim, in the order kept.

    Raises:
        StoreError: no claim has this key.
    """
    known = database.row("SELECT id FROM claims WHERE claim = ?", claim)
    if known is None:
        raise StoreError(f"no claim has the key {claim!r}: `corroborate search` finds claims")
    rows = database.rows(
        """SELECT check_id, saved, as_of, findings.text, verdict, confidence, finding_id
        FROM check_claims JOIN checks ON checks.id = check_id
        JOIN findings ON findings.id = finding_id WHERE claim_id = ? ORDER BY check_id""",
        known["id"],
    )
    roots = {each: _roots(database, each) for each in {row["finding_id"] for row in rows}}
    return tuple(
        Past(
            check=row["check_id"],
            saved=time(row["saved"]),
            as_of=time(row["as_of"]),
            text=row["text"],
            verdict=row["verdict"],
            confidence=row["confidence"],
            origins=roots[row["finding_id"]][0],
            contrary=roots[row["finding_id"]][1],
        )
        for row in rows
    )


def _roots(database: Database, finding: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roots of the origins of a finding: those for it, those against."""
    rows = database.rows("SELECT side, root FROM origins WHERE finding_id = ? ORDER BY id", finding)
    for_it = tuple(row["root"] for row in rows if row["side"] == "for")
    return for_it, tuple(row["root"] for row in rows if row["side"] == "against")


def _checks(database: Database, which: str, *values: object) -> tuple[Check, ...]:
    return tuple(
        Check(
            id=row["id"],
            source=row["source"],
            saved=time(row["saved"]),
            as_of=time(row["as_of"]),
            claims=row["claims"],
            flagged=row["flagged"],
        )
        for row in database.rows(f"{_CHECKS} {which}", *values)
    )


def _written(dossier: Dossier) -> tuple[tuple[str, ...], str]:
    """The JSON of each finding, and of what has no table of its own; no half characters in it."""
    record = replace(dossier, findings=(), reports=()).to_dict()
    del record["claims"], record["reports"]
    del record["source"]["text"], record["source"]["content_hash"]
    return tuple(json(finding.to_dict()) for finding in dossier.findings), json(record)


def _keys(dossier: Dossier, source: str, given: Mapping[str, str]) -> tuple[str, ...]:
    """The key of each claim; of those with the same words the second has another."""
    seen: Counter[str] = Counter()
    keys = []
    for finding in dossier.findings:
        words = " ".join(finding.text.casefold().split())
        seen[words] += 1
        made = hash_of(json([source, words, seen[words]])).removeprefix("sha256:")
        keys.append(given.get(finding.id, made[:KEY_DIGITS]))
    return tuple(keys)


def _link_reports(
    connection: sqlite3.Connection, check: int, kept: Sequence[tuple[Report, KeptReport]]
) -> None:
    for position, (report, at) in enumerate(kept):
        row = {"check_id": check, "position": position, "report_id": at.row}
        insert(connection, "check_reports", {**row, **own_fields(report)})


def _link_claims(
    connection: sqlite3.Connection, place: tuple[int, int], known: Known, saving: Saving
) -> None:
    """Link a check, the first of `place`, to its claims, which are of the source, the second."""
    check, source = place
    for position, finding in enumerate(saving.dossier.findings):
        row = {
            "check_id": check,
            "position": position,
            "claim_id": _keep_claim(connection, saving.keys[position], source, finding),
            "finding_id": keep_finding(connection, finding, saving.written[position], known),
        }
        insert(connection, "check_claims", row)


def _keep_claim(connection: sqlite3.Connection, key: str, source: int, finding: Finding) -> int:
    known = connection.execute("SELECT id FROM claims WHERE claim = ?", (key,)).fetchone()
    if known:
        return int(known[0])
    row = {"claim": key, "source_id": source, "text": finding.text, "language": finding.language}
    return insert(connection, "claims", row)
