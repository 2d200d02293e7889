"""Stores for tests: a clock that is set by hand, pages, and a way past the rules of the store."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corroborate.model.web import Fetched
from corroborate.store import Store

NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A time that moves when it is told to."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def later(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


def page(url: str, content: bytes = b"<p>Three bridges closed.</p>", **rest: object) -> Fetched:
    """A page that was fetched at noon."""
    return Fetched(
        **{"asked": url, "url": url, "status": 200, "fetched": NOON, "content": content, **rest}
    )  # type: ignore[arg-type]  # each test gives what it is about


def tampered(path: Path, *statements: str) -> None:
    """Do to a store what only somebody with another program can do."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.close()


def raw(store: Store) -> sqlite3.Connection:
    """The connection of this thread, to bring about what only a full disk or a slow one does."""
    return store._database._mine()
