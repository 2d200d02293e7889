"""Tags that were left in a text are blanked, and every place stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.text.markup import without_tags

PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "<br/>",
    '<a href="x">',
    "<",
    ">",
    "</",
    "<!-- no -->",
    "x",
    " ",
    "é",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(max_size=80))
def test_every_letter_outside_of_a_tag_keeps_its_place(text: str) -> None:
    plain = without_tags(text)
    assert len(plain) == len(text)
    assert all(new in (old, " ", "\n") for old, new in zip(text, plain, strict=True))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p>", "\n  One\n   "),
        ("a <em>b</em> c", "a     b      c"),
        ('<a href="x">b</a>', "            b    "),
        ("one<BR>two", "one\n   two"),
        ("a<!-- b -->c", "a          c"),
        ("3 < 5 > 4", "3 < 5 > 4"),
        ("<Anna> left", "<Anna> left"),
    ],
)
def test_a_tag_is_blanked_and_one_that_begins_or_ends_a_line_breaks_it(
    text: str, plain: str
) -> None:
    assert without_tags(text) == plain
