"""A long text in blocks that can be read one by one."""

from corroborate.model.text import Span

BREAKS = ("\n\n", "\n", ". ", " ")
"""Where a block may end, the best first: between paragraphs, lines, sentences, words."""


def text_blocks(text: str, longest: int) -> tuple[Span, ...]:
    """Stretches that make up the text, each of at most `longest` characters.

    A block ends at the last break in its second half, the best kind that there is.
    """
    found, start = [], 0
    while len(text) - start > longest:
        end = _last_break(text, start + longest // 2, start + longest)
        found.append(Span(start, end))
        start = end
    return (*found, Span(start, len(text)))


def _last_break(text: str, first: int, last: int) -> int:
    for each in BREAKS:
        place = text.rfind(each, first, last)
        if place >= 0:
            return place + len(each)
    return last
