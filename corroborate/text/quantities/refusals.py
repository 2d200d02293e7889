"""Numbers that count nothing: labels, models, clock times, scores, years, lists of digits."""

from dataclasses import dataclass
from typing import Literal

from corroborate.model.facts import Hedge
from corroborate.text.quantities.clocks import clock_end
from corroborate.text.quantities.labels import JOINTS, is_address, is_joined, is_listed, is_sign
from corroborate.text.quantities.stream import HYPHENS, Stream
from corroborate.text.quantities.terms import Term

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Four plain digits between them are a year where nothing says that they count something."""
NAME_NUMBERS = 10_000
"""Numbers from here on are no model or label after a name."""
TOP_SCORE = 200
"""Sides of a match and of a vote in words score less; our choice."""
SCORE_DIGITS = 3
"""Digits of the highest score."""
CLOSING_MARKS = ",.;:!?\"'"
"""Marks behind a number that are no part of it."""
SCORE_REACH = 3
"""Words before "28 to 17" among which "a score of" stands; our choice."""

Why = Literal[
    "elsewhere",
    "clock",
    "name",
    "list",
    "address",
    "day",
    "label",
    "score",
    "idiom",
    "year",
    "title",
    "article",
    "word",
    "unreadable",
]
"""Why a number counts nothing: another fact, a link or a tag has it (elsewhere); a time of day; a
part of a name (GPT-4); in a table or list; of a house or telephone; the day of a month; numbers
what stands before it (page 3); a score; a fixed phrase; a year; a title (20 Minutes); "one" as an
article; a word that is no number here; digits that are no number."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Pieces `first` to before `end`, which hold a number that counts nothing."""

    first: int
    end: int
    why: Why


def skip_refused(stream: Stream, i: int) -> Refused | None:
    """The number in digits at `i` with what belongs to it, if it is none to us."""
    clock = clock_end(stream, i)
    if clock is not None:
        return Refused(i, clock, "clock")
    if is_joined(stream, i):
        return Refused(i, _run_end(stream, i), "name")
    if is_listed(stream, i):
        return Refused(i, _run_end(stream, i), "list")
    if is_address(stream, i):
        return Refused(i, i + 1, "address")
    if stream.lexicon.words.ordinal_stop and _is_ordinal(stream, i):
        return Refused(i, i + 2, "word")
    if _is_a_day(stream, i):
        return Refused(i, i + 1, "day")
    label = stream.lexicon.no_amounts.labels.before(stream.pieces, i)
    if label and not _is_counted(stream, i + 1) and not is_sign(stream, i + 1):
        return Refused(i, _run_end(stream, i), "label")
    return None


def _is_ordinal(stream: Stream, i: int) -> bool:
    """Whether a full stop within the sentence follows: "der 3. Tag"."""
    stopped = stream.word(i + 1) == "." and stream.is_glued(i + 1)
    return stopped and i + 2 < len(stream.pieces) and stream.pieces[i].text.isdigit()


def _is_a_day(stream: Stream, i: int) -> bool:
    """Whether a month follows, whatever keeps it from being read as a date."""
    text = stream.pieces[i].text
    joined = stream.word(i + 1) in HYPHENS and stream.is_glued(i + 1)  # « le 11-Septembre »
    month = stream.lexicon.no_amounts.months.at(stream.pieces, i + 1 + joined)
    return month is not None and text.isdigit() and 1 <= int(text) <= 31


def _run_end(stream: Stream, i: int) -> int:
    """The index after all that is glued to piece `i`, but the marks that end a clause."""
    end = i + 1
    while stream.is_glued(end) and not stream.pieces[end].closed:
        end += 1
    opened = any(stream.word(at) == "(" for at in range(i, end))
    marks = CLOSING_MARKS + ("" if opened else ")")
    while end > i + 1 and stream.word(end - 1) and stream.word(end - 1) in marks:
        end -= 1
    return end


def _is_counted(stream: Stream, at: int) -> bool:
    return stream.word(at) in stream.lexicon.countable


def score_at(stream: Stream, term: Term) -> Refused | None:
    """The score that a bare number begins: 3-1, 52-48, « 2 à 1 », "a vote of 52 to 48"."""
    if term.kind != "digits" or term.unit or term.scale > 1:
        return None
    at = term.end
    if stream.word(at) in JOINTS and stream.is_glued(at):
        if stream.is_number(at + 1) and stream.is_glued(at + 1):
            return Refused(term.first, _run_end(stream, at - 1), _why_dashed(stream, term))
        return None
    return Refused(term.first, at + 2, "score") if _is_told_score(stream, term) else None


def _why_dashed(stream: Stream, term: Term) -> Why:
    """What two numbers with a dash between are: 3-1, « le 49-3 », Boeing 737-800, 555-0143."""
    if stream.word(term.first - 1) in stream.lexicon.words.not_after:
        return "label"
    long = max(len(stream.word(term.first)), len(stream.word(term.end + 1))) > SCORE_DIGITS
    return "name" if long or _follows_a_name(stream, term) else "score"


