"""What had been before what a sentence tells, in words without a verb: ", after two strikes"."""

from collections.abc import Iterable

from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.pieces import Aside, Marked, Piece
from corroborate.text.syntax_tree import VERBS, Tree

LONGEST = 14
"""Words past which more is told than that something had been."""


def find_preceding(tree: Tree, words: AssertionWords, marked: Marked) -> Iterable[Aside]:
    """The end of a sentence behind a comma that tells by a number what had been before."""
    last = marked.last(tree)
    comma = next((i for i in range(last, 0, -1) if tree.tokens[i].text == ","), None)
    if comma is None or not 1 < last - comma <= LONGEST:
        return
    opening = tree.tokens[comma + 1].text.lower()
    inside = range(comma + 2, last + 1)
    verbs = any(tree.tokens[i].pos in VERBS or tree.tokens[i].pos == "PRON" for i in inside)
    numbered = any(tree.tokens[i].pos == "NUM" for i in inside[:3])
    if opening not in words.preceding or verbs or not numbered:
        return
    said = tree.span(comma + 2, last)
    if any(said.overlaps(each) for each in marked.measures):
        return
    plural = any("Number=Plur" in tree.tokens[i].morph for i in inside[:4])
    there = words.there_were if plural else words.there_was
    piece = Piece((there, " ", said), said, background=True)
    yield Aside(piece, (tree.span(comma, last),))
