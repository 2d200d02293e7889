"""Messages to deliver: each is written down before it is sent, and once."""

import sqlite3
from datetime import datetime

from corroborate.errors import StoreError
from corroborate.store.connection import Database
from corroborate.store.forms import time, utc
from corroborate.store.kept import Notification
from corroborate.store.texts import insert


def intend(database: Database, key: str, channel: str, body: str, now: datetime) -> bool:
    """Write down a message to deliver; False where this key was written down before, for then it
    is told already, or will be."""
    with database.writing() as connection:
        known = "SELECT 1 FROM notifications WHERE key = ?"
        if connection.execute(known, (key,)).fetchone():
            return False
        row = {"key": key, "channel": channel, "body": body, "made": utc(now), "due": utc(now)}
        insert(connection, "notifications", row)
        return True


def take(database: Database, until: datetime, now: datetime) -> tuple[Notification, ...]:
    """The messages to deliver now, oldest first; until the moment given nobody else gets them.

    A sender that crashes frees them so. It may have sent one: the receiver knows it by its key.
    """
    sql = "SELECT * FROM notifications WHERE state = 'pending' AND due <= ? ORDER BY id"
    with database.writing() as connection:
        rows = connection.execute(sql, (utc(now),)).fetchall()
        connection.executemany(
            "UPDATE notifications SET due = ? WHERE id = ?",
            [(utc(until), row["id"]) for row in rows],
        )
    return tuple(map(_notification, rows))


def sent(database: Database, number: int, now: datetime) -> None:
    """Note that a message was delivered."""
    _note(database, number, "state = 'sent', sent = ?", utc(now))


def undelivered(database: Database, number: int, why: str, again: datetime | None) -> None:
    """Note that a message could not be delivered, and when to try again, None for never."""
    state, due = ("given-up", None) if again is None else ("pending", utc(again))
    change = "state = ?, due = coalesce(?, due), why = ?, tries = tries + 1"
    _note(database, number, change, state, due, why)


def notifications(database: Database) -> tuple[Notification, ...]:
    """All messages, in the order written down."""
    return tuple(map(_notification, database.rows("SELECT * FROM notifications ORDER BY id")))


def _note(database: Database, number: int, change: str, *values: object) -> None:
    sql = f"UPDATE notifications SET {change} WHERE id = ? RETURNING id"
    with database.writing() as connection:
        if connection.execute(sql, (*values, number)).fetchone() is None:
            raise StoreError(f"there is no message {number}")


def _notification(row: sqlite3.Row) -> Notification:
    return Notification(
        id=row["id"],
        key=row["key"],
        channel=row["channel"],
        body=row["body"],
        made=time(row["made"]),
        state=row["state"],
        due=time(row["due"]),
        tries=row["tries"],
        why=row["why"],
    )
