"""What the words around a number make of it: an age, a magnitude, an amount below zero."""

from dataclasses import replace

from corroborate.text.quantities.numerals import Amount
from corroborate.text.quantities.stream import Stream
from corroborate.text.quantities.terms import Term

AGES = (10, 110)
"""A bare number between commas after a name is an age between these, in years; our choice."""
SENTENCE_REACH = 4
"""Words before « à 5 ans » among which « condamné » stands; our choice."""
TOP_MAGNITUDE = 10
"""No earthquake reaches it."""
SIGNED_UNITS = ("°C", "%", "pp")
"""What may lie below zero."""


def in_context(stream: Stream, term: Term, start: int) -> Term:
    """The term with what the words around it say of it; its hedges begin at piece `start`."""
    if term.unit == "times":
        return _turned_round(stream, term)
    return _as_age(stream, term, start) or _below_zero(stream, term)


def _turned_round(stream: Stream, term: Term) -> Term:
    """A factor of what shrinks: "three times fewer", « divisé par trois » are a third."""
    divided = stream.lexicon.divided_before.before(stream.pieces, term.first) is not None
    less = stream.word(term.end) in stream.lexicon.words.times_less
    if not (divided or less) or term.kind == "vague" or term.amount.value <= 1:
        return term
    amount = Amount(1 / term.amount.value, 1)
    return replace(term, amount=amount, end=term.end + less)


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
    """The term as an age, if it is one; "" and "s" are the units that an age is first read in."""
    if term.unit not in ("", "s"):
        return None
    if term.kind != "vague" and term.scale == 1:
        behind = stream.lexicon.ages.after.at(stream.pieces, term.number_end)
        if behind:
            return replace(term, unit="age", factor=1.0, end=behind[0])
    in_years = _is_in_years(stream, term)
    if not in_years and (term.unit or term.kind == "vague" or term.scale > 1):
        return None
    told = _is_told_age(stream, term, start) or _stands_apart(stream, term)
    person = _is_of_a_person(stream, term, start)
    if told or person or _has_age(stream, term, start, in_years):
        return replace(term, unit="age", factor=1.0)
    return None


def _is_in_years(stream: Stream, term: Term) -> bool:
    years = stream.lexicon.words.years
    return any(stream.word(at) in years for at in range(term.number_end, term.end))


def _is_told_age(stream: Stream, term: Term, start: int) -> bool:
    """ "Aged 17", « âgé d'environ 30 ans »."""
    before, pieces = stream.lexicon.ages.before, stream.pieces
    return before.before(pieces, term.first) is not None or before.before(pieces, start) is not None


def _is_of_a_person(stream: Stream, term: Term, start: int) -> bool:
    """« un homme de 43 ans », "a boy of 12", "children under five"."""
    words = stream.lexicon.words
    if words.bare_ages and not _is_bare_age(stream, term, 1.0):
        return False
    if not words.bare_ages and not _is_in_years(stream, term):
        return False
    if words.bare_ages and start < term.first and stream.word(start - 1) in words.people:
        return True
    of = stream.word(start - 1) in (*words.from_words, *words.of)
    near = (stream.word(start - 2), stream.word(start - 3))  # an adjective may stand between
    return of and any(word in words.people for word in near[: 1 if words.bare_ages else 2])


def _has_age(stream: Stream, term: Term, start: int, in_years: bool) -> bool:
    """ "She was 34 when", « il avait 18 ans », « mort à 92 ans »; no term or delay in years."""
    words, lexicon, pieces = stream.lexicon.words, stream.lexicon, stream.pieces
    if stream.word(term.end) in words.not_an_age_after:
        return False
    if words.bare_ages and not _is_bare_age(stream, term, AGES[0]):
        return False
    if not words.bare_ages and not in_years:
        return False
    has = lexicon.ages.has.before(pieces, start)
    if has is None:
        return False
    near = range(max(0, has[0] - SENTENCE_REACH), has[0])
    return not any(stream.word(at) in words.not_an_age_before for at in near)


def _is_bare_age(stream: Stream, term: Term, least: float) -> bool:
    """Whether a number without a unit may be an age: nothing that it counts follows."""
    if term.unit or term.scale > 1 or term.kind == "vague" or term.amount.grain < 1:
        return False
    if not least <= term.amount.value <= AGES[1]:
        return False
    end = term.end
    ends = end >= len(stream.pieces) or stream.pieces[end].kind == "mark"
    small = stream.word(end) in stream.lexicon.stops
    return (ends or small) and stream.word(end) not in stream.lexicon.words.not_an_age_after


def _stands_apart(stream: Stream, term: Term) -> bool:
    """Whether it stands between marks after a name: "Ann Lee, 48, said", « Ann Lee, 48 ans, »."""
    pieces, i = stream.pieces, term.first
    if stream.word(i - 1) not in (",", "(") or stream.word(term.end) not in (",", ")", "."):
        return False
    words = stream.lexicon.words
    if term.unit:
        return not words.bare_ages
    if not words.bare_ages or not AGES[0] <= term.amount.value <= AGES[1] or i < 2:
        return False
    before = pieces[i - 2]
    named = before.kind == "word" and (before.text[0].isupper() or before.word in words.people)
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
