"""Who does what to whom, where the order of the words leaves no doubt: two names around a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corroborate.model.facts import Facts, Name
from corroborate.model.text import Span
from corroborate.reference.language import known_languages, load_language
from corroborate.text.normalise import fold, folded_set, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

APPOSED = 3
"""Words that may stand before a name and belong to it: "transport minister Paul Weiss"."""

OBJECT = 4
"""Telling words in which it is told what a deed is done to."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the one who does it and the other party, None where the words leave it open."""

    frames: frozenset[str]
    doer: Name | None
    other: Name | None


@cache
def directed_frames() -> frozenset[str]:
    """The predicates of which doer and other party cannot change places, in any language."""
    return frozenset(
        frame for code in known_languages() for frame in load_language(code).grammar.directed
    )


@cache
def converse_frames() -> frozenset[frozenset[str]]:
    """The pairs of predicates that tell one deed from its two ends, in any language."""
    pairs = {pair for code in known_languages() for pair in load_language(code).grammar.converses}
    return frozenset(frozenset(pair) for pair in pairs)


@cache
def transitive_frames() -> frozenset[str]:
    """The predicates of which what they are done to must be the same, in any language."""
    return frozenset(
        frame for code in known_languages() for frame in load_language(code).grammar.transitive
    )


def verb_of(frame: str, text: str, language: str) -> Span | None:
    """Where the first word stands that says a predicate."""
    every = ((span, frames_of(lemma(word, language))) for span, word in words_of(text))
    return next((span for span, frames in every if frame in frames), None)


def object_of(verb: Span, text: str, language: str) -> frozenset[str]:
    """The lemmas of what a deed is done to: the telling words behind its verb, up to a mark, before
    it in the passive or where none stand behind."""
    grammar = load_language(language).grammar
    small = folded_set(grammar.stopwords)
    words = words_of(text)
    behind = [(span, word) for span, word in words if span.start >= verb.end]
    before = [(span, word) for span, word in words if span.end <= verb.start]
    auxiliaries = folded_set(grammar.auxiliaries)
    passive = bool(before) and fold(before[-1][1]) in auxiliaries
    chosen = [word for span, word in behind if not _has_mark(text[verb.end : span.start])]
    telling = [word for word in chosen if fold(word) not in small][:OBJECT]
    if passive or not telling:
        telling = [word for _, word in reversed(before) if fold(word) not in small][:OBJECT]
    return frozenset(lemma(word, language) for word in telling)


def deeds_of(text: str, facts: Facts, language: str) -> tuple[Deed, ...]:
    """The deeds of a sentence that names say who does; `facts` have spans into it."""
    sentence = _Sentence(text, facts, language)
    wanted = directed_frames() | frozenset().union(*converse_frames())
    found = []
    for place, word in words_of(text):
        frames = frames_of(lemma(word, language)) & wanted
        if frames and not any(name.span.overlaps(place) for name in facts.names):
            found.append(sentence.deed(place, frames))
    return tuple(found)


class _Sentence:
    """A sentence with the kinds of its words that may stand around a verb."""

    def __init__(self, text: str, facts: Facts, language: str) -> None:
        known = load_language(language)
        self._text = text
        self._facts = facts
        self._grammar = known.grammar
        self._determiners = folded_set(known.quantities.determiners)
        self._small = folded_set(known.grammar.stopwords)

    def deed(self, verb: Span, frames: frozenset[str]) -> Deed:
        before, after = self._before(verb), self._after(verb)
        if after is not None and self._is_agent(verb, after):
            return Deed(frames, after, before)
        passive = before is not None and self._is_passive(before, verb)
        active = None if passive else before
        direct = after is not None and not passive and self._is_direct(verb, after)
        return Deed(frames, active, after if direct else None)

    def _before(self, verb: Span) -> Name | None:
        """The name right before a verb, if only auxiliaries, adverbs and times stand between and a
        clause begins with it."""
        names = [name for name in self._facts.names if name.span.end <= verb.start]
        if not names:
            return None
        between = Span(names[-1].span.end, verb.start)
        clear = not _has_mark(between.of(self._text)) and all(
            self._may_precede_verb(span, word) for span, word in self._words(between)
        )
        return names[-1] if clear and self._opens_clause(names[-1]) else None

    def _may_precede_verb(self, span: Span, word: str) -> bool:
        folded = fold(word)
        if self._is_dated(span) or word.endswith(self._grammar.adverb_ends):
            return True
        return folded in self._small and folded not in self._determiners

    def _opens_clause(self, name: Name) -> bool:
        """Whether nothing before a name governs it: "critics of Norway", "in Norway"."""
        at, steps = name.span.start, 0
        for span, word in reversed(self._words(Span(0, name.span.start))):
            if _has_mark(self._text[span.end : at]) or self._is_dated(span):
                return True
            determiner = fold(word) in self._determiners
            if not determiner and (fold(word) in self._small or steps == APPOSED):
                return False
            steps += not determiner
            at = span.start
        return True

    def _after(self, verb: Span) -> Name | None:
        return next((each for each in self._facts.names if each.span.start >= verb.end), None)

    def _is_agent(self, verb: Span, name: Name) -> bool:
        """Whether a verb is followed by "by" and the name."""
        words = [
            fold(word)
            for span, word in self._words(Span(verb.end, name.span.start))
            if not self._is_dated(span)
        ]
        agents = folded_set(self._grammar.agents)
        return words[:1] != [] and words[0] in agents and self._belong(words[1:])

    def _is_direct(self, verb: Span, name: Name) -> bool:
        between = Span(verb.end, name.span.start)
        words = [fold(word) for _, word in self._words(between)]
        return not _has_mark(between.of(self._text)) and self._belong(words)

    def _belong(self, words: Sequence[str]) -> bool:
        """Whether words stand before a name as part of it: articles, an office."""
        rest = [word for word in words if word not in self._determiners]
        return len(rest) <= APPOSED and not any(word in self._small for word in rest)

    def _is_passive(self, before: Name, verb: Span) -> bool:
        auxiliaries = folded_set(self._grammar.auxiliaries)
        between = self._words(Span(before.span.end, verb.start))
        return any(fold(word) in auxiliaries for _, word in between)

    def _is_dated(self, span: Span) -> bool:
        return any(each.span.overlaps(span) for each in self._facts.whens)

    def _words(self, within: Span) -> list[tuple[Span, str]]:
        return [
            (span, word)
            for span, word in words_of(self._text)
            if within.start <= span.start and span.end <= within.end
        ]


def _has_mark(text: str) -> bool:
    return any(mark in text for mark in ',;:()–—"“”«»')
