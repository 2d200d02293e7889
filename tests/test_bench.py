"""The bench measures what it says that it measures."""

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "bench.py"


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT), run_name="bench")


def test_the_fastest_of_some_runs_is_told(bench: dict[str, Any]) -> None:
    runs: list[int] = []
    assert bench["seconds"](lambda: runs.append(1), 3) >= 0
    assert len(runs) == 3


def test_the_sentences_of_the_world_are_as_many_as_asked_and_the_same_every_time(
    bench: dict[str, Any],
) -> None:
    drawn = bench["world"](30)
    assert len(drawn) == 30 / bench["SENTENCES_A_REPORT"]
    assert drawn == bench["world"](30)
    assert len({each.text for each in drawn}) == len(drawn)
    assert not [each for each in drawn if "{" in each.text]


def test_the_story_stands_among_any_number_of_reports(bench: dict[str, Any]) -> None:
    document, reports = bench["story"]()
    assert document.text
    assert len(reports) == bench["STORY_REPORTS"]
    known = [f"w{n}" for n in range(4)] + [each.id for each in reports]
    for count in (27, 100):
        among = bench["stored"](known, count)
        assert len(among) == count
        assert list(among[-len(reports) :]) == known[4:]


def test_long_reports_have_as_many_words_as_promised_and_are_all_different(
    bench: dict[str, Any],
) -> None:
    _, reports = bench["story"]()
    for language in ("en", "fr"):
        long = bench["long_reports"](reports, language)
        assert len(long) > 1
        assert {len(each.text.split()) for each in long} == {bench["WORDS_A_REPORT"]}
        assert len({each.text for each in long}) == len(long)


def test_the_seconds_of_a_core_are_those_of_the_work(bench: dict[str, Any]) -> None:
    runs: list[int] = []
    assert bench["cpu_seconds"](lambda: runs.append(1)) >= 0
    assert runs == [1]


def test_a_process_costs_time_and_memory(
    bench: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.py"])
    took, megabytes = bench["process_cost"]("--version")
    assert took > 0
    assert megabytes > 1
