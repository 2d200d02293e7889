"""Which capitalised words are names in a language that writes every noun with a capital.

A dictionary holds names as well as nouns, but only of nouns does it hold other forms: "Städte" of
"Stadt", nothing of "Merkel". So a word is a common noun where such a form is known, or where it is
a compound that ends in one. A surname that is also a noun (Koch, Weber) is seen as a name only
beside another.
"""

from dataclasses import dataclass
from functools import lru_cache

import simplemma

from corroborate.reference.grammar import Grammar
from corroborate.reference.place import load_places
from corroborate.text.normalise import fold, folded_set

LONG_TAIL = 5
"""Letters from which the last part of an unknown compound makes it a noun wherever it stands
(Rentenkommission); a shorter one only behind an article: Nordbank is a firm; our choice."""
SHORT_TAIL = 3
"""A last part of fewer letters is no word of its own."""
HEAD = 3
"""Letters that must stand before the last part of a compound."""


@dataclass(frozen=True, slots=True)
class NounForms:
    """How nouns of a language change, the code of the dictionary that has them, and those, folded,
    that do not change and are no names."""

    dictionary: str
    unchanged: frozenset[str]
    endings: tuple[str, ...]
    vowel_changes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, grammar: Grammar) -> "NounForms":
        unchanged = folded_set(grammar.never_names + grammar.calendar)
        return cls(grammar.noun_dictionary, unchanged, grammar.noun_endings, grammar.vowel_changes)


def may_be_name(word: str, before: str, grammar: Grammar) -> bool:
    """Whether a capitalised word may be, or begin, a name; always so where nouns have no capital.

    `before` is the word before it in lower case, "" where a sentence begins.
    """
    if not grammar.noun_dictionary:
        return True
    forms = NounForms.of(grammar)
    last = word.rsplit("-", 1)[-1]
    if last != word:
        common = _is_noun(last, forms) or _is_compound(last, SHORT_TAIL, forms)
        return not (last[:1].isupper() and common)
    if sum(letter.isupper() for letter in word) > 1 or fold(word) in _given_names(grammar):
        return True
    if _is_noun(word, forms) or (not before and _is_small(word, forms)):
        return False
    if _is_known(word, forms):
        return True
    shortest = SHORT_TAIL if _opens_noun_phrase(before, grammar.articles, forms) else LONG_TAIL
    return not _is_compound(word, shortest, forms)


def is_inflected_noun(word: str, grammar: Grammar) -> bool:
    """Whether a word is a noun in another form than its first, and so no part of a name."""
    if not grammar.noun_dictionary:
        return False
    lemma = _lemma(word, NounForms.of(grammar))
    return lemma[:1].isupper() and lemma not in (word, word.removesuffix("s"))


def without_genitive(name: str, grammar: Grammar) -> str:
    """A name without the "s" that it has as an owner and writes with no apostrophe: Berlins."""
    bare = name.removesuffix("s")
    if bare == name or not grammar.noun_dictionary:
        return name
    last = name.rsplit(" ", 1)[-1]
    known = load_places().find(bare) or _lemma(last, NounForms.of(grammar)) == last[:-1]
    return bare if known and not load_places().find(name) else name


@lru_cache(maxsize=16)
def _given_names(grammar: Grammar) -> frozenset[str]:
    """Given names, some of which are forms of nouns too (Peter, Matthias), folded."""
    return frozenset(fold(name) for group in grammar.given_names for name in group)


@lru_cache(maxsize=1 << 15)
def _is_noun(word: str, forms: NounForms) -> bool:
    lemma = _lemma(word, forms)
    if fold(word) in forms.unchanged or lemma not in (word, word.removesuffix("s")):
        return True
    return any(
        form != lemma and _is_known(form, forms) and _lemma(form, forms) == lemma
        for stem in _stems(lemma, forms)
        for form in (stem, *(stem + ending for ending in forms.endings))
    )


def _is_small(word: str, forms: NounForms) -> bool:
    """Whether a word has its capital of the sentence that it begins: Vier, Gestern, Laut."""
    lower = word.lower()
    return _is_known(lower, forms) and _lemma(lower, forms) == lower


def _stems(word: str, forms: NounForms) -> list[str]:
    """The word, and with each of its vowels changed as in a plural (Stadt, Städte)."""
    stems = [word]
    for vowel, changed in forms.vowel_changes:
        at = word.rfind(vowel)
        if at >= 0:
            stems.append(word[:at] + changed + word[at + len(vowel) :])
    return stems


def _opens_noun_phrase(before: str, articles: tuple[str, ...], forms: NounForms) -> bool:
    """Whether a noun follows: an article, or an adjective that is inflected ("neuen")."""
    if not before or before in articles:
        return bool(before)
    lemma = _lemma(before, forms)
    return before != lemma and before.startswith(lemma)


@lru_cache(maxsize=1 << 15)
def _is_compound(word: str, shortest: int, forms: NounForms) -> bool:
    """Whether a word that no dictionary has ends in a noun of `shortest` letters or more."""
    return any(
        _is_known(tail, forms) and _is_noun(tail, forms)
        for at in range(HEAD, len(word) - shortest + 1)
        for tail in (word[at:].capitalize(),)
    )


def _is_known(word: str, forms: NounForms) -> bool:
    return bool(simplemma.is_known(word, lang=forms.dictionary))


def _lemma(word: str, forms: NounForms) -> str:
    return str(simplemma.lemmatize(word, lang=forms.dictionary))
