"""`corroborate doctor`: what is configured, reachable and missing, in plain words."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corroborate.errors import BadSettings
from corroborate.faces.configured import file_of, settings_option
from corroborate.faces.printing import aligned, emit_json, emit_lines
from corroborate.settings.places import settings_place
from corroborate.settings.reading import Loaded, read_settings

if TYPE_CHECKING:
    from corroborate.faces.checkup.point import Point


@click.command()
@settings_option
@click.option("--offline", is_flag=True, help="Ask no outlet: look at this machine alone.")
@click.option("--deep", is_flag=True, help="Load the models, and verify all of the store.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def doctor(settings_file: str | None, offline: bool, deep: bool, as_json: bool) -> int:
    """Look at the installation: what is there, what is set, who answers, what is missing.

    Asks each list of each followed outlet once, waiting 10 seconds at most for an answer; search
    services are not asked. Exit status: 0 all is well, 1 something needs attention, 3 the network
    cannot be reached.
    """
    from corroborate.faces.checkup.point import exit_status

    points = list(_points(settings_file, offline, deep))
    if as_json:
        emit_json([each.to_dict() for each in points])
    else:
        emit_lines(_lines(points))
    return exit_status(points)


def _points(settings_file: str | None, offline: bool, deep: bool) -> Iterator["Point"]:
    from corroborate.faces.checkup import installed, kept, web
    from corroborate.faces.checkup.point import Point
    from corroborate.faces.desk import wall_clock
    from corroborate.learned import Learned

    now = wall_clock()
    yield from installed.versions()
    yield from installed.loaded_models(Learned()) if deep else installed.models()
    yield from installed.tables()
    yield from web.clock(now)
    try:
        loaded = read_settings(file_of(settings_file), os.environ)
    except BadSettings as error:
        yield Point("settings", "attention", str(error), "the rest is as if nothing were set")
        loaded = _unset(settings_file)
    else:
        yield from kept.settings(loaded)
    yield from kept.store(loaded.settings, now, deep)
    yield from kept.room(loaded.settings)
    yield from web.own_name(loaded.settings)
    yield from web.search(loaded.settings.search)
    yield from web.outlets(loaded.settings, now, offline)


def _unset(settings_file: str | None) -> Loaded:
    """What holds where the settings cannot be read: all as it comes."""
    from corroborate.settings import Settings

    return Loaded(settings_place(file_of(settings_file), os.environ), False, Settings(), ())


def _lines(points: list["Point"]) -> Iterator[str]:
    """A line a point, and below it what to do, if anything."""
    rows: list[tuple[str, str, str]] = []
    for each in points:
        rows.append((each.state, each.subject, each.said))
        if each.advice:
            rows.append(("", "", f"-> {each.advice}"))
    yield from aligned(rows)
