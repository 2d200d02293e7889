"""Whether what is kept can be read: the settings file and the store, and room for more."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from corroborate.errors import StoreError
from corroborate.faces.checkup.point import Point, existing, size
from corroborate.settings import Settings
from corroborate.settings.places import store_place
from corroborate.settings.reading import Loaded
from corroborate.store import Store

QUICK_BYTES = 500_000_000
"""The largest store that is looked through without --deep: some seconds on an old disk."""
LITTLE_ROOM_BYTES = 1_000_000_000
"""Free space below which a newsroom should make room: some thousand pages, and a backup."""


def settings(loaded: Loaded) -> Iterator[Point]:
    """The file, and what is set in it or in the environment."""
    ours = [each for each in loaded.listed if each.source != "default"]
    there = "" if loaded.found else ", which is not there: all is as it comes"
    secrets = sum(each.value == "set" for each in ours)
    said = f"{loaded.path}{there}; {len(ours)} set, {secrets} of them secret"
    yield Point("settings", "ok", said)
    yield from (Point("settings", "attention", each) for each in loaded.notices)


def store(settings: Settings, now: datetime, deep: bool) -> Iterator[Point]:
    """Whether the store opens and is whole; none is made where there is none."""
    place = store_place(settings)
    if not place.exists():
        folder = existing(place.parent)
        if os.access(folder, os.W_OK) and folder.is_dir():
            yield Point("store", "off", f"none yet; the first check makes {place}")
        else:
            said = f"{place} cannot be made: {folder} may not be written"
            yield Point("store", "attention", said, "set store in the settings to another place")
        return
    yield from _opened(place, now, deep)


def _opened(place: Path, now: datetime, deep: bool) -> Iterator[Point]:
    about = f"{place}, {size(place.stat().st_size)}"
    looked_at = deep or place.stat().st_size <= QUICK_BYTES
    try:
        with Store.open(place, lambda: now) as opened:
            kept = f"{about}, {len(opened.sources())} texts checked or watched"
            fault = opened.quick_fault() if looked_at else ""
            faults = [str(each) for each in opened.verify()] if deep else []
    except StoreError as error:
        yield Point("store", "attention", str(error))
        return
    if fault or faults:
        said = f"{about}: {'; '.join(filter(None, [fault, *faults]))}"
        yield Point("store", "attention", said, "go back to a backup")
    else:
        more = "" if looked_at else "; not looked through, as it is large: --deep does"
        yield Point("store", "ok", f"{kept}{more}")


def room(settings: Settings) -> Iterator[Point]:
    """How much more the disk of the store holds."""
    folder = existing(store_place(settings).parent)
    free = shutil.disk_usage(folder).free
    said = f"{size(free)} free in {folder}"
    if free < LITTLE_ROOM_BYTES:
        yield Point("disk", "attention", said, "make room, or set store to another disk")
    else:
        yield Point("disk", "ok", said)
