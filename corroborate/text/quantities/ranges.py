"""Two numbers that tell one amount: "between 30 and 40 million", « dix à quinze »."""

from dataclasses import replace

from corroborate.text.quantities.heads import counted_noun
from corroborate.text.quantities.stream import HYPHENS, Stream
from corroborate.text.quantities.terms import Term, read_term

CHANGE_REACH = 3
"""Words before "from 6 to 8" among which a verb of change stands; our choice."""
EITHER_RATIO = 2
"""The second of "two or three" is at most so many times the first; our choice."""


def read_range(stream: Stream, first: Term, free: int) -> tuple[Term, Term, int] | None:
    """The two ends of the range that `first` begins, in one unit, and the piece it begins at.

    Pieces before `free` belong to another quantity.
    """
    second = _second(stream, first)
    if second is None:
        return None
    ends = _in_one_unit(first, second)
    if not ends[0].value < ends[1].value:
        return None
    opener = stream.lexicon.range_openers.before(stream.pieces, first.first, free)
    if opener:
        return *ends, opener[0]
    if stream.lexicon.ages.before.before(stream.pieces, first.first, free):  # aged 18 to 25
        return *ends, first.first
    return (*ends, first.first) if _is_range(stream, *ends) else None


def lend_unit(stream: Stream, first: Term) -> Term:
    """The term with the unit of what it changes to, "from 900 to 450 euros", if it has none."""
    second = _second(stream, first)
    if second is None or first.unit or not second.unit:
        return first
    if stream.word(first.first - 1) not in stream.lexicon.words.from_words:
        return first
    return replace(first, unit=second.unit, factor=second.factor)


def _second(stream: Stream, first: Term) -> Term | None:
    """The term after a joiner; none where its unit is another or it is vague."""
    words, at = stream.lexicon.words, _joiner(stream, first)
    if first.kind == "vague" or at + 1 >= len(stream.pieces) or not stream.word(at):
        return None
    if stream.word(at) not in (*words.range_joiners, *words.either_joiners):
        return None
    dashed = stream.pieces[at].kind == "mark"
    if dashed and not (stream.is_glued(at) and stream.is_glued(at + 1)):
        return None
    second = read_term(stream, _past_hyphen(stream, at + 1))
    if second is None or second.kind == "vague" or (dashed and first.kind != second.kind):
        return None
    return None if first.unit and second.unit and first.unit != second.unit else second


def _joiner(stream: Stream, first: Term) -> int:
    """Where "to" stands: at once, or past a hyphen, "18- to 24-year-olds"."""
    after = _past_hyphen(stream, first.end)
    return after if stream.word(after) in stream.lexicon.words.range_joiners else first.end


def _past_hyphen(stream: Stream, at: int) -> int:
    return at + 1 if stream.word(at) in HYPHENS and stream.is_glued(at) else at


def _in_one_unit(first: Term, second: Term) -> tuple[Term, Term]:
    """Both with the scale and the unit that only one of them tells."""
    if first.scale == 1 and second.scale > 1 and first.amount.value < 1000:
        first = replace(first, amount=first.amount.times(second.scale), scale=second.scale)
    if second.unit and not first.unit:
        first = replace(first, unit=second.unit, factor=second.factor)
    if first.unit and not second.unit:
        second = replace(second, unit=first.unit, factor=first.factor)
    return first, second


def _is_range(stream: Stream, first: Term, second: Term) -> bool:
    """Whether two numbers that no "between" opens are the ends of a range."""
    words, joiner = stream.lexicon.words, stream.word(first.end)
    if joiner in words.inner_joiners:
        return False
    if joiner in words.either_joiners:
        return second.value <= EITHER_RATIO * first.value
    if stream.pieces[first.end].kind == "mark" or not _tells_change(stream, first.first):
        return _is_measured(stream, second)
    return False


def _is_measured(stream: Stream, second: Term) -> bool:
    """Whether a pair is an amount and no score: it has a unit or counts the word that follows."""
    if second.unit or second.scale > 1 or second.kind == "words":
        return True
    return bool(counted_noun(stream, second)[0])


def _tells_change(stream: Stream, first: int) -> bool:
    """Whether "from 6 to 8" goes from one value to another instead of lying between them."""
    words = stream.lexicon.words
    if stream.word(first - 1) not in words.from_words:
        return False
    near = {stream.word(at) for at in range(max(0, first - 1 - CHANGE_REACH), first)}
    return bool(near & set(words.changes))
