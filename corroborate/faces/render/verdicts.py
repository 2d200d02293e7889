"""How a page shows each verdict: a sign, a name and a sentence, so that no colour says it alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """`sign` counts origins: a full circle for the claim, a cross against it, a ring for none."""

    sign: str
    name: str
    meaning: str


VERDICTS: Mapping[Verdict, Shown] = {
    "corroborated": Shown(
        "●●",
        "Corroborated",
        "Two or more independent origins bear it out, and none contradicts it.",
    ),
    "single-source": Shown(
        "●", "Single source", "One independent origin bears it out, and none contradicts it."
    ),
    "disputed": Shown("●×", "Disputed", "Some origins bear it out, and some contradict it."),
    "contradicted": Shown(
        "×", "Contradicted", "No origin bears it out, and at least one contradicts it."
    ),
    "unverified": Shown(
        "○", "Unverified", "No report bears the whole of it out, and none contradicts it."
    ),
    "not-checkable": Shown("–", "Not checkable", "It says nothing that a report could bear out."),
}
