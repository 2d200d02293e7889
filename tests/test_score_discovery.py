"""The scorer of discovery counts the reports of an event among the pages chosen for its claims."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corroborate.engine import Engine

SCRIPTS = Path(__file__).parent.parent / "scripts"
PLACES = ("Kessdal", "Tormund")
CLAIM = "The harbour bridge of {} was closed on Monday after a crack was found."


def event(place: str, reports: int) -> dict[str, Any]:
    told = [
        {
            "url": f"https://paper{number}.example/{place.lower()}-{number}",
            "title": f"Crack closes harbour bridge of {place}",
            "text": CLAIM.format(place),
            "lang": "en",
        }
        for number in range(reports)
    ]
    return {"claims": [{"lang": "en", "text": CLAIM.format(place)}], "reports": told}


@pytest.fixture(scope="module")
def score(engine: Engine) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        patch.setattr("corroborate.learned.Learned", lambda: engine._learned)
        return runpy.run_path(str(SCRIPTS / "score_discovery.py"), run_name="score_discovery")


def test_the_lists_name_as_many_pages_as_asked_those_of_events_first(score: dict[str, Any]) -> None:
    others = [{"claim": "Bees are back."}, {"title": "Bees", "text": "They are back."}]
    pages = score["pages_of"]({"E1": event(PLACES[0], 2)}, others, 6)
    assert [each.event for each in pages] == ["E1", "E1", "", "", "", ""]
    assert {each.candidate.title for each in pages} >= {"Bees", "Bees are back."}
    bare = pages[0].told(("title",), 7)
    assert (bare.url, bare.summary) == ("https://paper0.example/7", "")


def test_each_event_is_scored_with_what_lists_tell(score: dict[str, Any], tmp_path: Path) -> None:
    for name, place in zip(("E1", "E2"), PLACES, strict=True):
        (tmp_path / f"{name}.json").write_text(json.dumps(event(place, 2)), encoding="utf-8")
    ran = CliRunner().invoke(score["main"], [str(tmp_path), "--pages", "12", "--no-vectors"])
    assert ran.exit_code == 0, ran.output
    rows = [line for line in ran.output.splitlines() if line.startswith("  E")]
    assert len(rows) == 2 * 2 * len(score["TOLD"])
    assert all("recall 1.000" in row for row in rows), ran.output
