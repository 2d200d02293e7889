"""A count and the names that it counts: "three colleagues from the lab, Ana, Bo and Cy"."""

from collections.abc import Iterable

from corroborate.model.facts import Name
from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.anaphora import is_joint
from corroborate.text.pieces import Aside, Marked, Piece, in_mid_sentence
from corroborate.text.syntax_tree import Tree

NOMINAL = frozenset({"DET", "NUM", "NOUN", "ADJ", "PROPN", "ADP"})
"""Kinds of words of which what counts the names may consist."""
MIN_NAMES = 2


def find_counted_names(tree: Tree, words: AssertionWords, marked: Marked) -> Iterable[Aside]:
    """What a sentence says of people by the words that count them, where these say more than how
    many: the names stand in their place, and the words are said of them."""
    for names in _lists(tree.text, words, marked):
        counted = _counted(names.start, tree)
        if counted is None:
            continue
        said = (names, f" {words.plural_copula} ", *in_mid_sentence(counted, tree))
        piece = Piece(said, names, background=True)
        holes = [Span(counted.start, names.start)]
        if tree.text[names.end : names.end + 1] == ",":
            holes.append(Span(names.end, names.end + 1))
        yield Aside(piece, tuple(holes))


def _lists(text: str, words: AssertionWords, marked: Marked) -> Iterable[Span]:
    """Where people are listed."""
    runs: list[list[Name]] = []
    for name in (each for each in marked.names if each.kind != "place"):
        last = runs[-1][-1] if runs else None
        if last is not None and is_joint(text[last.span.end : name.span.start], words):
            runs[-1].append(name)
        else:
            runs.append([name])
    for run in runs:
        if len(run) >= MIN_NAMES and any(each.kind == "person" for each in run):
            yield Span(run[0].span.start, run[-1].span.end)


def _counted(names: int, tree: Tree) -> Span | None:
    """The words before a comma and the names that count these and say who they are, None where they
    do not."""
    before = [i for i, each in enumerate(tree.tokens) if each.span.end <= names]
    if not before or tree.tokens[before[-1]].text != ",":
        return None
    first = comma = before[-1]
    while first > 0 and tree.tokens[first - 1].pos in NOMINAL:
        first -= 1
    while first < comma and tree.tokens[first].pos == "ADP":
        first += 1
    inside = range(first, comma)
    numbered = any(tree.tokens[i].pos == "NUM" for i in inside)
    told = any(tree.tokens[i].pos == "ADP" for i in inside)
    return tree.span(first, comma - 1) if numbered and told else None
