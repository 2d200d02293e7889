"""What small words tell of a pair: negations, denials, how far along, of all or of a part."""

from collections.abc import Iterator
from functools import cache

from corroborate.learned.vectors import Matrix
from corroborate.model.facts import LADDER
from corroborate.reference.language import known_languages, load_language
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.given.words import STEM
from corroborate.text.modality import denials, modality, negated_words, negations
from corroborate.text.normalise import find_phrases, fold
from corroborate.text.reading import lemma

ROOT = 4
"""Letters that are left of a word at least when its prefix is taken off."""
SURE = 0.8
"""Likeness from which a word of the passage says one of ours."""


@cache
def opposite_prefixes() -> tuple[str, ...]:
    """The prefixes that turn a word into its opposite in any language, sorted."""
    grammars = (load_language(code).grammar for code in known_languages())
    return tuple(sorted({fold(each) for one in grammars for each in one.opposite_prefixes}))


@cache
def rival_prefixes() -> tuple[tuple[str, str], ...]:
    """The pairs of prefixes that exclude each other in any language, both ways round."""
    grammars = (load_language(code).grammar for code in known_languages())
    pairs = {(fold(a), fold(b)) for one in grammars for a, b in one.rival_prefixes}
    return tuple(sorted(pairs | {(b, a) for a, b in pairs}))


def is_prefixed(one: str, other: str) -> bool:
    """Whether two folded words are opposites by their prefix: safe, unsafe; over-, underwhelming.

    >>> is_prefixed("safe", "unsafe"), is_prefixed("overwhelming", "underwhelming")
    (True, True)
    >>> is_prefixed("form", "inform"), is_prefixed("port", "report")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) >= ROOT and any(long == prefix + short for prefix in opposite_prefixes()):
        return True
    return any(
        one[len(a) :][:STEM] == other[len(b) :][:STEM] and len(one) - len(a) >= ROOT
        for a, b in rival_prefixes()
        if one.startswith(a) and other.startswith(b)
    )


def negated_here(laid: Laid) -> bool:
    """Whether the best sentence negates a word that answers one of ours."""
    reading = laid.readings[laid.best]
    denied = {
        lemma(word, reading.language) for word in negated_words(reading.text, laid.their_grammar)
    }
    columns = [j for j in laid.columns if laid.theirs[j].lemma in denied]
    rows = [i for i, each in enumerate(laid.ours) if each.kind == "word"]
    return bool(columns and rows) and bool(laid.table[rows][:, columns].max() >= SURE)


def negated_by_us(laid: Laid) -> bool:
    """Whether the claim negates a word that the best sentence says."""
    denied = {lemma(word, laid.our_language) for word in negated_words(laid.text, laid.our_grammar)}
    rows = [i for i, each in enumerate(laid.ours) if each.lemma in denied]
    return bool(rows) and bool(laid.by_sentence[rows, laid.best].max() >= SURE)


def cue_features(laid: Laid, answered: Matrix) -> Iterator[tuple[str, float]]:
    """The features of small words; `answered` says how well each of our words is in the best
    sentence."""
    ours, theirs = laid.our_grammar, laid.their_grammar
    here = laid.readings[laid.best].text
    every = [each.text for each in laid.readings]
    mine, others = len(negations(laid.text, ours)), len(negations(here, theirs))
    anywhere = sum(len(negations(each, theirs)) for each in every)
    yield "negated_ours", float(min(2, mine))
    yield "negated_here", float(min(2, others))
    yield "negated_anywhere", float(min(3, anywhere))
    yield "negated_once", float((mine > 0) != (others > 0))
    yield "negated_ours_only", float(mine > 0 and not anywhere)
    yield "negated_theirs_only", float(not mine and others > 0)
    yield "negates_ours", float(negated_here(laid))
    yield "negated_and_covered", float((mine > 0) != (others > 0)) * laid.covered(answered)
    yield "denies_ours", float(bool(denials(laid.text, ours)))
    yield "denies_here", float(bool(denials(here, theirs)))
    yield "denies_anywhere", float(any(denials(each, theirs) for each in every))
    yield "no_denial", float(any(find_phrases(each, theirs.non_denials) for each in every))
    yield from _ladder(laid, here)
    yield from _scope(laid, here, every)


def _ladder(laid: Laid, here: str) -> Iterator[tuple[str, float]]:
    ours = LADDER.index(modality(laid.text, laid.our_grammar))
    theirs = LADDER.index(modality(here, laid.their_grammar))
    yield "rung_ours", float(ours)
    yield "rung_here", float(theirs)
    yield "rung_lower", float(theirs - ours)
    yield "stopped_ours", float(bool(find_phrases(laid.text, laid.our_grammar.stopped)))
    yield "stopped_here", float(bool(find_phrases(here, laid.their_grammar.stopped)))


def _scope(laid: Laid, here: str, every: list[str]) -> Iterator[tuple[str, float]]:
    ours, theirs = laid.our_grammar, laid.their_grammar
    yield "all_ours", float(bool(find_phrases(laid.text, ours.all_of)))
    yield "all_here", float(bool(find_phrases(here, theirs.all_of)))
    yield "only_ours", float(bool(find_phrases(laid.text, ours.only)))
    yield "only_here", float(bool(find_phrases(here, theirs.only)))
    yield "only_anywhere", float(any(find_phrases(each, theirs.only) for each in every))
