"""Which of the languages that we read a short text is in, by its words."""

from collections.abc import Iterable

import simplemma

from corroborate.reference.language import load_language
from corroborate.text.normalise import fold, folded_set, words_of

SMALL_WORD = 2
"""What a small word of a language counts, against 1 for any other word of its dictionary."""


def likely_language(text: str, codes: Iterable[str]) -> str | None:
    """The one of `codes` that most of the words belong to, None where two have as many or none any.

    For texts that are too short for a guess by letters: "La dette atteint 3 milliards d'euros."
    """
    words = [word.lower() for _, word in words_of(text) if not word.isdigit()]
    scores = {code: sum(_worth(word, code) for word in words) for code in codes}
    best = max(scores.values(), default=0)
    leading = [code for code, score in scores.items() if score == best]
    return leading[0] if best and len(leading) == 1 else None


def _worth(word: str, code: str) -> int:
    if fold(word) in folded_set(load_language(code).grammar.stopwords):
        return SMALL_WORD
    try:
        return int(simplemma.is_known(word, lang=code))
    except ValueError:  # simplemma has no dictionary of the language
        return 0
