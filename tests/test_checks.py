"""One claim checked against one report, as `corroborate check` does it."""

from typing import Any

import pytest
from tables import judged_cases

from corroborate.engine import Engine
from corroborate.model.report import Report
from corroborate.model.text import Moment

DAY = "2025-09-04"


@pytest.mark.parametrize("case", judged_cases("checks"))
def test_a_report_has_the_stance_on_a_claim_that_an_editor_gives_it(
    case: Any, engine: Engine
) -> None:
    published = Moment.parse(case.get("published", DAY))
    report = Report(case["report"], "r", outlet="The Herald", published=published)
    finding = engine.check(case["claim"], [report], DAY, case["lang"]).findings[0]
    assert finding.stances.get("r", "unrelated") in case["want"]
    kinds = {each.kind for each in finding.inconsistencies}
    assert case.get("kind") in {None, *kinds}
    assert case.get("not_kind") not in kinds
