from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.names import find_names, is_variant, name_key, same_name
from corroborate.text.reading import Circumstances, read


def key_of(text: str) -> str:
    names = find_names(f"... {text}", load_language("en").grammar)
    return names[0].key


@pytest.mark.parametrize("case", cases("same_names"))
def test_two_spellings_are_one_name_or_two(case):
    one, other = key_of(case["a"]), key_of(case["b"])
    assert same_name(one, other) is same_name(other, one) is case["want"]


@pytest.mark.parametrize("case", cases("names"))
def test_the_names_of_a_sentence_are_found(case):
    known = Circumstances(load_language(case["language"]), load_outlets())
    found = [name.text for each in read(case["text"], known, None) for name in each.facts.names]
    assert found == case["want"]


@given(st.text(max_size=200))
def test_names_stand_where_they_say_and_do_not_overlap(text):
    names = find_names(text, load_language("fr").grammar)
    assert all(name.span.of(text) == name.text for name in names)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_being_a_variant_goes_both_ways(one, other):
    assert is_variant(one, other) == is_variant(other, one)


@given(st.text(max_size=60))
def test_the_order_of_its_words_does_not_change_the_key_of_a_name(text):
    assert name_key(" ".join(reversed(text.split()))) == name_key(" ".join(text.split()))
