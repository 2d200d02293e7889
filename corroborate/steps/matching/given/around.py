"""Whether two values that differ are of one event, by the words that stand around them."""

from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.senses import neighbours

SURELY = 0.8
"""Likeness from which a word of the passage says one of ours."""
OURS, THEIRS = 2, 3
"""Words nearest to our value and to theirs, names and numbers left out, of which one must say the
same; tried on pairs from one to six on either side, of which fewer lose right alarms and more gain
wrong ones, as then the subject of the sentence is among them."""


def of_one_event(laid: Laid, values: tuple[str, str], sentence: int) -> bool:
    """Whether a word near our value is said near theirs: "born in Lodz", "a visit to Rome".

    `values` are ours and theirs as written, theirs in the sentence of that number.
    """
    reading = laid.readings[sentence]
    near_ours = _around(values[0], laid.text, laid.our_language)
    near_theirs = _around(values[1], reading.text, laid.their_language)
    ours = {w.lemma: i for i, w in enumerate(laid.ours) if w.kind == "word"}
    theirs = {
        w.lemma: j for j, w in enumerate(laid.theirs) if w.kind == "word" and w.sentence == sentence
    }
    rows = [ours[word] for word in near_ours if word in ours][:OURS]
    columns = [theirs[word] for word in near_theirs if word in theirs][:THEIRS]
    return bool(rows and columns) and bool(laid.table[rows][:, columns].max() >= SURELY)


def _around(value: str, text: str, language: str) -> tuple[str, ...]:
    """The words around a value, nearest first; none where it was written into the claim and stands
    nowhere."""
    start = text.find(value)
    return () if start < 0 else neighbours(text, start, start + len(value), language)
