"""Amounts in a text, as intervals with units.

Canonical units: "" (a count), ISO 4217 codes, "%", "pp" (percentage points), "m", "m2", "m3", "kg",
"Wh", "W", "m/s", "°C", "s", "age" (years), "magnitude" (of an earthquake), "times".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Quantity
from corroborate.model.text import Span
from corroborate.reference.quantity_words import QuantityWords
from corroborate.text.quantities.context import in_context, with_named_unit
from corroborate.text.quantities.heads import counted_noun, numbered_noun, part_of
from corroborate.text.quantities.intervals import Bounds, Stretch, interval, span_of
from corroborate.text.quantities.ranges import lend_unit, read_range
from corroborate.text.quantities.refusals import (
    Refused,
    Why,
    score_at,
    skip_refused,
    why_no_count,
)
from corroborate.text.quantities.stream import (
    POINTS,
    Stream,
    may_hold_number,
    stream_of,
)
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number, with what belongs to it, that tells no amount, and why; see `refusals.Why`."""

    span: Span
    text: str
    why: Why


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
    if not may_hold_number(text, words, foreign):
        return ()
    stream = stream_of(text, words, foreign, taken)
    found: list[Quantity] = []
    last: _Told | None = None
    for told in _walk(stream):
        if isinstance(told, _Told):
            found.append(_quantity(stream, told, text))
            if last:
                found[-1] = _compared(stream, last, told, found)
            last = told
    return _points_settled(found)


def find_refusals(
    text: str,
    words: QuantityWords,
    foreign: QuantityWords | None = None,
    taken: Sequence[Span] = (),
) -> tuple[Refusal, ...]:
    """Name the numbers, in digits and in words, that `find_quantities` leaves out, in order.

    Those in `taken` are left out here as well: another fact has them.
    """
    stream = stream_of(text, words, foreign, taken)
    refused = (each for each in _walk(stream) if isinstance(each, Refused))
    return tuple(_without([_refusal(stream, each, text) for each in refused], sorted(taken)))


def _without(refusals: Sequence[Refusal], taken: Sequence[Span]) -> Iterator[Refusal]:
    """The refusals, in order, that share nothing with the taken stretches, in order."""
    shut = iter(taken)
    stretch = next(shut, None)
    for each in refusals:
        while stretch and stretch.end <= each.span.start:
            stretch = next(shut, None)
        if stretch is None or each.span.end <= stretch.start:
            yield each


def _refusal(stream: Stream, refused: Refused, text: str) -> Refusal:
    span = Span(stream.pieces[refused.first].start, stream.pieces[refused.end - 1].end)
    return Refusal(span, span.of(text), refused.why)


def _walk(stream: Stream) -> Iterator[_Told | Refused]:
    """All numbers of a text, in order, as amounts or refused."""
    i, free = 0, 0
    while i < len(stream.pieces):
        here = _at(stream, i, free) if stream.may_start(i) else None
        if here is None:
            i += 1
            continue
        yield here
        i = here.end
        free = here.end if isinstance(here, _Told) else free


def _at(stream: Stream, i: int, free: int) -> _Told | Refused | None:
    """What begins at piece `i`, None where it is no number; pieces before `free` are used up."""
    if stream.pieces[i].closed:
        return Refused(i, i + 1, "elsewhere") if stream.pieces[i].kind == "number" else None
    idiom = stream.lexicon.no_amounts.idioms.at(stream.pieces, i)
    if idiom:
        return Refused(i, idiom[0], "idiom")
    sign = stream.lexicon.currency_signs.at(stream.pieces, i)
    number = sign[0] if sign else i
    if stream.is_number(number):
        refused = skip_refused(stream, number)
        if refused is not None:
            return refused
    term = read_term(stream, i)
    if term is None:
        return _no_term(stream, i)
    term = with_named_unit(stream, term)
    ends = read_range(stream, term, free)
    if ends:
        return _range_told(stream, *ends, free)
    return score_at(stream, term) or _alone(stream, term, free)


def _no_term(stream: Stream, i: int) -> Refused | None:
    """A word or digits that look like a number and are none."""
    if stream.is_number(i):
        return Refused(i, i + 1, "unreadable")
    return Refused(i, i + 1, "word") if stream.word(i) in stream.lexicon.cardinals else None


def _alone(stream: Stream, term: Term, free: int) -> _Told | Refused:
    """A term that is no end of a range and no side of a score."""
    start, _ = _hedge_before(stream, term.first, free)
    term = in_context(stream, lend_unit(stream, term), start)
    noun, noun_end = counted_noun(stream, term)
    told = _told(stream, term, free, noun_end)
    hedge = told.bounds[2] if told.first < term.first or told.end > term.end else None
    why = why_no_count(stream, term, noun, hedge)
    return Refused(term.first, term.end, why) if why else told


def _range_told(stream: Stream, low: Term, high: Term, start: int, free: int) -> _Told:
    first, _ = _hedge_before(stream, start, free)
    high_in_context = _in_ages(stream, low, in_context(stream, high, start))
    low = replace(low, unit=high_in_context.unit, factor=high_in_context.factor)
    return _Told(high_in_context, first, high_in_context.end, span_of(low, high_in_context))


def _in_ages(stream: Stream, low: Term, high: Term) -> Term:
    """The end of « les 18-25 ans » as an age."""
    in_years = stream.word(high.end - 1) in stream.lexicon.words.years
    set_of = stream.word(low.first - 1) in stream.lexicon.words.determiners
    if high.unit != "s" or not (in_years and set_of) or low.end + 1 != high.first:
        return high
    dashed = stream.pieces[low.end].kind == "mark"
    return replace(high, unit="age", factor=1.0) if dashed else high


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
        if stream.pieces[start - 1].is_capital:  # the 737 MAX 9
            break
        first = start = found[0]
        chosen = found[1] if chosen is None or chosen[0] == "about" else chosen
    return first, chosen


def _quantity(stream: Stream, told: _Told, text: str) -> Quantity:
    low, high, hedge = told.bounds
    noun, noun_end = told.term.noun, told.end
    if told.term.unit not in MEASURES and not noun:
        noun, noun_end = counted_noun(stream, replace(told.term, end=told.end))
        if not (noun or told.term.unit):
            noun = numbered_noun(stream, told.first, told.end)
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


def _compared(stream: Stream, last: _Told, told: _Told, found: Sequence[Quantity]) -> Quantity:
    """The last amount with what only the one before tells: what is counted, the currency.

    "By 289 votes to 230", « 1,2 milliard d'euros, contre 1,3 milliard ».
    """
    before, this = found[-2:]
    if this.counts or this.unit or stream.word(told.first - 1) not in stream.lexicon.words.opposed:
        return this
    noun_end = counted_noun(stream, replace(last.term, end=last.end))[1]
    if before.counts and not before.unit and told.first == noun_end + 1:
        return replace(this, counts=before.counts)
    money = len(before.unit) == len("EUR") and before.unit.isupper() and told.term.scale > 1
    return replace(this, unit=before.unit) if money else this


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
