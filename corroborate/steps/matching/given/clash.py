"""How a clash of a claim and the passage given for it is told."""

from corroborate.model.verdict import Inconsistency, InconsistencyKind, Severity
from corroborate.steps.matching.clashes.case import proven
from corroborate.steps.matching.given.laid import Laid

ABOUT = 0.4
"""Share of the claim that a sentence must say for its values to be set against the claim's."""


def clash(
    laid: Laid,
    kind: InconsistencyKind,
    values: tuple[str, str],
    severity: Severity = "contradiction",
    sentence: int | None = None,
) -> Inconsistency:
    """An inconsistency; `values` are ours and theirs, `sentence` where theirs stands (the best)."""
    reading = laid.readings[laid.best if sentence is None else sentence]
    says = f"says “{values[1]}” where the claim says “{values[0]}”."
    return proven(Inconsistency(kind, *values, severity, says), laid.read.report, reading)


def is_about(laid: Laid, sentence: int) -> bool:
    """Whether a sentence says enough of the claim to be set against it."""
    return laid.covered(laid.by_sentence[:, sentence]) >= ABOUT
