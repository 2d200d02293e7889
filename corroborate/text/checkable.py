"""Whether a sentence says something that reports could bear out or deny."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corroborate.model.facts import Reading, Token
from corroborate.reference.assertion_words import AssertionWords
from corroborate.reference.language import Language
from corroborate.text.normalise import find_phrases, fold, plain_quotes, words_of
from corroborate.text.reading import lemma as dictionary_form

MIN_WORDS = 3
"""A shorter line is a rubric, a name or a date, not a statement."""
CAPITALS = 0.7
"""Share of words with a capital from which a line is a title, which no parser reads well."""

_ADVICE = "It is advice, not a statement of fact."
_GUESS = "It is a guess about what will be."
_JUDGEMENT = "It is a judgement of the writer."
_COMMENT = "It is a comment that says nothing which could be checked."
_POINTER = "It sends the reader elsewhere."
_TAIL = re.compile(r"\W*$")
_QUOTED = re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”")


def is_heading(reading: Reading, tokens: Sequence[Token], language: Language) -> bool:
    """Whether a line only names something: a rubric, a dateline, a headline that tells no event,
    a row of figures.

    `tokens` are its words; without them a line counts as a statement unless it says next to nothing
    besides names and dates. Figures make a statement of a line without a verb ("Fire in Lyon: three
    dead"), and so does in a title, where capitals hide the verb, a form of a known predicate.
    """
    if not any(letter.isalpha() for letter in reading.text):
        return True
    if reading.text.rstrip("\"'»”) ").endswith((".", "!", "?", "…", ":")):
        return False
    if not tokens:
        return len(reading.words) < MIN_WORDS
    if any(token.pos in ("VERB", "AUX") for token in tokens):
        return False
    if len(words_of(reading.text)) < MIN_WORDS:
        return True
    figures = any(each.counts or each.unit for each in reading.facts.quantities)
    return not figures and not (_is_title(reading.text) and _has_predicate(reading.text, language))


def _is_title(line: str) -> bool:
    """Whether nearly every word has a capital: a title in English, or a line in capitals."""
    words = [word for _, word in words_of(line) if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) >= CAPITALS * len(words)


def _has_predicate(line: str, language: Language) -> bool:
    """Whether one of the words is a form of one by which news is told: "hires", not "meeting"."""
    known = {fold(word) for words in language.grammar.frames.values() for word in words}
    words = [word.lower() for _, word in words_of(line)]
    forms = [(fold(word), dictionary_form(word, language.code)) for word in words]
    return any(word not in known and form in known for word, form in forms)


def why_not_checkable(reading: Reading, language: Language) -> str | None:
    """The reason why nothing can be checked, one sentence; None where something can.

    What somebody is said to have said can be checked whatever it is: that they said it. A sentence
    with an amount or a date states a fact, whatever it thinks of it; so does, unless the writer
    speaks in so many words, one that names somebody.
    """
    text = reading.text.strip().strip("\"'«»“” ")
    if len(words_of(text)) < MIN_WORDS:
        return "It is too short to say anything that can be checked."
    if _is_question(reading.text):
        return "It is a question."
    pointer = _opening(reading.text, language.assertions.pointers)
    if pointer:
        return f"{_POINTER} (“{pointer}”)"
    if any(each.kind != "unnamed" for each in reading.attributions):
        return None
    if reading.facts.quantities or reading.facts.whens:
        return None
    for cue, reason in _cues(reading.text, language, named=bool(reading.facts.names)):
        return f"{reason} (“{cue}”)"
    return None


def _is_question(text: str) -> bool:
    """Whether a sentence asks; one that tells what somebody else asked in quotation marks does
    not."""
    end = _TAIL.search(text)
    if end is None or "?" not in end.group():
        return False
    quotes = [match for match in _QUOTED.finditer(text) if match.end() > end.start()]
    return not (quotes and len(words_of(text[: quotes[-1].start()])) > 1)


def _opening(text: str, phrases: tuple[str, ...]) -> str:
    """The phrase that a text begins with, as written; empty where there is none."""
    found = find_phrases(text, phrases)
    begins = found and not any(c.isalnum() for c in text[: found[0][0].start])
    return found[0][0].of(text) if begins else ""


@lru_cache(maxsize=16)
def _evaluations(words: AssertionWords) -> tuple[str, ...]:
    return tuple(f"{verb} … {each}" for verb in words.evaluating for each in words.evaluations)


def _cues(text: str, language: Language, named: bool) -> Iterable[tuple[str, str]]:
    """The words in which the writer speaks, each with what they show; weak ones only where nobody
    is named."""
    words, grammar = language.assertions, language.grammar
    own = _own_words(text, language)
    for pattern in words.advice_patterns:
        match = re.search(pattern, plain_quotes(own).lower())
        if match:
            yield match.group(), _ADVICE
    lists = [
        (grammar.advice, _ADVICE),
        (grammar.prediction, _GUESS),
        (grammar.opinion, _JUDGEMENT),
    ]
    if not named:
        lists += [(words.guesses, _GUESS), (words.judgements + _evaluations(words), _JUDGEMENT)]
    exclaimed = _opening(own, words.exclamations)
    if exclaimed:
        yield exclaimed, _JUDGEMENT
    for phrases, reason in lists:
        for span, _ in find_phrases(own, phrases):
            yield span.of(text), reason
    for span, _ in find_phrases(own, words.comments):
        if "," not in own[: span.start]:
            yield span.of(text), _COMMENT


def _own_words(text: str, language: Language) -> str:
    """The text with what is no statement of the writer blanked, so that places stay.

    Those are openers that say nothing, words in quotation marks, and all that stands behind a word
    that begins somebody's words or a clause ("a judge ruled that ...").
    """
    for span, _ in find_phrases(text, language.assertions.openers):
        text = _blanked(text, span.start, span.end)
    for match in _QUOTED.finditer(text):
        text = _blanked(text, *match.span())
    begins = find_phrases(text, language.assertions.complements)
    kept = [span for span, _ in begins if span.start > 0 and text[: span.start].strip(" ,")]
    return _kept_until(text, kept[0].start, language) if kept else text


def _kept_until(text: str, place: int, language: Language) -> str:
    """The text up to a place and as far beyond as a cue reaches that began before it."""
    grammar = language.grammar
    reach = place
    for phrases in (grammar.advice, grammar.prediction, grammar.opinion):
        spans = [span for span, _ in find_phrases(text, phrases)]
        reach = max([reach, *(each.end for each in spans if each.start < place)])
    for pattern in language.assertions.advice_patterns:
        found = re.finditer(pattern, plain_quotes(text).lower())
        reach = max([reach, *(each.end() for each in found if each.start() < place)])
    return _blanked(text, reach, len(text))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
