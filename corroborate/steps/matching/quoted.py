"""Quotations: whether words in quotation marks are those of a text, and what was changed."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corroborate.reference.language import load_language
from corroborate.steps.matching.senses import nouns_alike
from corroborate.text.modality import negations
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

QUOTED = re.compile(r"[\"“«]\s*([^\"“”«»]+?)\s*[\"”»]")
INSERTED = re.compile(r"\[[^\]]*\]|…|\.\.\.")
"""What a writer puts into a quotation or leaves out of it."""
ASIDE_REACH = 4
"""Words behind "not" among which stands what is set aside."""
SHARED = 0.5
"""Share of the telling words of a quotation that another must have to be the same one, changed;
ours."""
LEAST_SHARED = 2
"""Telling words that both must have: two quotations share one by chance."""
LONGEST_CHANGE = 3
"""Words that may stand in the place of others before a quotation is another one."""


def quotations(text: str) -> list[str]:
    """The words in quotation marks, in order."""
    return QUOTED.findall(text)


def is_verbatim(quoted: str, text: str) -> bool:
    """Whether a text has the words in that order, those left out or put in by a writer aside."""
    own = [fold(word) for part in INSERTED.split(quoted) for _, word in words_of(part)]
    said = [fold(word) for _, word in words_of(text)]
    width = len(own)
    return any(said[i : i + width] == own for i in range(len(said) - width + 1))


def telling(text: str, language: str) -> list[str]:
    """The lemmas of the words that have a content."""
    small = folded_set(load_language(language).grammar.stopwords)
    return [lemma(word, language) for _, word in words_of(text) if fold(word) not in small]


def find_set_aside(quoted: Sequence[str], cited: str, text: str, language: str) -> str | None:
    """Where a text says that these words are not the ones: "a success and not a failure".

    `quoted` are the telling words of the quotation, `cited` all of it.
    """
    words = set(quoted)
    for span, cue in find_phrases(text, load_language(language).grammar.set_aside):
        if cue in cited.lower():
            continue
        behind = text[span.end :].split()[:ASIDE_REACH]
        said = {lemma(word, language) for _, word in words_of(" ".join(behind))}
        before = {lemma(word, language) for _, word in words_of(text[: span.start])}
        if words & said and not words & before:
            return f"{cue} {' '.join(behind)}"
    return None


def find_retold(quoted: str, text: str, languages: tuple[str, str]) -> str | None:
    """The same words but for the form of a small one: is, was; what was is told as what is.

    `languages` are those of the quotation and of the text.
    """
    own = [word.lower() for _, word in words_of(quoted)]
    small = load_language(languages[0]).grammar.stopwords
    said = [word.lower() for _, word in words_of(text)]
    for start in range(len(said) - len(own) + 1):
        window = said[start : start + len(own)]
        changed = [(a, b) for a, b in zip(own, window, strict=True) if a != b]
        if len(changed) == 1 and len(own) > 2 and changed[0][0] in small:
            one, other = (lemma(each, languages[1]) for each in changed[0])
            if one == other:
                return " ".join(window)
    return None


def find_altered(quoted: str, said: str, language: str) -> str | None:
    """The words of another quotation that is this one with a telling word changed, or a "not" put
    in or left out; both in one language."""
    own, other = _words(quoted), _words(said)
    small = folded_set(load_language(language).grammar.stopwords)
    blocks = SequenceMatcher(a=own, b=other, autojunk=False).get_opcodes()
    equal = [word for tag, i, j, *_ in blocks if tag == "equal" for word in own[i:j]]
    shared = sum(word not in small for word in equal)
    if shared < max(LEAST_SHARED, SHARED * sum(word not in small for word in own)):
        return None
    inner = [each for each in blocks if each[0] == "equal"]
    window = " ".join(other[inner[0][3] : inner[-1][4]])
    for change in _changes(blocks, own, other):
        if any(_differ(one, each, language) for one in change[0] for each in change[1]):
            return window
    denied = bool(negations(quoted, load_language(language).grammar))
    return window if denied != bool(negations(window, load_language(language).grammar)) else None


def _words(text: str) -> list[str]:
    return [fold(word) for part in INSERTED.split(text) for _, word in words_of(part)]


def _changes(
    blocks: Sequence[tuple[str, int, int, int, int]], own: list[str], other: list[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """The words that stand in the place of few others."""
    for tag, i, j, k, m in blocks:
        if tag == "replace" and max(j - i, m - k) <= LONGEST_CHANGE:
            yield own[i:j], other[k:m]


def _differ(one: str, other: str, language: str) -> bool:
    """Whether two words that stand for each other are telling ones that say two things."""
    small = folded_set(load_language(language).grammar.stopwords)
    if one in small or other in small or nouns_alike(one, other):
        return False
    mine, others = lemma(one, language), lemma(other, language)
    return mine != others and not frames_of(mine) & frames_of(others)
