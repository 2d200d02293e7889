"""Numbers in digits and in words, with how finely they are told."""

import re
from dataclasses import dataclass
from math import inf

from corroborate.text.quantities.stream import HYPHENS, Lexicon, Stream

MAX_DIGITS = 15
"""Longer numbers name something (a card, a key) and count nothing; also what a float holds."""
SIGNIFICANT_DIGITS = 2
"""Digits of a round number that are taken as meant: 100 million is 100, give or take 5 million
(docs/method.md, Facts)."""

_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_ONE_MARK = re.compile(r"(?P<whole>[0-9]+)(?P<mark>[.,])(?P<rest>[0-9]+)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[.,'’ ])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_GROUPED_AND_DECIMAL = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?!(?P=mark))[.,](?P<rest>[0-9]+)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as told: its value, its grain (the unit of its last digit that counts), and the
    bounds of a vague one.

    `as_whole` is the other reading of a number whose one mark may set off thousands: 1.500 is one
    and a half, or one thousand five hundred people.
    """

    value: float
    grain: float
    low: float | None = None
    high: float | None = None
    as_whole: float | None = None

    def times(self, scale: float) -> "Amount":
        """The amount in a scale ("million") that follows it."""
        value = self.value * scale
        return Amount(
            value=value,
            grain=grain_of(value) if self.grain >= 1 else self.grain * scale,
            low=None if self.low is None else self.low * scale,
            high=None
            if self.high is None
            else min(self.high * scale, 10 * scale - 1)
            if self.high == inf
            else self.high * scale,
        )

    def whole(self) -> "Amount":
        """The reading that counts things."""
        if self.as_whole is None:
            return self
        return Amount(self.as_whole, grain_of(self.as_whole))


def whole_amount(value: float) -> Amount:
    return Amount(value, grain_of(value))


def vague_amount(low: float, high: float) -> Amount:
    return Amount(low, 1, low, high)


def grain_of(value: float) -> float:
    """The unit of the last digit of a whole number that is not a rounding zero."""
    if value != int(value):
        return 10.0 ** -len(f"{value:.6f}".rstrip("0").split(".")[1])
    digits = str(int(abs(value)))
    kept = max(SIGNIFICANT_DIGITS, len(digits.rstrip("0")))
    return float(10.0 ** (len(digits) - kept)) if value >= 100 else 1.0


def read_digits(written: str, decimal_mark: str) -> Amount | None:
    """A number in digits; None where its marks make it something else (a version, an address).

    A mark before three digits sets off thousands, unless it is the language's decimal mark; before
    any other number of digits it is a decimal mark, whatever the language.
    """
    plain = _SPACES.sub(" ", written).replace("’", "'")
    if sum(map(str.isdigit, plain)) > MAX_DIGITS:
        return None
    if plain.isdigit():
        return None if len(plain) > 1 and plain[0] == "0" else whole_amount(float(plain))
    if one := _ONE_MARK.fullmatch(plain):
        return _one_mark(one["whole"], one["mark"], one["rest"], decimal_mark)
    if _GROUPED.fullmatch(plain):
        if plain[0] == "0":  # a telephone
            return None
        return whole_amount(float(re.sub(r"[^0-9]", "", plain)))
    if both := _GROUPED_AND_DECIMAL.fullmatch(plain):
        return _decimal(re.sub(r"[^0-9]", "", both["whole"]), both["rest"])
    return None


def _one_mark(whole: str, mark: str, rest: str, decimal_mark: str) -> Amount | None:
    if len(whole) > 1 and whole[0] == "0":
        return None
    can_group = len(rest) == 3 and len(whole) <= 3 and whole != "0"
    if can_group and mark != decimal_mark:
        return whole_amount(float(whole + rest))
    return _decimal(whole, rest, float(whole + rest) if can_group else None)


def _decimal(whole: str, rest: str, as_whole: float | None = None) -> Amount:
    return Amount(float(f"{whole}.{rest}"), 10.0 ** -len(rest), as_whole=as_whole)


def read_words(stream: Stream, i: int) -> tuple[int, Amount] | None:
    """A number in words that begins at piece `i`: the index after it, and the number."""
    native = _Spelled(stream.lexicon).read(stream, i)
    if native:
        return native
    piece = stream.pieces[i]
    lent = stream.foreign.get(piece.word)
    if lent is None or piece.text != piece.word or piece.closed or piece.kind != "word":
        return None
    return i + 1, whole_amount(lent)


class _Spelled:
    """A number in words as it grows word by word: `total` of the scales done, `current` so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._total = 0.0
        self._current: float | None = None
        self._last_scale = inf
        self._after_scale = False

    def read(self, stream: Stream, i: int) -> tuple[int, Amount] | None:
        words, end = self._lexicon.words, i
        if stream.word(i) in words.lone_ones and stream.word(i + 1) in self._lexicon.scales:
            self._current, end = 1, i + 1
        at = end
        while self._take(stream.word(at)):
            end = at + 1
            at = self._next(stream, end)
        if end == i:
            return None
        if stream.word(i) in words.lone_ones and end == i + 1:
            return end, Amount(1, 1)
        return end, whole_amount(self._total + (self._current or 0))

    def _next(self, stream: Stream, end: int) -> int:
        """Where the number may go on: past hyphens and a joiner that stands inside numbers."""
        at = end
        if self._is_hyphen(stream, at):
            at += 1
        if stream.word(at) in self._lexicon.words.inner_joiners:
            at += 2 if at > end and self._is_hyphen(stream, at + 1) else 1
            return at if self._may_join(stream.word(at)) else end
        return at

    def _is_hyphen(self, stream: Stream, at: int) -> bool:
        return stream.word(at) in HYPHENS and stream.is_glued(at) and stream.is_glued(at + 1)

    def _may_join(self, word: str) -> bool:
        """Whether "and" may stand before the word: "a hundred and two", « vingt et un »."""
        value = self._lexicon.cardinals.get(word)
        if value is None:
            return False
        if self._lexicon.words.bare_scales:  # the French way: only before one and eleven
            return value in (1, 11) and (self._current or 0) % 100 in self._lexicon.tens
        return self._after_scale and value < 100

    def _take(self, word: str) -> bool:
        """Add the word to the number; whether it fits."""
        if word in self._lexicon.scales:
            bare = word in self._lexicon.words.bare_scales
            return self._scale(self._lexicon.scales[word], bare)
        value = self._lexicon.cardinals.get(word)
        if value is None or not self._fits(value):
            return False
        if self._current is not None and self._current % 100 == 4 and value == 20:
            self._current += 76  # quatre-vingts
        else:
            self._current = (self._current or 0) + value
        self._after_scale = False
        return True

    def _fits(self, value: float) -> bool:
        if self._current is None:
            return True
        rest = self._current % 100
        if rest == 0:
            return self._current > 0 and 0 < value < 100
        if rest == 4 and value == 20:
            return bool(self._lexicon.words.bare_scales)
        if 10 <= value < 20:
            return rest in (60, 80) and 10 in self._lexicon.tens
        return 0 < value < 10 and rest in self._lexicon.tens and (rest != 10 or value >= 7)

    def _scale(self, scale: float, bare: bool) -> bool:
        current = 1 if self._current is None and bare else self._current
        if current is None:
            return False
        if scale == 100:
            if not 0 < current < 100:
                return False
            self._current = current * 100
        elif scale >= self._last_scale:
            return False
        else:
            self._total += current * scale
            self._current, self._last_scale = None, scale
        self._after_scale = True
        return True
