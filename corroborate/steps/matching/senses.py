"""What a number counts: two numbers are compared only where they count the same thing."""

from functools import cache, lru_cache

from corroborate.model.facts import Quantity
from corroborate.model.verdict import InconsistencyKind
from corroborate.reference.language import known_languages, load_language
from corroborate.text.normalise import fold, folded_set, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

REACH = 6
"""Words before or after a number in which its predicate is looked for: one noun phrase and a
verb."""
NOTHING: frozenset[str] = frozenset()
STEM = 5
"""First letters by which two forms of one noun are told to be one where no lemma says so."""


@cache
def growing_frames() -> frozenset[str]:
    """The predicates whose count only rises while a story lasts, in any language."""
    return frozenset(
        frame for code in known_languages() for frame in load_language(code).grammar.growing
    )


@cache
def changing_frames() -> frozenset[str]:
    """The predicates whose count goes up and down while a story lasts, in any language."""
    return frozenset(
        frame for code in known_languages() for frame in load_language(code).grammar.changing
    )


def is_generic(quantity: Quantity, language: str) -> bool:
    """Whether what it counts is left to the verb: no noun, or one like "people"."""
    generic = folded_set(load_language(language).grammar.anybody)
    return not quantity.counts or fold(quantity.counts) in generic


@cache
def thing_frames() -> frozenset[str]:
    """The frames of nouns that tell of no event, in any language."""
    return frozenset(
        frame for code in known_languages() for frame in load_language(code).grammar.things
    )


@cache
def opposite_frames() -> frozenset[tuple[str, str, InconsistencyKind]]:
    """The pairs of predicates that exclude each other, both ways round, with the kind of clash."""
    pairs = {pair for code in known_languages() for pair in load_language(code).grammar.opposites}
    return frozenset(pairs | {(other, one, kind) for one, other, kind in pairs})


def sense(quantity: Quantity, text: str, language: str) -> frozenset[str]:
    """What a number counts, as predicates: its noun's ("622 morts"), else its verb's."""
    own = noun_sense(quantity, language)
    return own or verb_sense(quantity, text, language)


def noun_sense(quantity: Quantity, language: str) -> frozenset[str]:
    """The predicates that the counted noun says of itself: dead, employees; most nouns say none."""
    return frames_of(lemma(quantity.counts, language)) if quantity.counts else frozenset()


def verb_sense(quantity: Quantity, text: str, language: str) -> frozenset[str]:
    """The predicates of the nearest word that says one, the counted noun aside.

    `text` is the sentence that the quantity's span points into.
    """
    nearest = neighbours(text, quantity.span.start, quantity.span.end, language)
    noun = lemma(quantity.counts, language) if quantity.counts else ""
    senses = (frames_of(word) - thing_frames() for word in nearest if word != noun)
    return next((each for each in senses if each), NOTHING)


@lru_cache(maxsize=1 << 14)
def neighbours(text: str, start: int, end: int, language: str) -> tuple[str, ...]:
    """The lemmas of the content words around a stretch, the nearest first, those before it
    first."""
    small = folded_set(load_language(language).grammar.stopwords)
    words = [(span, word) for span, word in words_of(text) if fold(word) not in small]
    before = [word for span, word in words if span.end <= start][::-1][:REACH]
    after = [word for span, word in words if span.start >= end][:REACH]
    longest = max(len(before), len(after))
    ordered = [side[i] for i in range(longest) for side in (before, after) if i < len(side)]
    return tuple(lemma(word, language) for word in ordered)


def nouns_alike(one: str, other: str) -> bool:
    """Whether two counted nouns are one, as far as their letters tell."""
    return fold(one)[:STEM] == fold(other)[:STEM]
