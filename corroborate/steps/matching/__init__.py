"""Step 3: what each report says of each assertion of a claim."""

from datetime import date

from corroborate.learned.vectors import Vectors
from corroborate.model.facts import Assertion
from corroborate.model.verdict import Match
from corroborate.steps.matching.alignment import align, rarity
from corroborate.steps.matching.clashes import Case, Setting
from corroborate.steps.matching.evidence import Evidence, gather_evidence, measure
from corroborate.steps.matching.prepared import (
    PreparedReport,
    prepare_assertion,
    prepare_report,
    texts_to_encode,
)
from corroborate.steps.matching.recall import likely_evidence, passed_over
from corroborate.steps.matching.screening import passages_to_read
from corroborate.steps.matching.stance import as_match, judge_report

__all__ = [
    "Evidence",
    "PreparedReport",
    "gather_evidence",
    "match",
    "passed_over",
    "prepare_report",
    "texts_to_encode",
]


def match(
    assertion: Assertion,
    evidence: Evidence,
    vectors: Vectors,
    day: date | None = None,
) -> tuple[Match, ...]:
    """What each report says of an assertion, in the order of the reports; unrelated ones left out.

    `day` is the one that the claim speaks for: a count that rises is compared as of that day.
    """
    ours = prepare_assertion(assertion, vectors)
    evidence = likely_evidence(ours, evidence)
    measured = measure(ours, evidence)
    weight = rarity(measured)
    found = []
    for number, passages in passages_to_read(measured, weight).items():
        read = evidence.reports[number].read
        aligned = align(measured, number, passages, weight)
        chosen = judge_report([Case(assertion, each, Setting(read, day)) for each in aligned])
        if chosen is not None:
            found.append(as_match(chosen, read.report.id))
    return tuple(found)
