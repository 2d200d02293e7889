"""Pages as they were: the bytes by their hash, each fetch with what the server said."""

import sqlite3
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from json import loads

from corroborate.errors import BadInput, StoreDamaged, StoreError
from corroborate.model.report import Report
from corroborate.model.text import Span
from corroborate.model.web import Fetched
from corroborate.net.addresses import canonical, publisher
from corroborate.store.connection import Database
from corroborate.store.forms import hash_of, json, time, utc
from corroborate.store.kept import Quote, Snapshot
from corroborate.store.ledger import seal
from corroborate.store.texts import insert, keep_report, own_fields, report_of, row_of

KEPT_HEADERS = (
    *("age", "cache-control", "content-disposition", "content-language", "content-type", "date"),
    *("etag", "expires", "last-modified", "link", "server", "vary", "via", "x-robots-tag"),
)
"""What is kept of what a server said: what dates, names or describes the page. Never a cookie."""

CONTEXT_CHARS = 32
"""How much stands before and after a quote, enough to find it again in a page that was edited."""

_PACKING = 6
"""zlib's own compromise between size and time; pages of news shrink to about a quarter."""

_SNAPSHOT = """SELECT snapshots.*, blobs.hash AS bytes_hash, texts.hash AS text_hash,
        (SELECT checked FROM confirmations WHERE snapshot_id = snapshots.id
            ORDER BY id DESC LIMIT 1) AS checked
    FROM snapshots JOIN blobs ON blobs.id = blob_id
    LEFT JOIN reports ON reports.id = report_id LEFT JOIN texts ON texts.id = text_id"""


def keep(
    database: Database, fetched: Fetched, report: Report | None, why: str = "", encoding: str = ""
) -> Snapshot:
    """Keep a page that was fetched, with the report that was read in it or why there is none."""
    if fetched.not_modified:
        raise BadInput(f"{fetched.asked}: a 304 brings no page; say that it was checked again")
    packed, content = _packed(fetched.content)
    row = {
        "page": _page(fetched, report),
        "asked": fetched.asked,
        "url": fetched.url,
        "redirects": json(fetched.redirects),
        "status": fetched.status,
        "headers": json([each for each in fetched.headers if each[0] in KEPT_HEADERS]),
        "fetched": utc(fetched.fetched),
        "encoding": encoding,
        "extractor": _extractor() if report else "",
        "why": why,
        **own_fields(report or Report("")),
    }
    with database.writing() as connection:
        row["blob_id"] = row_of(
            connection,
            "blobs",
            {
                "hash": hash_of(fetched.content),
                "size": len(fetched.content),
                "packed": packed,
                "content": content,
            },
        )
        row["report_id"] = keep_report(connection, report).row if report else None
        number = insert(connection, "snapshots", row)
        seal(connection, "snapshot", number)
    return next(snapshots(database, "WHERE snapshots.id = ?", number))


def checked_again(database: Database, url: str, at: datetime) -> None:
    """Note that the server said that the newest copy of an address still holds."""
    with database.writing() as connection:
        newest = latest(database, url)
        if newest is None:
            raise StoreError(f"{url} was never kept: fetch it without a condition")
        insert(connection, "confirmations", {"snapshot_id": newest.id, "checked": utc(at)})


def latest(database: Database, url: str) -> Snapshot | None:
    """The newest copy of an address, asked or led to, that a report was read in, else the newest:
    a page that asks for proof of a reader does not stand in the way of the article before it."""
    newest = """WHERE asked = ? OR snapshots.url = ?
        ORDER BY report_id IS NULL, snapshots.id DESC LIMIT 1"""
    return next(snapshots(database, newest, url, url), None)


def snapshots(database: Database, which: str = "", *values: object) -> Iterator[Snapshot]:
    """Snapshots with their reports, in the order kept, or those that an SQL clause names."""
    for row in database.each(f"{_SNAPSHOT} {which or 'ORDER BY snapshots.id'}", *values):
        yield _snapshot(database, row)


def reports(
    database: Database, published_from: datetime, published_to: datetime
) -> tuple[Report, ...]:
    """The newest report of every page that came out between two moments, both included.

    A page without a date counts from when it was fetched, one with a day for all of that day.
    """
    out = "coalesce(published, fetched)"
    newest = f"""SELECT report_id, report_name, retrieved FROM snapshots
        JOIN reports ON reports.id = report_id
        WHERE CASE length({out}) WHEN 10 THEN {out} || 'T23:59:59+00:00' ELSE {out} END >= ?
        AND {out} <= ? AND NOT EXISTS (SELECT 1 FROM snapshots AS later
            WHERE later.page = snapshots.page AND later.id > snapshots.id
            AND later.report_id IS NOT NULL)
        ORDER BY page"""
    rows = database.rows(newest, utc(published_from), utc(published_to))
    return tuple(report_of(database, row) for row in rows)


