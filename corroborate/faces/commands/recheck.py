"""`corroborate recheck`: what changed in the watched articles since; nothing is printed else."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from filelock import FileLock, Timeout

from corroborate.errors import RunHeld
from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Desk
from corroborate.faces.printing import emit_json, emit_lines
from corroborate.faces.times import length_of
from corroborate.settings import Settings
from corroborate.settings.places import store_place

if TYPE_CHECKING:
    from corroborate.recheck.acting import Rechecked
    from corroborate.store import Watch

CHANGED, FAILED = 4, 3
"""Exit statuses: a verdict changed; an article could not be checked."""
MOST = 100
"""Articles a run where nobody says: at a minute each, what is due within two hours."""


@click.command()
@click.option("--due", is_flag=True, help="Check what is due by its times; so too without it.")
@click.option("--since", metavar="TIME", help="Check what came out within TIME, due or not.")
@click.option("--max", "most", default=MOST, show_default=True, help="Check at most so many.")
@click.option(
    "--jitter",
    default=0,
    metavar="S",
    help="Wait up to S seconds first, so that many do not ask at once.",
)
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print each change as a line of JSON.")
def recheck(
    due: bool, since: str | None, most: int, jitter: int, settings_file: str | None, as_json: bool
) -> int:
    """Check the watched articles again and print what changed; nothing where nothing did.

    For cron, which mails what is printed (see `corroborate schedule`). Exit status: 0 nothing
    changed, 4 a verdict changed, 3 an article could not be checked, 75 another run is at work.
    """
    if due and since:
        raise click.UsageError("--due and --since are two choices: give one of them")
    settings = configured(settings_file, quiet=True).settings
    time.sleep(random.uniform(0, jitter))
    with alone(settings), Desk(settings) as desk:
        watches = _chosen(desk, since)[:most]
        results = list(desk.engine.recheck(desk.gatherer, watches, desk.channels))
        notices = desk.deliver(any(each.outcome == "error" for each in results))
    for notice in notices:
        click.echo(f"corroborate: {notice}", err=True)
    told = [each for each in results if each.tellings]
    if as_json:
        for each in told:
            emit_json(each.to_dict(), indent=None)
    else:
        emit_lines(_lines(told))
    return _status(results)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the lock of re-checks on this store.

    Raises:
        RunHeld: another run holds it.
    """
    place = store_place(settings)
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(Path(f"{place}.recheck"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise RunHeld(str(place)) from None
    try:
        yield
    finally:
        lock.release()


def _chosen(desk: Desk, since: str | None) -> "tuple[Watch, ...]":
    if since is None:
        return desk.store.due(desk.now())
    first = desk.now() - length_of(since, "--since")
    later = timedelta(0)
    return tuple(
        each for each in desk.store.watches() if not each.paused and each.published - first >= later
    )


def _lines(told: "Sequence[Rechecked]") -> Iterator[str]:
    from corroborate.recheck.wording import subject_of, telling_lines

    for number, each in enumerate(told):
        for telling in each.tellings:
            yield from ([""] if number else [])
            yield subject_of(each.title, telling)
            yield from telling_lines(each.source, telling)


def _status(results: "Sequence[Rechecked]") -> int:
    changed = any(change.moved for each in results for change in each.changes)
    if changed:
        return CHANGED
    return FAILED if any(each.outcome == "error" for each in results) else 0
