"""Whether the lists of followed outlets, their feeds and sitemaps, can be read just now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from corroborate.errors import FetchFailed, Why
from corroborate.model.text import Moment
from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net import feeds, sitemaps
from corroborate.net.client import Net
from corroborate.net.discovery.outlets import plan
from corroborate.net.found import Found, Inquiry, Listing, Window
from corroborate.settings import Followed, Web

RECENT_DAYS = 7
"""Pages of a sitemap that are counted: those of so many days."""
ABANDONED = timedelta(days=30)
"""A list whose newest page is older than this is no longer kept up: magazines come out monthly."""
MOST_ROUNDS = 3
"""From a robots.txt to its sitemaps, and to those that an index names."""
HASTE_S = 10.0
"""The longest that one answer is waited for: who tries wants to know, and tries again."""
HASTY_TRIES = 2
OFFLINE = (
    "nothing could be reached: look at your own network first, and at web.proxy in the settings"
)
NO_LINE: tuple[Why, ...] = ("network", "timeout", "circuit")
"""Why a fetch fails where the other end may be well: the line in between is down."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One list as it was found: how many `pages` it names, and the `newest` with its date.

    `trouble` tells why it cannot be read, or not whole, "" where it can; `why` is the kind of a
    fetch that failed; `more` counts the sitemaps that it names. `ahead_s` is by how many seconds
    the clock of its server is ahead of ours, None where it tells no time.
    """

    outlet: str
    url: str
    listing: Listing
    pages: int = 0
    newest: Candidate | None = None
    more: int = 0
    trouble: str = ""
    why: Why | None = None
    ahead_s: float | None = None

    @property
    def published(self) -> Moment | None:
        """When the newest page came out, None where that is not told."""
        return self.newest.published if self.newest else None

    def is_well(self, now: datetime) -> bool:
        """Whether it can be read and names pages, or sitemaps, that are not old."""
        old = self.published is not None and now - self.published.end > ABANDONED
        return not self.trouble and not old and bool(self.pages or self.more)


def hasty(web: Web) -> Web:
    """The same limits with less patience: one more try at most, and no long wait."""
    return replace(
        web,
        tries=min(web.tries, HASTY_TRIES),
        connect_timeout_s=min(web.connect_timeout_s, HASTE_S),
        idle_timeout_s=min(web.idle_timeout_s, HASTE_S),
        total_timeout_s=min(web.total_timeout_s, HASTE_S),
    )


def probe(followed: Iterable[Followed], net: Net, now: datetime) -> tuple[Probe, ...]:
    """Ask every list of these outlets once, and those that they lead to, in the order asked.

    An outlet of which no list is known has a probe without an address.
    """
    window = Window.around(now.date(), RECENT_DAYS, 0, now.date())
    found = plan(followed)
    probes = [Probe(each.outlet or "", "", "robots", trouble=each.why) for each in found.failures]
    pending, seen = list(found.more), {each.ask.url for each in found.more}
    for _ in range(MOST_ROUNDS):
        answers = net.fetch_all([each.ask for each in pending])
        read = [_read(*each, window) for each in zip(pending, answers, strict=True)]
        probes += (each for each, _ in read)
        more = [inquiry for _, led in read for inquiry in led]
        pending = [each for each in more if each.ask.url not in seen]
        seen |= {each.ask.url for each in pending}
        if not pending:
            break
    return tuple(probes)


def _read(
    inquiry: Inquiry, answer: Fetched | FetchFailed, window: Window
) -> tuple[Probe, tuple[Inquiry, ...]]:
    outlet, url = inquiry.outlet or "", inquiry.ask.url
    if isinstance(answer, FetchFailed):
        trouble = Probe(outlet, url, inquiry.listing, trouble=answer.detail, why=answer.kind)
        return trouble, ()
    found = _parsed(inquiry, answer, window)
    made = Probe(
        outlet,
        url,
        inquiry.listing,
        pages=len(found.candidates),
        newest=max(found.candidates, key=_age, default=None),
        more=len(found.more),
        trouble="; ".join(each.why for each in found.failures),
        ahead_s=_ahead_s(answer),
    )
    return made, found.more


def _ahead_s(answer: Fetched) -> float | None:
    try:
        told = parsedate_to_datetime(answer.header("date"))
    except ValueError:
        return None
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    return (told - answer.fetched).total_seconds()


def _parsed(inquiry: Inquiry, answer: Fetched, window: Window) -> Found:
    if inquiry.listing == "feed":
        return feeds.parse(inquiry, answer)
    if inquiry.listing == "robots":
        return sitemaps.parse_robots(inquiry, answer, window)
    return sitemaps.parse(inquiry, answer, window)


def _age(page: Candidate) -> float:
    """Sorts the newest last, those without a date first."""
    return page.published.end.timestamp() if page.published else float("-inf")


def is_offline(probes: Sequence[Probe]) -> bool:
    """Whether not one of several hosts could be reached: then it is our own line that is down."""
    asked = [each for each in probes if each.url]
    return bool(asked) and all(each.why in NO_LINE for each in asked)


def newest_pages(
    outlets: Iterable[Sequence[Probe]], net: Net
) -> tuple[Fetched | FetchFailed | None, ...]:
    """What the newest page of each outlet answers, None for one whose lists name none."""
    pages = [[each.newest for each in probes if each.newest] for probes in outlets]
    wanted = [max(each, key=_age).url if each else "" for each in pages]
    asked = list(dict.fromkeys(filter(None, wanted)))
    answers = dict(zip(asked, net.fetch_all([Ask(url) for url in asked]), strict=True))
    return tuple(answers.get(url) for url in wanted)
