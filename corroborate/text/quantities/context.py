"""What the words around a number make of it: an age, a magnitude, an amount below zero."""

from dataclasses import replace

from corroborate.text.quantities.numerals import Amount
from corroborate.text.quantities.stream import Stream
from corroborate.text.quantities.terms import Term

AGES = (10, 110)
"""A bare number between commas after a name is an age between these, in years; our choice."""
TOP_MAGNITUDE = 10
"""No earthquake reaches it."""
SIGNED_UNITS = ("°C", "%", "pp")
"""What may lie below zero."""


def in_context(stream: Stream, term: Term, start: int) -> Term:
    """The term with what the words around it say of it; its hedges begin at piece `start`."""
    return _as_age(stream, term, start) or _below_zero(stream, term)


def with_named_unit(stream: Stream, term: Term) -> Term:
    """The term with a unit that is told by name: "magnitude 6.0", "multiplied by three"."""
    pieces, names = stream.pieces, stream.lexicon.units_before
    if term.unit or term.kind == "vague" or term.amount.value <= 1:
        return term
    before = names.before(pieces, term.first)
    if before:
        return replace(term, unit=before[1])
    joined = stream.word(term.end) == "-" and stream.is_glued(term.end)
    behind = names.at(pieces, term.end + (1 if joined else 0))
    if behind:
        return replace(term, unit=behind[1], end=behind[0])
    named = stream.lexicon.units_by_noun.at(pieces, term.end)
    decimal = term.amount.grain < 1 and term.amount.value < TOP_MAGNITUDE
    return replace(term, unit=named[1]) if named and decimal else term


def _as_age(stream: Stream, term: Term, start: int) -> Term | None:
    if term.kind == "vague" or term.scale > 1 or term.unit not in ("", "s"):
        return None
    behind = stream.lexicon.age_after.at(stream.pieces, term.number_end)
    if behind:
        return replace(term, unit="age", factor=1.0, end=behind[0])
    in_years = stream.word(term.end - 1) in stream.lexicon.words.years
    if term.unit and not in_years:
        return None
    age_before, pieces = stream.lexicon.age_before, stream.pieces
    told = age_before.before(pieces, term.first) or age_before.before(pieces, start)
    if told or _stands_apart(stream, term) or (in_years and _is_of_a_person(stream, term.first)):
        return replace(term, unit="age", factor=1.0)
    return None


def _is_of_a_person(stream: Stream, first: int) -> bool:
    """« un homme de 43 ans »."""
    words = stream.lexicon.words
    near = (stream.word(first - 2), stream.word(first - 3))  # an adjective may stand between
    return stream.word(first - 1) in words.from_words and any(w in words.people for w in near)


def _stands_apart(stream: Stream, term: Term) -> bool:
    """Whether it stands between marks after a name: "Ann Lee, 48, said", « Ann Lee, 48 ans, »."""
    pieces, i = stream.pieces, term.first
    if stream.word(i - 1) not in (",", "(") or stream.word(term.end) not in (",", ")", "."):
        return False
    if term.unit:
        return not stream.lexicon.words.bare_ages
    if not stream.lexicon.words.bare_ages or not AGES[0] <= term.amount.value <= AGES[1]:
        return False
    name = pieces[i - 2]
    named = i >= 2 and name.kind == "word" and name.text[0].isupper()
    return named and term.kind == "digits" and stream.word(term.end) != "."


def _below_zero(stream: Stream, term: Term) -> Term:
    """The term with the minus sign before it, where its unit may lie below zero."""
    signs = ("-", "−", "\u2011", "–")
    i = term.first
    if term.unit not in SIGNED_UNITS or stream.word(i - 1) not in signs or not stream.is_glued(i):
        return term
    if stream.is_glued(i - 1) or term.amount.low is not None:
        return term
    return replace(term, first=i - 1, amount=Amount(-term.amount.value, term.amount.grain))
