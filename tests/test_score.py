"""The scorer counts what it says that it counts."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corroborate.learned import Learned
from corroborate.reader import Reader
from corroborate.reference.outlet import load_outlets

SCRIPT = Path(__file__).parent.parent / "scripts" / "score.py"
TEXT = (
    "The bridge is old. The mayor told the BBC that it was closed. It will open, he said, in May."
)


@pytest.fixture(scope="module")
def score() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPT.parent))
        return runpy.run_path(str(SCRIPT), run_name="score")


def rows(path: Path, *records: dict[str, Any]) -> str:
    path.write_text("\n".join(json.dumps(each) for each in records), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ("the mayor", "the mayor", 1.0),
        ("The Mayor", "the mayor", 1.0),
        ("the mayor", "mayor", 2 / 3),
        ("the mayor", "he", 0.0),
        ("", "", 0.0),
        (":", ":", 1.0),
    ],
)
def test_phrases_share_tokens(score: dict[str, Any], one: str, other: str, f1: float) -> None:
    assert score["token_f1"](one, other) == pytest.approx(f1)


def test_assertions_are_matched_once_the_likest_first(score: dict[str, Any]) -> None:
    gold = ["The bridge is old.", "The bridge is closed."]
    ours = ["The bridge is closed.", "The bridge is old.", "The bridge is old."]
    assert sorted(score["matched"](gold, ours)) == [(0, 2), (1, 0)]


def test_a_label_stands_by_its_content(score: dict[str, Any]) -> None:
    text = "He said no. The mayor said that the bridge was closed, and he said so twice."
    label = {"source": "he", "cue": "said", "content": "the bridge was closed"}
    [found] = score["labelled"](text, [label])
    assert text[found.place.start : found.place.end] == "he said"


def test_a_label_without_a_source_is_no_source(score: dict[str, Any]) -> None:
    label = {"source": None, "cue": "reportedly", "content": "the bridge"}
    [found] = score["labelled"]("The bridge is reportedly closed.", [label])
    assert (found.source, found.cue) == ("", "reportedly")


def test_who_was_told_is_no_source_and_he_is_the_source_as_written(score: dict[str, Any]) -> None:
    reader = Reader(Learned(), load_outlets(), keep=1)
    found = list(score["read_sayings"](TEXT, reader, "en"))
    assert [(each.source, each.cue) for each in found] == [("The mayor", "told"), ("he", "said")]


def test_places_that_are_far_apart_are_not_one(score: dict[str, Any]) -> None:
    saying, span = score["Saying"], score["Span"]
    here, there = saying("he", "said", span(0, 7)), saying("he", "said", span(500, 507))
    assert score["paired"]([here], [there]) == []
    assert len(score["paired"]([here, there], [there])) == 1


def test_both_scores_are_printed(score: dict[str, Any], tmp_path: Path) -> None:
    labels = [{"source": "The mayor", "cue": "told", "content": "that the bridge was closed"}]
    article = rows(tmp_path / "articles.jsonl", {"text": TEXT, "attributions": labels})
    said = CliRunner().invoke(score["main"], ["attribution", article, "--errors", "1"])
    assert said.exit_code == 0
    assert "source  precision 0.500  recall 1.000" in said.output
    atoms = {"text": "", "decontextualized": "The bridge is old.", "atoms": ["The bridge is old."]}
    sentence = rows(tmp_path / "sentences.jsonl", atoms)
    said = CliRunner().invoke(score["main"], ["decomposition", sentence])
    assert said.output.startswith("atoms   precision 1.000  recall 1.000")
