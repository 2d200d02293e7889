"""How much what is known of a page before it is fetched is like a document."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from math import log, sqrt
from urllib.parse import unquote

from corroborate.net.discovery.numbers import digits_in
from corroborate.net.discovery.query import Query
from corroborate.net.discovery.term import Term
from corroborate.net.written import without_host
from corroborate.reference.body import load_bodies
from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.place import load_places
from corroborate.text.names import PLACE, is_variant
from corroborate.text.normalise import fold, folded_set
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

NAME, NUMBER, WORD = 2.0, 1.5, 1.0
"""What sharing a name, a number and a word counts at most: a name is of few stories, and the same
in every language; a number is often only of one. Ours."""
FLOOR = 0.25
"""Share of that which a term counts that every page has: it tells least, but not nothing."""
BACKGROUND = 1_000
"""Pages without any of the terms that are thought beside the candidates, to tell how rare a term
is: a day of a dozen outlets. Where all that was found is of one event, its names still tell."""
SLUG_WORDS = 3
"""Words that a part of an address needs to be a title: "news-123" is none."""
UNDECLARED = ("en", "fr")
"""Languages that a page may be in whose list does not say, besides that of the document."""
VARIANT_LETTERS = 5
"""Of a surname that may be spelled another way in another language."""
KEPT_SEEN = 1 << 12
"""Pages that stay looked through: articles checked one after the other are likened to the same week
of pages. About 3 KB each."""

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_FILE_END = re.compile(r"\.[a-z]{2,5}$", re.I)
_BODY, _FRAME = "body:", "frame:"


@dataclass(frozen=True, slots=True)
class Sample:
    """What is known of a page, and the language that its list says it is in, None for none."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a short text holds, to look terms up in: its folded words in order, their keys, and the
    places that it names."""

    line: str
    keys: frozenset[str]
    places: frozenset[str]


def likenesses(samples: Sequence[Sample], query: Query) -> tuple[float, ...]:
    """For each sample the worth of the terms that it shares with the document, 0 for none.

    A term is worth the more the fewer of the samples have it and the more claims say it.
    """
    terms = (*query.names, *query.words, *query.numbers)
    seen = [_see(each.text, _languages(each, query)) for each in samples]
    vocabulary = frozenset(word for each in seen for word in each.line.split())
    most_said = max((term.said for term in terms), default=1.0)
    total = [0.0] * len(samples)
    for term in terms:
        has = _test_of(term, vocabulary)
        having = [place for place, each in enumerate(seen) if has(each)]
        worth = _most(term) * _rarity(len(having), len(samples)) * sqrt(term.said / most_said)
        for place in having:
            total[place] += worth
    return tuple(total)


def words_of_address(url: str) -> str:
    """The words of the longest part of an address, each with a capital; "" where it has few.

    >>> words_of_address("https://a.example/2025/06/port-of-brest-closes-1234.html")
    'Port Of Brest Closes 1234'
    """
    parts = without_host(url).partition("?")[0].split("/")
    split = (re.split(r"[-_+ ]+", _FILE_END.sub("", unquote(part))) for part in parts)
    words = [word.capitalize() for word in max(split, key=len) if word.isalnum()]
    return " ".join(words) if sum(map(str.isalpha, words)) >= SLUG_WORDS else ""


def _most(term: Term) -> float:
    return {"name": NAME, "number": NUMBER, "word": WORD}[term.kind]


def _rarity(having: int, of: int) -> float:
    every = of + BACKGROUND + 1
    return max(FLOOR, log(every / (having + 1)) / log(every))


def _languages(sample: Sample, query: Query) -> tuple[str, ...]:
    """The languages in which the words of a sample are looked up; a dictionary is 3 s to load."""
    if sample.language in _read_languages():
        return (sample.language,)
    return tuple(dict.fromkeys((query.languages[0], *UNDECLARED)))


@cache
def _read_languages() -> frozenset[str]:
    return frozenset(known_languages())


@lru_cache(maxsize=KEPT_SEEN)
def _see(text: str, languages: tuple[str, ...]) -> Seen:
    words = _WORD.findall(text)
    folded = [fold(word) for word in words]
    keys = {*digits_in(text), *_found(load_bodies().words, words, _BODY)}
    for word in folded:
        keys.update(_keys_of(word, languages))
    places = frozenset(_found(load_places().words, words))
    return Seen(f" {' '.join(folded)} ", frozenset(keys), places)


@lru_cache(maxsize=1 << 16)
def _keys_of(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """A folded word, its lemmas and the predicates that they say; none of a small word."""
    if any(word in folded_set(load_language(code).grammar.stopwords) for code in languages):
        return frozenset()
    lemmas = {word, *(lemma(word, code) for code in languages)}
    return frozenset(lemmas | {_FRAME + frame for each in lemmas for frame in frames_of(each)})


def _found(names: Gazetteer, words: Sequence[str], before: str = "") -> Iterator[str]:
    """What the names of a table that stand among the words mean."""
    for at in range(len(words)):
        hit = names.longest(words, at)
        if hit is not None:
            yield before + hit[0]


def _test_of(term: Term, vocabulary: frozenset[str]) -> Callable[[Seen], bool]:
    """What tells whether a text has a term."""
    if term.kind == "name":
        return _name_test(term, vocabulary)
    frames = {_FRAME + frame for frame in frames_of(term.key)} if term.kind == "word" else set()
    keys = frozenset({term.key, *frames})
    phrases = _phrases([form for form in term.forms if " " in form])
    return lambda seen: not keys.isdisjoint(seen.keys) or _any_in(phrases, seen)


def _name_test(term: Term, vocabulary: frozenset[str]) -> Callable[[Seen], bool]:
    if term.key.startswith(PLACE):
        return _place_test(term.key.removeprefix(PLACE))
    body = load_bodies().words.find(term.forms[0])
    key = f"{_BODY}{body}" if body else ""
    surnames = (fold(each) for each in term.short)
    spelled = {word for each in surnames for word in _variants(each, vocabulary)}
    phrases = _phrases([*term.forms, *sorted(spelled)])
    return lambda seen: key in seen.keys or _any_in(phrases, seen)


def _place_test(place: str) -> Callable[[Seen], bool]:
    """Whether a text names the place, or one that it lies in or that lies in it."""

    agrees = cache(partial(load_places().agree, place))
    return lambda seen: any(map(agrees, seen.places))


def _variants(surname: str, vocabulary: frozenset[str]) -> Iterator[str]:
    yield surname
    if len(surname) >= VARIANT_LETTERS:
        yield from (word for word in vocabulary if is_variant(surname, word))


def _phrases(forms: Sequence[str]) -> tuple[str, ...]:
    folded = ([fold(word) for word in _WORD.findall(form)] for form in forms)
    return tuple(f" {' '.join(words)} " for words in folded if words)


def _any_in(phrases: tuple[str, ...], seen: Seen) -> bool:
    return any(phrase in seen.line for phrase in phrases)
