"""A long text is read in blocks that leave nothing out."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corroborate.engine import Engine
from corroborate.model.text import Document, Moment
from corroborate.reader import BLOCK
from corroborate.text.blocks import text_blocks

PARAGRAPH = "The ferry Aurora ran aground off Bergen. Three crew members were injured, police said."


@given(st.text(alphabet="ab. \n", max_size=200), st.integers(2, 40))
def test_blocks_make_up_the_text(text: str, longest: int) -> None:
    blocks = text_blocks(text, longest)
    assert "".join(span.of(text) for span in blocks) == text
    assert all(span.end - span.start <= longest for span in blocks)
    assert all(one.end == other.start for one, other in pairwise(blocks))


def test_a_block_ends_between_paragraphs_where_it_can() -> None:
    text = "One. Two.\n\nThree. Four."
    assert [span.of(text) for span in text_blocks(text, 20)] == ["One. Two.\n\n", "Three. Four."]


def test_the_claims_of_a_long_document_stand_where_they_say(engine: Engine) -> None:
    count = BLOCK // len(PARAGRAPH) + 5
    text = "\n\n".join([PARAGRAPH] * count)
    assert len(text) > BLOCK
    claims = engine.split(Document(text, "en", published=Moment(date(2024, 3, 5))))
    assert len(claims) == 2 * count
    assert all(claim.span.of(text) == claim.text for claim in claims)
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
