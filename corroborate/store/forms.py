"""How values stand in the database: times, JSON, hashes."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from json import dumps
from typing import Any

from corroborate.model.text import Moment

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which UTF-8 cannot hold. One for one, so that spans hold."""
REPLACED = "\N{REPLACEMENT CHARACTER}"


def utc(at: datetime) -> str:
    """A time as ISO 8601 in UTC, so that the order of the texts is that of the times; one without
    an offset is taken for UTC."""
    return (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()


def time(text: str) -> datetime:
    """The time that `utc` wrote."""
    return datetime.fromisoformat(text)


def maybe_utc(at: datetime | None) -> str | None:
    return None if at is None else utc(at)


def maybe_time(text: str | None) -> datetime | None:
    return None if text is None else time(text)


def day_or_utc(moment: Moment | None) -> str | None:
    """A moment as ISO 8601: a day, or a time in UTC."""
    if moment is None:
        return None
    return utc(moment.at) if moment.at is not None else moment.day.isoformat()


def json(value: Any) -> str:
    """JSON in one line, with accents as they are, the same text for the same value."""
    return whole(dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def whole(text: str) -> str:
    """A text with every half character replaced by one mark."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub(REPLACED, text)
    return text


def hash_of(content: bytes | str) -> str:
    """SHA-256, of a text as UTF-8, written like `content_hash` of the dossier."""
    written = content.encode("utf-8") if isinstance(content, str) else content
    return "sha256:" + sha256(written).hexdigest()
