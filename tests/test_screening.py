"""What is left out before it is read word by word would have been found unrelated."""

import json
from datetime import date
from pathlib import Path

import pytest

from corroborate.learned import Learned
from corroborate.model.facts import Assertion
from corroborate.model.progress import silent
from corroborate.model.report import Report
from corroborate.reader import Reader
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.steps.matching import Evidence, match
from corroborate.steps.matching.alignment import align, rarity
from corroborate.steps.matching.clashes import Case, Setting
from corroborate.steps.matching.evidence import gather_evidence, measure
from corroborate.steps.matching.prepared import prepare_assertion
from corroborate.steps.matching.screening import passages_to_read
from corroborate.steps.matching.stance import judge

STORY = Path(__file__).parent.parent / "fixtures" / "stories" / "meta-openai"
DAY = date(2025, 7, 2)
LEARNED = Learned()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEARNED, load_outlets(), keep=100)


@pytest.fixture(scope="module")
def evidence(reader: Reader) -> Evidence:
    lines = (STORY / "reports.jsonl").read_text("utf-8").splitlines()
    reports = [Report.from_dict(json.loads(line)) for line in lines]
    return reader.reports([*reports, Report(text="", id="blank")], "en", silent)[0]


@pytest.fixture(scope="module")
def assertions(reader: Reader) -> list[Assertion]:
    text = (STORY / "document.txt").read_text("utf-8")
    claims = reader.claims(text, load_language("fr"), DAY)
    return [each for claim in claims for each in claim.assertions if each.checkable]


def test_a_passage_that_is_left_out_is_unrelated(
    evidence: Evidence, assertions: list[Assertion]
) -> None:
    left_out = 0
    for assertion in assertions:
        measured = measure(prepare_assertion(assertion, LEARNED.vectors), evidence)
        weight = rarity(measured)
        read = passages_to_read(measured, weight)
        for number, report in enumerate(evidence.reports):
            rest = [i for i in range(len(report.passages)) if i not in read.get(number, ())]
            setting = Setting(report.read, DAY)
            judged = [
                judge(Case(assertion, each, setting))
                for each in align(measured, number, rest, weight)
            ]
            assert {each.stance for each in judged} <= {"unrelated"}
            left_out += len(rest)
    assert left_out


def test_a_report_says_the_same_alone_and_among_reports_that_say_nothing(
    evidence: Evidence, assertions: list[Assertion]
) -> None:
    blank = [each for each in evidence.reports if not each.read.readings]
    others = [each for each in evidence.reports if each.read.readings]
    mixed = gather_evidence([*blank, *others[:3], *blank, *others[3:]], LEARNED.vectors)
    plain = gather_evidence(others, LEARNED.vectors)
    for assertion in assertions[:3]:
        ours = [match(assertion, each, LEARNED.vectors, DAY) for each in (mixed, plain)]
        assert [(each.report, each.stance) for each in ours[0]] == [
            (each.report, each.stance) for each in ours[1]
        ]


def test_without_reports_nothing_is_said(assertions: list[Assertion]) -> None:
    assert match(assertions[0], gather_evidence((), LEARNED.vectors), LEARNED.vectors, DAY) == ()
