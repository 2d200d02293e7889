"""What changed between two checks of one document."""

from dataclasses import dataclass
from typing import Any, Literal

from corroborate.model.dossier import Finding

Outcome = Literal["new", "changed", "unchanged", "error"]
"""What became of a claim: told for the first time, told otherwise than before, as before, or not
known as the check failed."""

CauseKind = Literal[
    "support",
    "relay",
    "contradiction",
    "denial",
    "correction",
    "changed-text",
    "gone",
    "article",
    "read-anew",
]
"""Why a claim is told otherwise: a report that supports it on its own, one that only hands on what
was known, one that contradicts or denies it, a correction notice, a report whose text is another
now, one that is no longer there, other words in the checked article itself, or the same evidence
read by another version of the program."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that made a difference to a claim, with the words that show it.

    `report` is the id of the report in the later dossier (in the earlier one for "gone"), None for
    the article; `before` is what stood in the place of `quote`, "" where nothing did.
    """

    kind: CauseKind
    why: str
    quote: str = ""
    before: str = ""
    report: str | None = None
    outlet: str | None = None
    url: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "why": self.why,
            "quote": self.quote,
            "before": self.before,
            "report": self.report,
            "outlet": self.outlet,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim before and after: `before` is None where it is new, `after` where the article no
    longer says it; `causes` the weightiest first, none where nothing changed."""

    outcome: Outcome
    before: Finding | None
    after: Finding | None
    causes: tuple[Cause, ...] = ()

    @property
    def claim(self) -> Finding:
        """The claim as it is said now, else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is of a claim before, after, or both")
        return found

    @property
    def moved(self) -> bool:
        """Whether the verdict is another than before."""
        return bool(self.before and self.after and self.before.verdict != self.after.verdict)

    def to_dict(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "claim": self.claim.text,
            "before": _told(self.before),
            "after": _told(self.after),
            "causes": [cause.to_dict() for cause in self.causes],
        }


def _told(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "id": finding.id,
        "text": finding.text,
        "verdict": finding.verdict,
        "confidence": finding.confidence and round(finding.confidence.probability, 4),
        "independent_support": len(finding.origins),
        "independent_contradict": len(finding.contrary),
        "flagged": finding.flagged,
    }
