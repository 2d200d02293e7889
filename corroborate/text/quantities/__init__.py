"""Amounts in a text, as intervals with units.

Canonical units: "" (a count), ISO 4217 codes, "%", "pp" (percentage points), "m", "m2", "m3", "kg",
"Wh", "W", "m/s", "°C", "s", "age" (years), "magnitude" (of an earthquake), "times".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Quantity
from corroborate.model.text import Span
from corroborate.reference.quantity_words import QuantityWords
from corroborate.text.quantities.context import in_context, with_named_unit
from corroborate.text.quantities.heads import counted_noun, part_of
from corroborate.text.quantities.intervals import Bounds, Stretch, interval, span_of
from corroborate.text.quantities.ranges import lend_unit, read_range
from corroborate.text.quantities.refusals import is_no_count, is_score, score_end, skip_refused
from corroborate.text.quantities.stream import POINTS, Stream, stream_of
from corroborate.text.quantities.terms import Term, read_term

MEASURES = ("m", "m2", "m3", "kg", "Wh", "W", "m/s", "°C", "s", "age", "magnitude", POINTS)
"""Units after which no noun is counted."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A term in its place: pieces `first` to before `end` with its hedges, and its bounds."""

    term: Term
    first: int
    end: int
    bounds: Bounds


def find_quantities(
    text: str,
    words: QuantityWords,
    foreign: QuantityWords | None = None,
    taken: Sequence[Span] = (),
) -> tuple[Quantity, ...]:
    """Read the amounts of a text, in its order, disjoint.

    Args:
        words: the language's.
        foreign: another language whose plain number words ("four") count where the text's own
            language has none there.
        taken: stretches that are something else, dates above all; no quantity touches them.

    Returns:
        Each with its hedge and unit in its span. Labels (Boeing 737), clock times, scores, ordinals
        and years are left out. `counts` is found without a parser, see `heads`.
    """
    stream = stream_of(text, words, foreign, taken)
    found: list[Quantity] = []
    i, free = 0, 0
    while i < len(stream.pieces):
        told = _at(stream, i, free)
        if isinstance(told, _Told):
            found.append(_quantity(stream, told, text))
            i = free = told.end
        else:
            i = told
    return _points_settled(found)


def _at(stream: Stream, i: int, free: int) -> _Told | int:
    """What is told from piece `i`, or the index to go on from; pieces before `free` are used up."""
    idiom = stream.lexicon.idioms.at(stream.pieces, i)
    if idiom:
        return idiom[0]
    sign = stream.lexicon.currency_signs.at(stream.pieces, i)
    number = sign[0] if sign else i
    if stream.is_number(number):
        skipped = skip_refused(stream, number)
        if skipped is not None:
            return skipped
    term = read_term(stream, i)
    if term is None:
        return i + 1
    term = with_named_unit(stream, term)
    ends = read_range(stream, term, free)
    if ends:
        return _range_told(stream, *ends, free)
    if is_score(stream, term):
        return score_end(stream, term)
    start, _ = _hedge_before(stream, term.first, free)
    term = in_context(stream, lend_unit(stream, term), start)
    noun, noun_end = counted_noun(stream, term)
    told = _told(stream, term, free, noun_end)
    hedge = told.bounds[2] if told.first < term.first or told.end > term.end else None
    return term.end if is_no_count(stream, term, noun, hedge) else told


def _range_told(stream: Stream, low: Term, high: Term, start: int, free: int) -> _Told:
    first, _ = _hedge_before(stream, start, free)
    high_in_context = in_context(stream, high, start)
    low = replace(low, unit=high_in_context.unit, factor=high_in_context.factor)
    return _Told(high_in_context, first, high_in_context.end, span_of(low, high_in_context))


def _told(stream: Stream, term: Term, free: int, noun_end: int) -> _Told:
    """A term with the hedge before it, behind it, or behind the noun that it counts."""
    first, before = _hedge_before(stream, term.first, free)
    if before is not None:
        return _Told(term, first, term.end, interval(term, before))
    for at in (term.end, noun_end):
        after = stream.lexicon.trailing_hedges.at(stream.pieces, at)
        if after and not _hedges_the_next(stream, at, after[0]):
            end = after[0] if at == term.end else term.end
            return _Told(term, first, end, interval(term, after[1]))
    return _Told(term, first, term.end, interval(term, None))


def _hedges_the_next(stream: Stream, start: int, end: int) -> bool:
    """Whether words behind a number hedge the next one: « 800 morts et plus de 2 700 blessés »."""
    if stream.is_number(end):
        return True
    phrases = (stream.lexicon.hedges.at(stream.pieces, at) for at in range(start, end))
    return any(phrase is not None and phrase[0] > end for phrase in phrases)


def _hedge_before(stream: Stream, at: int, free: int) -> tuple[int, Stretch | None]:
    """Where the words that hedge the number at `at` begin, and what they say.

    Of two in a row the nearer bound wins: "up to about 40" is at most 40. "Another" may stand
    between.
    """
    part = stream.lexicon.part_before.before(stream.pieces, at, free)
    start = part[0] if part and part[1] == "more" else at
    first: int = at
    chosen: Stretch | None = None
    while found := stream.lexicon.hedges.before(stream.pieces, start, free):
        first = start = found[0]
        chosen = found[1] if chosen is None or chosen[0] == "about" else chosen
    return first, chosen


def _quantity(stream: Stream, told: _Told, text: str) -> Quantity:
    low, high, hedge = told.bounds
    noun, noun_end = "", told.end
    if told.term.unit not in MEASURES:
        noun, noun_end = counted_noun(stream, replace(told.term, end=told.end))
    span = Span(stream.pieces[told.first].start, stream.pieces[told.end - 1].end)
    return Quantity(
        low=low,
        high=high,
        unit=told.term.unit,
        span=span,
        text=span.of(text),
        counts=noun,
        part=part_of(stream, replace(told.term, end=told.end), told.first, noun_end),
        hedge=hedge,
    )


def _points_settled(found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Bare points as percentage points where the text also speaks of percent, else as a count."""
    percent = any(each.unit in ("%", "pp") for each in found)
    settled = []
    for each in found:
        if each.unit == POINTS:
            counts = "" if percent else each.text.lower().split()[-1]
            settled.append(replace(each, unit="pp" if percent else "", counts=counts))
        else:
            settled.append(each)
    return tuple(settled)
