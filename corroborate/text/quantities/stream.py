"""A text as numbers, words and marks, with the words of its language to look them up in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from corroborate.model.facts import Hedge, Part
from corroborate.model.text import Span
from corroborate.reference.quantity_words import (
    CURRENCY_SIGNS,
    UNIT_SYMBOLS,
    QuantityWords,
    split_phrases,
)
from corroborate.text.normalise import plain_quotes

Payload = TypeVar("Payload")

TITLE_CASE_SHARE = 0.75
"""Share of the words of four letters and more that begin with a capital, from which a line is
taken for a headline in title case; our own choice, between prose, even full of names (up to .7),
and headlines (over .8)."""
TITLE_CASE_WORDS = 3
"""Fewer such words tell nothing."""

POINTS = "points"
"""The unit of bare points until the text tells whether they are of a percentage or of a game."""

HYPHENS = ("-", "\u2010", "\u2011")
"""Marks that join words; the last is the no-break one."""

_PIECE = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3}){1,4}(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9](?:[0-9.,'’]*[0-9])?)"
    r"|(?P<word>[^\W\d_]+(?:['’](?=[^\W\d_]))?)"
    r"|(?P<mark>[^\w\s]|_)"
)
_DIGIT = re.compile("[0-9]")
_WORD_OR_MARK = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]|_")
"""The words and marks of `_PIECE`."""
_NO_TEXT = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|[\w.+-]{1,64}@\S+")
"""Stretches whose digits say nothing: addresses of pages and people, hashtags."""

_KINDS: dict[str, Literal["number", "word", "mark"]] = {
    "number": "number",
    "word": "word",
    "mark": "mark",
}
"""The groups of `_PIECE`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One number, word (an elided "d'" among them) or mark.

    `text` has typewriter quotes, `word` is lower case. `glued` is whether nothing stands between it
    and the piece before; `closed` that something else has claimed it; `titled` that its line is
    written in title case; `first` that a sentence begins with it.
    """

    start: int
    end: int
    text: str
    word: str
    kind: Literal["number", "word", "mark"]
    glued: bool
    closed: bool
    titled: bool
    first: bool

    @property
    def is_capital(self) -> bool:
        """Whether a capital says that it is part of a name: it begins no sentence or headline."""
        return self.kind == "word" and self.text != self.word and not (self.titled or self.first)


class Phrases(Generic[Payload]):
    """Phrases, each with what it means, found in a row of pieces; the longest wins."""

    def __init__(self, rows: Iterable[tuple[str, Payload]], exact_case: bool = False) -> None:
        self._exact_case = exact_case
        self._by_first: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for phrases, payload in rows:
            for phrase in split_phrases(phrases):
                words = tuple(text if exact_case else text.lower() for text in _texts(phrase))
                self._by_first.setdefault(words[0], []).append((words, payload))
                self._by_last.setdefault(words[-1], []).append((words, payload))
        for index in (self._by_first, self._by_last):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def firsts(self) -> frozenset[str]:
        """The first piece of each phrase."""
        return frozenset(self._by_first)

    def at(self, pieces: Sequence[Piece], i: int) -> tuple[int, Payload] | None:
        """The phrase that begins at piece `i`: the index after it, and its meaning."""
        if not 0 <= i < len(pieces):
            return None
        for words, payload in self._by_first.get(self._form(pieces[i]), ()):
            if self._stand(words, pieces, i):
                return i + len(words), payload
        return None

    def before(self, pieces: Sequence[Piece], i: int, floor: int = 0) -> tuple[int, Payload] | None:
        """The phrase that ends just before piece `i` and begins at `floor` or later."""
        if not floor < i <= len(pieces):
            return None
        for words, payload in self._by_last.get(self._form(pieces[i - 1]), ()):
            start = i - len(words)
            if start >= floor and self._stand(words, pieces, start):
                return start, payload
        return None

    def _form(self, piece: Piece) -> str:
        return piece.text if self._exact_case else piece.word

    def _stand(self, words: tuple[str, ...], pieces: Sequence[Piece], i: int) -> bool:
        there = pieces[i : i + len(words)]
        return len(there) == len(words) and all(
            self._form(piece) == word and not piece.closed
            for piece, word in zip(there, words, strict=True)
        )


@dataclass(frozen=True, slots=True)
class AgePhrases:
    """What makes a number an age: before it, behind it, before it unless something speaks against
    it."""

    before: Phrases[None]
    after: Phrases[None]
    has: Phrases[None]


@dataclass(frozen=True, slots=True)
class NoAmounts:
    """What makes a number none: the phrases that it stands in, before or behind."""

    idioms: Phrases[None]
    labels: Phrases[None]
    dialled: Phrases[None]
    months: Phrases[None]
    clock_marks: Phrases[None]
    clock_cues: Phrases[None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language, ready to be looked up."""

    words: QuantityWords
    cardinals: dict[str, float]
    tens: frozenset[float]
    scales: dict[str, float]
    short_scales: Phrases[float]
    money_scales: Phrases[float]
    collectives: Phrases[tuple[float, float, float]]
    vague: Phrases[tuple[float, float]]
    shares: Phrases[float]
    share_joiners: Phrases[None]
    multiples: Phrases[float]
    half_more: Phrases[None]
    hedges: Phrases[tuple[Hedge, float, float]]
    trailing_hedges: Phrases[tuple[Hedge, float, float]]
    range_openers: Phrases[None]
    symbols: Phrases[tuple[str, float]]
    units: Phrases[tuple[str, float]]
    currency_signs: Phrases[str]
    currencies: Phrases[str]
    units_before: Phrases[str]
    units_by_noun: Phrases[str]
    divided_before: Phrases[None]
    ages: AgePhrases
    no_amounts: NoAmounts
    part_before: Phrases[Part]
    part_after: Phrases[Part]
    of: Phrases[None]
    numbering: Phrases[None]
    stops: frozenset[str]
    openers: frozenset[str]
    adjectives: frozenset[str]
    countable: frozenset[str]

    def starts(self) -> frozenset[str]:
        """The pieces, in lower case, with which a number that is no digits may begin."""
        phrases = (self.no_amounts.idioms, self.vague, self.multiples, self.shares)
        signs = (first.lower() for first in self.currency_signs.firsts)
        rows = (each.firsts for each in phrases)
        return frozenset().union(self.cardinals, self.scales, self.words.lone_ones, signs, *rows)


