"""Step 3: what each report says of each assertion of a claim."""

from collections.abc import Sequence
from datetime import date

from corroborate.learned.vectors import Vectors
from corroborate.model.facts import Assertion
from corroborate.model.verdict import Match
from corroborate.steps.matching.alignment import align, rarity
from corroborate.steps.matching.clashes import Case, Setting
from corroborate.steps.matching.prepared import (
    PreparedReport,
    liken,
    prepare_assertion,
    prepare_report,
    texts_to_encode,
)
from corroborate.steps.matching.stance import as_match, choose, judge

__all__ = ["PreparedReport", "match", "prepare_report", "texts_to_encode"]


def match(
    assertion: Assertion,
    reports: Sequence[PreparedReport],
    vectors: Vectors,
    day: date | None = None,
) -> tuple[Match, ...]:
    """What each report says of an assertion, in the order of the reports; unrelated ones left out.

    `day` is the one that the claim speaks for: a count that rises is compared as of that day.
    """
    ours = prepare_assertion(assertion, vectors)
    tables = [liken(ours, report) for report in reports]
    weight = rarity(ours, reports, tables)
    found = []
    for report, likeness in zip(reports, tables, strict=True):
        setting = Setting(report.read, day)
        aligned = align(ours, report, likeness, weight)
        chosen = choose([judge(Case(assertion, each, setting)) for each in aligned])
        if chosen is not None:
            found.append(as_match(chosen, report.read.report.id))
    return tuple(found)
