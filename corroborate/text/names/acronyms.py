"""Long names with their acronym behind them: "Confédération paysanne unie (CPU)"."""

import re
from dataclasses import dataclass

from corroborate.model.text import Span
from corroborate.text.normalise import fold

_BRACKETED = re.compile(r"\((?P<short>[^\W\d_][\w.&-]{1,9})\)")
_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
"""A word, cut at hyphens: each part may give the acronym a letter."""
WORDS_A_LETTER = 2
"""Words of the long name that a letter of the acronym may stand for, one of them a small word."""
SPARE_WORDS = 2
"""Words that a long name may have besides; after A. Schwartz and M. Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (2003)."""
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Acronym:
    """A long name and the short one in brackets behind it."""

    long: Span
    short: Span


def find_acronyms(text: str) -> tuple[Acronym, ...]:
    """The acronyms that a text explains, in order: their letters begin words of the long name, in
    its order, the first letter its first word."""
    found: list[Acronym] = []
    for match in _BRACKETED.finditer(text):
        short = match.group("short")
        if sum(map(str.isupper, short)) * 2 <= len(short) and not short[0].isupper():
            continue
        start = found[-1].short.end if found else 0
        long = _long_form(text, (start, match.start()), short)
        if long is not None:
            found.append(Acronym(long, Span(*match.span("short"))))
    return tuple(found)


def _long_form(text: str, within: tuple[int, int], short: str) -> Span | None:
    """The stretch before the bracket that the letters spell, the shortest that they do."""
    letters = [letter for letter in fold(short) if letter.isalnum()]
    reach = len(letters) * WORDS_A_LETTER + SPARE_WORDS
    # words are looked for in a bounded stretch, so that a long text takes no longer
    start = max(within[0], within[1] - reach * 20)
    words = [
        Span(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start : within[1]])
    ]
    if not words or text[words[-1].end : within[1]].strip():
        return None
    for first in range(len(words) - FEWEST_WORDS, max(-1, len(words) - reach - 1), -1):
        inside = [fold(span.of(text)) for span in words[first:]]
        begins = text[words[first].start].isupper() and inside[0][0] == letters[0]
        if begins and _spells(inside, letters):
            return Span(words[first].start, words[-1].end)
    return None


def _spells(words: list[str], letters: list[str]) -> bool:
    """Whether each letter begins a word, or goes on in the one before, in order and to the end."""
    at = 0
    for word in words:
        if at < len(letters) and word.startswith(letters[at]):
            taken = 1
            while at + taken < len(letters) and word[: taken + 1] == "".join(
                letters[at : at + taken + 1]
            ):
                taken += 1
            at += 1 if _rest_begins(words, word, letters, at + 1) else taken
    return at == len(letters)


def _rest_begins(words: list[str], word: str, letters: list[str], at: int) -> bool:
    """Whether the next letter begins a later word, so that the word gives one letter only."""
    later = words[words.index(word) + 1 :]
    return at < len(letters) and any(each.startswith(letters[at]) for each in later)