@dataclass(frozen=True, slots=True)
class Stream:
    """The pieces of one text, and the lexicon of its language."""

    pieces: tuple[Piece, ...]
    lexicon: Lexicon
    foreign: dict[str, float]
    starts: frozenset[str]

    def may_start(self, i: int) -> bool:
        """Whether a number may begin at piece `i`: at most others none does."""
        piece = self.pieces[i]
        return piece.kind == "number" or piece.word in self.starts

    def word(self, i: int) -> str:
        """The word at `i` in lower case, "" where there is none or it is claimed."""
        if not 0 <= i < len(self.pieces) or self.pieces[i].closed:
            return ""
        return self.pieces[i].word

    def is_glued(self, i: int) -> bool:
        """Whether piece `i` exists and follows the one before without a space."""
        return 0 < i < len(self.pieces) and self.pieces[i].glued

    def is_number(self, i: int) -> bool:
        """Whether there are digits at `i` that nothing else has claimed."""
        if not 0 <= i < len(self.pieces) or self.pieces[i].closed:
            return False
        return self.pieces[i].kind == "number"


def stream_of(
    text: str, words: QuantityWords, foreign: QuantityWords | None, taken: Sequence[Span]
) -> Stream:
    """Cut a text into pieces; those that share a character with `taken` are closed."""
    shut = sorted([*taken, *(Span(*match.span()) for match in _NO_TEXT.finditer(text))])
    return Stream(
        pieces=_pieces(text, shut, words),
        lexicon=lexicon_of(words),
        foreign=_foreign_cardinals(foreign) if foreign else {},
        starts=_starts(words, foreign),
    )


def may_hold_number(text: str, words: QuantityWords, foreign: QuantityWords | None) -> bool:
    """Whether a text has digits or any word that begins a number: most sentences have none."""
    if words.joined_numbers or _DIGIT.search(text):
        return True
    starts = _starts(words, foreign)
    return any(piece.lower() in starts for piece in _WORD_OR_MARK.findall(plain_quotes(text)))


@lru_cache(maxsize=16)
def _starts(words: QuantityWords, foreign: QuantityWords | None) -> frozenset[str]:
    lent = _foreign_cardinals(foreign) if foreign else {}
    return lexicon_of(words).starts().union(lent)


@lru_cache(maxsize=16)
def _foreign_cardinals(words: QuantityWords) -> dict[str, float]:
    """The plain number words that another language lends to a text: two to ninety."""
    return {word: value for word, value in _spread(words.cardinals).items() if value >= 2}


def _texts(phrase: str) -> list[str]:
    """The pieces of a phrase of a table; an elided word at its end stays whole."""
    elided = phrase.endswith("'")
    texts = [match.group() for match in _PIECE.finditer(plain_quotes(phrase) + "x" * elided)]
    return texts[:-1] if elided else texts


@lru_cache(maxsize=16)
def _piece_pattern(words: QuantityWords) -> re.Pattern[str]:
    """What cuts a text into pieces: "dreihundertzwölf" is three where a language joins numbers."""
    if not words.joined_numbers:
        return _PIECE
    known = (*_spread(words.cardinals), *_spread(words.scales))
    one = "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word)))
    part = rf"(?i:{one})(?=(?i:{one})*(?![^\W\d_]))"
    return re.compile(_PIECE.pattern.replace("(?P<word>", f"(?P<word>{part}|"))


