"""The bench of the store measures re-checks that change nothing, and searches that find."""

import runpy
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        return runpy.run_path(str(SCRIPTS / "store_bench.py"), run_name="store_bench")


def test_an_invented_story_is_the_same_every_time_and_its_quotes_stand_in_its_reports(
    bench: dict[str, Any],
) -> None:
    story, again, other = bench["Story"](3), bench["Story"](3), bench["Story"](4)
    assert story.dossier == again.dossier
    assert not set(story.sentences) & set(other.sentences)
    texts = {each.id: each.text for each in story.dossier.reports}
    for finding in story.dossier.findings:
        assert finding.span.of(story.document.text) == finding.text
        for match in finding.assessments[0].matches:
            assert match.span.of(texts[match.report]) == match.quote == finding.text


def test_every_part_is_measured_on_a_small_store(
    bench: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    bench["main"](bench["Size"](articles=3, due=(1,), checks=3, searched=1, reports=5))
    told = capsys.readouterr().out
    for part in (
        *("save a new dossier", "re-check 1 articles, 20 feeds", "adds", "load a dossier"),
        *("verify the store", "history of 3 checks", "search 50 passages, a phrase"),
    ):
        assert part in told
