"""The database: one connection a thread, every write in a transaction that took its lock first."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from corroborate.errors import StoreBusy, StoreDamaged, StoreError
from corroborate.store.forms import whole

BUSY_TIMEOUT_MS = 15_000
"""How long a write waits for another's: far over the longest of ours, well under cron's minute."""
MOST_TURNS = 20
"""How often a new file is asked to keep its log beside it while others open it too; each time waits
for the one before."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA recursive_triggers = ON",
)
"""`recursive_triggers`: else INSERT OR REPLACE would delete a row past the trigger that refuses
it."""

WHOLE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
PART = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")
"""How a transaction, and a part of one, begins, is kept and is undone."""


class _Connection(sqlite3.Connection):
    """A connection that takes any text, with half characters replaced.

    It can be weakly referred to, as that of a thread that ended closes by itself.
    """

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        return super().execute(sql, [whole(v) if isinstance(v, str) else v for v in values])


class Database:
    """The connections to one file, opened when a thread first asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: WeakSet[_Connection] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """All rows that a query gives."""
        with self._in_our_words():
            return self._mine().execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row that a query gives."""
        with self._in_our_words():
            row: sqlite3.Row | None = self._mine().execute(sql, values).fetchone()
            return row

    def each(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        """The rows of a query one by one, for what is too large to hold."""
        with self._in_our_words():
            yield from self._mine().execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its start: all of it is kept, or nothing.

        Within another one of this thread it is a part of that.
        """
        connection = self._mine()
        begin, keep, undo = WHOLE if not connection.in_transaction else PART
        with self._in_our_words():
            connection.execute(begin)
            try:
                yield connection
                connection.execute(keep)
            except BaseException:
                if connection.in_transaction:
                    connection.execute(undo)
                raise

    def alone(self, sql: str, *values: Any) -> None:
        """Run what may stand in no transaction."""
        with self._in_our_words():
            self._mine().execute(sql, values)

    def log_beside(self) -> None:
        """Have changes written to a log beside the file, so that readers and a writer do not wait
        for each other; the file itself remembers it.

        SQLite does not wait its turn for this. So where another opens the same new file we take a
        turn at writing, which does wait, and ask again.
        """
        with self._in_our_words():
            connection = self._mine()
            for _ in range(MOST_TURNS):
                if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                    return
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                        raise
                    connection.execute("BEGIN IMMEDIATE")
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._closed = True
            for connection in list(self._open):
                connection.close()

    def _mine(self) -> _Connection:
        """The connection of this thread. A process that was forked opens its own, and leaves alone
        the one that it has from before."""
        if self._closed:
            raise StoreError(f"{self.path} was closed: open the store again")
        held: dict[int, _Connection] = self._local.__dict__.setdefault("by_process", {})
        if os.getpid() not in held:
            held[os.getpid()] = self._connect()
        return held[os.getpid()]

    def _connect(self) -> _Connection:
        with self._lock, self._in_our_words():
            connection = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, factory=_Connection
            )
            self._open.add(connection)
            connection.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            return connection

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None or code & 0xFF not in _WORDS:
                raise
            raise _WORDS[code & 0xFF](self.path, error) from error


_WORDS: dict[int, Callable[[Path, sqlite3.Error], StoreError]] = {
    sqlite3.SQLITE_BUSY: lambda path, _: StoreBusy(
        f"{path} is being written by another program for over {BUSY_TIMEOUT_MS // 1000} s: "
        "try again later"
    ),
    sqlite3.SQLITE_NOTADB: lambda path, _: StoreError(
        f"{path} is not a database: name another file, or move this one away"
    ),
    sqlite3.SQLITE_FULL: lambda path, _: StoreError(
        f"{path}: no room left to write, so nothing of this was kept: free some and try again"
    ),
    sqlite3.SQLITE_READONLY: lambda path, _: StoreError(
        f"{path} may not be written: give yourself the right to write it and its folder"
    ),
    sqlite3.SQLITE_CANTOPEN: lambda path, _: StoreError(
        f"{path} cannot be opened: is it a file in a folder that you may write to?"
    ),
    sqlite3.SQLITE_IOERR: lambda path, error: StoreError(
        f"{path} could not be read or written ({error}): look at the disk and try again"
    ),
    sqlite3.SQLITE_CORRUPT: lambda path, error: StoreDamaged(
        f"{path} is damaged ({error}): go back to a backup"
    ),
}
"""What SQLite's primary result codes mean to a newsroom; others are bugs of ours."""
_WORDS[sqlite3.SQLITE_LOCKED] = _WORDS[sqlite3.SQLITE_BUSY]
