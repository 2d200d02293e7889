"""robots.txt, an index of sitemaps or a sitemap -> candidates, or more to ask."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.found import Found, Inquiry, Window, failure, unread
from corroborate.net.written import (
    ENTITIES,
    address,
    day_of_address,
    declares_entities,
    is_web_page,
    moment,
    opening,
    plain,
    without_host,
)
from corroborate.reference.lists import load_list_words

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PAGES = 2_000
"""Of one sitemap that become candidates; one of news lists at most 1,000."""
MOST_SITEMAPS = 4
"""Of one list that are asked for, those of news first, then the newest: each is a request to the
outlet, and these hold what a window of days may hold."""
MOST_DEPTH = 2
"""Indexes that may lead to one another below robots.txt."""
MOST_ROBOTS_BYTES = 512_000
"""Of a robots.txt that are read: RFC 9309 asks for no fewer than 500 KiB."""

_TAIL = 256
_CLOSED = re.compile(rb"</\s*(?:\w+:)?(?:urlset|sitemapindex)\s*>\s*(?:<!--[^>]*-->\s*)?\Z", re.I)
_EMPTY = re.compile(rb"<(urlset|sitemapindex)\b[^>]*(/>|>\s*</\1\s*>)\s*\Z")
_ORDER = (True, None, False)
_PERIOD = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?:[-_./]|&?[a-z]{1,5}=)?(?P<month>0[1-9]|1[0-2]|[1-9])(?!\d))?"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One address of a sitemap or index, as written; "" for what it does not say."""

    is_sitemap: bool
    url: str
    changed: str
    published: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sitemap that were wanted, and why not all could be read."""

    rows: tuple[Row, ...]
    why_not: str = ""


def parse_robots(inquiry: Inquiry, fetched: Fetched, window: Window) -> Found:
    """What to ask of an outlet whose robots.txt this is: the sitemaps that it names."""
    from protego import Protego

    text = fetched.content[:MOST_ROBOTS_BYTES].decode("utf-8", "replace")
    links = (address(each, fetched.url) for each in Protego.parse(text).sitemaps)
    rows = [Row(True, url, "", "", "", "") for url in dict.fromkeys(links) if url]
    if not rows:
        return unread(inquiry, "robots.txt names no sitemap: add a feed or sitemap of the outlet")
    return _led_on(inquiry, rows, fetched, window)


def parse(inquiry: Inquiry, fetched: Fetched, window: Window) -> Found:
    """The pages that a sitemap lists, or the sitemaps that an index does.

    What is outside the window is left out. The date of a page is that of its news tag, else the one
    in its address: `lastmod` only tells that an older page has not changed since.
    """
    read = read_sitemap(fetched, lambda row: _may_be_wanted(row, window, fetched.fetched))
    pages = [row for row in read.rows if not row.is_sitemap]
    led = _led_on(inquiry, [row for row in read.rows if row.is_sitemap], fetched, window)
    found = [_candidate(row, inquiry, fetched) for row in pages[:MOST_PAGES]]
    candidates = {each.url: each for each in found if each is not None}
    told = (
        (found.count(None), "rows have no usable address"),
        (len(pages) - len(found), f"pages after the first {MOST_PAGES} were left out"),
    )
    why = read.why_not
    return Found(
        candidates=tuple(candidates.values()),
        more=led.more,
        failures=(*led.failures, *([failure(inquiry, f"the sitemap {why}")] if why else ())),
        notices=(*led.notices, *(f"{inquiry.ask.url}: {n} {what}" for n, what in told if n)),
    )


def read_sitemap(fetched: Fetched, wanted: Callable[[Row], bool]) -> Rows:
    """The wanted rows of an answer that should be a sitemap; never raises."""
    content = fetched.content
    if why_not := _why_nothing(content):
        return Rows((), why_not)
    rows: list[Row | None] = []
    try:
        rows.extend(row if wanted(row) else None for row in _elements(content))
    except (SyntaxError, ValueError, LookupError) as error:
        why_not = f"is no XML: {str(error).partition(chr(10))[0]}"
    if not rows and not why_not and not _EMPTY.search(content):
        why_not = f"lists no address: it begins “{opening(content)}”"
    if rows and not _CLOSED.search(content[-_TAIL:].rstrip(b"\0 \t\r\n")):
        rows.pop()  # it may be cut within its address
        why_not = f"breaks off: {len(rows)} whole addresses were read"
    return Rows(tuple(row for row in rows if row is not None), why_not)


def _why_nothing(content: bytes) -> str:
    """Why an answer is not even looked into, "" where it is."""
    if not content.strip():
        return "is empty"
    if is_web_page(content):
        return f"is a web page: it begins “{opening(content)}”"
    return ENTITIES if declares_entities(content) else ""


def _elements(content: bytes) -> Iterator[Row]:
    """The rows of a sitemap one by one, as far as its markup can be followed.

    Raises:
        SyntaxError, ValueError, LookupError: it cannot be followed further.
    """
    from lxml import etree

    parser = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in parser:
        yield _row(element)
        _forget(element)


def _forget(element: "_Element") -> None:
    """Free what was read, so that memory does not grow with the length of a sitemap."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _row(element: "_Element") -> Row:
    """What stands directly in the element, and in its news tag: an image has addresses too."""
    said: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = _local(child)
        if name == "news":
            for each in child.iter("*"):
                said.setdefault(f"news {_local(each)}", _said(each))
        else:
            said.setdefault(name, _said(child))
    return Row(
        is_sitemap=_local(element) == "sitemap",
        url=said.get("loc", ""),
        changed=said.get("lastmod", ""),
        published=said.get("news publication_date", ""),
        title=said.get("news title", ""),
        language=said.get("news language", ""),
    )


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _said(element: "_Element") -> str:
    return (element.text or "").strip()


