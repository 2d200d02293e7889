"""The chain over all that is evidence: each link seals one row and the link before it.

A row that is changed, taken out or put in between later breaks the chain from there on. The last
link stands for all of it: whoever has noted it elsewhere can tell a chain that was cut short.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from corroborate.store.connection import Database
from corroborate.store.forms import hash_of, json
from corroborate.store.kept import Fault

Kind = Literal["snapshot", "check", "ruling"]

START = "corroborate"
"""What stands in for the link before the first one."""

_SEALED: dict[Kind, tuple[str, ...]] = {
    "snapshot": (
        """SELECT snapshots.id, page, asked, snapshots.url, redirects, status, headers, fetched,
            encoding, extractor, why, blobs.hash, reports.hash, report_name, retrieved
        FROM snapshots JOIN blobs ON blobs.id = blob_id
        LEFT JOIN reports ON reports.id = report_id WHERE snapshots.id = ?""",
    ),
    "check": (
        """SELECT checks.id, source, saved, as_of, title, texts.hash, record
        FROM checks JOIN sources ON sources.id = source_id JOIN texts ON texts.id = text_id
        WHERE checks.id = ?""",
        """SELECT position, claim, findings.hash
        FROM check_claims JOIN claims ON claims.id = claim_id
        JOIN findings ON findings.id = finding_id WHERE check_id = ? ORDER BY position""",
        """SELECT position, report_name, retrieved, hash FROM check_reports
        JOIN reports ON reports.id = report_id WHERE check_id = ? ORDER BY position""",
    ),
    "ruling": (
        """SELECT rulings.id, claim, findings.hash, outcome, ruled_by, note, decided_by, ruled
        FROM rulings JOIN claims ON claims.id = claim_id
        JOIN findings ON findings.id = finding_id WHERE rulings.id = ?""",
    ),
}
"""What is sealed of each kind: hashes stand for what they name, never the numbers of rows."""

_TABLES: dict[Kind, str] = {"snapshot": "snapshots", "check": "checks", "ruling": "rulings"}


def seal(connection: sqlite3.Connection, kind: Kind, item: int) -> None:
    """Add the link of a row that was just written, in the transaction that wrote it."""
    last = connection.execute("SELECT link FROM ledger ORDER BY id DESC LIMIT 1").fetchone()
    digest = _digest(kind, (connection.execute(sql, (item,)) for sql in _SEALED[kind]))
    link = _link(last[0] if last else START, kind, item, digest)
    connection.execute(
        "INSERT INTO ledger (kind, item, digest, link) VALUES (?, ?, ?, ?)",
        (kind, item, digest, link),
    )


def last_link(database: Database) -> str:
    """The link that stands for the whole chain, "" before the first."""
    row = database.row("SELECT link FROM ledger ORDER BY id DESC LIMIT 1")
    return str(row[0]) if row else ""


def broken_links(database: Database) -> Iterator[Fault]:
    """Where the chain does not hold, and what stands outside it."""
    before, number = START, 0
    for row in database.each("SELECT id, kind, item, digest, link FROM ledger ORDER BY id"):
        number += 1
        place = f"link {row['id']} of the chain, of {row['kind']} {row['item']},"
        if row["id"] != number:
            yield Fault(f"{place} follows a gap: links before it were taken out")
            number = row["id"]
        rows = (database.rows(sql, row["item"]) for sql in _SEALED[row["kind"]])
        if _digest(row["kind"], rows) != row["digest"]:
            yield Fault(f"{row['kind']} {row['item']} is not as it was when it was kept")
        if _link(before, row["kind"], row["item"], row["digest"]) != row["link"]:
            yield Fault(f"{place} does not follow from the one before")
        before = row["link"]
    for kind, table in _TABLES.items():
        outside = f"""SELECT id FROM {table} WHERE NOT EXISTS
            (SELECT 1 FROM ledger WHERE kind = ? AND item = {table}.id)"""
        for row in database.rows(outside, kind):
            yield Fault(f"{kind} {row['id']} is not in the chain: it was not put there by us")


def _digest(kind: Kind, tables: Iterable[Iterable[Any]]) -> str:
    return hash_of(json([kind, *([list(row) for row in rows] for rows in tables)]))


def _link(before: str, kind: Kind, item: int, digest: str) -> str:
    return hash_of(json([before, kind, item, digest]))
