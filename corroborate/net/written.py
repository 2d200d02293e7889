"""What feeds, sitemaps and services write: moments, addresses and text, read with distrust."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from corroborate.errors import BadDate
from corroborate.model.text import Moment

FIRST_YEAR = 1990
"""No page of the web is older: an earlier date is a default of some program."""
MOST_AHEAD = timedelta(days=2)
"""A date further ahead of the clock than any time zone is wrong, or of what is yet to be."""
MOST_URL = 2_048
"""Characters of an address; sitemaps.org allows as many."""
MOST_TEXT = 2_000
"""Characters of a title or summary that are looked at: some feeds carry whole articles."""

ENTITIES = "declares entities of its own, as attacks do: it was not read"
"""Why a list with a billion laughs, or with a file of ours, in it gives nothing."""

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})Z?")
_MONTH = re.compile(r"\d{4}-\d{2}")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_BLANK = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202f\ufeff\x00-\x1f\x7f]+")
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_BAD_IN_URL = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_DAY_IN_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/_.]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?!\d)"
)


def moment(text: str, now: datetime) -> Moment | None:
    """The moment that a list writes for a page: ISO 8601, RFC 822 or digits alone.

    None for none, and for one that cannot be: before the web, or ahead of `now`.
    """
    found = _as_written(text.strip()[:64])
    if found is None or found.day.year < FIRST_YEAR:
        return None
    return None if found.day > (now + MOST_AHEAD).date() else found


def _as_written(text: str) -> Moment | None:
    compact = _COMPACT.fullmatch(text)
    with suppress(ValueError, OverflowError):
        if compact:
            at = datetime(*map(int, compact.groups()), tzinfo=UTC)  # type: ignore[arg-type,misc] # six
            return Moment(at.date(), at)
    with suppress(BadDate, OverflowError):
        return None if _MONTH.fullmatch(text) else Moment.parse(text)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        at = parsedate_to_datetime(text)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        at.astimezone(UTC)  # an offset that leads out of the calendar is no date
        return Moment(at.date(), at)
    return None


def address(link: str, base: str) -> str | None:
    """An absolute address of a page that may be asked for; None for what is none.

    One with a password in it is none: it would end up in a dossier.
    """
    joined = _joined(link.strip(), base)
    try:
        parts = urlsplit(joined)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return joined if len(joined) <= MOST_URL and not _BAD_IN_URL.search(joined) else None


def _joined(link: str, base: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def plain(text: str) -> str:
    """One line of plain text out of a title or summary, which may hold HTML, escaped or not."""
    cut = text[: 4 * MOST_TEXT]
    for _ in range(2):  # a title in CDATA may be escaped once more
        cut = unescape(_TAG.sub(" ", cut))
    return _BLANK.sub(" ", cut).strip()[:MOST_TEXT]


def opening(content: bytes, most: int = 60) -> str:
    """How an answer begins, to tell a reader what came instead of what was asked for."""
    return plain(content[: 4 * most].decode("utf-8", "replace").replace("<", " "))[:most]


def day_of_address(url: str) -> date | None:
    """The day that an address names: /2025/06/26/, 2025-06-26, 20250626."""
    for found in _DAY_IN_PATH.finditer(without_host(url)):
        with suppress(ValueError):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return None


def without_host(url: str) -> str:
    """The path and query of an address, "" where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"


def declares_entities(content: bytes) -> bool:
    """Whether an XML list, in UTF-8 or UTF-16, declares entities: no outlet's needs to."""
    return _ENTITY.search(content) is not None


def is_web_page(content: bytes) -> bool:
    """Whether an answer is an HTML page: a block, a captcha or an error in place of a list."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or b"<html" in start
