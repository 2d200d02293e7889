"""Numbers in digits that the letters and marks around them make a name, an address or a list."""

from corroborate.text.quantities.stream import HYPHENS, Stream
from corroborate.text.quantities.terms import is_short_scale

JOINTS = (*HYPHENS, "–")
ADDRESS_WORDS = 3
"""Words of the longest name of a street before "Street"; our choice."""
HOUSE_DIGITS = 5
"""Digits of the longest number of a house, and of the postcode of a French town."""


def is_joined(stream: Stream, i: int) -> bool:
    """Whether what is glued to a number makes it part of a word or of a pair: o3, GPT-4, 9/11."""
    return _is_joined_before(stream, i) or _is_joined_after(stream, i)


def _is_joined_before(stream: Stream, i: int) -> bool:
    if not stream.is_glued(i):
        return False
    before = stream.pieces[i - 1]
    if before.kind == "number" or before.text in ("/", "#", "_", "\\", "=", "'"):
        return True
    if before.kind == "word":
        sign = stream.lexicon.currency_signs.before(stream.pieces, i)
        return not before.text.endswith("'") and sign is None and before.text != "x"
    joined = before.text in (*JOINTS, ".", ":", "'") and stream.is_glued(i - 1)
    return joined and stream.pieces[i - 2].kind != "mark"


def _is_joined_after(stream: Stream, i: int) -> bool:
    """Whether what is glued to it makes it another thing: 4o, 3e, 90s, 24/7, 3-D, 401(k)."""
    if not stream.is_glued(i + 1):
        return False
    after = stream.pieces[i + 1]
    if after.kind == "word":
        return not is_sign(stream, i + 1)
    if after.text in ("º", "ª"):
        return True
    if not stream.is_glued(i + 2):
        return False
    if after.text in ("/", "_", "\\", "°"):
        return not is_sign(stream, i + 1)
    if after.text in JOINTS:
        return _makes_a_name(stream, i + 2)
    if after.text == "(":
        return len(stream.word(i + 2)) == 1 and stream.word(i + 3) == ")"
    return after.text == ":" and stream.is_number(i + 2)


def _makes_a_name(stream: Stream, at: int) -> bool:
    """Whether a word that a hyphen joins to a number makes a name: 3-D, « le 11-Septembre »."""
    joined = stream.pieces[at]
    if joined.kind != "word" or is_sign(stream, at):
        return False
    lexicon = stream.lexicon
    if joined.word in lexicon.words.range_joiners:  # 18-to-24-year-olds
        return False
    unit = lexicon.units.at(stream.pieces, at) or lexicon.ages.after.at(stream.pieces, at - 1)
    named = joined.is_capital or joined.word in lexicon.cardinals
    return len(joined.text) < 3 or (named and unit is None)


def is_sign(stream: Stream, at: int) -> bool:
    """Whether a scale, unit or currency begins at `at`, told by a sign or a whole word."""
    lexicon, pieces = stream.lexicon, stream.pieces
    if is_short_scale(stream, at):
        return True
    found = lexicon.symbols.at(pieces, at)
    if found and (not stream.is_glued(found[0]) or pieces[found[0]].kind == "mark"):
        return True
    if lexicon.currency_signs.at(pieces, at) or lexicon.currencies.at(pieces, at):
        return True
    unit = lexicon.units.at(pieces, at)
    return unit is not None or stream.word(at) in lexicon.scales


def is_listed(stream: Stream, i: int) -> bool:
    """Whether it stands among bare numbers (tables, telephone numbers) or numbers a list."""
    pieces = stream.pieces
    for other in (i - 1, i + 1):
        if stream.is_number(other):
            return True
    if stream.word(i - 1) == "(" and stream.word(i + 1) == ")" and stream.is_number(i + 2):
        return True
    at_start = i == 0 or (pieces[i].first and pieces[i - 1].kind != "mark")
    numbers_a_list = stream.word(i + 1) in (".", ")") and stream.is_glued(i + 1)
    return at_start and pieces[i].first and numbers_a_list and i + 2 < len(pieces)


def is_address(stream: Stream, i: int) -> bool:
    """Whether it is of a house, a post office or a telephone."""
    text = stream.pieces[i].text
    if not text.isdigit():
        return False
    house = len(text) <= HOUSE_DIGITS and _is_house(stream, i)
    return house or _is_postcode(stream, i) or _is_dialled(stream, i)


def _is_house(stream: Stream, i: int) -> bool:
    """« 12, rue de Rivoli », 10 Downing Street."""
    words, at = stream.lexicon.words, i + 1
    if stream.word(at) in (",", "bis", "ter"):
        at += 1
    if stream.word(at) in words.streets_first:
        return True
    reach = 1 if stream.pieces[i].titled else ADDRESS_WORDS  # a headline is all capitals
    for end in range(i + 2, i + 2 + reach):
        if not all(_is_capital(stream, each) for each in range(i + 1, end + 1)):
            return False
        if stream.word(end) in words.streets_last:
            return not stream.word(end + 1).endswith("s")
    return False


def _is_capital(stream: Stream, at: int) -> bool:
    return stream.word(at).isalpha() and stream.pieces[at].text[0].isupper()


def _is_postcode(stream: Stream, i: int) -> bool:
    """« 75011 Paris » at the end of an address."""
    if len(stream.pieces[i].text) != HOUSE_DIGITS or stream.word(i - 1) not in (",", "("):
        return False
    return i + 1 < len(stream.pieces) and stream.pieces[i + 1].is_capital


def _is_dialled(stream: Stream, i: int) -> bool:
    """Whether a verb says that it is called up: "dial 911", « composez le 15 »."""
    called = stream.lexicon.no_amounts.dialled.before(stream.pieces, i) is not None
    return called and not stream.word(i + 1).endswith("s")
