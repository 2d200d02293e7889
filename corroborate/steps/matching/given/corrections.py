"""Correction notices: what an earlier version said is wrong, and what the notice says is right."""

from collections.abc import Iterator

from corroborate.model.facts import Reading
from corroborate.model.verdict import Inconsistency, InconsistencyKind
from corroborate.steps.matching.given.clash import clash
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.given.values import agrees
from corroborate.text.normalise import find_phrases

WITHDRAWN = 0.6
"""Share of the claim that the words withdrawn must say."""


def correction_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """The claim repeats what the report gives as wrong: a value, or the whole of it."""
    for number, reading in enumerate(laid.readings):
        if find_phrases(reading.text, laid.their_grammar.withdrawn):
            said = laid.covered(laid.by_sentence[:, number])
            if said >= WITHDRAWN:
                yield clash(laid, "denial", (laid.text, reading.text), "contradiction", number)
        elif find_phrases(reading.text, laid.their_grammar.corrections):
            yield from _repeated(number, reading, laid)


def _repeated(number: int, reading: Reading, laid: Laid) -> Iterator[Inconsistency]:
    """Our value where the notice gives it as the old one and the rest of the report has another."""
    for ours in laid.quantities:
        elsewhere = [
            each
            for place, other in enumerate(laid.readings)
            if place != number
            for each in other.facts.quantities
        ]
        old = [each for each in reading.facts.quantities if ours.low == each.low]
        if old and not any(agrees(ours, each, laid) for each in elsewhere):
            new = next((each.text for each in elsewhere if each.unit == old[0].unit), reading.text)
            kind: InconsistencyKind = "amount" if ours.unit else "count"
            yield clash(laid, kind, (ours.text, new), "contradiction", number)
