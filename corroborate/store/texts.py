"""Texts, outlets and reports as rows, each once, however many snapshots and checks have them."""

import sqlite3
from dataclasses import dataclass, replace
from json import loads
from typing import Any

from corroborate.errors import StoreDamaged
from corroborate.model.report import Report
from corroborate.reference.outlet import load_outlets
from corroborate.store.connection import Database
from corroborate.store.forms import REPLACED, day_or_utc, hash_of, json, whole


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report in the database: its row and hash, the name of its outlet, its text and the text's
    row."""

    row: int
    hash: str
    outlet: str
    text: str
    text_row: int


REPORT = """SELECT reports.hash, record, texts.hash AS text_hash, text
    FROM reports JOIN texts ON texts.id = text_id WHERE reports.id = ?"""


def keep_text(connection: sqlite3.Connection, text: str) -> int:
    """The row of a text, new where there is none. Its half characters are replaced."""
    kept = whole(text)
    return row_of(connection, "texts", {"hash": hash_of(kept), "text": kept})


def keep_report(connection: sqlite3.Connection, report: Report) -> KeptReport:
    """The row of a report, new where there is none, without its `own_fields`."""
    report = without_halves(report)
    text, record = split(report)
    text_row, outlet = keep_text(connection, text), _keep_outlet(connection, report)
    row = {
        "hash": report_hash(record, hash_of(text)),
        "outlet_id": outlet["id"],
        "title": report.title,
        "url": report.url,
        "published": day_or_utc(report.published),
        "language": report.language,
        "access": report.access,
        "text_id": text_row,
        "record": record,
    }
    number = row_of(connection, "reports", row)
    return KeptReport(number, row["hash"], outlet["name"], text, text_row)


def row_of(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """The id of the row with this hash, put there where there is none."""
    found = connection.execute(f"SELECT id FROM {table} WHERE hash = ?", (row["hash"],)).fetchone()
    return int(found[0]) if found else insert(connection, table, row)


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """The id of a new row."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    return int(connection.execute(sql, tuple(row.values())).lastrowid or 0)


def own_fields(report: Report) -> dict[str, str | None]:
    """What of a report is another each time that it is fetched or checked, as columns."""
    retrieved = report.retrieved.isoformat() if report.retrieved else None
    return {"report_name": whole(report.id), "retrieved": retrieved}


def report_of(database: Database, of: sqlite3.Row) -> Report:
    """The report that a row with `report_id` and the columns of `own_fields` has.

    Raises:
        StoreDamaged: it is not as it was kept.
    """
    row = of["report_id"]
    kept = database.row(REPORT, row)
    if kept is None or report_hash(kept["record"], hash_of(kept["text"])) != kept["hash"]:
        raise StoreDamaged(f"{database.path}: report {row} is not as it was kept: go to a backup")
    own = {"id": of["report_name"], "retrieved": of["retrieved"], "text": kept["text"]}
    return _read({**loads(kept["record"]), **own})


def _read(record: dict[str, Any]) -> Report:
    """A report from all its fields; unlike `Report.from_dict` it keeps a blank text blank."""
    notices = tuple(record["notices"])
    return replace(Report.from_dict(record), text=record["text"], notices=notices)


def report_hash(record: str, text_hash: str) -> str:
    """What names a report: all its fields, and the hash of its text."""
    return hash_of(json([record, text_hash]))


def split(report: Report) -> tuple[str, str]:
    """The text of a report, and all else but what `own_fields` has, as JSON."""
    record = {**report.to_dict(), "notices": list(report.notices)}
    record = {key: value for key, value in record.items() if key not in ("id", "retrieved")}
    return record.pop("text"), json(record)


def without_halves(report: Report) -> Report:
    """The report with every half character replaced, which no database could hold."""
    written = json({**report.to_dict(), "notices": list(report.notices)})
    return _read(loads(written)) if REPLACED in written else report


def _keep_outlet(connection: sqlite3.Connection, report: Report) -> dict[str, Any]:
    """The row of the outlet whose words a report carries, with what the tables say of it now."""
    outlets = load_outlets()
    outlet = whole(outlets.publisher_of(report.outlet, report.domain, report.url))
    known, (right, wrong) = outlets.by_id(outlet), outlets.prior_of(outlet)
    row: dict[str, Any] = {
        "outlet": outlet,
        "name": known.name if known else report.outlet or outlet,
        "owner": known.owner if known else "",
        "country": known.country if known else "",
        "prior_right": right,
        "prior_wrong": wrong,
    }
    found = connection.execute("SELECT * FROM outlets WHERE outlet = ?", (outlet,)).fetchone()
    if found is None:
        return {**row, "id": insert(connection, "outlets", row)}
    if known and any(found[name] != value for name, value in row.items()):
        names = ", ".join(f"{name} = ?" for name in row)
        sql = f"UPDATE outlets SET {names} WHERE id = ?"
        connection.execute(sql, (*row.values(), found["id"]))
    return {**row, "id": int(found["id"])}
