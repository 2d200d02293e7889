"""Whole stories: a document, its reports, and what an editor rules of each claim.

A folder of fixtures/stories has document.txt, reports.jsonl and expected.json. What comes out wrong
today is said there beside its claim, with the reason, under `known_wrong`; it must come out wrong.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corroborate.engine import Engine
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.report import Report

STORIES = Path(__file__).parent.parent / "fixtures" / "stories"
ASKED = ("verdict", "independent_support", "independent_contradict", "inconsistencies", "flags")
"""What is compared of a claim; each may be a key of its `known_wrong`."""


@cache
def expected(story: str) -> Any:
    return json.loads((STORIES / story / "expected.json").read_text("utf-8"))


def questions() -> list[Any]:
    """Every thing asked of every claim of every story, the known wrong ones expected to fail."""
    asked = []
    for folder in sorted(each.name for each in STORIES.iterdir() if each.is_dir()):
        for number, claim in enumerate(expected(folder)["claims"], start=1):
            for what in ASKED:
                reason = claim.get("known_wrong", {}).get(what)
                marks = [pytest.mark.xfail(reason=reason, raises=AssertionError)] if reason else []
                name = f"{folder}-claim-{number}-{what}"
                asked.append(pytest.param(folder, claim, what, id=name, marks=marks))
    return asked


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    """The dossier of each story, kept once it was made."""
    return {}


def dossier_of(story: str, engine: Engine, made: dict[str, Dossier]) -> Dossier:
    if story not in made:
        lines = (STORIES / story / "reports.jsonl").read_text("utf-8").splitlines()
        reports = [Report.from_dict(json.loads(line)) for line in lines]
        text = (STORIES / story / "document.txt").read_text("utf-8")
        made[story] = engine.check(text, reports, expected(story)["as_of"])
    return made[story]


def finding_of(dossier: Dossier, claim: Any) -> Finding:
    """The one finding whose text begins as the claim's."""
    (found,) = [each for each in dossier.findings if each.text.startswith(claim["claim"])]
    return found


def told(finding: Finding, what: str, claim: Any) -> tuple[Any, Any]:
    """What was concluded, and what an editor rules."""
    if what == "verdict":
        return finding.verdict, claim["verdict"]
    if what == "independent_support":
        return len(finding.origins), claim["independent_support"]
    if what == "independent_contradict":
        return len(finding.contrary), claim["independent_contradict"]
    required = pairs(claim["inconsistencies"])
    if what == "inconsistencies":
        seen = {
            (each.kind, each.report) for each in finding.inconsistencies if each.severity != "note"
        }
        return required - seen, set()
    hard = {
        (each.kind, each.report)
        for each in finding.inconsistencies
        if each.severity == "contradiction"
    }
    return hard - required - pairs(claim["may_flag"]), set()


def pairs(flags: Any) -> set[tuple[str, str | None]]:
    return {(each["kind"], each["report"]) for each in flags}


@pytest.mark.parametrize(("story", "claim", "what"), questions())
def test_a_claim_comes_out_as_an_editor_rules(
    story: str, claim: Any, what: str, engine: Engine, dossiers: dict[str, Dossier]
) -> None:
    finding = finding_of(dossier_of(story, engine, dossiers), claim)
    found, want = told(finding, what, claim)
    assert found == want


@pytest.mark.parametrize("story", sorted(each.name for each in STORIES.iterdir() if each.is_dir()))
def test_every_claim_of_a_story_is_ruled_on(
    story: str, engine: Engine, dossiers: dict[str, Dossier]
) -> None:
    dossier = dossier_of(story, engine, dossiers)
    claims = expected(story)["claims"]
    assert [finding_of(dossier, each).id for each in claims] == [
        each.id for each in dossier.findings
    ]
    assert all(set(each.get("known_wrong", {})) <= set(ASKED) for each in claims)
