"""Which amounts of a sentence it gives as those of before: "from 24", « contre 9 la veille »."""

import re
from collections.abc import Sequence
from functools import cache

from corroborate.model.facts import Facts, Name, Quantity, When
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.reference.language import Language, load_language
from corroborate.steps.matching.senses import nouns_alike
from corroborate.text.normalise import find_phrases

BEHIND = 12
"""Characters behind an amount within which "a year earlier" or its own date begins."""
_MARK = re.compile(r"[,;(–—]\s*$")


def is_earlier(quantity: Quantity, facts: Facts, text: str, language: str) -> bool:
    """Whether a sentence that gives another amount of the same thing gives this one as the old one.

    `facts` are those of the sentence, this amount among them, with spans into `text`.
    """
    every = facts.quantities
    others = [each for each in every if each is not quantity and _same_thing(quantity, each)]
    whose = [name for name in facts.names if name.kind != "place"]
    if not others or _is_before(whose, quantity, text):  # "against 41% for Mia Lund"
        return False
    known = load_language(language)
    if _opens_a_change(quantity, others, text, known):
        return True
    cue = _cue_before(quantity, text, known.grammar)
    if cue is None:
        return _told_as_before(quantity, text, known.grammar) and _follows(quantity, others)
    if cue.of(text).lower() in known.quantities.opposed:  # "54 votes against 41" tells one moment
        marked = bool(_MARK.search(text[: cue.start]))
        return (
            marked
            or _told_as_before(quantity, text, known.grammar)
            or _is_before(facts.whens, quantity, text)
        )
    return _follows(quantity, others)


def _same_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts of one sentence may be two values of one thing, as far as unit and noun
    tell."""
    if one.unit != other.unit:
        return False
    return not (one.counts and other.counts) or nouns_alike(one.counts, other.counts)


def _follows(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(each.span.end <= quantity.span.start for each in others)


def _opens_a_change(
    quantity: Quantity, others: Sequence[Quantity], text: str, known: Language
) -> bool:
    """Whether it is the first of "from 4% to 3.5%", « passé de 9 à 12 »."""
    words = known.quantities
    before = text[: quantity.span.start].lower().rstrip()
    if not before.endswith(tuple(f" {each}" for each in words.from_words)):
        return False
    joiners = [each for each in words.range_joiners if each.isalpha()]
    behind = (text[quantity.span.end : each.span.start] for each in others)
    return any(between.strip().lower() in joiners for between in behind if between)


def _cue_before(quantity: Quantity, text: str, grammar: Grammar) -> Span | None:
    """The words "from" or "compared with" right before an amount, or before "estimates of"."""
    found = _cue_pattern(grammar.earlier_before, grammar.earlier_between).search(
        text[: quantity.span.start].lower()
    )
    return Span(*found.span(1)) if found else None


@cache
def _cue_pattern(cues: tuple[str, ...], between: tuple[str, ...]) -> re.Pattern[str]:
    if not cues:
        return re.compile(r"(?!)")
    before, small = ("|".join(map(re.escape, _longest_first(each))) for each in (cues, between))
    return re.compile(rf"(?<![\w-])({before})\W+(?:(?:{small})\W+)*$")


def _longest_first(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _told_as_before(quantity: Quantity, text: str, grammar: Grammar) -> bool:
    """Whether "a year earlier" stands right behind an amount, or behind the noun that it counts."""
    return any(
        0 <= span.start - _noun_end(quantity, text) <= BEHIND
        for span, _ in find_phrases(text, grammar.earlier_after)
    )


def _is_before(facts: Sequence[Name | When], quantity: Quantity, text: str) -> bool:
    """Whether a name or a time begins right behind an amount."""
    end = _noun_end(quantity, text)
    return any(
        0 <= each.span.start - end <= BEHIND and "," not in text[end : each.span.start]
        for each in facts
    )


def _noun_end(quantity: Quantity, text: str) -> int:
    noun = quantity.counts and text.lower().find(quantity.counts, quantity.span.end)
    return noun + len(quantity.counts) if noun and noun > 0 else quantity.span.end
