"""Numbers that count nothing: labels, models, clock times, scores, years, lists of digits."""

from corroborate.model.facts import Hedge
from corroborate.text.quantities.stream import HYPHENS, Stream
from corroborate.text.quantities.terms import Term

HOURS = 24
"""A clock shows no more."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Four plain digits between them are a year where nothing says that they count something."""
NAME_NUMBERS = 10_000
"""Numbers from here on are no model or label after a name."""

_JOINTS = (*HYPHENS, "–")


def skip_refused(stream: Stream, i: int) -> int | None:
    """The index after a number in digits at `i` that is none to us; None where it may be one."""
    if stream.pieces[i].closed:
        return i + 1
    clock = _clock_end(stream, i)
    if clock is not None:
        return clock
    if _is_joined_before(stream, i) or _is_joined_after(stream, i) or _is_listed(stream, i):
        return _run_end(stream, i)
    label = stream.lexicon.labels.before(stream.pieces, i)
    if label and not _is_counted(stream, i + 1) and not _is_sign(stream, i + 1):
        return _run_end(stream, i)
    return None


def _clock_end(stream: Stream, i: int) -> int | None:
    """The index after a time of day: 11:47 p.m., 5 pm, 14h30, « à 20 heures »."""
    pieces, lexicon = stream.pieces, stream.lexicon
    text = pieces[i].text
    end = i + 1
    if not text.replace(".", "").isdigit():
        return None
    while stream.word(end) == ":" and stream.is_glued(end) and stream.is_number(end + 1):
        end += 2
    mark = lexicon.clock_marks.at(pieces, end)
    hour = float(text) if text.count(".") < 2 and text[-1] != "." else HOURS + 1.0
    if mark and (hour <= HOURS or len(text) == len("1430")):
        end = mark[0]
        return end + 1 if stream.is_number(end) and len(pieces[end].text) == 2 else end
    if end > i + 1:
        return end
    said = stream.word(end) in lexicon.words.clock_words and hour <= HOURS
    if said and lexicon.clock_cues.before(pieces, i):
        return end + 2 if stream.is_number(end + 1) else end + 1
    return None


def _is_joined_before(stream: Stream, i: int) -> bool:
    """Whether letters or a slash before it make it part of a name or of a pair: o3, GPT-4, 9/11."""
    if not stream.is_glued(i):
        return False
    before = stream.pieces[i - 1]
    if before.kind == "number" or before.text in ("/", "#", "_", "\\", "=", "'"):
        return True
    if before.kind == "word":
        sign = stream.lexicon.currency_signs.before(stream.pieces, i)
        return not before.text.endswith("'") and sign is None and not _is_times_sign(before.text)
    joined = before.text in (*_JOINTS, ".", ":", "'") and stream.is_glued(i - 1)
    return joined and stream.pieces[i - 2].kind != "mark"


def _is_times_sign(text: str) -> bool:
    return text == "x"


def _is_joined_after(stream: Stream, i: int) -> bool:
    """Whether what is glued to it makes it another thing: 4o, 3e, 90s, 24/7, 3-D."""
    if not stream.is_glued(i + 1):
        return False
    after = stream.pieces[i + 1]
    if after.kind == "word":
        return not _is_sign(stream, i + 1)
    if after.text in ("/", "_", "\\", "°") and stream.is_glued(i + 2):
        return not _is_sign(stream, i + 1)
    if after.text in ("º", "ª"):
        return True
    if after.text in _JOINTS and stream.is_glued(i + 2):
        joined = stream.pieces[i + 2]
        return joined.kind == "word" and (len(joined.text) < 3 and not _is_sign(stream, i + 2))
    return after.text == ":" and stream.is_number(i + 2) and stream.is_glued(i + 2)


