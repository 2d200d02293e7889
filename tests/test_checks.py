"""One claim checked against one report, as `corroborate check` does it."""

import pytest
from tables import judged_cases

from corroborate.engine import Engine
from corroborate.model.report import Report
from corroborate.model.text import Moment

DAY = "2025-09-04"


@pytest.mark.parametrize("case", judged_cases("checks"))
def test_a_report_has_the_stance_on_a_claim_that_an_editor_gives_it(case, engine: Engine) -> None:
    report = Report(case["report"], "r", outlet="The Herald", published=Moment.parse(DAY))
    finding = engine.check(case["claim"], [report], DAY, case["lang"]).findings[0]
    assert finding.stances.get("r", "unrelated") in case["want"]
