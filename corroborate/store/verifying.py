"""Whether all that is kept is still as it was written."""

from collections.abc import Callable, Iterator
from json import loads
from zlib import error as zlib_error

from corroborate.errors import StoreDamaged
from corroborate.model.text import Span
from corroborate.store.archive import cut, unpack
from corroborate.store.connection import Database
from corroborate.store.findings import unpacked
from corroborate.store.forms import hash_of
from corroborate.store.kept import Fault
from corroborate.store.ledger import broken_links
from corroborate.store.texts import report_hash

MOST_OF_A_KIND = 100
"""How many faults one part of the walk tells: a file that is damaged all over needs no more."""


def verify(database: Database) -> tuple[Fault, ...]:
    """All faults, none for a store that is as it was written. Takes time in proportion to it."""
    return tuple(fault for walk in _WALKS for fault in _told(database, walk))


def _told(database: Database, walk: Callable[[Database], Iterator[Fault]]) -> Iterator[Fault]:
    """The faults of one walk; one that the damage itself cuts short says so."""
    try:
        for number, fault in enumerate(walk(database), 1):
            yield fault
            if number == MOST_OF_A_KIND:
                yield Fault("there are more faults of this kind")
                return
    except (StoreDamaged, ValueError) as error:
        yield Fault(f"the walk ended early: {error}")


def _integrity(database: Database) -> Iterator[Fault]:
    for row in database.rows(f"PRAGMA integrity_check({MOST_OF_A_KIND})"):
        if row[0] != "ok":
            yield Fault(f"the file is damaged: {' '.join(str(row[0]).split())}")


def _foreign_keys(database: Database) -> Iterator[Fault]:
    for row in database.each("PRAGMA foreign_key_check"):
        yield Fault(f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there")


def _blobs(database: Database) -> Iterator[Fault]:
    for row in database.each("SELECT hash, size, packed, content FROM blobs ORDER BY id"):
        page = unpack(row)
        if page is None or len(page) != row["size"] or hash_of(page) != row["hash"]:
            yield Fault(f"the page {row['hash']} does not have the bytes that were kept")


def _texts(database: Database) -> Iterator[Fault]:
    for row in database.each("SELECT hash, text FROM texts ORDER BY id"):
        if hash_of(row["text"]) != row["hash"]:
            yield Fault(f"the text {row['hash']} does not have the words that were kept")


def _reports(database: Database) -> Iterator[Fault]:
    sql = """SELECT reports.id, reports.hash, record, texts.hash AS text_hash
        FROM reports JOIN texts ON texts.id = text_id ORDER BY reports.id"""
    for row in database.each(sql):
        if report_hash(row["record"], row["text_hash"]) != row["hash"]:
            address = loads(row["record"]).get("url")
            yield Fault(f"report {row['id']} ({address}) is not as it was kept")


def _findings(database: Database) -> Iterator[Fault]:
    for row in database.each("SELECT id, hash, text, record FROM findings ORDER BY id"):
        try:
            holds = hash_of(unpacked(row["record"])) == row["hash"]
        except (zlib_error, UnicodeDecodeError):
            holds = False
        if not holds:
            yield Fault(f"finding {row['id']} ({row['text']!r:.60}) is not as it was kept")


def _quotes(database: Database) -> Iterator[Fault]:
    sql = """SELECT passages.*, text FROM passages JOIN texts ON texts.id = text_id
        ORDER BY text_id, passages.id"""
    for row in database.each(sql):
        words = cut(row["text"], Span(row["start_char"], row["end_char"]))
        if words != (row["exact"], row["prefix"], row["suffix"]):
            yield Fault(f"passage {row['id']} ({row['exact']!r:.60}) is not what its text says")


def _evidence(database: Database) -> Iterator[Fault]:
    for table in ("evidence", "clashes"):
        for row in database.each(f"SELECT id FROM {table} WHERE quote_holds = 0 ORDER BY id"):
            yield Fault(f"row {row['id']} of {table} quotes words that its report does not have")


_WALKS: tuple[Callable[[Database], Iterator[Fault]], ...] = (
    _integrity,
    _foreign_keys,
    _blobs,
    _texts,
    _reports,
    _findings,
    _quotes,
    _evidence,
    broken_links,
)
