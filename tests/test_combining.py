import pytest

from corroborate.model.text import Span
from corroborate.model.verdict import Match
from corroborate.steps.combining import combine, stance_on_claim


def match(report: str, stance: str, score: float = 0.9) -> Match:
    return Match(report, stance, score, "words", Span(0, 5))


@pytest.mark.parametrize(
    ("stances", "want"),
    [
        (["support", "support"], "support"),
        (["support", "unrelated"], "partial"),
        (["support", "partial"], "partial"),
        (["support", "contradict"], "contradict"),
        (["unrelated", "contradict"], "contradict"),
        (["unrelated", "unrelated"], "unrelated"),
        ([], "unrelated"),
    ],
)
def test_the_stance_on_a_claim_follows_from_those_on_its_assertions(stances, want):
    assert stance_on_claim(stances) == want


def test_a_report_silent_on_one_assertion_supports_a_part():
    whole = combine([[match("a", "support"), match("b", "support")], [match("b", "support")]])
    assert {each.report: each.stance for each in whole} == {"a": "partial", "b": "support"}


@pytest.mark.parametrize(
    ("main", "besides", "want"),
    [
        ("support", "unrelated", "support"),
        ("support", "contradict", "contradict"),
        ("unrelated", "support", "partial"),
        ("partial", "support", "partial"),
        ("contradict", "support", "contradict"),
    ],
)
def test_silence_on_what_a_claim_says_besides_costs_no_support(main, besides, want):
    matches = [[match("a", main)], [match("a", besides)]]
    assert [each.stance for each in combine(matches, (False, True))] == [want]


def test_where_all_is_said_besides_all_of_it_counts():
    whole = combine([[match("a", "support")], [match("b", "support")]], (True, True))
    assert {each.report: each.stance for each in whole} == {"a": "partial", "b": "partial"}


def test_the_match_of_a_contradicted_claim_is_the_one_that_contradicts():
    whole = combine([[match("a", "support", 0.99)], [match("a", "contradict", 0.7)]])
    assert (whole[0].stance, whole[0].score) == ("contradict", 0.7)
