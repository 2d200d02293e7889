"""One number with what makes it an amount: its scale, its currency or its unit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corroborate.text.quantities.numerals import (
    Amount,
    grain_of,
    read_digits,
    read_words,
    vague_amount,
)
from corroborate.text.quantities.stream import HYPHENS, Stream

SHARE_DOUBT = 2.0
"""Percentage points by which a fraction in words may be off (docs/method.md, Facts)."""
MULTIPLE_DOUBT = 0.1
"""Part by which "doubled" may be off (docs/method.md, Facts)."""
SHARE_NOUN = 2
"""Words of the longest noun between the numbers of « un Français sur cinq »; our choice."""
ROUND_SHARES = (10.0, 100.0)
"""Of so many one counts more than one, « sept Français sur dix »; our choice."""
SCALE_FROM = 1000.0
"""The smallest scale word that may follow digits: 14 billion, 60 mille, but not 3 hundred."""

_FAHRENHEIT = "°F"


@dataclass(frozen=True, slots=True)
class Term:
    """A number from piece `first` to before piece `end`.

    `unit` is canonical, `factor` how many of it one of the told unit makes. `kind` is how the
    number is written, `number_end` the piece after it, `scale` the scale word or sign after it,
    `noun` what it counts where that stands inside it: « un Français sur cinq ».
    """

    first: int
    end: int
    amount: Amount
    kind: Literal["digits", "words", "vague"]
    unit: str = ""
    factor: float = 1.0
    scale: float = 1.0
    number_end: int = 0
    noun: str = ""

    @property
    def value(self) -> float:
        """The number in the canonical unit."""
        return self.amount.value * self.factor


def read_term(stream: Stream, i: int) -> Term | None:
    """The term that begins at piece `i`, with all that belongs to it."""
    piece = stream.pieces[i]
    if piece.closed:
        return None
    sign = stream.lexicon.currency_signs.at(stream.pieces, i)
    if sign and stream.is_number(sign[0]):
        number = _number(stream, sign[0], money=True)
        if number:
            term = replace(number, first=i, unit=sign[1], number_end=number.end)
            return _past_repeated_currency(stream, term)
    if piece.kind == "mark":
        return None
    vague = _vague(stream, i)
    if vague is not None:
        term = vague if vague.unit else _with_unit(stream, vague)
        if term.unit or term.amount.value >= 1:  # half an hour, but half a loaf is no amount
            return term
    number = _share(stream, i) or _number(stream, i, money=False)
    if number is None or number.unit:
        return number
    return _with_unit(stream, number)


def _past_repeated_currency(stream: Stream, term: Term) -> Term:
    """The term with a currency told twice, "$5 million US dollars", taken in."""
    again = stream.lexicon.currencies.at(stream.pieces, term.end)
    return replace(term, end=again[0]) if again else term


def _number(stream: Stream, i: int, money: bool) -> Term | None:
    """Digits or words, with the collective, the half or the scale after them."""
    lexicon = stream.lexicon
    if stream.is_number(i):
        amount = read_digits(stream.pieces[i].text, lexicon.words.decimal_mark)
        if amount is None:
            return None
        return _scaled(stream, Term(i, i + 1, amount, "digits"), money)
    if stream.word(i) in lexicon.words.lone_ones:
        good = stream.word(i + 1) in lexicon.words.before_a_collective  # « une bonne dizaine »
        collective = lexicon.collectives.at(stream.pieces, i + 1 + good)
        if collective:
            return _collective(stream, i, collective, Amount(1, 1))
        unit = lexicon.units.at(stream.pieces, i + 1)
        if unit and lexicon.half_more.at(stream.pieces, unit[0]):  # "a year and a half"
            return Term(i, i + 1, Amount(1, 1), "words")
    words = read_words(stream, i)
    if words is None:
        return None
    end, amount = words
    collective = lexicon.collectives.at(stream.pieces, end)
    if collective:
        return _collective(stream, i, collective, amount)
    return _spelled(stream, i, end, amount)


def _spelled(stream: Stream, i: int, end: int, amount: Amount) -> Term:
    """A number in words with the scale that ends it, and "and a half" with a scale after it."""
    scales = stream.lexicon.scales
    term = Term(i, end, amount, "words", scale=max(1.0, scales.get(stream.word(end - 1), 1.0)))
    if term.scale > 1:
        return _halved(stream, term)
    half = _halved(stream, term)
    scale = scales.get(stream.word(half.end), 0)
    if half is term or scale < SCALE_FROM:
        return half
    return replace(half, end=half.end + 1, amount=half.amount.times(scale), scale=scale)


def _halved(stream: Stream, term: Term) -> Term:
    """The term with "and a half" after its number or its scale, « 2 millions et demi »."""
    half = stream.lexicon.half_more.at(stream.pieces, term.end)
    if half is None:
        return term
    amount = Amount(term.amount.value + term.scale / 2, term.scale / 10)
    return replace(term, end=half[0], amount=amount)


def _collective(
    stream: Stream, i: int, found: tuple[int, tuple[float, float, float]], count: Amount
) -> Term:
    """« une dizaine », "two dozen", « une centaine de milliers »."""
    end, (value, low, high) = found
    amount = Amount(value * count.value, 1, low * count.value, high * count.value)
    if count.value > 1:  # two dozen is nearer to 24 than twice the doubt of one
        middle, doubt = value * count.value, (high - low) / 2
        amount = Amount(middle, 1, middle - doubt, middle + doubt)
    return _times_scale_word(stream, Term(i, end, amount, "vague"))


def _times_scale_word(stream: Stream, term: Term) -> Term:
    """A vague term with the scale or collective that follows, « une dizaine de milliers »."""
    lexicon = stream.lexicon
    of = lexicon.of.at(stream.pieces, term.end)
    for at in (term.end, of[0] if of else term.end):
        collective = lexicon.collectives.at(stream.pieces, at)
        scale = collective[1][0] if collective else lexicon.scales.get(stream.word(at))
        if scale is not None:
            return replace(term, end=at + 1, amount=term.amount.times(scale), scale=scale)
    return term


def _scaled(stream: Stream, term: Term, money: bool) -> Term:
    """A term with the scale words and signs after its number: 1.5 million, 14 Md, 100m."""
    lexicon, at = stream.lexicon, term.end
    if stream.word(at) in HYPHENS and stream.is_glued(at) and stream.is_glued(at + 1):
        at += 1  # a 40-million project
    scale = lexicon.scales.get(stream.word(at), 0)
    if scale >= SCALE_FROM:
        amount = term.amount.times(scale)
        return _halved(stream, replace(term, end=at + 1, amount=amount, scale=scale))
    short = lexicon.short_scales.at(stream.pieces, term.end)
    money_only = lexicon.money_scales.at(stream.pieces, term.end)
    fits_short = money or is_short_scale(stream, term.end)
    for sign, fits in ((short, fits_short), (money_only, money)):
        if sign and (fits or _money_at(stream, sign[0]) or _is_counted(stream, term, sign[0])):
            amount = term.amount.times(sign[1])
            return replace(term, end=sign[0], amount=amount, scale=sign[1])
    return term


def is_short_scale(stream: Stream, at: int) -> bool:
    """Whether a short scale stands at `at`: 3 bn, 40k, 5M people; not the 3M of a company's name.

    One capital letter needs money or the things counted after it.
    """
    sign = stream.lexicon.short_scales.at(stream.pieces, at)
    if sign is None:
        return False
    if _money_at(stream, sign[0]) or len(stream.word(at)) > 1:
        return True
    if not stream.is_glued(at) or stream.is_glued(sign[0]):
        return False
    after = stream.word(sign[0])
    counted = after in stream.lexicon.countable or (after.isalpha() and after.endswith("s"))
    return counted or not stream.pieces[at].text.isupper()


def _is_counted(stream: Stream, term: Term, at: int) -> bool:
    """Whether people or things follow a sign glued to its number: 5m people."""
    return stream.is_glued(term.end) and stream.word(at) in stream.lexicon.countable


def _money_at(stream: Stream, at: int) -> bool:
    """Whether a currency follows, with or without "of": 100 M$, 5 m euros, 100 M d'euros."""
    pieces, lexicon = stream.pieces, stream.lexicon
    of = lexicon.of.at(pieces, at)
    for i in (at, of[0] if of else at):
        if lexicon.currency_signs.at(pieces, i) or lexicon.currencies.at(pieces, i):
            return True
    return False


