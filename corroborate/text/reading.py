"""A text as readings: one a sentence, with its typed facts and who is said to say it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import simplemma

from corroborate.model.facts import Attribution, Facts, Name, NameKind, Parse, Reading
from corroborate.model.text import Span
from corroborate.reference.language import Language
from corroborate.reference.outlet import Outlets
from corroborate.text.attribution import find_attributions, with_speakers
from corroborate.text.dates import find_whens
from corroborate.text.modality import is_negated, modality
from corroborate.text.names import find_names, find_place_words, settle_names
from corroborate.text.normalise import fold, folded_set, words_of
from corroborate.text.quantities import find_quantities
from corroborate.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reader must know of a text besides its words.

    `foreign` is the other language whose number words may stand in it; `day` the one from which
    "yesterday" counts, None where unknown; `publisher` the id of the outlet whose words these are.
    """

    language: Language
    outlets: Outlets
    foreign: Language | None = None
    day: date | None = None
    day_first: bool = True
    publisher: str = ""


def read(text: str, known: Circumstances, parse: Parse | None) -> tuple[Reading, ...]:
    """Read a text sentence by sentence; spans of the readings point into `text`.

    `parse` is the syntax of the same text, None where the language has no model.
    """
    seen = _Seen(parse)
    cues = known.language.attribution
    saying = (*cues.saying, *cues.saying_surely)
    sentences = split_sentences(text, known.language.grammar, saying)
    readings = [read_sentence(text, span, known, seen.within(span)) for span in sentences]
    spoken = with_speakers(readings, cues, known.outlets)
    return settle_names(_with_one_kind_a_name(spoken))


def _with_one_kind_a_name(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings in which a name has everywhere the kind that it has most often."""
    votes: dict[str, Counter[NameKind]] = {}
    for name in (name for reading in readings for name in reading.facts.names):
        if name.kind != "other":
            votes.setdefault(name.key, Counter())[name.kind] += 1
    kinds = {key: min(each, key=lambda kind: (-each[kind], kind)) for key, each in votes.items()}
    return tuple(
        replace(
            reading,
            facts=replace(
                reading.facts,
                names=tuple(
                    replace(name, kind=kinds.get(name.key, name.kind))
                    for name in reading.facts.names
                ),
            ),
        )
        for reading in readings
    )


class _Seen:
    """The names that a parse saw, in order, given out sentence by sentence."""

    def __init__(self, parse: Parse | None) -> None:
        self._names = sorted(parse.names) if parse else []
        self._next = 0

    def within(self, span: Span) -> list[tuple[Span, NameKind]]:
        while self._next < len(self._names) and self._names[self._next][0].end <= span.start:
            self._next += 1
        found = []
        for name, kind in self._names[self._next :]:
            if name.start >= span.end:
                break
            if name.start >= span.start:
                found.append((name.shifted(-span.start), kind))
        return found


def read_sentence(
    text: str, span: Span, known: Circumstances, seen: Sequence[tuple[Span, NameKind]]
) -> Reading:
    """Read the one sentence at `span`; `seen` are the names a parse saw, their spans within it."""
    sentence = span.of(text)
    language = known.language
    whens = find_whens(sentence, language.dates, known.day, known.day_first)
    taken = tuple(when.span for when in whens)
    quantities = find_quantities(
        sentence, language.quantities, known.foreign.quantities if known.foreign else None, taken
    )
    numbers = tuple(quantity.span for quantity in quantities)
    names = _names(sentence, known, seen, (taken, numbers))
    attributions = find_attributions(
        sentence, language.attribution, known.outlets, known.publisher, text[: span.start]
    )
    facts = Facts(quantities, whens, names)
    return Reading(
        text=sentence,
        span=span,
        language=language.code,
        facts=facts,
        words=_content_words(sentence, language, facts, attributions),
        attributions=attributions,
        negated=is_negated(sentence, language.grammar),
        modality=modality(_blanked(sentence, taken), language.grammar),
    )


def _blanked(sentence: str, taken: Sequence[Span]) -> str:
    """The sentence with its dates blanked: the month of May is no "may"."""
    for span in taken:
        sentence = sentence[: span.start] + " " * (span.end - span.start) + sentence[span.end :]
    return sentence


def _names(
    sentence: str,
    known: Circumstances,
    seen: Sequence[tuple[Span, NameKind]],
    taken: tuple[Sequence[Span], Sequence[Span]],
) -> tuple[Name, ...]:
    """The names that are no date and no number, the words that speak of a place among them.

    `taken` are the places of the dates and of the numbers: a name may begin with a number ("Four
    Seasons") but not lie in one.
    """
    dates, numbers = taken
    calendar = folded_set(known.language.grammar.calendar)
    names = [
        name
        for name in find_names(sentence, known.language.grammar, seen)
        if not any(name.span.overlaps(each) for each in dates)
        and not any(each.start <= name.span.start and name.span.end <= each.end for each in numbers)
        and fold(name.text) not in calendar
    ]
    return tuple(sorted([*names, *find_place_words(sentence, names)], key=lambda name: name.span))


def _content_words(
    sentence: str, language: Language, facts: Facts, attributions: Sequence[Attribution]
) -> tuple[str, ...]:
    """Lemmas of the words that are no name, number, date, cue of attribution or small word."""
    counted = {each.counts for each in facts.quantities}
    taken = [
        *(name.span for name in facts.names),
        *(quantity.span for quantity in facts.quantities),
        *(when.span for when in facts.whens),
    ]
    cues = {word for each in attributions for _, word in words_of(fold(each.cue))}
    found = []
    stopwords = folded_set(language.grammar.stopwords)
    for span, word in words_of(sentence):
        folded = fold(word)
        if folded in stopwords or folded in cues or word.isdigit():
            continue
        if word.lower() in counted or not any(span.overlaps(each) for each in taken):
            found.append(lemma(word, language.code))
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word, folded; the word itself where the language is not known."""
    try:
        return fold(simplemma.lemmatize(word.lower(), lang=language))
    except ValueError:
        return fold(word)
