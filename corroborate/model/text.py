"""Places in a text, moments in time, and the document that we are asked about."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from corroborate.errors import BadDate, BadInput


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end`, end not included, of one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters that the span names in `text`."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """The same characters where the text begins `by` characters later."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def to_list(self) -> list[int]:
        return [self.start, self.end]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time on it where it is known. Without a time it stands for the whole day.

    `day` is the calendar day at the place that wrote it, `at` an aware datetime (UTC where the
    text gave no offset).
    """

    day: date
    at: datetime | None = None

    @classmethod
    def parse(cls, text: str, where: str = "date") -> "Moment":
        """Read an ISO 8601 date or datetime; `where` names the field in the error.

        Raises:
            BadDate: `text` is neither.
        """
        cleaned = text.strip()
        with suppress(ValueError):
            return cls(date.fromisoformat(cleaned))
        try:
            at = datetime.fromisoformat(cleaned)
        except ValueError:
            raise BadDate(text, where) from None
        return cls(at.date(), at if at.tzinfo else at.replace(tzinfo=UTC))

    @property
    def end(self) -> datetime:
        """The last second that it may mean, for a whole day the day's last one in UTC."""
        if self.at is not None:
            return self.at
        return datetime(self.day.year, self.day.month, self.day.day, 23, 59, 59, tzinfo=UTC)

    def is_after(self, other: "Moment") -> bool:
        """Whether it is later for certain: two moments of which one is a whole day compare as
        days."""
        if self.at is not None and other.at is not None:
            return self.at > other.at
        return self.day > other.day

    def isoformat(self) -> str:
        return self.at.isoformat() if self.at is not None else self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Document:
    """The text we are asked about. `language` is an ISO 639-1 code, None to have it guessed."""

    text: str
    language: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: Moment | None = None

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Document":
        """Read the report record of the interfaces page; only `text` is required.

        Raises:
            BadInput: no `text`, or a field of another type. BadDate: `published` is not a date.
        """
        published = optional_text(record, "published")
        return cls(
            text=required_text(record, "text"),
            language=optional_text(record, "lang"),
            url=optional_text(record, "url"),
            title=optional_text(record, "title"),
            outlet=optional_text(record, "outlet"),
            published=Moment.parse(published, "published") if published else None,
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "lang": self.language,
            "url": self.url,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published.isoformat() if self.published else None,
        }


def required_text(record: Mapping[str, Any], key: str) -> str:
    """The string under `key`; BadInput where it is missing or no string."""
    value = record.get(key)
    if not isinstance(value, str):
        raise BadInput(f"a record needs {key!r} as text, not {type(value).__name__}")
    return value


def optional_text(record: Mapping[str, Any], key: str) -> str | None:
    """The string under `key`, None where it is missing, null or blank; BadInput for another
    type."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f"{key!r} must be text, not {type(value).__name__}: {value!r:.60}")
    return value.strip() or None
