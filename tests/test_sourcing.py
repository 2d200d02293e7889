"""Own sources or another outlet's: how often that is told right, on labelled reports."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest
from tables import cases

from corroborate.engine import Engine
from corroborate.model.progress import silent
from corroborate.model.report import ReadReport, Report
from corroborate.model.text import Moment, Span
from corroborate.model.verdict import Match
from corroborate.reference.outlet import load_outlets
from corroborate.steps.origins import Role, roles

LABELLED = [each.values[0] for each in cases("sourcing")]
AT_LEAST = 0.90
"""Share of the labels that is to be right."""


def report_of(case) -> tuple[Report, Span]:
    """The report of a case and the place of its passage."""
    before, _, rest = case["text"].partition(">")
    passage, _, after = rest.partition("<")
    report = Report(
        before + passage + after,
        id=case["id"],
        outlet=case["outlet"],
        language=case["language"],
        published=Moment.parse(case["published"]),
        byline=case.get("byline"),
        credit=case.get("credit"),
    )
    return report, Span(len(before), len(before + passage))


def told(engine: Engine, claim: str, every: list) -> Mapping[str, Role]:
    """The roles of the reports of one claim, each at its passage."""
    placed = {report.id: (report, span) for report, span in map(report_of, every)}
    evidence, _ = engine._reader.reports([each for each, _ in placed.values()], "en", silent)
    reports: dict[str, ReadReport] = {each.read.report.id: each.read for each in evidence}
    dossier = engine.check(claim, [each for each, _ in placed.values()])
    found = {
        match.report: match
        for finding in dossier.findings
        for assessment in finding.assessments
        for match in assessment.matches
        if match.span.overlaps(placed[match.report][1])
    }
    matches = []
    for id, (report, span) in placed.items():
        pieces = found[id].matched if id in found else ()
        matches.append(Match(id, "support", 1.0, span.of(report.text), span, pieces))
    return roles(matches, reports, load_outlets())


@pytest.fixture(scope="module")
def outcome(engine):
    by_claim = defaultdict(list)
    for case in LABELLED:
        by_claim[case["id"].rpartition("-")[0], case["claim"]].append(case)
    found: dict[str, Role] = {}
    for (_, claim), every in by_claim.items():
        found.update(told(engine, claim, every))
    return found


def test_there_are_a_hundred_labels_of_every_role():
    counts = Counter(case["want"] for case in LABELLED)
    assert counts.total() >= 100
    assert min(counts[role] for role in ("own", "relay", "neither")) >= 20


def test_nine_of_ten_reports_are_told_to_have_it_themselves_or_from_others(outcome):
    wrong = {
        c["id"]: (c["want"], outcome[c["id"]]) for c in LABELLED if outcome[c["id"]] != c["want"]
    }
    assert 1 - len(wrong) / len(LABELLED) >= AT_LEAST, wrong
