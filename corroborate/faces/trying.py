"""What `corroborate outlets test` finds out about an outlet, and says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corroborate.errors import FetchFailed, Unreachable
from corroborate.faces.outlets import Known
from corroborate.faces.probing import OFFLINE, Probe, hasty, is_offline, newest_pages, probe
from corroborate.model.text import Moment
from corroborate.model.web import Fetched
from corroborate.net.client import Net
from corroborate.settings import Settings
from corroborate.settings.places import store_place
from corroborate.store import Store
from corroborate.store.health import Health


@dataclass(frozen=True, slots=True)
class Trial:
    """An outlet as it was tried: its lists, its newest page with what that answered, None where no
    list has one, and how it fared before."""

    outlet: Known
    probes: tuple[Probe, ...]
    page: Fetched | FetchFailed | None
    before: Health | None = None

    def is_well(self, now: datetime) -> bool:
        """Whether every list can be read, and the newest page too."""
        lists_are_well = all(each.is_well(now) for each in self.probes)
        return lists_are_well and isinstance(self.page, Fetched)


def try_outlets(outlets: Sequence[Known], settings: Settings, now: datetime) -> tuple[Trial, ...]:
    """Ask the lists of each outlet, and the newest page that they name.

    Raises:
        Unreachable: nothing at all could be reached. StoreError: the store cannot be read.
    """
    with Net(hasty(settings.web), lambda: now) as net:
        probes = probe([each.asked for each in outlets], net, now)
        if is_offline(probes):
            raise Unreachable(OFFLINE)
        of_each = [tuple(one for one in probes if one.outlet == each.id) for each in outlets]
        pages = newest_pages(of_each, net)
    before = _before(outlets, store_place(settings), now)
    return tuple(map(Trial, outlets, of_each, pages, before))


def _before(outlets: Sequence[Known], place: Path, now: datetime) -> Sequence[Health | None]:
    """How each outlet fared before; None where there is no store, and none is made."""
    if not place.exists():
        return [None] * len(outlets)
    with Store.open(place, lambda: now) as store:
        return [store.health(each.id, _places(each)) for each in outlets]


def _places(outlet: Known) -> list[str]:
    """What the store calls the lists of an outlet: their addresses without a query, which may hold
    a key."""
    return sorted({each.partition("?")[0] for each in outlet.lists})


def lines(trial: Trial, now: datetime) -> Iterator[str]:
    """What was found, in words."""
    yield f"{trial.outlet.id}  {trial.outlet.name}"
    for each in trial.probes:
        yield f"    {each.listing:<8} {each.url}" if each.url else "    no list is known"
        yield f"             {found(each, now)}"
    yield from _newest(trial)
    if trial.before:
        yield from _earlier(trial.before)


def found(each: Probe, now: datetime) -> str:
    """What a list gave, in a few words."""
    if each.trouble and not each.pages:
        return f"not read: {each.trouble}"
    if each.more and not each.pages:
        return f"names {count(each.more, 'sitemap')} to look into"
    if not each.pages:
        return "names no page: an empty list, or one of older pages"
    dated = f", the newest of {told(each.published)}" if each.published else ", none with a date"
    old = "" if each.is_well(now) or each.trouble else ": not kept up any more?"
    broken = f"; {each.trouble}" if each.trouble else ""
    return f"alive: {count(each.pages, 'page')}{dated}{old}{broken}"


def count(number: int, what: str) -> str:
    """A number of things in words."""
    return f"{number} {what}{'s' * (number != 1)}"


def told(moment: Moment | None) -> str:
    """A moment for people, to the minute."""
    if moment is None:
        return "unknown date"
    return f"{moment.at:%Y-%m-%d %H:%M %Z}" if moment.at else moment.day.isoformat()


def _newest(trial: Trial) -> Iterator[str]:
    if isinstance(trial.page, Fetched):
        yield f"    newest page can be read, robots.txt allows it: {trial.page.url}"
    elif trial.page is not None:
        yield f"    newest page cannot be read: {trial.page}"


def _earlier(before: Health) -> Iterator[str]:
    read = f"{before.last_read:%Y-%m-%d %H:%M %Z}" if before.last_read else "never"
    yield f"    last page kept: {read}"
    if before.failing_since:
        times = count(before.times, "time")
        since = f"{before.failing_since:%Y-%m-%d %H:%M %Z}"
        yield f"    failing since {since}, {times}: {before.why}"


def record(trial: Trial, now: datetime) -> dict[str, object]:
    """The same as JSON."""
    before = trial.before
    page = trial.page
    return {
        "id": trial.outlet.id,
        "name": trial.outlet.name,
        "well": trial.is_well(now),
        "lists": [
            {
                "url": each.url or None,
                "kind": each.listing,
                "well": each.is_well(now),
                "pages": each.pages,
                "newest": each.published.isoformat() if each.published else None,
                "robots": "forbidden" if each.why == "robots" else None if each.why else "allowed",
                "trouble": each.trouble or None,
            }
            for each in trial.probes
        ],
        "newest_page": page.url if page else None,
        "newest_page_trouble": page.detail if isinstance(page, FetchFailed) else None,
        "last_kept": before.last_read.isoformat() if before and before.last_read else None,
        "failing_since": (
            before.failing_since.isoformat() if before and before.failing_since else None
        ),
    }