def content(database: Database, bytes_hash: str) -> bytes:
    """The bytes of a page.

    Raises:
        StoreError: none have this hash. StoreDamaged: they are not those that were kept.
    """
    row = database.row("SELECT packed, content FROM blobs WHERE hash = ?", bytes_hash)
    if row is None:
        raise StoreError(f"no page was kept with the hash {bytes_hash}")
    unpacked = unpack(row)
    if unpacked is None or hash_of(unpacked) != bytes_hash:
        raise StoreDamaged(f"{database.path}: the page {bytes_hash} is not as it was kept")
    return unpacked


def quote(database: Database, text_hash: str, start: int, end: int) -> Quote:
    """The words of a kept text from `start` to `end`, in code points, with what stands around.

    Raises:
        StoreError: no such text, or it is shorter. StoreDamaged: the text, or the quote as it was
            kept, is not what it was.
    """
    row = database.row("SELECT id, text FROM texts WHERE hash = ?", text_hash)
    if row is None:
        raise StoreError(f"no text was kept with the hash {text_hash}")
    text = str(row["text"])
    if hash_of(text) != text_hash:
        raise StoreDamaged(f"{database.path}: the text {text_hash} is not as it was kept")
    if not 0 <= start <= end <= len(text):
        raise StoreError(f"the text {text_hash} has {len(text)} characters, not {start} to {end}")
    words = cut(text, Span(start, end))
    where = "text_id = ? AND start_char = ? AND end_char = ?"
    kept = database.row(
        f"SELECT exact, prefix, suffix FROM passages WHERE {where}", row["id"], start, end
    )
    if kept is not None and tuple(kept) != words:
        raise StoreDamaged(f"{database.path}: the quote {kept['exact']!r:.80} was changed")
    return Quote(text_hash, Span(start, end), *words)


def cut(text: str, span: Span) -> tuple[str, str, str]:
    """The words at a span of a text, what stands before them and what after."""
    before = text[max(0, span.start - CONTEXT_CHARS) : span.start]
    return span.of(text), before, text[span.end : span.end + CONTEXT_CHARS]


def unpack(row: sqlite3.Row) -> bytes | None:
    """The bytes of a blob, None where they cannot be unpacked."""
    stored = bytes(row["content"])
    try:
        return zlib.decompress(stored) if row["packed"] else stored
    except zlib.error:
        return None


def failed(database: Database, where: str, why: str, at: datetime) -> datetime:
    """Note that an address or outlet failed; returns since when it has, without a success."""
    sql = """INSERT INTO outages (place, since, latest, times, why) VALUES (?1, ?2, ?2, 1, ?3)
        ON CONFLICT (place) WHERE ended IS NULL
        DO UPDATE SET latest = ?2, times = times + 1, why = ?3 RETURNING since"""
    with database.writing() as connection:
        return time(connection.execute(sql, (where, utc(at), why)).fetchone()[0])


def succeeded(database: Database, where: str, at: datetime) -> None:
    """Note that an address or outlet answers, which ends an outage."""
    open_one = "WHERE place = ? AND ended IS NULL"
    if database.row(f"SELECT 1 FROM outages {open_one}", where) is None:
        return
    with database.writing() as connection:
        connection.execute(f"UPDATE outages SET ended = ? {open_one}", (utc(at), where))


def _page(fetched: Fetched, report: Report | None) -> str:
    """The one address of a page: where its twins, for phones or for printing, say that they belong,
    if that is with the same publisher, else its own."""
    home = report.canonical if report else None
    if home and publisher(home) == publisher(fetched.url):
        return canonical(home)
    return canonical(fetched.url)


def _packed(page: bytes) -> tuple[str, bytes]:
    """How the bytes are kept, and as what: packed where that is shorter."""
    packed = zlib.compress(page, _PACKING)
    return ("zlib", packed) if len(packed) < len(page) else ("", page)


@cache
def _extractor() -> str:
    """The programs that read pages, with their versions."""
    return " ".join(f"{each}/{_version(each)}" for each in ("corroborate-news", "trafilatura"))


def _version(program: str) -> str:
    try:
        return version(program)
    except PackageNotFoundError:
        return "not-installed"


def _snapshot(database: Database, row: sqlite3.Row) -> Snapshot:
    return Snapshot(
        id=row["id"],
        asked=row["asked"],
        url=row["url"],
        redirects=tuple(loads(row["redirects"])),
        status=row["status"],
        headers=tuple((name, value) for name, value in loads(row["headers"])),
        fetched=time(row["fetched"]),
        checked=time(row["checked"] or row["fetched"]),
        bytes_hash=row["bytes_hash"],
        text_hash=row["text_hash"] or "",
        encoding=row["encoding"],
        extractor=row["extractor"],
        why=row["why"],
        report=None if row["report_id"] is None else report_of(database, row),
    )
