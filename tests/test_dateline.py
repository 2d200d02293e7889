"""The line under a headline that says when a text was written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.reference.language import load_language
from corroborate.text.dateline import find_dateline


@pytest.mark.parametrize("case", cases("dateline"))
def test_a_dateline_is_a_short_line_at_the_top_with_one_whole_day(case: Any) -> None:
    assert find_dateline(case["text"], load_language(case["language"])) == case.get("want")


@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
def test_any_text_has_a_dateline_or_none(text: str, code: str) -> None:
    day = find_dateline(text, load_language(code))
    assert day is None or str(day.year) in text
