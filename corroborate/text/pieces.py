"""A clause as the stretches and words that it is made of, and how it is written out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Name, Token
from corroborate.model.text import Span
from corroborate.text.anaphora import Edit
from corroborate.text.syntax_tree import Tree

_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r"[ \u00a0]+([,.](?:\s|$))")
_OPEN_END = re.compile(r"[ ,]+\.$")
_COMMAS = re.compile(r",(?:\s*,)+")
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("[", "]"))
_ENDS = '.!?…»"”)'


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause: `parts` are stretches of the sentence, or words that it shares with another, in
    order; `span` is where it stands. `background` is said beside what the sentence is about;
    `speech` is that somebody says it."""

    parts: tuple[Span | str, ...]
    span: Span
    background: bool = False
    speech: bool = False

    @classmethod
    def whole(cls, text: str, end: int | None = None) -> "Piece":
        """A sentence as it is, up to `end`."""
        span = Span(0, len(text) if end is None else end)
        return cls((span,), span)

    def without(self, holes: Sequence[Span]) -> "Piece":
        """The piece with these stretches left out of it."""
        parts = self.parts
        for hole in holes:
            parts = tuple(each for part in parts for each in _outside(part, hole))
        return replace(self, parts=parts)

    def written(
        self, text: str, edit: Edit | None = None, elisions: Sequence[tuple[str, str]] = ()
    ) -> str:
        """The piece as a sentence, with an edit of the first words made where it holds them.

        `elisions` are patterns of what its language draws together where two words meet, each with
        what is written instead.
        """
        if edit is None and self.parts == (Span(0, len(text)),):
            return text
        said = "".join(_edited(part, text, edit) for part in self.parts)
        said = _COMMAS.sub(",", _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", said)))
        said = _OPEN_END.sub(".", said)
        for pattern, drawn in elisions:
            said = re.sub(pattern, drawn, said)
        said = said.strip(" ,;:–—\u00a0")
        if said[:1].islower() and not said[1:2].isupper():
            said = said[0].upper() + said[1:]
        return said if not said or said[-1] in _ENDS else said + "."


@dataclass(frozen=True, slots=True)
class Aside:
    """What a sentence says besides, and the stretches of it that the sentence can do without."""

    piece: Piece
    holes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What is known of a sentence besides its syntax: whom it names, where it tells a time or a
    measure (no bare count), and where what it says ends and who says it begins ("..., the police
    said")."""

    end: int
    names: tuple[Name, ...] = ()
    dates: tuple[Span, ...] = ()
    measures: tuple[Span, ...] = ()

    def name_before(self, comma: Token) -> Name | None:
        """The name that ends right before a comma."""
        return next((n for n in self.names if n.span.end == comma.span.start), None)

    def within(self, tree: Tree) -> range:
        """The indexes of the words of what it says."""
        return range(self.last(tree) + 1)

    def last(self, tree: Tree) -> int:
        """The index of the last word of what it says, marks left out; -1 where there is none."""
        last = len(tree.tokens) - 1
        while last >= 0 and (
            tree.tokens[last].span.end > self.end or tree.tokens[last].pos == "PUNCT"
        ):
            last -= 1
        return last


def in_mid_sentence(part: Span, tree: Tree) -> tuple[Span | str, ...]:
    """A stretch as it stands behind other words: its first one small where it began the sentence,
    unless it is a name."""
    word = tree.tokens[0] if tree.tokens else None
    if word is None or part.start > word.span.start or part.end < word.span.end:
        return (part,)
    if word.pos == "PROPN" or (len(word.text) > 1 and not word.text[1:].islower()):
        return (part,)
    return (word.text.lower(), Span(word.span.end, part.end))


def _edited(part: Span | str, text: str, edit: Edit | None) -> str:
    if isinstance(part, str):
        return part
    if edit is None or edit.span.start < part.start or edit.span.end > part.end:
        return part.of(text)
    return text[part.start : edit.span.start] + edit.text + text[edit.span.end : part.end]


def _outside(part: Span | str, hole: Span) -> list[Span | str]:
    if isinstance(part, str) or not part.overlaps(hole):
        return [part]
    before = Span(part.start, max(part.start, hole.start))
    after = Span(min(part.end, hole.end), part.end)
    return [before, " ", after]


def stands_whole(text: str) -> bool:
    """Whether every bracket and quotation mark of a stretch is closed in it."""
    even = text.count('"') % 2 == 0
    return even and all(text.count(left) == text.count(right) for left, right in _PAIRS)
