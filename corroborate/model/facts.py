"""What a text says, as values that two texts can agree or clash on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf, isfinite
from typing import Any, Literal, get_args

from corroborate.model.text import Span

Part = Literal["total", "more", "other", "including"]
Hedge = Literal["exact", "about", "more than", "at least", "less than", "at most", "range"]
NameKind = Literal["person", "organisation", "place", "other"]
Modality = Literal["done", "agreed", "planned", "talks", "rumour"]
"""The ladder of docs/method.md, Facts, from strongest to weakest; a speech act that happened is
`done`."""
SpeakerKind = Literal["person", "organisation", "outlet", "document", "unnamed"]
Sourcing = Literal["own", "relay", "none"]

LADDER: tuple[Modality, ...] = get_args(Modality)


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its place in the syntax; `head` is the index of its governor, itself at a
    root."""

    span: Span
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str = ""


@dataclass(frozen=True, slots=True)
class Parse:
    """What a syntax model saw in a text: its words, and the stretches that it takes for names."""

    tokens: tuple[Token, ...] = ()
    names: tuple[tuple[Span, NameKind], ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in `unit` that lies from `low` to `high`, both included (high may be infinite).

    `unit` is "" for a bare count, else one of the canonical units of `text.quantities` (ISO 4217
    for money). `counts` is the noun it counts, lower case, as written, "" where unknown; `part` the
    set it speaks of: four *more*, three *other*, *including* two.
    """

    low: float
    high: float
    unit: str
    span: Span
    text: str
    counts: str = ""
    part: Part = "total"
    hedge: Hedge = "exact"

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"a quantity needs low <= high, not {self.low}..{self.high}")

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether one true amount could have been told as both."""
        return self.unit == other.unit and self.low <= other.high and other.low <= self.high

    def to_dict(self) -> dict[str, Any]:
        """As JSON, with null for a bound that is not there."""
        return {
            "low": self.low if isfinite(self.low) else None,
            "high": self.high if isfinite(self.high) else None,
            "unit": self.unit,
            "span": self.span.to_list(),
            "text": self.text,
            "counts": self.counts,
            "part": self.part,
            "hedge": self.hedge,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Quantity":
        low = -inf if record["low"] is None else record["low"]
        high = inf if record["high"] is None else record["high"]
        return cls(**{**record, "low": low, "high": high, "span": Span(*record["span"])})


@dataclass(frozen=True, slots=True)
class When:
    """The days `start` to `end`, both included, that a text names; `text` is how it names them."""

    start: date
    end: date
    span: Span
    text: str

    def __post_init__(self) -> None:
        if not self.start <= self.end:
            raise ValueError(f"a time needs start <= end, not {self.start}..{self.end}")

    def agrees_with(self, other: "When") -> bool:
        """Whether one day could have been told as both."""
        return self.start <= other.end and other.start <= self.end

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "span": self.span.to_list(),
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "When":
        return cls(
            start=date.fromisoformat(record["start"]),
            end=date.fromisoformat(record["end"]),
            span=Span(*record["span"]),
            text=record["text"],
        )


@dataclass(frozen=True, slots=True)
class Name:
    """Who or where. `key` is the folded form by which two spellings are one (see `text.names`)."""

    key: str
    text: str
    kind: NameKind
    span: Span

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, "text": self.text, "kind": self.kind, "span": self.span.to_list()}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Name":
        return cls(**{**record, "span": Span(*record["span"])})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say what a sentence says.

    `speaker` as written; `outlet` the id of a known outlet where the speaker is one; `cue` the
    words that say so; `span` speaker and cue together; `sourcing`: `own` where the publishing
    outlet's own people are the source ("told Reuters" in Reuters), `relay` where another outlet is.
    """

    speaker: str
    kind: SpeakerKind
    cue: str
    span: Span
    outlet: str | None = None
    sourcing: Sourcing = "none"

    def to_dict(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "kind": self.kind,
            "cue": self.cue,
            "span": self.span.to_list(),
            "outlet": self.outlet,
            "sourcing": self.sourcing,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Attribution":
        return cls(**{**record, "span": Span(*record["span"])})


@dataclass(frozen=True, slots=True)
class Facts:
    """The typed facts of one stretch of text, each tuple in the order of the text."""

    quantities: tuple[Quantity, ...] = ()
    whens: tuple[When, ...] = ()
    names: tuple[Name, ...] = ()

    def followed_by(self, other: "Facts", by: int) -> "Facts":
        """These facts and those of a text that begins `by` characters after this one."""
        return Facts(
            (*self.quantities, *(replace(q, span=q.span.shifted(by)) for q in other.quantities)),
            (*self.whens, *(replace(w, span=w.span.shifted(by)) for w in other.whens)),
            (*self.names, *(replace(n, span=n.span.shifted(by)) for n in other.names)),
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "quantities": [each.to_dict() for each in self.quantities],
            "whens": [each.to_dict() for each in self.whens],
            "names": [each.to_dict() for each in self.names],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Facts":
        return cls(
            quantities=tuple(Quantity.from_dict(each) for each in record["quantities"]),
            whens=tuple(When.from_dict(each) for each in record["whens"]),
            names=tuple(Name.from_dict(each) for each in record["names"]),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one sentence of a text.

    `span` points into that text; the spans of facts and attributions into the sentence, `text`.
    `words` are the content words, folded and lemmatised, in order; `attributions` all that the
    sentence names; `inherited` the attribution that still governs it from a sentence before
    ("the report said"), None where there is none.
    """

    text: str
    span: Span
    language: str
    facts: Facts
    words: tuple[str, ...]
    attributions: tuple[Attribution, ...] = ()
    inherited: Attribution | None = None
    negated: bool = False
    modality: Modality = "done"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One atomic thing that a claim says: one predicate, one value each.

    `text` is self-contained; `span` is the stretch of the document that it was read from. `facts`
    and `attribution` have spans into `text`, not into the document. `words` are its content words,
    folded and lemmatised. `background` is said beside what the claim is about (an office, that
    somebody says it): a report may be silent on it and still support the claim. `speech` says only
    that somebody says something.
    """

    id: str
    text: str
    span: Span
    language: str
    facts: Facts = Facts()
    words: tuple[str, ...] = ()
    attribution: Attribution | None = None
    negated: bool = False
    modality: Modality = "done"
    checkable: bool = True
    why_not_checkable: str | None = None
    background: bool = False
    speech: bool = False

    @property
    def speaker(self) -> str | None:
        """Who is said to say it, as written."""
        return self.attribution.speaker if self.attribution else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "span": self.span.to_list(),
            "lang": self.language,
            "checkable": self.checkable,
            "why_not_checkable": self.why_not_checkable,
            "background": self.background,
            "speech": self.speech,
            "speaker": self.speaker,
            "attribution": self.attribution.to_dict() if self.attribution else None,
            "negated": self.negated,
            "modality": self.modality,
            "facts": self.facts.to_dict(),
            "words": list(self.words),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Assertion":
        attribution = record["attribution"]
        return cls(
            id=record["id"],
            text=record["text"],
            span=Span(*record["span"]),
            language=record["lang"],
            facts=Facts.from_dict(record["facts"]),
            words=tuple(record["words"]),
            attribution=Attribution.from_dict(attribution) if attribution else None,
            negated=record["negated"],
            modality=record["modality"],
            checkable=record["checkable"],
            why_not_checkable=record["why_not_checkable"],
            background=record.get("background", False),
            speech=record.get("speech", False),
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the document, with the atomic things that it says."""

    id: str
    text: str
    span: Span
    language: str
    assertions: tuple[Assertion, ...]

    @property
    def checkable(self) -> bool:
        return any(assertion.checkable for assertion in self.assertions)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "span": self.span.to_list(),
            "lang": self.language,
            "assertions": [assertion.to_dict() for assertion in self.assertions],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Claim":
        return cls(
            id=record["id"],
            text=record["text"],
            span=Span(*record["span"]),
            language=record["lang"],
            assertions=tuple(Assertion.from_dict(each) for each in record["assertions"]),
        )
