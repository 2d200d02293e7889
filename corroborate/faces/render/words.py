"""The words that every renderer shares: lists, dates, names of outlets, links."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.text.harmless import plain

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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