def _vague(stream: Stream, i: int) -> Term | None:
    """ "Several", « des milliers », "a few hundred"; nothing where a number follows."""
    lexicon = stream.lexicon
    for phrases, doubt in ((lexicon.vague, 0.0), (lexicon.multiples, MULTIPLE_DOUBT)):
        found = phrases.at(stream.pieces, i)
        if found is None:
            continue
        end, meaning = found
        if stream.is_number(end) or stream.word(end) in lexicon.cardinals:
            return None
        if isinstance(meaning, tuple):
            return _times_scale_word(stream, Term(i, end, vague_amount(*meaning), "vague"))
        bounds = (meaning * (1 - doubt), meaning * (1 + doubt))
        return Term(i, end, Amount(meaning, 1, *bounds), "vague", "times")
    return None


def _share(stream: Stream, i: int) -> Term | None:
    """A fraction in words, or "nine in ten", « un Français sur cinq », in percent."""
    lexicon, words = stream.lexicon, stream.lexicon.words
    found = lexicon.shares.at(stream.pieces, i)
    if found:
        end, percent = found
        joined = "-" in (piece.text for piece in stream.pieces[i:end])
        if (
            joined
            or stream.word(end) in words.share_after
            or stream.word(i - 1) in words.share_before
        ):
            return _percent(i, end, percent)
    return _one_in_so_many(stream, i)


