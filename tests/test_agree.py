"""Two facts of one kind: they agree, clash, or speak of different things."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from strategies import quantities, whens
from tables import cases

from corroborate.model.facts import Quantity, When
from corroborate.reference.language import load_language
from corroborate.text.agree import Agreement, compare_quantities, compare_whens, days_in, gap
from corroborate.text.dates import find_whens
from corroborate.text.quantities import find_quantities

READ_ON = date(2024, 6, 20)


def amount(text: str, code: str) -> Quantity:
    (found,) = find_quantities(text, load_language(code).quantities)
    return found


def when(text: str, code: str) -> When:
    (found,) = find_whens(text, load_language(code).dates, READ_ON)
    return found


@pytest.mark.parametrize("case", cases("agreement"))
def test_two_facts_agree_clash_or_stand_apart(case: Any) -> None:
    ours, theirs = case.get("languages", ["en", "en"])
    if case.get("about") == "dates":
        found = compare_whens(when(case["ours"], ours), when(case["theirs"], theirs))
    else:
        found = compare_quantities(amount(case["ours"], ours), amount(case["theirs"], theirs))
    assert found is Agreement(case["want"])


@given(quantities(), quantities())
def test_which_amount_is_ours_does_not_matter(one: Quantity, other: Quantity) -> None:
    assert compare_quantities(one, other) is compare_quantities(other, one)


@given(quantities())
def test_an_amount_agrees_with_itself(one: Quantity) -> None:
    assert compare_quantities(one, one) is Agreement.AGREE


@given(quantities(), quantities())
def test_a_gap_is_the_same_from_both_sides_and_none_where_amounts_overlap(
    one: Quantity, other: Quantity
) -> None:
    assert gap(one, other) == gap(other, one) >= 0
    if one.low < other.high and other.low < one.high:
        assert gap(one, other) == 0


@given(whens(), whens())
def test_times_clash_exactly_where_they_share_no_day(one: When, other: When) -> None:
    clash = compare_whens(one, other) is Agreement.CLASH
    assert clash is not one.agrees_with(other)
    assert clash is (compare_whens(other, one) is Agreement.CLASH)


@given(whens())
def test_a_time_agrees_with_itself_and_spans_a_day_at_least(one: When) -> None:
    assert compare_whens(one, one) is Agreement.AGREE
    assert days_in(one) >= 1
