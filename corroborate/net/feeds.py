"""A feed, RSS, RDF, Atom or JSON -> candidates."""

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from corroborate.model.text import Moment
from corroborate.model.web import Candidate, Fetched
from corroborate.net.found import Found, Inquiry, unread
from corroborate.net.written import (
    ENTITIES,
    address,
    declares_entities,
    is_web_page,
    moment,
    opening,
    plain,
)

MOST_BYTES = 3_000_000
"""Of a feed that are read: room for 100 whole articles."""
MOST_MARKS = 60_000
"""Tags and entities of a feed that are read: the parser, written in Python, takes 50 µs for one
that is there to slow it down, so that the worst feed takes 3 s."""
MOST_ENTRIES = 500
"""Of one feed that are looked at; most list 10 to 100."""

_TAIL = 4_096
_COMMENT = rb"\s*(?:<!--[^>]*-->\s*)?\Z"
_CLOSED = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>" + _COMMENT, re.I)
_WHOLE = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf|item|entry)\s*>" + _COMMENT, re.I)
_ENTRY_END = re.compile(rb"</\s*(?:\w+:)?(?:item|entry)\s*>", re.I)
_MARK = re.compile(rb"[<&]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][\w-]*)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, in plain text, its address absolute; `source` and `source_url` name whom
    it is taken from, "" where it says nothing of that."""

    url: str
    title: str
    summary: str
    published: Moment | None
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed; `why_not` says in words why nothing, or not all, could be read."""

    entries: tuple[Entry, ...] = ()
    language: str | None = None
    why_not: str = ""
    notices: tuple[str, ...] = ()


def parse(inquiry: Inquiry, fetched: Fetched) -> Found:
    """The pages that an outlet's feed lists."""
    feed = read_feed(fetched)
    candidates = tuple(
        Candidate(
            url=each.url,
            title=each.title,
            summary=each.summary,
            outlet=inquiry.outlet,
            published=each.published,
            language=feed.language,
            found_by="feed",
        )
        for each in feed.entries
    )
    failures = unread(inquiry, f"the feed {feed.why_not}").failures if feed.why_not else ()
    notices = tuple(f"feed {inquiry.ask.url}: {each}" for each in feed.notices)
    return Found(candidates, failures=failures, notices=notices)


def read_feed(fetched: Fetched) -> Feed:
    """Read what can be read of an answer that should be a feed; never raises."""
    content = fetched.content[:MOST_BYTES]
    if not content.strip():
        return Feed(why_not="is empty")
    if is_web_page(content):
        return Feed(why_not=f"is a web page, not a feed: it begins “{opening(content)}”")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json(content, fetched)
    if declares_entities(content):
        return Feed(why_not=ENTITIES)
    return _read_xml(content, fetched)


def _read_xml(content: bytes, fetched: Fetched) -> Feed:
    short = content[: _length_read(content)]
    parsed = _parsed(short, fetched)
    if isinstance(parsed, str):
        return Feed(why_not=parsed)
    raw = list(parsed.entries[:MOST_ENTRIES])
    whole, closed = _ends_with(_WHOLE, short), _ends_with(_CLOSED, fetched.content)
    if not whole:
        raw = raw[:-1]  # the last one is cut, where its address may be too
    why_not = ""
    if not (closed and whole):
        what = "is longer than is read" if closed else "breaks off"
        why_not = f"{what}: {len(raw)} whole entries were read"
    beyond = len(_ENTRY_END.findall(fetched.content, len(short)))
    entries = [_entry(each, fetched) for each in raw]
    return _feed(entries, beyond, _code(str(parsed.feed.get("language", ""))), why_not)


def _length_read(content: bytes) -> int:
    """Up to the end of the last entry that is looked at, or to the last mark that is."""
    ends = islice(_ENTRY_END.finditer(content), MOST_ENTRIES - 1, None)
    marks = islice(_MARK.finditer(content), MOST_MARKS, None)
    stops = (
        next((each.end() for each in ends), None),
        next((each.start() for each in marks), None),
    )
    return min((each for each in stops if each is not None), default=len(content))


def _ends_with(pattern: re.Pattern[bytes], content: bytes) -> bool:
    return pattern.search(content[-_TAIL:].replace(b"\0", b"").rstrip()) is not None


def _parsed(content: bytes, fetched: Fetched) -> Any:
    """What feedparser makes of it, or why it can make nothing."""
    import feedparser

    kind = fetched.header("content-type")
    headers = {"content-location": fetched.url} | ({"content-type": kind} if kind else {})
    try:
        # Bytes would be taken for the name of a file where there is one of that name.
        parsed = feedparser.parse(
            io.BytesIO(content),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # the parser raises whatever it stumbles over
        return f"cannot be read: {type(error).__name__}"
    if not parsed.version and not parsed.entries:
        return f"is no feed: it begins “{opening(content)}”"
    return parsed


def _entry(parsed: Mapping[str, Any], fetched: Fetched) -> Entry | None:
    """An entry of feedparser's, None where no address is in it."""
    raw = dict(parsed.items())  # of itself it takes one date for the other, and warns
    link = _text(raw, "feedburner_origlink") or _text(raw, "link")
    url = address(link, fetched.url)
    if url is None:
        return None
    source = raw.get("source")
    source = source if isinstance(source, Mapping) else {}
    written = (_text(raw, "published"), _text(raw, "updated"))
    return Entry(
        url=url,
        title=plain(_text(raw, "title")),
        summary=plain(_text(raw, "summary")),
        published=_first_moment(written, fetched.fetched),
        source=plain(_text(source, "title")),
        source_url=_text(source, "href"),
    )


def _read_json(content: bytes, fetched: Fetched) -> Feed:
    """A feed by jsonfeed.org, 1 or 1.1."""
    try:
        told = json.loads(content.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return Feed(why_not=f"breaks off or is no JSON: it begins “{opening(content)}”")
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        return Feed(why_not="is JSON without a list of items")
    entries = [_item(each, fetched) for each in items[:MOST_ENTRIES] if isinstance(each, dict)]
    beyond = max(0, len(items) - MOST_ENTRIES)
    return _feed(entries, beyond, _code(_text(told, "language")), "")


def _item(item: Mapping[str, Any], fetched: Fetched) -> Entry | None:
    url = address(_text(item, "url") or _text(item, "external_url"), fetched.url)
    if url is None:
        return None
    summary = (_text(item, key) for key in ("summary", "content_text", "content_html"))
    written = (_text(item, "date_published"), _text(item, "date_modified"))
    return Entry(
        url=url,
        title=plain(_text(item, "title")),
        summary=plain(next(filter(None, summary), "")),
        published=_first_moment(written, fetched.fetched),
    )


def _feed(entries: Sequence[Entry | None], beyond: int, language: str | None, why_not: str) -> Feed:
    """The feed of these entries, each address once, with what was left out."""
    kept: dict[str, Entry] = {}
    for each in entries:
        if each is not None:
            kept.setdefault(each.url, each)
    told = (
        (entries.count(None), "entries have no usable address"),
        (beyond, f"entries after the first {MOST_ENTRIES} were left out"),
    )
    notices = tuple(f"{count} {what}" for count, what in told if count)
    return Feed(tuple(kept.values()), language, why_not, notices)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _first_moment(written: Iterable[str], now: datetime) -> Moment | None:
    found = (moment(each, now) for each in written)
    return next((each for each in found if each is not None), None)


def _code(language: str) -> str | None:
    """The ISO 639 code of a language tag: fr of fr-CA."""
    found = _LANGUAGE.fullmatch(language.strip())
    return found.group(1).lower() if found else None
