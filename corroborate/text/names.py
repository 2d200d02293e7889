"""Who and where: names in a text, and which two spellings are one."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import simplemma
from rapidfuzz.distance import Levenshtein

from corroborate.model.facts import Name, NameKind
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.reference.place import load_places
from corroborate.text.normalise import fold, folded_set, words_of

_POSSESSIVE = re.compile(r"['’]s?$")
_ELISION = re.compile(r"^(?:[dlnsDLNSjJ]|qu|Qu)['’]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_JOIN = re.compile(r"[ \u00a0\u202f]|[-–]|['’]")
DICTIONARIES = ("en", "fr")
"""Languages whose dictionary tells a name from a common word where a sentence begins."""
PLACE = "place:"
"""Begins the key of a place that has a row in reference/places.toml."""
VARIANT_MIN_LETTERS = 4
"""A shorter word must be spelled alike: Yu is not Wu."""
ALIKE_INITIALS = tuple(map(set, ("zc", "jy", "kc", "fp", "vw", "qc", "xs")))
"""First letters that two spellings of one name may differ in; another first letter is another
name."""
VARIANT_LETTERS_AN_ERROR = 4
"""One letter may differ for each so many letters: Beyer/Bayer, Hamdullah/Hamdallah."""


def find_names(
    text: str, grammar: Grammar, seen: Sequence[tuple[Span, NameKind]] = ()
) -> tuple[Name, ...]:
    """The names of a text in order, their spans disjoint.

    A name is a run of capitalised words; `seen` are the stretches that a syntax model takes for
    names: they give the kind, and decide for a single word that begins a sentence.
    """
    found = [
        _name(text, span, kind)
        for span, kind in _runs(text, grammar, seen)
        if fold(span.of(text)) not in folded_set(grammar.stopwords)
    ]
    return tuple(name for name in found if name.key)


def _runs(
    text: str, grammar: Grammar, seen: Sequence[tuple[Span, NameKind]]
) -> Iterable[tuple[Span, NameKind]]:
    words = words_of(text)
    index = 0
    while index < len(words):
        span, _ = words[index]
        last = index
        if _begins_name(text, words, index, grammar, seen):
            while (following := _next_in_name(text, words, last, grammar, seen)) is not None:
                last = following
            whole = Span(span.start, words[last][0].end)
            yield whole, _kind(whole, seen)
        index = last + 1


def _begins_name(
    text: str,
    words: Sequence[tuple[Span, str]],
    index: int,
    grammar: Grammar,
    seen: Sequence[tuple[Span, NameKind]],
) -> bool:
    span, word = words[index]
    if not any(c.isalpha() and c.isupper() for c in word) or len(word) < 2:
        return False
    if fold(word) in folded_set(grammar.stopwords + grammar.honorifics):
        return False
    if word[0].isdigit():
        return False
    if not _starts_sentence(text, span):
        return True
    if any(span.overlaps(each) for each, _ in seen):
        return True
    in_caps = sum(c.isupper() for c in word) > 1
    known = load_places().find(word) is not None or not is_word(word)
    return in_caps or known or _next_in_name(text, words, index, grammar, seen) is not None


def is_word(word: str) -> bool:
    """Whether a word, in lower case, stands in the dictionary of a language that we read."""
    return any(simplemma.is_known(word.lower(), lang=code) for code in DICTIONARIES)


def _starts_sentence(text: str, span: Span) -> bool:
    before = text[: span.start].rstrip(" \u00a0\u202f\"'“‘«([–—-")
    return not before or before[-1] in ".!?…:\n"


def _next_in_name(
    text: str,
    words: Sequence[tuple[Span, str]],
    index: int,
    grammar: Grammar,
    seen: Sequence[tuple[Span, NameKind]],
) -> int | None:
    """The index of the word that goes on with the name, a particle skipped; None where it ends.

    Across a particle it does not go on into another name that the model saw begin there.
    """
    for step in (1, 2):
        if index + step >= len(words):
            return None
        gap = text[words[index + step - 1][0].end : words[index + step][0].start]
        if not _JOIN.fullmatch(gap):
            return None
        word = words[index + step][1]
        if _CAPITAL.match(word) and fold(word) not in grammar.honorifics:
            begins = words[index + step][0].start
            another = step > 1 and any(span.start == begins for span, _ in seen)
            return None if another else index + step
        if word.isdigit() and step == 1 and len(word) <= 3:  # Llama 4, Boeing 737
            return index + step
        if word not in grammar.name_particles or step == 2 or gap != " ":
            return None
    return None


def _kind(span: Span, seen: Sequence[tuple[Span, NameKind]]) -> NameKind:
    kinds = [kind for each, kind in seen if span.overlaps(each)]
    return kinds[0] if kinds else "other"


def find_place_words(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The adjectives that speak of a place and are no part of a name: the zurichois office."""
    places = load_places()
    found = []
    for span, word in words_of(text):
        place = places.find(word)
        if place is not None and not any(span.overlaps(name.span) for name in names):
            found.append(Name(key=PLACE + place, text=word, kind="place", span=span))
    return tuple(found)


def _name(text: str, span: Span, kind: NameKind) -> Name:
    stripped = _POSSESSIVE.sub("", _ELISION.sub("", span.of(text)))
    start = span.start + span.of(text).find(stripped)
    whole = Span(start, start + len(stripped))
    place = load_places().find(stripped)
    if place is not None:
        return Name(key=PLACE + place, text=stripped, kind="place", span=whole)
    return Name(key=name_key(stripped), text=stripped, kind=kind, span=whole)


def name_key(text: str) -> str:
    """Folded words of a name in alphabetical order, so that "Zhao Shengjia" is "Shengjia Zhao"."""
    return " ".join(sorted(re.findall(r"[^\W_]+", fold(text))))


def is_variant(one: str, other: str) -> bool:
    """Whether two folded words may be one word misspelt or transliterated another way."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < VARIANT_MIN_LETTERS:
        return False
    if one[0] != other[0] and {one[0], other[0]} not in ALIKE_INITIALS:
        return False
    allowed = max(1, shorter // VARIANT_LETTERS_AN_ERROR)
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=1 << 17)
def same_name(one: str, other: str) -> bool:
    """Whether two keys name one: the words of the shorter all stand in the longer, or variants do.

    "altman" is "altman sam"; "jiahui wu" is not "jiahui yu". Two places are one where they are, or
    where one lies in the other.
    """
    if one == other:
        return True
    if one.startswith(PLACE) or other.startswith(PLACE):
        both = one.startswith(PLACE) and other.startswith(PLACE)
        return both and load_places().agree(one.removeprefix(PLACE), other.removeprefix(PLACE))
    short, long = sorted((one.split(), other.split()), key=len)
    left = list(long)
    exact = 0
    for word in short:
        hit = next((each for each in left if each == word), None)
        exact += hit is not None
        hit = hit or next((each for each in left if is_variant(word, each)), None)
        if hit is None:
            return False
        left.remove(hit)
    return exact > 0 or len(short) == len(long)


def spelled_alike(one: str, other: str) -> bool:
    """Whether two keys of one name use the same spelling for the words that they share."""
    short, long = sorted((one.split(), other.split()), key=len)
    return all(word in long for word in short)
