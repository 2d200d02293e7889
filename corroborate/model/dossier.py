"""What we conclude of each assertion and claim, and the dossier that holds it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from corroborate.model.fact_check import FactCheck
from corroborate.model.facts import Assertion
from corroborate.model.report import Failure, Origin, Report
from corroborate.model.text import Document, Span
from corroborate.model.verdict import Confidence, Inconsistency, Match, Stance, Verdict

SCHEMA = "corroborate/dossier/1"


UNJUDGED = "F6"
"""The Admiralty code of what cannot be judged."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What we conclude of one assertion; `matches` leaves out unrelated reports."""

    assertion: Assertion
    verdict: Verdict
    confidence: float | None
    matches: tuple[Match, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.assertion.to_dict(),
            "verdict": self.verdict,
            "confidence": _rounded(self.confidence),
            "evidence": [match.to_dict() for match in self.matches],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Assessment":
        return cls(
            assertion=Assertion.from_dict(record),
            verdict=record["verdict"],
            confidence=record["confidence"],
            matches=tuple(Match.from_dict(each) for each in record["evidence"]),
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What we conclude of one claim.

    `stances` maps report ids to the stance on the whole claim, unrelated ones left out, sorted by
    id; `origins` are those that support, `contrary` those that contradict. `confidence` is None
    where nothing can be checked. `admiralty` rates the best source, A to F, and what is said, 1
    (confirmed) to 6 (cannot be judged).
    """

    id: str
    text: str
    span: Span
    language: str
    verdict: Verdict
    confidence: Confidence | None
    stances: Mapping[str, Stance] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    contrary: tuple[Origin, ...] = ()
    effective_support: float = 0.0
    inconsistencies: tuple[Inconsistency, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    admiralty: str = UNJUDGED

    @property
    def flagged(self) -> bool:
        """Whether an editor must look: contradicted, disputed, or at odds with itself."""
        return self.verdict in ("contradicted", "disputed") or any(
            each.severity == "contradiction" for each in self.inconsistencies
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "span": self.span.to_list(),
            "lang": self.language,
            "verdict": self.verdict,
            "confidence": _rounded(self.confidence.probability) if self.confidence else None,
            "sum": self.confidence.to_dict() if self.confidence else None,
            "independent_support": len(self.origins),
            "independent_contradict": len(self.contrary),
            "effective_support": round(self.effective_support, 4),
            "admiralty": self.admiralty,
            "stances": dict(sorted(self.stances.items())),
            "origins": [origin.to_dict() for origin in self.origins],
            "contrary_origins": [origin.to_dict() for origin in self.contrary],
            "inconsistencies": [each.to_dict() for each in self.inconsistencies],
            "assertions": [assessment.to_dict() for assessment in self.assessments],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Finding":
        return cls(
            id=record["id"],
            text=record["text"],
            span=Span(*record["span"]),
            language=record["lang"],
            verdict=record["verdict"],
            confidence=Confidence.from_dict(record["sum"]) if record["sum"] else None,
            stances=record["stances"],
            origins=tuple(Origin.from_dict(each) for each in record["origins"]),
            contrary=tuple(Origin.from_dict(each) for each in record["contrary_origins"]),
            effective_support=record["effective_support"],
            admiralty=record.get("admiralty", UNJUDGED),
            inconsistencies=tuple(
                Inconsistency.from_dict(each) for each in record["inconsistencies"]
            ),
            assessments=tuple(Assessment.from_dict(each) for each in record["assertions"]),
        )


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that we say of one document, with what made it.

    `reports` are those that were evidence, `failures` what could not be read, `notices` what a
    reader must know besides, one sentence each; `made` names the program and its parts with their
    versions; `fact_checks` are earlier reviews of like claims, evidence of a class of its own that
    moves no verdict.
    """

    document: Document
    as_of: datetime
    findings: tuple[Finding, ...]
    reports: tuple[Report, ...]
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    fact_checks: tuple[FactCheck, ...] = ()

    @property
    def flagged(self) -> bool:
        return any(finding.flagged for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The dossier of dossier.schema.json: the library's, `--json`'s and the HTTP body's."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "source": {
                **self.document.to_dict(),
                "content_hash": content_hash(self.document.text),
            },
            "claims": [finding.to_dict() for finding in self.findings],
            "reports": [
                {**report.to_dict(), "content_hash": content_hash(report.text)}
                for report in self.reports
            ],
            "failures": [failure.to_dict() for failure in self.failures],
            "notices": list(self.notices),
            "fact_checks": [each.to_dict() for each in self.fact_checks],
            "made": dict(sorted(self.made.items())),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Dossier":
        """Read back what `to_dict` wrote."""
        return cls(
            document=Document.from_dict(record["source"]),
            as_of=datetime.fromisoformat(record["as_of"]),
            findings=tuple(Finding.from_dict(each) for each in record["claims"]),
            reports=tuple(Report.from_dict(each) for each in record["reports"]),
            failures=tuple(Failure.from_dict(each) for each in record["failures"]),
            notices=tuple(record["notices"]),
            made=record["made"],
            fact_checks=tuple(FactCheck.from_dict(each) for each in record.get("fact_checks", ())),
        )


def content_hash(text: str) -> str:
    """SHA-256 of the text as UTF-8, as "sha256:" and hexadecimal digits."""
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)
