"""From what reports say of assertions to what is concluded of the claim."""

from dataclasses import replace

import pytest

from corroborate.finding import Sources, find
from corroborate.model.dossier import Finding
from corroborate.model.facts import Assertion, Claim
from corroborate.model.report import ReadReport, Report
from corroborate.model.text import Moment, Span
from corroborate.model.verdict import Inconsistency, Match, Stance
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.reading import Circumstances, read

OUTLETS = load_outlets()
SAID = ("Lens signed a goalkeeper.", "Lens sold a striker.")
TEXTS = {
    "north": "Lens has a new goalkeeper, a club official told Reuters. A striker was sold.",
    "south": "A keeper joined Lens, the player Ada Brun told the BBC. Nobody left this winter.",
    "east": "The goalkeeper signed, according to a contract seen by the Guardian.",
}
OUTLET_OF = {"north": "Reuters", "south": "BBC News", "east": "The Guardian"}


def read_report(id: str) -> ReadReport:
    publisher = OUTLETS.publisher_of(OUTLET_OF[id], None, None)
    report = Report(TEXTS[id], id, OUTLET_OF[id], published=Moment.parse("2024-01-09"))
    known = Circumstances(load_language("en"), OUTLETS, publisher=publisher)
    return ReadReport(report, publisher, read(TEXTS[id], known, None))


SOURCES = Sources({id: read_report(id) for id in TEXTS}, OUTLETS, 0.0)


def claim(*checkable: bool) -> Claim:
    assertions = tuple(
        Assertion(f"c1.{place}", text, Span(0, 5), "en", checkable=can, why_not_checkable=why)
        for place, (text, can) in enumerate(zip(SAID, checkable, strict=False), start=1)
        for why in [None if can else "opinion"]
    )
    return Claim("c1", " ".join(SAID), Span(0, 45), "en", assertions)


def match(id: str, stance: Stance, *clashes: Inconsistency) -> Match:
    span = SOURCES.reports[id].readings[0].span
    return Match(id, stance, 0.9, span.of(TEXTS[id]), span, (), clashes)


def found(matches: list[list[Match]], checkable: tuple[bool, ...] = (True, True)) -> Finding:
    return find(claim(*checkable), [tuple(each) for each in matches], SOURCES)


@pytest.mark.parametrize(
    ("stances", "verdict"),
    [
        ({}, "unverified"),
        ({"north": "partial"}, "unverified"),
        ({"north": "support"}, "single-source"),
        ({"north": "support", "south": "support"}, "corroborated"),
        ({"north": "contradict"}, "contradicted"),
        ({"north": "contradict", "south": "contradict"}, "contradicted"),
        ({"north": "support", "south": "contradict"}, "disputed"),
        ({"north": "support", "south": "support", "east": "contradict"}, "disputed"),
    ],
)
def test_the_verdict_counts_independent_origins(stances: dict[str, Stance], verdict: str) -> None:
    finding = found([[match(id, stance) for id, stance in stances.items()]], (True,))
    assert finding.verdict == finding.assessments[0].verdict == verdict
    assert finding.stances == stances


def test_a_claim_of_two_assertions_needs_both() -> None:
    half = found([[match("north", "support")], []])
    assert (half.verdict, half.stances) == ("unverified", {"north": "partial"})
    assert [each.verdict for each in half.assessments] == ["single-source", "unverified"]
    both = found([[match("north", "support")], [match("north", "support")]])
    assert (both.verdict, both.stances) == ("single-source", {"north": "support"})


def test_to_contradict_one_assertion_is_to_contradict_the_claim() -> None:
    finding = found([[match("north", "support")], [match("north", "contradict")]])
    assert (finding.verdict, finding.stances) == ("contradicted", {"north": "contradict"})


def test_what_cannot_be_checked_asks_for_nothing() -> None:
    finding = found([[match("north", "support")], []], (True, False))
    assert finding.verdict == "single-source"
    assert finding.assessments[1].verdict == "not-checkable"
    assert finding.assessments[1].confidence is None


def test_a_claim_of_opinions_is_not_checkable_and_has_no_confidence() -> None:
    finding = found([[], []], (False, False))
    assert (finding.verdict, finding.confidence) == ("not-checkable", None)


def test_more_independent_support_is_more_confidence() -> None:
    steps = [
        found([[match(id, "support") for id in ids]], (True,)).confidence
        for ids in ((), ("north",), ("north", "south"))
    ]
    told = [each.probability for each in steps if each]
    assert told == sorted(set(told))
    assert told[0] == 0.5


def test_contradictions_come_first_and_none_twice() -> None:
    hard = Inconsistency("count", "three", "four", "contradiction", "Says four.", "south")
    soft = Inconsistency("amount", "3%", "up to 3%", "note", "A bound.", "north")
    finding = found([[match("north", "support", soft)], [match("north", "support", soft)]])
    assert finding.inconsistencies == (soft,)
    finding = found(
        [[match("north", "support", soft), match("south", "contradict", hard)]], (True,)
    )
    assert finding.inconsistencies == (hard, soft)
    assert finding.flagged


def test_the_order_of_matches_changes_nothing() -> None:
    matches = [match("north", "support"), match("south", "contradict"), match("east", "support")]
    ahead, back = found([matches], (True,)), found([matches[::-1]], (True,))
    one, other = (replace(each, assessments=()) for each in (ahead, back))
    assert one == other
