"""A text as spans of sentences: paragraphs first, then ends of sentence that are ones."""

import re

from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s*[»\"”])?(?=\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:[.-][^\W\d_]+)*)\.$")
_OPENING = re.compile(r"\s*[\"'“‘«(\[–—-]*\s*")
LONGEST = 2_000
"""Characters after which a sentence without an end is cut at a space: text without punctuation."""


def split_sentences(text: str, grammar: Grammar) -> tuple[Span, ...]:
    """The sentences of a text, in order, without the white space around them.

    A line break ends a sentence; a full stop does not inside a number, an abbreviation or initials,
    nor before a word in lower case.
    """
    spans: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for end in _ends(paragraph.group(), grammar):
            spans.extend(_trimmed(text, start, paragraph.start() + end))
            start = paragraph.start() + end
        spans.extend(_trimmed(text, start, paragraph.end()))
    return tuple(spans)


def _ends(paragraph: str, grammar: Grammar) -> list[int]:
    depth_marks = {"«": 1, "»": -1, "“": 1, "”": -1}
    ends, depth, seen = [], 0, 0
    for match in _END.finditer(paragraph):
        depth = max(0, depth + sum(depth_marks.get(c, 0) for c in paragraph[seen : match.end()]))
        seen = match.end()
        inside_quote = depth > 0 and "\n" not in paragraph
        if not inside_quote and _is_end(paragraph, match, grammar):
            ends.append(match.end())
            depth = 0
    return ends


def _is_end(paragraph: str, match: re.Match[str], grammar: Grammar) -> bool:
    rest = paragraph[match.end() :]
    following = rest[_opening_length(rest) : _opening_length(rest) + 1]
    if following.islower():
        return False
    if match.group().startswith("…") or match.group().startswith("..."):
        return following.isupper() or not following
    before = _LAST_WORD.search(paragraph[max(0, match.start() - 30) : match.start() + 1])
    if match.group()[0] != "." or before is None:
        return True
    word = before.group(1)
    is_initial = (len(word) == 1 and word.isupper()) or bool(re.fullmatch(r"[A-Z]\.-?[A-Z]", word))
    return not ((is_initial or word.lower() in grammar.abbreviations) and following)


def _opening_length(rest: str) -> int:
    match = _OPENING.match(rest)
    return match.end() if match else 0


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The stretch without white space around it, cut where it is longer than LONGEST; none if
    blank."""
    spans: list[Span] = []
    while True:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start >= end:
            return spans
        if end - start <= LONGEST:
            return [*spans, Span(start, end)]
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        spans.append(Span(start, cut))
        start = cut
