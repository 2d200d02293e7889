"""How much of one text is in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.text.shingles import (
    best_earlier,
    containment,
    longest_shared_sentence,
    own_words,
    quotations,
    shared_order,
    shingles,
)

STORY = (
    "The old harbour bridge will stay closed until the spring because two of its cables are worn. "
    "Engineers found the damage during a routine check in October and told the council at once. "
    "Ferries will run every ten minutes instead, and tickets are free for residents of both banks."
)


def test_a_text_holds_all_of_itself():
    assert containment(STORY, STORY) == 1.0


def test_a_rewrite_shares_almost_nothing():
    rewrite = "Until spring nobody can cross: worn cables keep the bridge in the old port shut."
    assert containment(rewrite, STORY) < 0.05


def test_containment_is_of_the_first_in_the_second():
    extract = STORY[:180]
    assert containment(extract, STORY) > 0.9
    assert containment(STORY, extract) < 0.7


def test_a_shared_quotation_is_no_reuse():
    quote = "“We will not open a bridge that we would not send our own children across”"
    one = f"The mayor was firm. {quote}, she said in the evening."
    other = f"Nobody should expect an early date. {quote}, according to Elena Costa."
    assert containment(one, other) == 0.0


def test_a_term_in_quotation_marks_is_no_quotation():
    text = (
        "The “blue line” is shut, and « personne ne sait pour combien de temps », says the mayor."
    )
    assert quotations(text) == [" personne ne sait pour combien de temps "]


@pytest.mark.parametrize(
    "text",
    [
        "(Reuters) - The bridge is closed",
        "The bridge is closed (AFP)",
        "The bridge is closed\nWith inputs from AFP",
    ],
)
def test_datelines_and_credits_are_left_out(text):
    kept = own_words(text, ("with inputs from",)).split()
    assert " ".join(kept) == "The bridge is closed"


def test_the_longest_shared_sentence_is_given_as_it_stands():
    sentence = STORY[STORY.index("Engineers") : STORY.index(" Ferries")]
    other = f"In other news. {sentence} Nothing else is known."
    assert longest_shared_sentence(STORY, other) == sentence
    assert longest_shared_sentence("One thing.", "Another thing.") == ""


def test_a_key_counts_for_the_first_that_held_it():
    first, second, third = frozenset("abcd"), frozenset("abcx"), frozenset("abxy")
    assert best_earlier([first, second, third]) == [None, (0, 0.75), (0, 0.5)]


def test_names_in_the_same_order_survive_a_translation():
    assert shared_order(["zhao", "yu", "bi", "ren"], ["zhao", "yu", "bi", "ren"]) == 1.0
    assert shared_order(["zhao", "yu", "bi", "ren"], ["yu", "bi", "zhao", "ren"]) == 0.75
    assert shared_order([], ["yu"]) == 0.0


@given(st.text(), st.text())
def test_containment_is_a_share(one, other):
    assert 0.0 <= containment(one, other) <= 1.0


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30))
def test_no_more_shingles_than_places(words):
    assert len(shingles(" ".join(words))) <= max(0, len(words) - 4)