def _is_sign(stream: Stream, at: int) -> bool:
    """Whether a scale, unit or currency begins at `at`, told by a sign or a whole word."""
    lexicon, pieces = stream.lexicon, stream.pieces
    for phrases in (lexicon.symbols, lexicon.short_scales, lexicon.money_scales):
        found = phrases.at(pieces, at)
        if found and (not stream.is_glued(found[0]) or pieces[found[0]].kind == "mark"):
            return True
    if lexicon.currency_signs.at(pieces, at) or lexicon.currencies.at(pieces, at):
        return True
    unit = lexicon.units.at(pieces, at)
    return unit is not None or stream.word(at) in lexicon.scales


def _is_listed(stream: Stream, i: int) -> bool:
    """Whether it stands among bare numbers (tables, telephone numbers) or numbers a list."""
    pieces = stream.pieces
    for other in (i - 1, i + 1):
        if stream.is_number(other) and not pieces[other].closed:
            return True
    at_start = i == 0 or (pieces[i].first and pieces[i - 1].kind != "mark")
    numbers_a_list = stream.word(i + 1) in (".", ")") and stream.is_glued(i + 1)
    return at_start and pieces[i].first and numbers_a_list and i + 2 < len(pieces)


def _run_end(stream: Stream, i: int) -> int:
    """The index after all that is glued to piece `i`, whatever it is."""
    end = i + 1
    while stream.is_glued(end):
        end += 1
    return end


def _is_counted(stream: Stream, at: int) -> bool:
    return stream.word(at) in stream.lexicon.countable


def is_score(stream: Stream, term: Term) -> bool:
    """Whether a bare number is one side of a pair that is no range: 3-1, 52-48."""
    at = term.end
    if term.kind != "digits" or term.unit or term.scale > 1:
        return False
    dashed = stream.word(at) in _JOINTS and stream.is_glued(at)
    return dashed and stream.is_number(at + 1) and stream.is_glued(at + 1)


def score_end(stream: Stream, term: Term) -> int:
    """The index after all that is glued to a score."""
    return _run_end(stream, term.end - 1)


def is_no_count(stream: Stream, term: Term, noun: str, hedge: Hedge | None) -> bool:
    """Whether a term is no amount after all; `noun` is what it would count."""
    if (
        stream.word(term.end) in _JOINTS
        and stream.word(term.end + 1) in stream.lexicon.words.uncounted
    ):
        return True
    is_one = term.kind == "words" and term.amount.value == 1
    if hedge is not None and not (hedge == "about" and (is_one or is_year(stream, term))):
        return False
    if is_one:
        return _is_article(stream, term, noun)
    if term.unit or term.scale > 1 or term.kind == "vague":
        return _is_titled_unit(stream, term)
    if stream.word(term.first) in stream.lexicon.words.needs_plural:
        return not _is_number_in_place(stream, term)
    return _is_label(stream, term)


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


def _is_label(stream: Stream, term: Term) -> bool:
    """Whether a bare number names something: Llama 4, iPhone 15, le 49.3, the 2024 vote."""
    written = stream.pieces[term.first]
    if term.kind == "words":
        return written.is_capital
    if is_year(stream, term) or _is_titled_unit(stream, term):
        return True
    value, words = term.amount.value, stream.lexicon.words
    if value != int(value) and stream.word(term.first - 1) in words.decimal_labels:
        return True
    if value >= NAME_NUMBERS or not written.text.isdigit():
        return False
    before = stream.pieces[term.first - 1] if term.first else None
    if before and before.text[0].islower() and before.text != before.word:
        return True  # iPhone 15
    return not _is_counted(stream, term.end) and _follows_a_name(stream, term)


def is_year(stream: Stream, term: Term) -> bool:
    """Whether four bare digits are a year, as far as the word after them tells."""
    plain = stream.pieces[term.first].text
    if term.unit or term.scale > 1 or len(plain) != len("2025") or not plain.isdigit():
        return False
    return FIRST_YEAR <= term.amount.value <= LAST_YEAR and not _is_counted(stream, term.end)


def _is_titled_unit(stream: Stream, term: Term) -> bool:
    """A unit with a capital makes a title of the number: 20 Minutes."""
    at = term.number_end
    if term.unit or at >= len(stream.pieces) or not stream.pieces[at].is_capital:
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
