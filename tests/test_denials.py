"""What somebody denies is contradicted, whatever stands between the denial and what is denied."""

import pytest
from tables import judged_cases

from corroborate.engine import Engine
from corroborate.model.report import Report
from corroborate.model.text import Moment

DAY = "2025-09-04"


def check(case, language: str, engine: Engine) -> None:
    report = Report(case["report"], "r", outlet="The Herald", published=Moment.parse(DAY))
    finding = engine.check(case["claim"], [report], DAY, language).findings[0]
    stance = finding.stances.get("r", "unrelated")
    assert stance in case["want"]
    hard = {each.kind for each in finding.inconsistencies if each.severity == "contradiction"}
    assert ("denial" in hard) is (stance == "contradict")


@pytest.mark.parametrize("case", judged_cases("denials_en"))
def test_an_english_report_contradicts_only_what_it_denies(case, engine: Engine) -> None:
    check(case, "en", engine)


@pytest.mark.parametrize("case", judged_cases("denials_fr"))
def test_a_french_report_contradicts_only_what_it_denies(case, engine: Engine) -> None:
    check(case, "fr", engine)
