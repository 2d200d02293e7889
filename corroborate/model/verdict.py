"""What a report says of an assertion, where the two clash, and the sum that gives a confidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corroborate.model.text import Span

Stance = Literal["support", "contradict", "partial", "unrelated"]
Verdict = Literal[
    "corroborated", "single-source", "disputed", "contradicted", "unverified", "not-checkable"
]
InconsistencyKind = Literal[
    "count",
    "amount",
    "unit",
    "date",
    "name",
    "role",
    "attribution",
    "modality",
    "denial",
    "location",
    "quote",
    "enumeration",
    "superseded",
    "scope",
]
Severity = Literal["contradiction", "tension", "note"]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Two facts that cannot both be true, with the words that prove it.

    `report` is a report id, None where the claim disagrees with itself; `explanation` one sentence
    that an editor can act on; `quote` and `span` stand in the report's text.
    """

    kind: InconsistencyKind
    claim_value: str
    report_value: str
    severity: Severity
    explanation: str
    report: str | None = None
    quote: str | None = None
    span: Span | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "report": self.report,
            "claim_value": self.claim_value,
            "report_value": self.report_value,
            "severity": self.severity,
            "explanation": self.explanation,
            "quote": self.quote,
            "span": self.span.to_list() if self.span else None,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Inconsistency":
        return cls(**{**record, "span": Span(*record["span"]) if record["span"] else None})


@dataclass(frozen=True, slots=True)
class Alignment:
    """One piece of the claim and the piece of the report that answers it, with a score in 0..1."""

    slot: str
    claim: str
    report: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "slot": self.slot,
            "claim": self.claim,
            "report": self.report,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Match:
    """What one report says of one assertion.

    `score` is the probability of the stance given; `quote` stands verbatim at `span` of the
    report's text, both empty for `unrelated` with no passage. `quality` in 0..1 is how much of the
    assertion the report bears out (docs/method.md, Confidence), 1 for the whole of it in as strong
    a form.
    """

    report: str
    stance: Stance
    score: float
    quote: str
    span: Span
    matched: tuple[Alignment, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()
    quality: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.score <= 1 and 0 <= self.quality <= 1):
            raise ValueError(f"score and quality lie in 0..1, not {self.score}, {self.quality}")

    def to_dict(self) -> dict[str, Any]:
        """The evidence of the schema."""
        return {
            "report": self.report,
            "stance": self.stance,
            "score": round(self.score, 4),
            "quote": self.quote,
            "span": self.span.to_list(),
            "matched": [alignment.to_dict() for alignment in self.matched],
            "inconsistencies": [each.to_dict() for each in self.inconsistencies],
            "quality": round(self.quality, 4),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Match":
        return cls(
            report=record["report"],
            stance=record["stance"],
            score=record["score"],
            quote=record["quote"],
            span=Span(*record["span"]),
            matched=tuple(Alignment(**each) for each in record["matched"]),
            inconsistencies=tuple(
                Inconsistency.from_dict(each) for each in record["inconsistencies"]
            ),
            quality=record["quality"],
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What one origin adds to the sum, in bits (log2 odds): above 0 for the claim, below
    against."""

    origin: str
    bits: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """A probability, and the sum that gives it.

    The odds are `prior` plus the bits of `parts`; `probability` is that sum kept within
    [`floor`, `cap`], the bounds that the kind and number of origins allow.
    """

    probability: float
    prior: float = 0.0
    parts: tuple[Part, ...] = ()
    cap: float = 1.0
    floor: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        return {
            "probability": round(self.probability, 4),
            "prior_bits": round(self.prior, 4),
            "parts": [{"origin": part.origin, "bits": round(part.bits, 4)} for part in self.parts],
            "cap": round(self.cap, 4),
            "floor": round(self.floor, 4),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Confidence":
        return cls(
            probability=record["probability"],
            prior=record["prior_bits"],
            parts=tuple(Part(**part) for part in record["parts"]),
            cap=record["cap"],
            floor=record["floor"],
        )
