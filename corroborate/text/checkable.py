"""Whether a sentence says something that reports could bear out or deny."""

import re
from collections.abc import Iterable, Sequence

from corroborate.model.facts import Reading, Token
from corroborate.reference.language import Language
from corroborate.text.normalise import find_phrases, plain_quotes, words_of

MIN_WORDS = 3
"""A shorter line is a rubric, a name or a date, not a statement."""

_ADVICE = "It is advice, not a statement of fact."
_GUESS = "It is a guess about what will be."
_JUDGEMENT = "It is a judgement of the writer."
_QUOTED = re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”")


def is_heading(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a line only names something: a rubric, a dateline, a headline without a verb.

    `tokens` are its words; without them a line counts as a statement unless it says next to nothing
    besides names and dates.
    """
    if reading.text.rstrip("\"'»”) ").endswith((".", "!", "?", "…", ":")):
        return False
    if tokens:
        return not any(token.pos in ("VERB", "AUX") for token in tokens)
    return len(reading.words) < MIN_WORDS


def why_not_checkable(reading: Reading, language: Language) -> str | None:
    """The reason why nothing can be checked, one sentence; None where something can.

    What somebody is said to have said can be checked whatever it is: that they said it. A sentence
    with an amount or a date states a fact, whatever it thinks of it; so does, unless the writer
    speaks in so many words, one that names somebody.
    """
    text = reading.text.strip().strip("\"'«»“” ")
    if len(words_of(text)) < MIN_WORDS:
        return "It is too short to say anything that can be checked."
    if text.endswith("?"):
        return "It is a question."
    if any(each.kind != "unnamed" for each in reading.attributions):
        return None
    if reading.facts.quantities or reading.facts.whens:
        return None
    for cue, reason in _cues(reading.text, language, named=bool(reading.facts.names)):
        return f"{reason} (“{cue}”)"
    return None


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
        lists += [(words.guesses, _GUESS), (words.judgements, _JUDGEMENT)]
    for phrases, reason in lists:
        for span, _ in find_phrases(own, phrases):
            yield span.of(text), reason


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
