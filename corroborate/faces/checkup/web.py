"""Who is asked on the web, by which name, and whether they answer."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from urllib.parse import urlsplit

from corroborate.errors import BadInput
from corroborate.faces.checkup.point import Point
from corroborate.faces.outlets import Known, all_followed, near_hint
from corroborate.faces.probing import OFFLINE, Probe, hasty, is_offline, probe
from corroborate.faces.trying import count, found, told
from corroborate.net.client import Net
from corroborate.reference.outlet import load_outlets
from corroborate.settings import Search, Settings
from corroborate.settings.given import without_password

NOT_BEFORE = datetime(2025, 7, 1, tzinfo=UTC)
"""When the tables were written: no clock that goes well shows an earlier time."""
MOST_SKEW = timedelta(minutes=5)
"""How far our clock may be from those of servers before it must be set: it dates evidence."""


def own_name(settings: Settings) -> Iterator[Point]:
    """By which name the web knows us."""
    search = settings.search
    asks = settings.followed or search.gdelt or search.google_news or search.fact_check_key
    if settings.web.contact:
        yield Point("contact", "ok", f"outlets can reach you at {settings.web.contact}")
    else:
        said = "none: the user agent tells outlets nothing of who asks"
        advice = "set contact in [web] to an address that is read, or CORROBORATE_CONTACT"
        yield Point("contact", "attention" if asks else "off", said, advice)
    if settings.web.proxy:
        yield Point("proxy", "ok", f"all goes through {without_password(settings.web.proxy)}")


def search(settings: Search) -> Iterator[Point]:
    """Which search services are asked, and what they learn."""
    services = (
        ("search.gdelt", settings.gdelt, settings.gdelt_url),
        ("search.google_news", settings.google_news, settings.google_news_url),
        ("search.fact_check_key", settings.fact_check_key, settings.fact_check_url),
    )
    for name, is_on, url in services:
        host = urlsplit(url).hostname
        sent = "names, words and numbers of every text that is checked"
        if is_on:
            yield Point(name, "ok", f"sends {sent} to {host}")
        else:
            yield Point(name, "off", f"if it were on, {sent} would go to {host}")


def outlets(settings: Settings, now: datetime, offline: bool) -> Iterator[Point]:
    """The outlets that are followed, and the state of their feeds."""
    known = all_followed(settings.followed, load_outlets())
    if not known:
        said = "none is followed: texts are checked against the files that are given"
        yield Point("outlets", "off", said, "corroborate outlets add NAME")
        return
    yield from (point for each in known for point in _as_set(each))
    if offline:
        yield Point("network", "off", f"{count(len(known), 'outlet')} followed, none was asked")
        return
    try:
        with Net(hasty(settings.web), lambda: now) as net:
            probes = probe([each.asked for each in known], net, now)
    except BadInput as error:
        yield Point("network", "attention", str(error))
        return
    if is_offline(probes):
        yield Point("network", "unreachable", OFFLINE)
        return
    yield from (_of_one(each, probes, now) for each in known if each.lists or each.domains)
    yield from _skew(probes)


def _as_set(outlet: Known) -> Iterator[Point]:
    """What is missing in how an outlet is followed."""
    if not outlet.domains:
        hint = near_hint(outlet.id, load_outlets()) if outlet.row is None else ""
        said = f"no table has it, and it has no domain{hint}"
        yield Point(outlet.id, "attention", said, f"set domain in [outlets.{outlet.id}]")


def _of_one(outlet: Known, probes: Sequence[Probe], now: datetime) -> Point:
    """One line for one outlet: what troubles it, else how new its news is."""
    own = [each for each in probes if each.outlet == outlet.id]
    ill = [each for each in own if not each.is_well(now)]
    pages = sum(each.pages for each in own)
    if ill or not pages:
        said = "; ".join(f"{each.url}: {found(each, now)}" for each in ill) or "names no page"
        advice = f"corroborate outlets test {outlet.id}"
        return Point(outlet.id, "attention", said, advice)
    dated = [each.published for each in own if each.published]
    newest = f", the newest of {told(max(dated, key=lambda at: at.end))}" if dated else ""
    return Point(outlet.id, "ok", f"{count(pages, 'page')} in {count(len(own), 'list')}{newest}")


def clock(now: datetime) -> Iterator[Point]:
    """Whether our clock can be right, by itself."""
    if now < NOT_BEFORE:
        said = f"it is {now:%Y-%m-%d %H:%M %Z} by this machine, before this tool was made"
        yield Point("clock", "attention", said, "set the clock: it dates all evidence")
    else:
        yield Point("clock", "ok", f"{now:%Y-%m-%d %H:%M %Z}")


def _skew(probes: Sequence[Probe]) -> Iterator[Point]:
    """Whether our clock agrees with those of the servers that were asked."""
    ahead = [each.ahead_s for each in probes if each.ahead_s is not None]
    if not ahead or abs(median(ahead)) <= MOST_SKEW.total_seconds():
        return
    off = timedelta(seconds=round(abs(median(ahead))))
    way = "behind" if median(ahead) > 0 else "ahead of"
    said = f"{off} {way} the clocks of {count(len(ahead), 'answer')} from outlets"
    yield Point("clock", "attention", said, "set the clock: it dates all evidence")
