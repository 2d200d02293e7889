"""Two values of one thing in one clause: "4% of its staff, or about 9,000 people"."""

from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.pieces import Piece
from corroborate.text.syntax_tree import Tree

LOOK_AHEAD = 5
"""Words among which the number of a restated amount stands: "or a little more than 9,000"."""


def find_restated(tree: Tree, piece: Piece, words: AssertionWords) -> list[Piece]:
    """The piece, or one for each of two amounts that it gives with ", or" between them, or of two
    measured places with only a comma between."""
    for index in range(1, len(tree.tokens) - 1):
        comma = tree.tokens[index - 1]
        if comma.text != "," or not piece.span.start <= comma.span.start < piece.span.end:
            continue
        parts = _amount(index, tree, piece, words) or _place(index, tree)
        if parts:
            kept, place, resumed = parts
            rest = Span(resumed, piece.span.end)
            if _ends_there(rest, tree):
                return [
                    Piece(
                        (*piece.parts[:-1], Span(piece.span.start, comma.span.start)),
                        Span(piece.span.start, comma.span.start),
                    ),
                    Piece((*piece.parts[:-1], Span(piece.span.start, kept), place), place),
                ]
    return [piece]


def _ends_there(rest: Span, tree: Tree) -> bool:
    return not rest.of(tree.text).strip(' .»”"')


def _amount(
    index: int, tree: Tree, piece: Piece, words: AssertionWords
) -> tuple[int, Span, int] | None:
    """Where the first amount begins, where the second stands, and where it ends."""
    if tree.tokens[index].text.lower() not in words.restatements:
        return None
    ahead = range(index + 1, min(len(tree.tokens), index + 1 + LOOK_AHEAD))
    if not any(tree.tokens[i].text[:1].isdigit() for i in ahead):
        return None
    first = _number_before(index - 1, tree, piece)
    if first is None:
        return None
    last = len(tree.tokens) - 1
    while last > index and tree.tokens[last].span.end > piece.span.end:
        last -= 1
    while last > index and tree.tokens[last].dep == "punct":
        last -= 1
    second = tree.span(index + 1, last)
    if tree.says_something(second):
        return None
    return first, second, second.end


def _number_before(comma: int, tree: Tree, piece: Piece) -> int | None:
    """Where the object begins that ends at the comma and holds a number; not a subject."""
    for index in range(comma - 1, -1, -1):
        token = tree.tokens[index]
        if token.span.start < piece.span.start or tree.is_finite(index):
            return None
        if token.dep in ("dobj", "obj", "obl:arg", "attr", "pobj"):
            below = [i for i in tree.below(index) if i < comma]
            numbers = any(tree.tokens[i].text[:1].isdigit() for i in below)
            if numbers and below[-1] == comma - 1:
                return tree.tokens[below[0]].span.start
    return None


def _place(index: int, tree: Tree) -> tuple[int, Span, int] | None:
    """The second of two measures of one verb: "à 27 km de la ville, à huit km de profondeur"."""
    opening = tree.tokens[index]
    if opening.pos != "ADP" or tree.tokens[index + 1].pos != "NUM":
        return None
    noun = tree.tokens[opening.head]
    verb = noun.head
    for twin in tree.children[verb]:
        first = tree.below(twin)[0]
        other = tree.tokens[first]
        alike = other.text.lower() == opening.text.lower() and other.pos == "ADP"
        if twin < index - 1 and alike and tree.tokens[first + 1].pos == "NUM":
            last = tree.below(opening.head)[-1]
            second = tree.span(index, last)
            return other.span.start, second, second.end
    return None
