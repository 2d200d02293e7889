"""The outlets that a newsroom follows -> their feeds and sitemaps to ask for."""

from collections.abc import Iterable
from dataclasses import replace

from corroborate.model.report import Failure
from corroborate.model.web import Ask
from corroborate.net.found import Found, Inquiry, Listing
from corroborate.net.written import address
from corroborate.reference.outlet import load_outlets
from corroborate.settings import Followed


def plan(followed: Iterable[Followed]) -> Found:
    """What to ask of each outlet: its feeds and sitemaps, else those of its row in the tables, else
    the sitemaps of its robots.txt.

    A robots.txt may also stand in the place of a sitemap. An outlet of which no address is known is
    a failure.
    """
    inquiries: dict[str, Inquiry] = {}
    failures: list[Failure] = []
    for outlet in followed:
        asked = _of_one(outlet)
        if not asked:
            failures.append(Failure(outlet.id, _UNKNOWN, outlet.id))
        for each in asked:
            if address(each.ask.url, each.ask.url) is None:
                failures.append(Failure(each.ask.url, _NO_ADDRESS, outlet.id))
            else:
                inquiries.setdefault(each.ask.url, each)
    return Found(more=tuple(inquiries.values()), failures=tuple(failures))


_UNKNOWN = "no address of this outlet is known: give it a domain, a feed or a sitemap"
_NO_ADDRESS = "this is no address of a feed or sitemap: it begins with https://"


def _of_one(outlet: Followed) -> tuple[Inquiry, ...]:
    row = load_outlets().by_id(outlet.id)
    if row and not outlet.feeds and not outlet.sitemaps:
        outlet = replace(outlet, feeds=row.feeds, sitemaps=row.sitemaps)
    feeds = (Inquiry(Ask(url), "feed", outlet.id) for url in outlet.feeds)
    sitemaps = (Inquiry(Ask(url), _listing(url), outlet.id) for url in outlet.sitemaps)
    given = (*feeds, *sitemaps)
    if given:
        return given
    domain = outlet.domain or (row.domains[0] if row else "")
    return (Inquiry(Ask(f"https://{domain}/robots.txt"), "robots", outlet.id),) if domain else ()


def _listing(url: str) -> Listing:
    return "robots" if url.endswith("/robots.txt") else "sitemap"