def _is_told_score(stream: Stream, term: Term) -> bool:
    words, at = stream.lexicon.words, term.end
    if stream.word(at) not in words.score_joiners or not stream.word(at + 1).isdigit():
        return False
    near = range(max(0, term.first - SCORE_REACH), term.first)
    if not any(stream.word(each) in words.scores for each in near):
        changes = stream.word(term.first - 1) in words.from_words
        if changes or term.value < int(stream.word(at + 1)):
            return False
    counts = is_sign(stream, at + 2) or stream.word(at + 2).endswith("s")
    return term.value < TOP_SCORE > int(stream.word(at + 1)) and not counts


def why_no_count(stream: Stream, term: Term, noun: str, hedge: Hedge | None) -> Why | None:
    """Why a term is no amount after all, if so; `noun` is what it would count."""
    end, words = term.end, stream.lexicon.words
    if stream.word(end) in JOINTS and stream.word(end + 1) in words.uncounted:
        return "word"
    if term.kind == "words" and stream.is_number(end) and stream.is_glued(end):
        return "name"
    is_one = term.kind == "words" and term.amount.value == 1
    if hedge is not None and not (hedge == "about" and (is_one or is_year(stream, term))):
        return None
    if is_one:
        return "article" if _is_article(stream, term, noun) else None
    if _is_titled(stream, term):
        return "title"
    if _is_one_thing(stream, term):
        return "label"
    if term.unit or term.scale > 1 or term.kind == "vague":
        return None
    if stream.word(term.first) in words.needs_plural:
        return None if _is_number_in_place(stream, term) else "word"
    if words.nouns_have_capitals and noun and not is_year(stream, term):
        return None
    return _why_label(stream, term)


def _is_article(stream: Stream, term: Term, noun: str) -> bool:
    """Whether "one" or « un » is no number here."""
    words, word = stream.lexicon.words, stream.word(term.first)
    unit = stream.word(term.number_end)
    if word in words.lone_ones:
        return not (term.unit and words.lone_ones_measure) or unit in words.not_before_one
    if word not in words.one_needs_noun:
        return False
    refused = stream.word(term.first - 1) in words.not_after_one or unit in words.not_before_one
    return refused or stream.pieces[term.first].is_capital or not (noun or term.unit)


def _is_number_in_place(stream: Stream, term: Term) -> bool:
    """Whether a word that is also an adjective (« neuf ») stands where numbers stand."""
    if stream.word(term.first - 1) in stream.lexicon.openers or term.first == 0:
        return True
    return stream.word(term.end).endswith(("s", "x")) or _is_counted(stream, term.end)


def _why_label(stream: Stream, term: Term) -> Why | None:
    """Whether a bare number names something: Llama 4, iPhone 15, le 49.3, the 2024 vote."""
    written = stream.pieces[term.first]
    if term.kind == "words":
        return "name" if written.is_capital else None
    if is_year(stream, term):
        return "year"
    value, words = term.amount.value, stream.lexicon.words
    if value != int(value) and stream.word(term.first - 1) in words.decimal_labels:
        return "label"
    if value >= NAME_NUMBERS or not written.text.isdigit():
        return None
    before = stream.pieces[term.first - 1] if term.first else None
    if before and before.text[0].islower() and before.text != before.word:
        return "name"  # iPhone 15
    named = not _is_counted(stream, term.end) and _follows_a_name(stream, term)
    return "name" if named else None


def is_year(stream: Stream, term: Term) -> bool:
    """Whether four bare digits are a year, as far as the word after them tells."""
    plain = stream.pieces[term.first].text
    if term.unit or term.scale > 1 or len(plain) != len("2025") or not plain.isdigit():
        return False
    return FIRST_YEAR <= term.amount.value <= LAST_YEAR and not _is_counted(stream, term.end)


def _is_one_thing(stream: Stream, term: Term) -> bool:
    """Whether an article says that it is one thing: « le 15 », « le 20 heures »."""
    bare = term.scale == 1 and term.unit in ("", "s") and stream.is_number(term.first)
    whole = bare and stream.pieces[term.first].text.isdigit()
    return whole and stream.word(term.first - 1) in stream.lexicon.words.not_after


def _is_titled(stream: Stream, term: Term) -> bool:
    """A unit or a scale with a capital makes a title of the number: 20 Minutes, 60 Millions."""
    at = term.number_end or term.end
    if term.unit or term.kind == "vague":
        return False
    if term.scale > 1:
        scale = stream.pieces[term.end - 1]
        return scale.is_capital and len(scale.text) > 2
    if at >= len(stream.pieces) or not stream.pieces[at].is_capital:
        return False
    return stream.lexicon.units.at(stream.pieces, at) is not None


def _follows_a_name(stream: Stream, term: Term) -> bool:
    i = term.first - 1
    if i < 0 or stream.pieces[i].kind != "word" or stream.pieces[i].closed:
        return False
    before = stream.pieces[i]
    if before.text == before.word or before.word in stream.lexicon.openers:
        return False
    if before.titled:
        return not _is_plural(stream, term.end)
    return True


def _is_plural(stream: Stream, at: int) -> bool:
    word = stream.word(at)
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3
