"""Which of the languages that we read a short text is in, by its words."""

from collections.abc import Iterable

import simplemma

from corroborate.reference.language import load_language
from corroborate.text.normalise import fold, folded_set, words_of

KNOWN_SHARE = 0.7
"""Share of the words, names and numbers aside, that must be of a language to read a text by it."""
SMALL_WORD = 2
"""What a small word of a language counts, against 1 for any other word of its dictionary."""


def likely_language(text: str, codes: Iterable[str]) -> str | None:
    """The one of `codes` that most of the words belong to, None where no one leads or few do.

    For texts that are too short for a guess by letters: "La dette atteint 3 milliards d'euros."
    Names and numbers are passed over.
    """
    words = [word for _, word in words_of(text) if word.islower()]
    scores = {code: sum(_worth(word, code) for word in words) for code in codes}
    best = max(scores.values(), default=0)
    leading = [code for code, score in scores.items() if score == best]
    if not best or len(leading) > 1:
        return None
    known = sum(_worth(word, leading[0]) > 0 for word in words)
    return leading[0] if known >= KNOWN_SHARE * len(words) else None


def _worth(word: str, code: str) -> int:
    grammar = load_language(code).grammar
    if fold(word) in folded_set(grammar.stopwords):
        return SMALL_WORD
    try:
        known = simplemma.is_known(word, lang=code)
        return int(known and not (grammar.noun_dictionary and _is_noun_there(word, code)))
    except ValueError:  # simplemma has no dictionary of the language
        return 0


def _is_noun_there(word: str, code: str) -> bool:
    """Whether a word in lower case is one only with a capital: German has Last, and no "last"."""
    return simplemma.lemmatize(word, lang=code)[:1].isupper()
