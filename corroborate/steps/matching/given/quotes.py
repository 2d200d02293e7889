"""Words that a claim quotes, against those of the passage given for it."""

import re
from collections.abc import Iterator

from corroborate.learned.vectors import cosines
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.clash import clash
from corroborate.steps.matching.given.cues import ROOT, is_prefixed, opposite_prefixes
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.senses import frames_of, opposite_frames
from corroborate.text.modality import negations
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of
from corroborate.text.reading import lemma

QUOTED = re.compile(r"[\"“«]\s*([^\"“”«»]+?)\s*[\"”»]")
INSERTED = re.compile(r"\[[^\]]*\]|…|\.\.\.")
"""What a writer puts into a quotation or leaves out of it."""
ALIKE = 0.5
"""Likeness from which a quoted word has its answer in the passage."""
ASIDE_REACH = 4
"""Words behind "not" among which stands what is set aside."""
TURNED = 0.7
"""Cosine from which a word without its prefix is ours in another language."""
SAID = 0.5
"""Share of the words of a quotation that the passage must have to be the source of it."""


def quote_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """A quotation changed so that it says something else: denied, turned round, cut short."""
    for match in QUOTED.finditer(laid.text):
        quoted = match.group(1)
        found = _set_aside(quoted, laid)
        if found is None and not _is_verbatim(quoted, laid):
            found = _retold(quoted, laid) or _change(quoted, laid)
        if found is not None:
            yield clash(laid, "quote", (quoted, found[1]), "contradiction", found[0])


def _is_verbatim(quoted: str, laid: Laid) -> bool:
    own = [word for part in INSERTED.split(quoted) for word in _folded(part)]
    said = _folded(laid.read.report.text)
    width = len(own)
    return any(said[i : i + width] == own for i in range(len(said) - width + 1))


def _folded(text: str) -> list[str]:
    return [fold(word) for _, word in words_of(text)]


def _change(quoted: str, laid: Laid) -> tuple[int, str] | None:
    """The sentence and the words that tell the change, None where it is a fair rendering."""
    for number, reading in enumerate(laid.readings):
        words = _lemmas(reading.text, reading.language, laid.their_grammar.stopwords)
        mine = _lemmas(quoted, laid.our_language, laid.our_grammar.stopwords)
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
    """Where the passage says that these words are not the ones: "a success and not a failure"."""
    words = set(_lemmas(quoted, laid.our_language, laid.our_grammar.stopwords))
    for number, reading in enumerate(laid.readings):
        for span, cue in find_phrases(reading.text, laid.their_grammar.set_aside):
            if cue in quoted.lower():
                continue
            behind = reading.text[span.end :].split()[:ASIDE_REACH]
            said = set(_lemmas(" ".join(behind), reading.language, ()))
            before = set(_lemmas(reading.text[: span.start], reading.language, ()))
            if words & said and not words & before:
                return number, f"{cue} {' '.join(behind)}"
    return None


def _retold(quoted: str, laid: Laid) -> tuple[int, str] | None:
    """The same words but for the form of a small one: is, was; what was is told as what is."""
    own = [word.lower() for _, word in words_of(quoted)]
    small = laid.our_grammar.stopwords
    for number, reading in enumerate(laid.readings):
        said = [word.lower() for _, word in words_of(reading.text)]
        for start in range(len(said) - len(own) + 1):
            window = said[start : start + len(own)]
            changed = [(a, b) for a, b in zip(own, window, strict=True) if a != b]
            if len(changed) == 1 and len(own) > 2 and changed[0][0] in small:
                one, other = (lemma(each, reading.language) for each in changed[0])
                if one == other:
                    return number, " ".join(window)
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
    return " ".join(QUOTED.findall(sentence)) or sentence


def _is_source(quoted: str, laid: Laid) -> bool:
    """Whether the passage says most of the quoted words, as far as likeness tells."""
    words = set(_lemmas(quoted, laid.our_language, laid.our_grammar.stopwords))
    rows = [i for i, each in enumerate(laid.ours) if each.lemma in words]
    if not rows:
        return False
    return bool(laid.by_sentence[rows, laid.best].mean() >= SAID)


def _lemmas(text: str, language: str, stopwords: tuple[str, ...]) -> list[str]:
    small = folded_set(stopwords)
    return [lemma(word, language) for _, word in words_of(text) if fold(word) not in small]


def _excludes(one: str, other: str) -> bool:
    mine, theirs = frames_of(one), frames_of(other)
    return any(a in mine and b in theirs for a, b, _ in opposite_frames())
