"""The words that every renderer shares: harmless text, dates, counts, names of outlets, links."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from corroborate.model.report import Report
from corroborate.model.text import Moment

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Any run of white space, but for the two spaces that French sets before its punctuation."""
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What can move a terminal's cursor, turn the order of its letters or hide text from the reader,
and what XML cannot hold."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PICTURES = 0x2400
"""Where Unicode keeps a visible picture of each of the 32 first control characters."""


def plain(text: str) -> str:
    """`text` on one line; what could act on a terminal is made visible or dropped."""
    return harmless(text).strip()


def harmless(text: str) -> str:
    """As `plain`, for a piece of a line: a space that it begins or ends with stays."""
    return _UNSAFE.sub(_visible, _SPACES.sub(" ", text))


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    if code <= 0x9F or 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return ""


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` characters, cut between words where one ends near."""
    if len(text) <= width:
        return text
    kept = text[: width - 1]
    head, _, _ = kept.rpartition(" ")
    return (head if len(head) > width // 2 else kept).rstrip(" ,;:") + "…"


def count(number: int, noun: str) -> str:
    """The number with its noun: "1 origin", "2 origins", "2 inconsistencies"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def listed(items: Sequence[str], most: int) -> str:
    """The first `most` items with commas, and how many are left: "a, b, +3"."""
    left = len(items) - most
    return ", ".join([*items[:most], *([f"+{left}"] if left > 0 else [])])


def day(moment: date) -> str:
    """A calendar day as an editor writes it: "28 June 2025"."""
    return f"{moment.day} {moment:%B} {moment.year}"


def published(moment: Moment | None) -> str:
    return day(moment.day) if moment else "undated"


def as_of(moment: datetime) -> str:
    """The moment a check speaks for; the last second of a day stands for the whole day."""
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return day(moment)
    return f"{day(moment)}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def language_tag(code: str | None) -> str:
    """`code` where it has the form of a language (BCP 47), else "": a language not known."""
    return code if code and _LANGUAGE.fullmatch(code) else ""


def outlet_of(report: Report) -> str:
    """The outlet by name, else by site, else that it is unknown, each unknown one its own."""
    known = report.outlet or report.domain or _host(report.url)
    return plain(known or "") or f"unknown outlet {plain(report.id)}"


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def link(url: str | None) -> str | None:
    """`url` fit to be a link, http or https with nothing that ends a link early; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(plain(url))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(parts.geturl(), safe="/:?#@!$&*+,;=%~.-_", errors="replace")
