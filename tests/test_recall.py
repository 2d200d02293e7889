"""Of very many reports the likely ones are read, of few all; a look misses none that counts."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corroborate.engine import Engine
from corroborate.learned import Learned
from corroborate.model.facts import Assertion
from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.reader import Reader
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.steps.matching import Evidence, match, recall
from corroborate.steps.matching.evidence import gather_evidence
from corroborate.steps.matching.prepared import prepare_assertion
from corroborate.steps.matching.recall import (
    ALL_READ,
    index_reports,
    likely_evidence,
    passed_over,
    top_passages,
)

STORY = Path(__file__).parent.parent / "fixtures" / "stories" / "meta-openai"
DAY = date(2025, 7, 2)
OTHERS = (
    "The ferry to Bergen was late on Tuesday. Passengers were given soup.",
    "Le maire de Lens a promis 300 arbres. Les écoles en planteront la moitié.",
    "A court in Leeds fined a baker 900 pounds. He will pay in May.",
)


@pytest.fixture(scope="module")
def learned(engine: Engine) -> Learned:
    """The models of the one engine: they load once a run."""
    return engine._learned


@pytest.fixture(scope="module")
def reader(learned: Learned) -> Reader:
    return Reader(learned, load_outlets(), keep=100)


@pytest.fixture(scope="module")
def evidence(reader: Reader) -> Evidence:
    lines = (STORY / "reports.jsonl").read_text("utf-8").splitlines()[:8]
    reports = [Report.from_dict(json.loads(line)) for line in lines]
    for number, text in enumerate(OTHERS):
        reports.insert(2 * number, Report(text, f"o{number}", published=Moment(DAY)))
    return reader.reports([*reports, Report(text="", id="blank")], "en", lambda *_: None)[0]


@pytest.fixture(scope="module")
def assertion(reader: Reader) -> Assertion:
    text = "Meta a recruté quatre autres chercheurs d'OpenAI."
    return reader.claims(text, load_language("fr"), DAY)[0].assertions[0]


def ids(evidence: Evidence) -> list[str]:
    return [each.read.report.id for each in evidence]


def test_of_few_reports_all_are_read(
    evidence: Evidence, assertion: Assertion, learned: Learned
) -> None:
    ours = prepare_assertion(assertion, learned.vectors)
    assert likely_evidence(ours, evidence) is evidence


def test_of_many_the_likeliest_are_read_in_their_order(
    evidence: Evidence,
    assertion: Assertion,
    learned: Learned,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = match(assertion, evidence, learned.vectors, DAY)
    monkeypatch.setattr(recall, "ALL_READ", 5)
    monkeypatch.setattr(recall, "KEPT", 8)
    kept = likely_evidence(prepare_assertion(assertion, learned.vectors), evidence)
    assert ids(kept) == [each for each in ids(evidence) if each[0] not in "ob"]
    narrowed = match(assertion, evidence, learned.vectors, DAY)
    assert [(each.report, each.stance) for each in narrowed] == [
        (each.report, each.stance) for each in whole
    ]


def test_some_reports_are_laid_end_to_end_as_if_they_were_all(
    evidence: Evidence, learned: Learned
) -> None:
    numbers = np.array([0, 3, 4, 10, 11])
    some = evidence.only(numbers)
    alone = gather_evidence([evidence.reports[number] for number in numbers], learned.vectors)
    assert some.words == alone.words
    assert some.framed == alone.framed
    assert some.named == alone.named
    for name in ("firsts", "said", "said_from", "stretches", "stretches_from", "word_vectors"):
        assert np.array_equal(getattr(some, name), getattr(alone, name)), name
    for one, other in zip(some.columns, alone.columns, strict=True):
        assert np.array_equal(one, other)
    for name in ("low", "high", "amount_of", "start", "end", "time_of"):
        assert np.array_equal(getattr(some.told, name), getattr(alone.told, name)), name


def test_the_closest_sentences_come_first_and_are_as_many_as_asked(
    evidence: Evidence, assertion: Assertion, learned: Learned
) -> None:
    ours = prepare_assertion(assertion, learned.vectors)
    found = top_passages(ours, index_reports(evidence), 5)
    assert len(found) == 5
    assert not [number for number, _ in found if ids(evidence)[number].startswith("o")]
    assert top_passages(ours, index_reports(evidence), 3) == found[:3]


def test_nothing_is_found_where_there_is_nothing(assertion: Assertion, learned: Learned) -> None:
    empty = gather_evidence((), learned.vectors)
    ours = prepare_assertion(assertion, learned.vectors)
    assert top_passages(ours, index_reports(empty), 5) == []
    assert match(assertion, empty, learned.vectors, DAY) == ()


def test_a_check_that_passes_reports_over_says_so() -> None:
    assert passed_over(ALL_READ) == ()
    assert passed_over(ALL_READ + 1) == (
        "of 2,001 reports, for each claim the 1,000 likeliest were held against it.",
    )
