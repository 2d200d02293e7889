"""Sources that are checked again by themselves, and who checks which one now."""

import sqlite3
from datetime import datetime, timedelta
from json import loads

from corroborate.errors import StoreError
from corroborate.store.connection import Database
from corroborate.store.dossiers import keep_source
from corroborate.store.forms import json, maybe_time, maybe_utc, time, utc
from corroborate.store.kept import Lease, Schedule, Watch
from corroborate.store.texts import insert

_WATCH = "SELECT watches.*, source FROM watches JOIN sources ON sources.id = source_id"
_FINISH = """UPDATE watches SET leased_until = NULL, finished = ?1, due = ?2, why = ?3,
    failures = CASE ?3 WHEN '' THEN 0 ELSE failures + 1 END,
    failing_since = CASE ?3 WHEN '' THEN NULL ELSE coalesce(failing_since, ?1) END
    WHERE id = ?4"""
_ACTIVE = "removed IS NULL AND paused = 0"


def watch(
    database: Database, source: str, schedule: Schedule, published: datetime | None, now: datetime
) -> Watch:
    """Check a source again on a schedule from now on; one that is watched gets this schedule."""
    with database.writing() as connection:
        number = keep_source(connection, source)
        sql = "SELECT id, published FROM watches WHERE source_id = ? AND removed IS NULL"
        known = connection.execute(sql, (number,)).fetchone()
        out = published or (time(known["published"]) if known else now)
        row = {
            "every_s": schedule.every.total_seconds() if schedule.every else None,
            "after_s": json([each.total_seconds() for each in schedule.after]),
            "published": utc(out),
            "due": maybe_utc(schedule.next_after(now, out)),
            "paused": 0,
        }
        if known:
            names = ", ".join(f"{name} = ?" for name in row)
            sql = f"UPDATE watches SET {names} WHERE id = ?"
            connection.execute(sql, (*row.values(), known["id"]))
        else:
            insert(connection, "watches", {**row, "source_id": number, "added": utc(now)})
    return one(database, source)


def one(database: Database, source: str) -> Watch:
    """The watch of a source.

    Raises:
        StoreError: it is not watched.
    """
    row = database.row(f"{_WATCH} WHERE source = ? AND removed IS NULL", source)
    if row is None:
        raise StoreError(f"{source} is not watched: `corroborate watch list` shows what is")
    return _watch(row)


def every(database: Database, removed: bool) -> tuple[Watch, ...]:
    """All watches in the order added, with those that were removed where `removed`."""
    which = "" if removed else "WHERE removed IS NULL"
    return tuple(map(_watch, database.rows(f"{_WATCH} {which} ORDER BY watches.id")))


def due(database: Database, at: datetime, now: datetime) -> tuple[Watch, ...]:
    """The watches due by `at` that nobody checks now, the longest due first."""
    rows = database.rows(
        f"""{_WATCH} WHERE {_ACTIVE} AND due <= ?
        AND (leased_until IS NULL OR leased_until <= ?) ORDER BY due, watches.id""",
        utc(at),
        utc(now),
    )
    return tuple(map(_watch, rows))


def pause(database: Database, source: str, paused: bool) -> Watch:
    """Leave a watch out of what is due, or take it in again."""
    return _changed(database, source, "paused = ?", int(paused))


def remove(database: Database, source: str, now: datetime) -> None:
    """Watch a source no more; all that was kept of it stays."""
    known = one(database, source)
    with database.writing() as connection:
        connection.execute("UPDATE watches SET removed = ? WHERE id = ?", (utc(now), known.id))


def lease(database: Database, seen: Watch, until: datetime, now: datetime) -> Lease | None:
    """Take a watch until a moment; None where another has it, or has checked it since it was
    seen."""
    sql = f"""UPDATE watches SET lease = lease + 1, leased_until = ? WHERE id = ?
        AND {_ACTIVE} AND due IS ? AND finished IS ?
        AND (leased_until IS NULL OR leased_until <= ?) RETURNING lease"""
    values = (utc(until), seen.id, maybe_utc(seen.due), maybe_utc(seen.finished), utc(now))
    with database.writing() as connection:
        row = connection.execute(sql, values).fetchone()
    return Lease(seen, int(row[0]), until) if row else None


def finish(database: Database, held: Lease, failure: str, now: datetime) -> Watch:
    """Give a watch back after a check, with why it failed where it did, and plan the next one.

    Raises:
        StoreError: the lease ran out and another took the watch, so nothing of this may be kept.
    """
    with database.writing() as connection:
        held_still = "WHERE watches.id = ? AND lease = ? AND leased_until IS NOT NULL"
        row = connection.execute(f"{_WATCH} {held_still}", (held.watch.id, held.number)).fetchone()
        if row is None:
            raise StoreError(
                f"{held.watch.source}: this check took past {utc(held.until)} and another took "
                "over: nothing of it was kept"
            )
        due_next = _watch(row).schedule.next_after(now, held.watch.published)
        connection.execute(_FINISH, (utc(now), maybe_utc(due_next), failure, held.watch.id))
    return _watch(database.rows(f"{_WATCH} WHERE watches.id = ?", held.watch.id)[0])


def give_back(database: Database, held: Lease) -> None:
    """Free a watch with nothing done: it stays due, and this counts as no failure."""
    sql = "UPDATE watches SET leased_until = NULL WHERE id = ? AND lease = ?"
    with database.writing() as connection:
        connection.execute(sql, (held.watch.id, held.number))


def _changed(database: Database, source: str, change: str, *values: object) -> Watch:
    known = one(database, source)
    with database.writing() as connection:
        connection.execute(f"UPDATE watches SET {change} WHERE id = ?", (*values, known.id))
    return one(database, source)


def _watch(row: sqlite3.Row) -> Watch:
    every_s = row["every_s"]
    return Watch(
        id=row["id"],
        source=row["source"],
        schedule=Schedule(
            None if every_s is None else timedelta(seconds=every_s),
            tuple(timedelta(seconds=each) for each in loads(row["after_s"])),
        ),
        published=time(row["published"]),
        added=time(row["added"]),
        due=maybe_time(row["due"]),
        finished=maybe_time(row["finished"]),
        paused=bool(row["paused"]),
        removed=maybe_time(row["removed"]),
        failures=row["failures"],
        failing_since=maybe_time(row["failing_since"]),
        why=row["why"],
    )