def _pieces(text: str, shut: Sequence[Span], words: QuantityWords) -> tuple[Piece, ...]:
    plain = plain_quotes(text)
    pattern = _piece_pattern(words)
    pieces: list[Piece] = []
    closing = iter(shut)
    stop = next(closing, None)
    begins = True
    for start, end, titled in _lines(plain):
        begins = True
        for match in pattern.finditer(plain, start, end):
            while stop and stop.end <= match.start():
                stop = next(closing, None)
            closed = stop is not None and stop.start < match.end()
            titled = titled or words.nouns_have_capitals
            piece = _piece(match, pieces, closed, titled, begins)
            pieces.append(piece)
            joins = piece.glued and piece.text in HYPHENS
            opens = begins or piece.text in '.!?:;"«»–—-•*('
            begins = piece.kind == "mark" and opens and not joins
    return tuple(pieces)


def _piece(
    match: re.Match[str], before: Sequence[Piece], closed: bool, titled: bool, first: bool
) -> Piece:
    kind: Literal["number", "word", "mark"] = _KINDS[match.lastgroup or "mark"]
    text, (start, end) = match.group(), match.span()
    return Piece(
        start=start,
        end=end,
        text=text,
        word=text.lower(),
        kind=kind,
        glued=bool(before) and before[-1].end == start,
        closed=closed,
        titled=titled,
        first=first,
    )


def _lines(text: str) -> Iterable[tuple[int, int, bool]]:
    """Start and end of each line, and whether it is written in title case."""
    for match in re.finditer(r"[^\n]+", text):
        long = re.findall(r"[^\W\d_]{4,}", match.group())
        capital = sum(word[0].isupper() for word in long)
        titled = len(long) >= TITLE_CASE_WORDS and capital >= TITLE_CASE_SHARE * len(long)
        yield match.start(), match.end(), titled


def _spread(rows: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {phrase: number for row, number in rows for phrase in split_phrases(row)}


def _alone(phrases: Iterable[str]) -> Phrases[None]:
    return Phrases((phrase, None) for phrase in phrases)


def _ages(words: QuantityWords) -> AgePhrases:
    return AgePhrases(
        before=_alone(words.age_before), after=_alone(words.age_after), has=_alone(words.age_has)
    )


def _no_amounts(words: QuantityWords) -> NoAmounts:
    return NoAmounts(
        idioms=_alone(words.idioms),
        labels=_alone(words.labels),
        dialled=_alone(words.dialled),
        months=Phrases(((row, None) for row in words.months), exact_case=True),
        clock_marks=_alone(words.clock_marks),
        clock_cues=_alone(words.clock_cues),
    )


@lru_cache(maxsize=16)
def lexicon_of(words: QuantityWords) -> Lexicon:
    """Index the words of a language, once."""
    cardinals = _spread(words.cardinals)
    points = tuple((word, POINTS, 1.0) for word in words.points)
    return Lexicon(
        words=words,
        cardinals=cardinals,
        tens=frozenset(cardinals[word] for word in words.tens),
        scales=_spread(words.scales),
        short_scales=Phrases(words.short_scales, exact_case=True),
        money_scales=Phrases(words.money_scales, exact_case=True),
        collectives=Phrases((row, (number, a, b)) for row, number, a, b in words.collectives),
        vague=Phrases((row, (a, b)) for row, a, b in words.vague),
        shares=Phrases(words.shares),
        share_joiners=_alone(words.share_joiners),
        multiples=Phrases(words.multiples),
        half_more=_alone(words.half_more),
        hedges=Phrases((row, (hedge, a, b)) for row, hedge, a, b in words.hedges),
        trailing_hedges=Phrases((row, (hedge, a, b)) for row, hedge, a, b in words.trailing_hedges),
        range_openers=_alone(words.range_openers),
        symbols=Phrases(((row, (unit, n)) for row, unit, n in UNIT_SYMBOLS), exact_case=True),
        units=Phrases((row, (unit, n)) for row, unit, n in (*words.units, *points)),
        currency_signs=Phrases(CURRENCY_SIGNS, exact_case=True),
        currencies=Phrases(words.currencies),
        units_before=Phrases(words.units_before),
        units_by_noun=Phrases(words.units_by_noun),
        divided_before=_alone(words.divided_before),
        ages=_ages(words),
        no_amounts=_no_amounts(words),
        part_before=Phrases(words.part_before),
        part_after=Phrases(words.part_after),
        of=_alone(words.of),
        numbering=_alone(words.numbering),
        stops=frozenset(words.stops),
        openers=frozenset((*words.openers, *words.stops, *words.determiners)),
        adjectives=frozenset(words.adjectives),
        countable=frozenset(words.countable),
    )
