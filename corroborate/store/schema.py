"""The tables, as an ordered list of migrations.

One that was released is never edited: a change is a new one at the end, and `VERSION` goes up.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corroborate.errors import StoreError
from corroborate.store.connection import Database
from corroborate.store.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database as Migrated

VERSION = 1
"""How many migrations there are; a database says in `user_version` how many it had."""
OURS = 0x436F7272
"""What `application_id` says in a database of ours: "Corr" in ASCII."""

PAGES = (
    """CREATE TABLE blobs (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        packed TEXT NOT NULL CHECK (packed IN ('', 'zlib')),
        content BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE outlets (
        id INTEGER PRIMARY KEY,
        outlet TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        owner TEXT NOT NULL,
        country TEXT NOT NULL,
        prior_right REAL NOT NULL CHECK (prior_right > 0),
        prior_wrong REAL NOT NULL CHECK (prior_wrong > 0)
    ) STRICT""",
    """CREATE TABLE reports (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        outlet_id INTEGER NOT NULL REFERENCES outlets(id),
        title TEXT,
        url TEXT,
        published TEXT,
        language TEXT,
        access TEXT NOT NULL,
        text_id INTEGER NOT NULL REFERENCES texts(id),
        record TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE snapshots (
        id INTEGER PRIMARY KEY,
        page TEXT NOT NULL,
        asked TEXT NOT NULL,
        url TEXT NOT NULL,
        redirects TEXT NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        fetched TEXT NOT NULL,
        encoding TEXT NOT NULL,
        extractor TEXT NOT NULL,
        why TEXT NOT NULL,
        blob_id INTEGER NOT NULL REFERENCES blobs(id),
        report_id INTEGER REFERENCES reports(id),
        report_name TEXT NOT NULL,
        retrieved TEXT
    ) STRICT""",
    """CREATE TABLE confirmations (
        id INTEGER PRIMARY KEY,
        snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
        checked TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE outages (
        id INTEGER PRIMARY KEY,
        place TEXT NOT NULL,
        since TEXT NOT NULL,
        latest TEXT NOT NULL,
        times INTEGER NOT NULL,
        why TEXT NOT NULL,
        ended TEXT
    ) STRICT""",
    "CREATE INDEX reports_text ON reports(text_id)",
    "CREATE INDEX reports_outlet ON reports(outlet_id)",
    "CREATE INDEX reports_published ON reports(published)",
    "CREATE INDEX snapshots_page ON snapshots(page)",
    "CREATE INDEX snapshots_asked ON snapshots(asked)",
    "CREATE INDEX snapshots_url ON snapshots(url)",
    "CREATE INDEX snapshots_blob ON snapshots(blob_id)",
    "CREATE INDEX snapshots_report ON snapshots(report_id)",
    "CREATE INDEX confirmations_snapshot ON confirmations(snapshot_id)",
    "CREATE UNIQUE INDEX outages_open ON outages(place) WHERE ended IS NULL",
)
"""Pages as they were. A `page` is an address without what only leads to a place in it; `published`
is UTC, or a day; `record` is the report but for its text, as JSON."""

CHECKS = (
    """CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TABLE checks (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES sources(id),
        saved TEXT NOT NULL,
        as_of TEXT NOT NULL,
        title TEXT,
        text_id INTEGER NOT NULL REFERENCES texts(id),
        record TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        claim TEXT NOT NULL UNIQUE,
        source_id INTEGER NOT NULL REFERENCES sources(id),
        text TEXT NOT NULL,
        language TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE findings (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        verdict TEXT NOT NULL,
        confidence REAL,
        independent_support INTEGER NOT NULL,
        independent_contradict INTEGER NOT NULL,
        flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
        admiralty TEXT NOT NULL,
        record BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE check_claims (
        check_id INTEGER NOT NULL REFERENCES checks(id),
        position INTEGER NOT NULL,
        claim_id INTEGER NOT NULL REFERENCES claims(id),
        finding_id INTEGER NOT NULL REFERENCES findings(id),
        PRIMARY KEY (check_id, position)
    ) STRICT""",
    """CREATE TABLE check_reports (
        check_id INTEGER NOT NULL REFERENCES checks(id),
        position INTEGER NOT NULL,
        report_id INTEGER NOT NULL REFERENCES reports(id),
        report_name TEXT NOT NULL,
        retrieved TEXT,
        PRIMARY KEY (check_id, position)
    ) STRICT""",
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY,
        text_id INTEGER NOT NULL REFERENCES texts(id),
        start_char INTEGER NOT NULL,
        end_char INTEGER NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        UNIQUE (text_id, start_char, end_char)
    ) STRICT""",
    """CREATE TABLE evidence (
        id INTEGER PRIMARY KEY,
        finding_id INTEGER NOT NULL REFERENCES findings(id),
        assertion TEXT NOT NULL,
        stance TEXT NOT NULL,
        score REAL NOT NULL,
        report_id INTEGER REFERENCES reports(id),
        passage_id INTEGER REFERENCES passages(id),
        quote_holds INTEGER NOT NULL CHECK (quote_holds IN (0, 1))
    ) STRICT""",
    """CREATE TABLE clashes (
        id INTEGER PRIMARY KEY,
        finding_id INTEGER NOT NULL REFERENCES findings(id),
        kind TEXT NOT NULL,
        severity TEXT NOT NULL,
        claim_value TEXT NOT NULL,
        report_value TEXT NOT NULL,
        explanation TEXT NOT NULL,
        report_id INTEGER REFERENCES reports(id),
        passage_id INTEGER REFERENCES passages(id),
        quote_holds INTEGER NOT NULL CHECK (quote_holds IN (0, 1))
    ) STRICT""",
    """CREATE TABLE origins (
        id INTEGER PRIMARY KEY,
        finding_id INTEGER NOT NULL REFERENCES findings(id),
        side TEXT NOT NULL CHECK (side IN ('for', 'against')),
        root TEXT NOT NULL,
        retrieved INTEGER NOT NULL CHECK (retrieved IN (0, 1)),
        provenance TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE origin_reports (
        origin_id INTEGER NOT NULL REFERENCES origins(id),
        position INTEGER NOT NULL,
        report_id INTEGER REFERENCES reports(id),
        weight REAL NOT NULL,
        PRIMARY KEY (origin_id, position)
    ) STRICT""",
    "CREATE INDEX checks_source ON checks(source_id)",
    "CREATE INDEX checks_text ON checks(text_id)",
    "CREATE INDEX claims_source ON claims(source_id)",
    "CREATE INDEX check_claims_claim ON check_claims(claim_id, check_id)",
    "CREATE INDEX check_claims_finding ON check_claims(finding_id)",
    "CREATE INDEX check_reports_report ON check_reports(report_id)",
    "CREATE INDEX evidence_finding ON evidence(finding_id)",
    "CREATE INDEX evidence_report ON evidence(report_id)",
    "CREATE INDEX evidence_passage ON evidence(passage_id)",
    "CREATE INDEX clashes_finding ON clashes(finding_id)",
    "CREATE INDEX clashes_report ON clashes(report_id)",
    "CREATE INDEX clashes_passage ON clashes(passage_id)",
    "CREATE INDEX origins_finding ON origins(finding_id)",
    "CREATE INDEX origin_reports_report ON origin_reports(report_id)",
)
"""What was concluded. A finding stands once, however many checks came to it: `record` is all of it,
as JSON packed with zlib, and the other tables show its parts. `quote_holds` is 0 where the words of
a quote do not stand in the report where it says."""

WATCHES = (
    """CREATE TABLE watches (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES sources(id),
        every_s REAL,
        after_s TEXT NOT NULL,
        published TEXT NOT NULL,
        added TEXT NOT NULL,
        due TEXT,
        finished TEXT,
        paused INTEGER NOT NULL CHECK (paused IN (0, 1)) DEFAULT 0,
        removed TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        failing_since TEXT,
        why TEXT NOT NULL DEFAULT '',
        lease INTEGER NOT NULL DEFAULT 0,
        leased_until TEXT
    ) STRICT""",
    """CREATE TABLE notifications (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        channel TEXT NOT NULL,
        body TEXT NOT NULL,
        made TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'given-up')) DEFAULT 'pending',
        due TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        why TEXT NOT NULL DEFAULT '',
        sent TEXT
    ) STRICT""",
    """CREATE TABLE rulings (
        id INTEGER PRIMARY KEY,
        claim_id INTEGER NOT NULL REFERENCES claims(id),
        finding_id INTEGER NOT NULL REFERENCES findings(id),
        outcome TEXT NOT NULL CHECK (outcome IN ('true', 'false', 'unresolved')),
        ruled_by TEXT NOT NULL,
        note TEXT NOT NULL,
        decided_by TEXT NOT NULL CHECK (decided_by IN ('human', 'primary-document')),
        ruled TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE ledger (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('snapshot', 'check', 'ruling')),
        item INTEGER NOT NULL,
        digest TEXT NOT NULL,
        link TEXT NOT NULL,
        UNIQUE (kind, item)
    ) STRICT""",
    "CREATE UNIQUE INDEX watches_source ON watches(source_id) WHERE removed IS NULL",
    "CREATE INDEX watches_due ON watches(due) WHERE removed IS NULL",
    "CREATE INDEX notifications_due ON notifications(state, due)",
    "CREATE INDEX rulings_claim ON rulings(claim_id)",
    "CREATE INDEX rulings_finding ON rulings(finding_id)",
)
"""What is looked at again, whom to tell, what people decided, and the chain over all that is
evidence."""

ONLY_ADDED_TO = (
    *("blobs", "texts", "reports", "snapshots", "confirmations", "sources", "checks", "claims"),
    *("findings", "check_claims", "check_reports", "passages", "evidence", "clashes", "origins"),
    *("origin_reports", "rulings", "ledger"),
)
NEVER_DELETED = ("outlets", "outages", "watches", "notifications")

SEARCHED = {
    "passages": ("exact", "SELECT new.id, new.exact"),
    "claims": ("text", "SELECT new.id, new.text"),
    "reports": (
        "title, text",
        "SELECT new.id, coalesce(new.title, ''), text FROM texts WHERE id = new.text_id",
    ),
}
"""Table -> the columns that are searched, and how to get them of a new row. Its index has its name
and "_search"."""


def migrate(database: Database) -> None:
    """Bring a database to the tables of this version; a new file gets all of them.

    Raises:
        StoreError: it is a database of something else, or of a later version.
    """
    applied = _applied(database)
    database.log_beside()
    if applied == VERSION:
        return
    with database.writing() as connection:
        if _applied(database) < VERSION:
            _apply(connection)
            connection.execute(f"PRAGMA application_id = {OURS}")
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _applied(database: Database) -> int:
    """How many migrations a database has had."""
    whose, version = _number(database, "application_id"), _number(database, "user_version")
    if whose != OURS and (whose or version or _has_tables(database)):
        raise StoreError(f"{database.path} is a database of another program: name another file")
    if version > VERSION:
        raise StoreError(
            f"{database.path} was written by a later version of corroborate (tables {version}, "
            f"here {VERSION}): install that version or a later one"
        )
    return version


def _number(database: Database, pragma: str) -> int:
    row = database.row(f"PRAGMA {pragma}")
    return int(row[0]) if row else 0


def _has_tables(database: Database) -> bool:
    return database.row("SELECT 1 FROM sqlite_master LIMIT 1") is not None


def _apply(connection: sqlite3.Connection) -> None:
    from sqlite_utils.db import Database as Migrated

    _migrations().apply(Migrated(connection))


def _migrations() -> "Migrations":
    """All migrations, in order."""
    from sqlite_utils import Migrations

    migrations = Migrations("corroborate")

    @migrations()
    def m001_pages_checks_watches(db: "Migrated") -> None:
        for statement in (*PAGES, *CHECKS, *WATCHES, *_searches(), *_refusals(), *VIEWS):
            db.conn.execute(statement)

    return migrations


def _searches() -> Iterable[str]:
    """The search indexes, each filled by a trigger. They hold no text: they read it again where it
    stands."""
    yield """CREATE VIEW reports_text_of AS SELECT reports.id, coalesce(title, '') AS title, text
        FROM reports JOIN texts ON texts.id = text_id"""
    for table, (columns, new) in SEARCHED.items():
        content = "reports_text_of" if table == "reports" else table
        yield f"""CREATE VIRTUAL TABLE {table}_search USING fts5(
            {columns}, content='{content}', content_rowid='id',
            tokenize='unicode61 remove_diacritics 2')"""
        yield f"""CREATE TRIGGER {table}_searched AFTER INSERT ON {table} BEGIN
            INSERT INTO {table}_search (rowid, {columns}) {new}; END"""


def _refusals() -> Iterable[str]:
    for table in (*ONLY_ADDED_TO, *NEVER_DELETED):
        for verb in ("UPDATE", "DELETE") if table in ONLY_ADDED_TO else ("DELETE",):
            yield f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN
                SELECT RAISE(ABORT, '{table}: what is kept is never changed or deleted'); END"""


def path_of(path: str | Path) -> Path:
    """The file of a store, its folder made where it is not there.

    Raises:
        StoreError: the folder cannot be made.
    """
    file = Path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{file.parent} cannot be made a folder ({error.strerror})") from error
    return file
