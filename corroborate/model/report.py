"""What outlets published, what could not be read, and which reports go back to one source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corroborate.errors import BadDate, BadInput
from corroborate.model.facts import Reading
from corroborate.model.text import Document, Moment, optional_text, required_text

Access = Literal["full", "partial", "paywalled", "unknown"]
DependencyKind = Literal[
    "cites",
    "links",
    "syndicated",
    "text-reuse",
    "same-owner",
    "same-outlet",
    "same-primary-source",
    "shared-error",
]


DateSource = Literal["json-ld", "open-graph", "meta", "microdata", "time", "text", "url"]
"""Where on a page its date stood: its own data for machines, a `time` element, words, its address.
A record may name other sources (a feed, a sitemap)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog; "" and None for what it does not have."""

    text: str
    headline: str = ""
    at: Moment | None = None

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat() if self.at else None
        return {"at": at, "headline": self.headline, "text": self.text}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Entry":
        return cls(
            text=required_text(record, "text"),
            headline=optional_text(record, "headline") or "",
            at=_moment(record, "at", []),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """One page of one outlet. What the record did not say is None, never guessed.

    `id` is "" until `steps.gathering` gives every report of a check its own; `notices` say what in
    the record could not be used as given (a date that is not one). `retrieved` is when the page was
    fetched, `published_from` what told its date (see `DateSource`), `canonical` the address at
    which the page says that it belongs, where that is another than `url`. `corrections` are the
    page's own notes on what it changed, word for word, `entries` those of a live blog.
    """

    text: str
    id: str = ""
    outlet: str | None = None
    domain: str | None = None
    url: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    byline: str | None = None
    credit: str | None = None
    title: str | None = None
    links: tuple[str, ...] = ()
    access: Access = "unknown"
    notices: tuple[str, ...] = ()
    retrieved: Moment | None = None
    published_from: str | None = None
    canonical: str | None = None
    corrections: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Report":
        """Read a report record of the interfaces page; only `text` is required.

        A page of which only the headline could be read has that headline as its text. A date that
        is not one leaves the report undated and is said in `notices`; unknown fields are ignored.

        Raises:
            BadInput: no record, no `text`, or a field of another type.
        """
        if not isinstance(record, Mapping):
            raise BadInput(f"a report is a JSON object with a 'text', not {type(record).__name__}")
        notices: list[str] = []
        title = optional_text(record, "title")
        text = required_text(record, "text")
        identifier = record.get("id")
        access = record.get("access")
        return cls(
            text=(text if text.strip() else title) or "",
            id="" if identifier is None else str(identifier),
            outlet=optional_text(record, "outlet"),
            domain=optional_text(record, "domain"),
            url=optional_text(record, "url"),
            language=optional_text(record, "lang"),
            published=_moment(record, "published", notices),
            modified=_moment(record, "modified", notices),
            byline=optional_text(record, "byline"),
            credit=optional_text(record, "credit"),
            title=title,
            links=_links(record.get("links")),
            access=access if access in ("full", "partial", "paywalled") else "unknown",
            retrieved=_moment(record, "retrieved", notices),
            published_from=optional_text(record, "published_from"),
            canonical=optional_text(record, "canonical"),
            corrections=tuple(_listed(record, "corrections", str)),
            entries=tuple(Entry.from_dict(each) for each in _listed(record, "entries", dict)),
            notices=tuple(notices),
        )

    def as_document(self) -> Document:
        """The page as a text to check."""
        return Document(
            text=self.text,
            language=self.language,
            url=self.url,
            title=self.title,
            outlet=self.outlet,
            published=self.published,
        )

    def to_dict(self) -> dict[str, Any]:
        """The record, the fields that only a page fetched by ourselves has where they are set."""
        of_page = {
            "retrieved": self.retrieved.isoformat() if self.retrieved else None,
            "published_from": self.published_from,
            "canonical": self.canonical,
            "corrections": list(self.corrections),
            "entries": [entry.to_dict() for entry in self.entries],
        }
        return {
            "id": self.id,
            "outlet": self.outlet,
            "domain": self.domain,
            "url": self.url,
            "lang": self.language,
            "published": self.published.isoformat() if self.published else None,
            "modified": self.modified.isoformat() if self.modified else None,
            "byline": self.byline,
            "credit": self.credit,
            "title": self.title,
            "text": self.text,
            "links": list(self.links),
            "access": self.access,
            **{key: value for key, value in of_page.items() if value},
        }


def _moment(record: Mapping[str, Any], key: str, notices: list[str]) -> Moment | None:
    text = optional_text(record, key)
    if text is None:
        return None
    try:
        return Moment.parse(text, key)
    except BadDate as error:
        notices.append(f"{error}; taken as undated")
        return None


def _listed(record: Mapping[str, Any], key: str, kind: type[Any]) -> list[Any]:
    """The members of a list that are of a kind and hold something; none where it is no list."""
    value = record.get(key)
    members = value if isinstance(value, list) else []
    return [each for each in members if isinstance(each, kind) and each]


def _links(value: Any) -> tuple[str, ...]:
    """Links as strings or as objects with a `url` or `href`; others are no links."""
    if not isinstance(value, list):
        return ()
    found = [
        v if isinstance(v, str) else v.get("url") or v.get("href")
        for v in value
        if v and isinstance(v, str | dict)
    ]
    return tuple(link for link in found if isinstance(link, str))


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report and what was read in it, sentence by sentence, in the order of its text.

    `publisher` is the id of the outlet whose words these are (see `reference.outlet`): of Y for
    "X (copy of Y)".
    """

    report: Report
    publisher: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or record that could not be read: a missing outlet must be seen to be missing.

    `where` is its URL, or file and line; `outlet` is None where even that is unknown.
    """

    where: str
    why: str
    outlet: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"where": self.where, "why": self.why, "outlet": self.outlet}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Failure":
        return cls(record["where"], record["why"], record["outlet"])


@dataclass(frozen=True, slots=True)
class Dependency:
    """Why the report `source` leans on `target`, a report id or the id of an outlet or person.

    `probability` that what it says of this claim was taken from there; `why` in words that name
    both ("Reuters cites The Information").
    """

    source: str
    target: str
    kind: DependencyKind
    probability: float
    why: str

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies in 0..1, not {self.probability}")

    def to_dict(self) -> dict[str, Any]:
        return {
            "from": self.source,
            "to": self.target,
            "kind": self.kind,
            "probability": round(self.probability, 4),
            "why": self.why,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Dependency":
        return cls(
            record["from"], record["to"], record["kind"], record["probability"], record["why"]
        )


Provenance = Literal["document", "named", "anonymous", "none"]
"""How the root of an origin says it knows: a document or recording, a named person or body, people
not named, nothing."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one source, for one claim and one side (for it or against it).

    `root` is the id of the report, or the name of the outlet, person or document, that they go back
    to, None where unknown; `retrieved` is False where that root was not among the reports;
    `weights` are one a report, its share that is not copied (docs/method.md, Origins), in the order
    of `reports`, the root's own first where it is a report.
    """

    id: str
    reports: tuple[str, ...]
    root: str | None = None
    retrieved: bool = True
    provenance: Provenance = "none"
    weights: tuple[float, ...] = ()
    dependencies: tuple[Dependency, ...] = ()

    def __post_init__(self) -> None:
        if len(self.weights) != len(self.reports):
            raise ValueError("an origin needs one weight a report")

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "reports": list(self.reports),
            "root": self.root,
            "retrieved": self.retrieved,
            "provenance": self.provenance,
            "weights": [round(weight, 4) for weight in self.weights],
            "dependencies": [dependency.to_dict() for dependency in self.dependencies],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Origin":
        return cls(
            id=record["id"],
            reports=tuple(record["reports"]),
            root=record["root"],
            retrieved=record["retrieved"],
            provenance=record["provenance"],
            weights=tuple(record["weights"]),
            dependencies=tuple(Dependency.from_dict(each) for each in record["dependencies"]),
        )
