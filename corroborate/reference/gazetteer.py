"""Names of one word or several that stand in a table, found in the words of a text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corroborate.reference import mention

_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")
"""As `text.normalise.WORD`: a form of a table is cut as the text that it is looked for in."""


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    """The words of a text are asked for in every table, and many stand in it often."""
    return mention.fold(word)


class Gazetteer:
    """Finds forms in time that does not grow with their number.

    Accents and quotes do not count. A word that the table writes in capitals is found in capitals
    only ("us" is no country), one that it begins with a capital only with one ("nice" is no city),
    one in small letters either way ("Français", "français").
    """

    __slots__ = ("_forms",)

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        """`forms` are pairs of a form and what it means; of two that are alike the first counts."""
        found: dict[str, dict[tuple[str, ...], str]] = {}
        for form, meaning in forms:
            words = tuple(_WORD.findall(form))
            found.setdefault(_fold(words[0]), {}).setdefault(words, meaning)
        self._forms: Mapping[str, Sequence[tuple[tuple[str, ...], str]]] = {
            first: sorted(each.items(), key=lambda item: -len(item[0]))
            for first, each in found.items()
        }

    def longest(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """What the longest form that begins with word `at` means, and how many words it has."""
        for form, meaning in self._forms.get(_fold(words[at]), ()):
            stretch = words[at : at + len(form)]
            if len(stretch) == len(form) and all(map(_reads, form, stretch)):
                return meaning, len(form)
        return None

    def find(self, text: str) -> str | None:
        """What a text means that is one form from end to end."""
        words = _WORD.findall(text)
        found = self.longest(words, 0) if words else None
        return found[0] if found and found[1] == len(words) else None


def _reads(form: str, word: str) -> bool:
    if len(form) > 1 and form.isupper():
        return word == form
    if form[0].isupper() and not word[0].isupper():
        return False
    return _fold(word) == _fold(form)
