"""Times of day: 11:47 p.m., 14h30, « de 9 heures à 17 heures »."""

from corroborate.text.quantities.stream import Stream

HOURS = 24
"""A clock shows no more."""


def clock_end(stream: Stream, i: int) -> int | None:
    """The index after the time of day, or the two of a range, at the number `i`."""
    text = stream.pieces[i].text
    if not text.replace(".", "").isdigit():
        return None
    return _marked_end(stream, i) or _said_end(stream, i)


def _hour(text: str) -> float:
    """The hour that "14.30" tells; above HOURS where it tells none."""
    return float(text) if text.count(".") < 2 and text[-1] != "." else HOURS + 1.0


def _marked_end(stream: Stream, i: int) -> int | None:
    """After a time with a colon or a sign: 11:47 p.m., 5 pm, 14h30."""
    end = i + 1
    while stream.word(end) == ":" and stream.is_glued(end) and stream.is_number(end + 1):
        end += 2
    text = stream.pieces[i].text
    mark = stream.lexicon.no_amounts.clock_marks.at(stream.pieces, end)
    if mark and (_hour(text) <= HOURS or len(text) == len("1430")):
        end = mark[0]
        return end + 1 if stream.is_number(end) and len(stream.pieces[end].text) == 2 else end
    return end if end > i + 1 else None


def _said_end(stream: Stream, i: int) -> int | None:
    """After an hour in words that a cue opens or that opens a range of two."""
    end = _hour_end(stream, i)
    if end is None:
        return None
    second = end + 1 if stream.word(end) in stream.lexicon.words.range_joiners else None
    last = _hour_end(stream, second) if second is not None else None
    if stream.lexicon.no_amounts.clock_cues.before(stream.pieces, i):
        return last or (end + 1 if stream.is_number(end) else end)
    from_word = stream.word(i - 1) in stream.lexicon.words.from_words
    lasts = last is not None and stream.lexicon.of.at(stream.pieces, last) is not None
    return last if from_word and not lasts else None


def _hour_end(stream: Stream, i: int) -> int | None:
    """The index after « 20 heures » at `i`, if it is one that a clock shows."""
    if not stream.is_number(i) or stream.word(i + 1) not in stream.lexicon.words.clock_words:
        return None
    text = stream.pieces[i].text
    return i + 2 if text.replace(".", "").isdigit() and _hour(text) <= HOURS else None