def _may_be_wanted(row: Row, window: Window, now: datetime) -> bool:
    """Whether a row may lead to a page of the window: what was last changed before it does not."""
    changed = moment(row.changed, now)
    if changed is not None and changed.day < window.first:
        return False
    if row.is_sitemap:
        return _period_meets(row.url, window)
    published = moment(row.published, now)
    if published is not None:
        return window.holds(published.day)
    day = day_of_address(row.url)
    return day is None or window.holds(day)


def _period_meets(url: str, window: Window) -> bool:
    """Whether the year and month that the address of a sitemap names, if it does, lie in the
    window."""
    found = _PERIOD.search(without_host(url))
    if found is None:
        return True
    year, month = int(found["year"]), int(found["month"] or 0)
    first, last = (date(year, month or 1, 1), date(year, month or 12, 1))
    return first <= window.last and (last.year, last.month) >= (
        window.first.year,
        window.first.month,
    )


def _candidate(row: Row, inquiry: Inquiry, fetched: Fetched) -> Candidate | None:
    url = address(row.url, fetched.url)
    if url is None:
        return None
    return Candidate(
        url=url,
        title=plain(row.title),
        outlet=inquiry.outlet,
        published=moment(row.published, fetched.fetched),
        language=row.language[:2].lower() or None,
        found_by="sitemap",
    )


def _led_on(inquiry: Inquiry, rows: Iterable[Row], fetched: Fetched, window: Window) -> Found:
    """The sitemaps of a list that are worth a request, those of news first, then the newest."""
    listed = {url: row for row in rows if (url := address(row.url, fetched.url))}
    listed.pop(inquiry.ask.url, None)
    if not listed:
        return Found()
    if inquiry.depth > MOST_DEPTH:
        return unread(inquiry, "the sitemap leads from index to index without an end")
    chosen = [url for url in listed if _period_meets(url, window)]
    chosen.sort(key=lambda url: _newness(listed[url], fetched.fetched), reverse=True)
    chosen.sort(key=lambda url: _ORDER.index(load_list_words().likely_news(without_host(url))))
    more = tuple(
        Inquiry(Ask(url), "sitemap", inquiry.outlet, inquiry.depth + 1)
        for url in chosen[:MOST_SITEMAPS]
    )
    left = len(listed) - len(more)
    notice = f"{inquiry.ask.url}: {left} of {len(listed)} sitemaps were not asked for"
    return Found(more=more, notices=(notice,) if left else ())


def _newness(row: Row, now: datetime) -> date:
    changed = moment(row.changed, now)
    return changed.day if changed else date.min
