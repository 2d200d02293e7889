"""People without a name, and reports by nobody in particular."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.model.facts import Attribution
from corroborate.model.text import Span
from corroborate.text.attribution.naming import as_written, unnamed_of
from corroborate.text.attribution.phrases import may_turn
from corroborate.text.attribution.sentence import BREAK, TOKEN, Sentence, words_in
from corroborate.text.attribution.subjects import trim_right
from corroborate.text.attribution.verbs import Verb

BESIDE = 60
"""Characters, adverbs mostly, between people and the verb of what they say."""


def find_unnamed(read: Sentence, verbs: Sequence[Verb]) -> Iterator[Attribution]:
    yield from _people(read, read.cues.unnamed, verbs)
    for each in _people(read, read.cues.media, verbs):
        yield replace(each, sourcing="relay")
    if not read.cues.no_hearsay.search(read.lower):
        for match in read.cues.hearsay.finditer(read.lower):
            if not _is_reported(read, match.start(), verbs):
                yield as_written(read, "unnamed", Span(*match.span()), "relay")


def _people(
    read: Sentence, pattern: re.Pattern[str], verbs: Sequence[Verb]
) -> Iterator[Attribution]:
    for match in pattern.finditer(read.lower):
        found = _parted(read, Span(*match.span()), verbs)
        if found.cue != found.speaker or not _says_nothing(read, found):
            yield replace(found, sourcing="own")


def _says_nothing(read: Sentence, each: Attribution) -> bool:
    """Whether it may be no person at all, as no verb is beside it: "sources of income"."""
    return TOKEN.findall(each.speaker.lower())[-1] in read.words.sources


def _parted(read: Sentence, place: Span, verbs: Sequence[Verb]) -> Attribution:
    """People without a name, and what says that they say it: a word of theirs or one beside it."""
    opens = read.cues.according.match(read.lower, place.start, place.end)
    if opens is not None:
        return unnamed_of(read, Span(opens.end(), place.end), Span(*opens.span()))
    for verb in verbs:
        far = max(verb.span.start - place.end, place.start - verb.span.end) > BESIDE
        if far or verb.word in read.words.saying_of_outlets:
            continue
        if place.start < verb.span.start and verb.span.end == place.end:
            return unnamed_of(read, Span(place.start, verb.span.start), verb.span)
        if _is_beside(read, place, verb):
            return unnamed_of(read, place, verb.span)
    first = TOKEN.search(read.lower, place.start, place.end)
    last = words_in(read, place)[-1]
    if first is not None and first.group() in read.cues.saying and last in read.words.sources:
        return unnamed_of(read, Span(first.end(), place.end), Span(*first.span()))
    return as_written(read, "unnamed", place, "none")


def _is_beside(read: Sentence, place: Span, verb: Verb) -> bool:
    """Whether the verb stands right behind the people or, in turned order, before them."""
    if verb.span.start >= place.end:
        end = trim_right(read.cues.adverbs, read.lower, verb.span.start)
        return not read.lower[place.end : end].strip(" ,")
    between = read.lower[verb.span.end : max(place.start, verb.span.end)]
    small = set(TOKEN.findall(between)) <= read.cues.articles and not BREAK.search(between)
    return verb.span.end <= place.start and small and may_turn(read, verb.span.start)


def _is_reported(read: Sentence, place: int, verbs: Sequence[Verb]) -> bool:
    """Whether `place` stands in what somebody said: its conditional is then one of time."""
    said = min((verb.span.end for verb in verbs), default=place)
    return said < place and read.cues.complement.search(read.lower, said, place) is not None
