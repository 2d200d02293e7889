"""What one passage says of one claim, as an editor would rule."""

from typing import Any

import pytest
from tables import cases, judged_cases

from corroborate.engine import Engine
from corroborate.model.verdict import Match
from corroborate.steps.matching.given import find_pair_clashes


def compare(engine: Engine, case: Any) -> Match:
    return engine.compare(case["claim"], case["evidence"], case.get("date"), case.get("date"))


TABLES = ("matching_en", "matching_fr", "matching_cross")
ROWS = [row for name in TABLES for row in cases(name)]


def is_right(row: Any) -> bool:
    return "known_wrong" not in row.values[0]


@pytest.mark.parametrize("case", [row for name in TABLES for row in judged_cases(name)])
def test_a_passage_has_the_stance_that_an_editor_gives_it(engine: Engine, case: Any) -> None:
    match = compare(engine, case)
    assert match.stance in ([case["want"]] if isinstance(case["want"], str) else case["want"])
    if "kind" in case:
        assert case["kind"] in {each.kind for each in match.inconsistencies}


@pytest.mark.parametrize("case", ROWS[::4])
def test_what_is_quoted_stands_in_the_passage(engine: Engine, case: Any) -> None:
    match = compare(engine, case)
    assert match.quote == match.span.of(case["evidence"])
    assert all(each.explanation.endswith(".") for each in match.inconsistencies)


@pytest.mark.parametrize("name", TABLES)
def test_at_most_a_third_of_a_table_is_known_to_be_wrong(name: str) -> None:
    rows = cases(name)
    assert 3 * sum(not is_right(row) for row in rows) <= len(rows)


@pytest.mark.parametrize("case", [row for row in ROWS if is_right(row)][::3])
def test_a_sentence_bears_itself_out(engine: Engine, case: Any) -> None:
    match = engine.compare(case["claim"], case["claim"], case.get("date"), case.get("date"))
    assert match.stance == "support"
    assert not [each for each in match.inconsistencies if each.severity == "contradiction"]


def kinds_that_clash(engine: Engine, case: Any) -> set[str]:
    laid = engine.lay(case["claim"], case["evidence"], case.get("date"), case.get("date"))
    assert laid is not None
    return {each.kind for each in find_pair_clashes(laid) if each.severity == "contradiction"}


@pytest.mark.parametrize("case", [*judged_cases("apart_en"), *judged_cases("apart_fr")])
def test_values_of_two_events_do_not_clash(engine: Engine, case: Any) -> None:
    assert not kinds_that_clash(engine, case)


@pytest.mark.parametrize("case", judged_cases("one_event"))
def test_another_value_of_one_event_clashes(engine: Engine, case: Any) -> None:
    assert case["kind"] in kinds_that_clash(engine, case)
