"""One form of letters, quotes and spaces, and the words of a text with their places."""

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from corroborate.model.text import Span

WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")
"""A word: letters and digits, joined by hyphen, dot or ampersand inside (o3-mini, U.S, R&D)."""

GAP = 5
"""Words for which "…" may stand in a phrase: "n'avait en tout état de cause pas" has as many."""
_GAP = rf"(?:[\w'-]+\s+){{0,{GAP}}}?"

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "„": '"', "”": '"', "«": '"', "»": '"'}
)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


def plain_quotes(text: str) -> str:
    """The text with typewriter quotes, character for character, so that places stay."""
    return text.translate(_QUOTES)


def squeeze(text: str) -> str:
    """The text with every run of white space, no-break ones included, as one space, and trimmed."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case, plain quotes, no diacritics: the form in which two spellings are compared."""
    return anyascii(plain_quotes(text)).lower()


@lru_cache(maxsize=256)
def folded_set(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a table, folded, to look one up in."""
    return frozenset(fold(word) for word in words)


def words_of(text: str) -> list[tuple[Span, str]]:
    """The words of a text in order, each with its place."""
    return list(_words_of(text))


@lru_cache(maxsize=1 << 10)
def _words_of(text: str) -> tuple[tuple[Span, str], ...]:
    """A sentence is asked for its words by one reader after the other."""
    return tuple((Span(*match.span()), match.group()) for match in WORD.finditer(text))


@lru_cache(maxsize=256)
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases as whole words in plain, lower-case text.

    The longest phrase wins; a phrase that ends in an apostrophe ("n'") may be followed by a letter.
    In a phrase "…" stands for up to GAP words ("ne … pas"), and "*" for the rest of a word
    ("*n't").
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    choices = "|".join(_choice(phrase) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{choices})" if ordered else r"(?!)")


def _choice(phrase: str) -> str:
    around = [_literal(part.strip()) for part in phrase.split("…")]
    body = _GAP.join(part if part.endswith("'") else rf"{part}\s+" for part in around[:-1])
    body += (_GAP if len(around) > 1 else "") + around[-1]
    return body if phrase.endswith("'") else rf"{body}(?![\w-])"


def _literal(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\*", r"\w+")


def find_phrases(text: str, phrases: Iterable[str]) -> list[tuple[Span, str]]:
    """Where any of the phrases stand in the text, case and quotes aside, in order."""
    return list(_found(text, tuple(phrases)))


@lru_cache(maxsize=1 << 15)
def _found(text: str, phrases: tuple[str, ...]) -> tuple[tuple[Span, str], ...]:
    """The same passages are asked for the same phrases by every claim of a document."""
    found = phrase_pattern(phrases).finditer(_lowered(text))
    return tuple((Span(*match.span()), match.group()) for match in found)


@lru_cache(maxsize=1 << 12)
def _lowered(text: str) -> str:
    """The text in lower case with plain quotes, character for character."""
    lowered = plain_quotes(text).lower()
    if len(lowered) != len(text):  # a few letters change length in lower case (Turkish İ)
        return plain_quotes("".join(c if len(c.lower()) != 1 else c.lower() for c in text))
    return lowered