def _one_in_so_many(stream: Stream, i: int) -> Term | None:
    lexicon = stream.lexicon
    first = _number_alone(stream, i)
    if first is None:
        return None
    at = _share_joiner(stream, first[0])
    joiner = lexicon.share_joiners.at(stream.pieces, at)
    second = _number_alone(stream, joiner[0]) if joiner else None
    if second is None or not 0 < first[1] < second[1] <= 100:
        return None
    if stream.is_number(i) != stream.is_number(second[0] - 1):
        return None
    share = _percent(i, second[0], 100 * first[1] / second[1])
    if at == first[0]:
        return share
    noun = stream.word(at - 1)
    return replace(share, noun=noun) if _is_share_of(stream, first[1], second) else None


def _share_joiner(stream: Stream, at: int) -> int:
    """Where the "in" of "one in five" stands, past the noun, "one person in five"."""
    for end in range(at, at + 1 + SHARE_NOUN):
        if stream.lexicon.share_joiners.at(stream.pieces, end):
            return end
        if not stream.word(end).isalpha() or stream.word(end) in stream.lexicon.stops:
            break
    return at


def _is_share_of(stream: Stream, first: float, second: tuple[int, float]) -> bool:
    """Whether a noun between two numbers leaves them a share: no "three people in two cars"."""
    end, value = second
    if value not in ROUND_SHARES and first != 1:
        return False
    counted = stream.word(end) in stream.lexicon.countable
    return not counted and stream.lexicon.units.at(stream.pieces, end) is None


def _percent(i: int, end: int, percent: float) -> Term:
    bounds = (percent - SHARE_DOUBT, percent + SHARE_DOUBT)
    return Term(i, end, Amount(percent, 1, *bounds), "vague", "%")


def _number_alone(stream: Stream, i: int) -> tuple[int, float] | None:
    """A plain number and the index after it."""
    if i >= len(stream.pieces) or stream.pieces[i].closed:
        return None
    if stream.is_number(i):
        amount = read_digits(stream.pieces[i].text, stream.lexicon.words.decimal_mark)
        return (i + 1, amount.value) if amount else None
    words = read_words(stream, i)
    return (words[0], words[1].value) if words else None


def _with_unit(stream: Stream, term: Term) -> Term:
    """The term with the unit or currency after it; without one, its number counts things."""
    term = replace(term, number_end=term.end)
    for at in _unit_places(stream, term):
        told = _unit_at(stream, at, term)
        if told is None:
            continue
        end, unit, factor = told
        if unit == _FAHRENHEIT:
            return _in_celsius(replace(term, end=end))
        with_unit = replace(term, end=end, unit=unit, factor=factor)
        half = stream.lexicon.half_more.at(stream.pieces, end)
        if half and term.scale == 1:  # « deux heures et demie »
            amount = Amount(term.amount.value + 0.5, 0.1)
            return replace(with_unit, end=half[0], amount=amount)
        return with_unit
    return replace(term, amount=term.amount.whole())


def _in_celsius(term: Term) -> Term:
    """The same temperature in degrees Celsius, to the degree."""
    celsius = (term.amount.value - 32) * 5 / 9
    return replace(term, unit="°C", amount=Amount(celsius, max(term.amount.grain * 5 / 9, 0.1)))


def _unit_places(stream: Stream, term: Term) -> Iterator[int]:
    """Where the unit of a term may begin: at once, past a hyphen, past "of" after a scale."""
    yield term.end
    if stream.word(term.end) in HYPHENS and stream.is_glued(term.end):
        yield term.end + 1
    of = stream.lexicon.of.at(stream.pieces, term.end)
    if of and (term.scale > 1 or term.kind == "vague" or term.amount.value >= 1e6):
        yield of[0]


def _unit_at(stream: Stream, at: int, term: Term) -> tuple[int, str, float] | None:
    pieces, lexicon = stream.pieces, stream.lexicon
    symbol = lexicon.symbols.at(pieces, at)
    if symbol and _is_no_longer_word(stream, symbol[0]) and not _is_initial(stream, at, symbol[0]):
        return symbol[0], *symbol[1]
    currency = lexicon.currency_signs.at(pieces, at)
    if currency and _is_no_longer_word(stream, currency[0]) and not stream.is_number(currency[0]):
        return currency[0], currency[1], 1.0
    word, unit = lexicon.currencies.at(pieces, at), lexicon.units.at(pieces, at)
    if (
        unit
        and unit[1][0] == "kg"
        and term.amount.value >= 1e6
        and stream.word(at).startswith("pound")
    ):
        return unit[0], "GBP", 1.0
    if word and (unit is None or word[0] >= unit[0]):
        return word[0], word[1], 1.0
    if unit is None or pieces[at].is_capital:
        return None
    return unit[0], *unit[1]


def _is_no_longer_word(stream: Stream, end: int) -> bool:
    """Whether a sign ends where its word does: the m of 8 m, not that of 8m2x."""
    if not stream.is_glued(end):
        return True
    return stream.pieces[end].kind == "mark"


def _is_initial(stream: Stream, at: int, end: int) -> bool:
    """Whether a letter is an elided word or an initial and no sign: « 12 t'ont », 12 W. Bush."""
    return stream.word(end) == "'" or (stream.word(end) == "." and stream.pieces[at].text in "WMC")


def grain_in_unit(term: Term) -> float:
    """The grain of a term's number in its canonical unit."""
    return (term.amount.grain or grain_of(term.amount.value)) * term.factor
