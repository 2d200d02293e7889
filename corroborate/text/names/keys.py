"""Which two spellings are one name."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from corroborate.reference.body import load_bodies
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.place import load_places
from corroborate.reference.spelling import load_spelling
from corroborate.text.normalise import fold, words_of

PLACE = "place:"
"""Begins the key of a place that has a row in reference/places."""
VARIANT_MIN_LETTERS = 4
"""A shorter word must be spelled alike: Yu is not Wu."""
VARIANT_LETTERS_AN_ERROR = 4
"""One letter may differ for each so many letters: Beyer/Bayer, Hamdullah/Hamdallah."""
SOUNDED_MIN_LETTERS = (5, 6)
"""Letters that the shorter and the longer of two words need to be told as one by their sound:
Putin and Poutine, not Chen and Shen."""
JOINED_MIN_LETTERS = 5
"""Letters that two names need to be one that is written in another number of words."""
ACRONYM_LETTERS = range(3, 8)
"""Letters of an acronym that the first letters of a long name may spell."""


def name_key(text: str) -> str:
    """Folded words of a name in alphabetical order, so that "Zhao Shengjia" is "Shengjia Zhao"."""
    return " ".join(sorted(re.findall(r"[^\W_]+", fold(text))))


def is_variant(one: str, other: str) -> bool:
    """Whether two folded words may be one word misspelt or transliterated another way."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < VARIANT_MIN_LETTERS or not load_spelling().may_begin_alike(one[0], other[0]):
        return False
    allowed = max(1, shorter // VARIANT_LETTERS_AN_ERROR)
    if Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed:
        return True
    return _sound_alike(one, other)


def _sound_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SOUNDED_MIN_LETTERS[0] or longer < SOUNDED_MIN_LETTERS[1]:
        return False
    return _sounded(one) == _sounded(other)


@lru_cache(maxsize=1 << 15)
def _sounded(word: str) -> str:
    return load_spelling().sounded(word)


@lru_cache(maxsize=1 << 17)
def same_name(one: str, other: str) -> bool:
    """Whether two keys name one: the words of the shorter all stand in the longer, or variants do.

    "altman" is "altman sam"; "jiahui wu" is not "jiahui yu". Two places are one where they are, or
    where one lies in the other; two bodies with a row where it is the same.
    """
    if one == other:
        return True
    if one.startswith(PLACE) or other.startswith(PLACE):
        both = one.startswith(PLACE) and other.startswith(PLACE)
        return both and load_places().agree(one.removeprefix(PLACE), other.removeprefix(PLACE))
    bodies = _body_of(one), _body_of(other)
    if all(bodies):
        return bodies[0] == bodies[1]
    mine, theirs = one.split(), other.split()
    if _all_in(mine, theirs) or _is_acronym(mine, theirs) or _is_joined(mine, theirs):
        return True
    bare = _bare(mine), _bare(theirs)
    shortened = bare[0] != tuple(mine) and bare[1] != tuple(theirs)
    return (shortened or min(map(len, bare)) > 1) and all(bare) and _all_in(*bare)


def _all_in(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word of the shorter answers another word of the longer, one of them exactly."""
    short, long = sorted((one, other), key=lambda words: (len(words), *words))
    left = list(long)
    exact = 0
    for word in sorted(short, key=lambda each: (each not in long, len(each) == 1)):
        answering = (each for each in left if _answers(word, each))
        hit = word if word in left else next(answering, None)
        if hit is None:
            pair = _initials_of(word, left)
            if pair is None:
                return False
            left = [each for each in left if each not in pair]
            continue
        exact += len(word) > 1 and (hit == word or _sound_alike(word, hit))
        left.remove(hit)
    return exact > 0 or (len(short) == len(long) and all(len(word) > 1 for word in short))


def _answers(one: str, other: str) -> bool:
    """Whether two words of two names are one: a variant, an initial, another given name."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0] and one.isalpha() and other.isalpha()
    return is_variant(one, other) or other in _given_names().get(one, ())


def _initials_of(word: str, left: Sequence[str]) -> tuple[str, str] | None:
    """The two words of which a word of two letters has the initials: "jp" of "jean pierre"."""
    if len(word) != 2:
        return None
    whole = [each for each in left if len(each) > len(word)]
    first = next((each for each in whole if each[0] == word[0]), None)
    second = next((each for each in whole if each != first and each[0] == word[1]), None)
    return (first, second) if first and second else None


@cache
def _given_names() -> dict[str, frozenset[str]]:
    """Each given name with those that stand for it, in any language."""
    found: dict[str, frozenset[str]] = {}
    for code in known_languages():
        for group in load_language(code).grammar.given_names:
            for name in group:
                found[name] = found.get(name, frozenset()) | frozenset(group)
    return found


@cache
def _particles() -> frozenset[str]:
    """The words inside names, in any language, that are no given name themselves."""
    grammars = [load_language(code).grammar for code in known_languages()]
    given = {fold(word) for grammar in grammars for group in grammar.given_names for word in group}
    return frozenset(fold(word) for each in grammars for word in each.name_particles) - given


def _bare(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without its particles."""
    return tuple(word for word in words if word not in _particles())


def _is_joined(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ only in how they are cut into words: Le Bron, LeBron; J. D., JD."""
    if len(one) == len(other):
        return False
    letters = sorted("".join(one))
    return len(letters) >= JOINED_MIN_LETTERS and letters == sorted("".join(other))


def _is_acronym(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name is spelled by the first letters of the other, small words aside."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(short[0]) not in ACRONYM_LETTERS:
        return False
    letters = sorted(short[0])
    kept = [word[0] for word in long if len(word) > 2 and word not in _particles()]
    return len(long) > 2 and letters in (sorted(kept), sorted(word[0] for word in long))


@cache
def _ids_of_bodies() -> dict[str, str]:
    return {name_key(name): body.id for body in load_bodies().all for name in body.names}


def _body_of(key: str) -> str | None:
    return _ids_of_bodies().get(key)


def body_keys(text: str) -> tuple[str, ...]:
    """The keys of the bodies with a row that a text names, in order, each once."""
    words = [word for _, word in words_of(text)]
    finder = load_bodies().words
    found = []
    for index in range(len(words)):
        hit = finder.longest(words, index)
        if hit is not None:
            found.append(name_key(" ".join(words[index : index + hit[1]])))
    return tuple(dict.fromkeys(found))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two keys of one name use the same spelling for the words that they share.

    Initials, acronyms and what is owed to another alphabet are no other spelling.
    """
    if _body_of(one) is not None and _body_of(one) == _body_of(other):
        return True
    mine, theirs = one.split(), other.split()
    if _is_acronym(mine, theirs) or _is_joined(mine, theirs):
        return True
    short, long = sorted((_bare(mine) or mine, _bare(theirs) or theirs), key=len)
    return all(word in long or _is_told_otherwise(word, long) for word in short)


def _is_told_otherwise(word: str, long: Sequence[str]) -> bool:
    if _initials_of(word, long):
        return True
    return any(
        min(len(word), len(each)) == 1
        or _sound_alike(word, each)
        or each in _given_names().get(word, ())
        for each in long
        if _answers(word, each)
    )
