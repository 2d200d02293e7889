"""The sum behind a confidence, rounded so that the lines shown add up to the total shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp2

from corroborate.faces.render.voices import origin_name
from corroborate.model.dossier import Finding
from corroborate.model.report import Report
from corroborate.model.verdict import Confidence
from corroborate.text.harmless import plain

STORED, SHOWN = 4, 3
"""Decimals of the bits in a dossier, and of those shown: a dossier read back shows the same."""
FEWEST_BITS = -1000.0
"""Where bits are cut before they become a probability: beyond, a float overflows; it is 0."""


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the sum: whose bits they are, and on which side of the claim."""

    name: str
    bits: float


@dataclass(frozen=True, slots=True)
class Sum:
    """`terms` begin with the belief before any report; `total` is the sum of what they show."""

    terms: tuple[Term, ...]
    total: float
    chance: float
    floor: float
    cap: float
    result: float
    code: str

    def lines(self) -> tuple[str, ...]:
        """The sum as lines: the terms, the total with its probability, the bounds with the result,
        and how source and matter are rated."""
        shown = [f"{term.bits:+8.3f}  {term.name}" for term in self.terms]
        total = f"{self.total:+8.3f}  in all: {self.chance:.2f}"
        return (*shown, total, self.bounds, f"Admiralty code {self.code}")

    @property
    def bounds(self) -> str:
        return (
            f"kept from {self.floor:.2f} to {self.cap:.2f}, as the number and kind of origins "
            f"allow: {self.result:.2f}"
        )


def sum_of(finding: Finding, reports: Mapping[str, Report]) -> Sum | None:
    """The sum of a finding, None where it has no confidence; one term an origin.

    The total is that of the rounded bits as shown; it is within half a thousandth of a bit a line.
    """
    if finding.confidence is None:
        return None
    names = {
        origin.id: origin_name(origin, reports) for origin in (*finding.origins, *finding.contrary)
    }
    return _sum(finding.confidence, names, finding.admiralty)


def _sum(confidence: Confidence, names: Mapping[str, str], code: str) -> Sum:
    terms = (
        Term("before any report", _shown(confidence.prior)),
        *(
            Term(names.get(part.origin, plain(part.origin)), _shown(part.bits))
            for part in confidence.parts
        ),
    )
    total = sum(term.bits for term in terms)
    return Sum(
        terms=terms,
        total=total,
        chance=1 / (1 + exp2(-max(total, FEWEST_BITS))),
        floor=confidence.floor,
        cap=confidence.cap,
        result=confidence.probability,
        code=plain(code),
    )


def _shown(bits: float) -> float:
    return round(round(bits, STORED), SHOWN)
