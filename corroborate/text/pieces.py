"""A clause as the stretches and words that it is made of, and how it is written out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.model.text import Span
from corroborate.text.anaphora import Edit

_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_COMMA = re.compile(r"[ \u00a0]+,")
_COMMAS = re.compile(r",(?:\s*,)+")
_ELISION = re.compile(r"\b([Qq]u)e (?=[aeiouéèêàâîôAEIOUÉ])")
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("[", "]"))
_ENDS = '.!?…»"”)'


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause: `parts` are stretches of the sentence, or words that it shares with another, in
    order; `span` is where it stands. `background` stays in another piece too."""

    parts: tuple[Span | str, ...]
    span: Span
    background: bool = False

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

    def written(self, text: str, edit: Edit | None = None) -> str:
        """The piece as a sentence, with an edit of the first words made where it holds them."""
        if edit is None and self.parts == (Span(0, len(text)),):
            return text
        said = "".join(_edited(part, text, edit) for part in self.parts)
        said = _COMMAS.sub(",", _BEFORE_COMMA.sub(",", _SPACES.sub(" ", said)))
        said = _ELISION.sub(r"\1’", said).strip(" ,;:–—\u00a0")
        if said[:1].islower() and not said[1:2].isupper():
            said = said[0].upper() + said[1:]
        return said if not said or said[-1] in _ENDS else said + "."


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
