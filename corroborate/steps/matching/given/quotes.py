"""Words that a claim quotes, against those of the passage given for it."""

from collections.abc import Iterator

from corroborate.learned.vectors import cosines
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.clash import clash
from corroborate.steps.matching.given.cues import ROOT, is_prefixed, opposite_prefixes
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.quoted import (
    find_retold,
    find_set_aside,
    is_verbatim,
    quotations,
    telling,
)
from corroborate.steps.matching.senses import opposite_frames
from corroborate.text.modality import negations
from corroborate.text.predicates import frames_of

TURNED = 0.7
"""Cosine from which a word without its prefix is ours in another language."""
SAID = 0.5
"""Share of the words of a quotation that the passage must have to be the source of it."""


def quote_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """A quotation changed so that it says something else: denied, turned round, cut short."""
    for quoted in quotations(laid.text):
        found = _set_aside(quoted, laid)
        if found is None and not is_verbatim(quoted, laid.read.report.text):
            found = _retold(quoted, laid) or _change(quoted, laid)
        if found is not None:
            yield clash(laid, "quote", (quoted, found[1]), "contradiction", found[0])


def _change(quoted: str, laid: Laid) -> tuple[int, str] | None:
    """The sentence and the words that tell the change, None where it is a fair rendering."""
    for number, reading in enumerate(laid.readings):
        words, mine = telling(reading.text, reading.language), telling(quoted, laid.our_language)
        turned = [b for a in mine for b in words if _is_turned(a, b, laid) or _excludes(a, b)]
        if turned and not set(turned) <= set(mine):
            return number, turned[0]
    number = laid.best
    theirs = laid.readings[number]
    if not _is_source(quoted, laid):
        return None
    denied = bool(negations(quoted, laid.our_grammar))
    if denied != bool(negations(_words_said(theirs.text), laid.their_grammar)):
        return number, theirs.text
    return None


def _set_aside(quoted: str, laid: Laid) -> tuple[int, str] | None:
    """The sentence that says that these words are not the ones, and how."""
    words = telling(quoted, laid.our_language)
    for number, reading in enumerate(laid.readings):
        found = find_set_aside(words, quoted, reading.text, reading.language)
        if found is not None:
            return number, found
    return None


def _retold(quoted: str, laid: Laid) -> tuple[int, str] | None:
    """The sentence that has the same words but for the form of a small one, and these."""
    for number, reading in enumerate(laid.readings):
        found = find_retold(quoted, reading.text, (laid.our_language, reading.language))
        if found is not None:
            return number, found
    return None


def _is_turned(one: str, other: str, laid: Laid) -> bool:
    """Whether a word is the opposite of ours by its prefix, in our language or in theirs."""
    if is_prefixed(one, other):
        return True
    roots = [other[len(each) :] for each in opposite_prefixes() if other.startswith(each)]
    roots = [each for each in roots if len(each) > ROOT]
    if not roots or laid.our_language == laid.their_language:
        return False
    alike = cosines(laid.vectors.of([one]), laid.vectors.of([other, *roots]))[0]
    return bool(alike[1:].max() >= TURNED and alike[1:].max() > alike[0])


def _words_said(sentence: str) -> str:
    """The quoted words of a sentence, all of it where it quotes none."""
    return " ".join(quotations(sentence)) or sentence


def _is_source(quoted: str, laid: Laid) -> bool:
    """Whether the passage says most of the quoted words, as far as likeness tells."""
    words = set(telling(quoted, laid.our_language))
    rows = [i for i, each in enumerate(laid.ours) if each.lemma in words]
    if not rows:
        return False
    return bool(laid.by_sentence[rows, laid.best].mean() >= SAID)


def _excludes(one: str, other: str) -> bool:
    mine, theirs = frames_of(one), frames_of(other)
    return any(a in mine and b in theirs for a, b, _ in opposite_frames())
