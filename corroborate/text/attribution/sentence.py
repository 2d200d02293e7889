"""A sentence made ready to be searched for cues, and what its stretches of words can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Mention, Outlets
from corroborate.text.attribution.cues import MARK, Cues, cues_of
from corroborate.text.attribution.itself import names_of_itself
from corroborate.text.normalise import fold, plain_quotes

LONGEST_SPEAKER = 12
"""Words; a longer stretch in front of a verb is a clause, not who speaks."""

BREAK = re.compile(r"[,;:!?()\"\[\]]|\s(?:[-–—]|--)\s|^[-–—]\s?")
_LAST = re.compile(r"([^\W_]+)\s*$")
BEFORE_PEOPLE = 4
"""Words at most from how many they are to what they are: "two of the firm's former employees"."""
LONGEST_COUNT = 3
"""Digits of a number of people who speak; a year has more."""
LONGEST_WORD = 40
"""Characters looked back for the word before a place."""
_SIGMA = "Σ"
"""The one letter whose lower case depends on what stands around it."""
_LOW, _HIGH = "„", "“"
"""A German quotation begins low and ends with the mark that opens an English one."""
_ALWAYS_OPEN, _ALWAYS_CLOSED, _BEFORE_QUOTE = "“«„", "”»", "([-–—'"
_MARKS = re.compile(r"[\"“”«»„]|''(?!')")
TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence place for place: plain, with outlets marked, and that in lower case."""

    plain: str
    marked: str
    lower: str
    mentions: tuple[Mention, ...]
    words: AttributionWords
    cues: Cues
    context: str
    quoted: tuple[Span, ...]

    def is_quoted(self, place: int) -> bool:
        """Whether a quotation goes over the place."""
        return any(span.start <= place < span.end for span in self.quoted)

    def mention_in(self, span: Span) -> Mention | None:
        """The first outlet named inside the span."""
        return next((each for each in self.mentions if each.span.overlaps(span)), None)


def read_sentence(
    sentence: str, words: AttributionWords, outlets: Outlets, context: str, publisher: str = ""
) -> Sentence:
    """A sentence made ready; `publisher` is the id of the outlet that prints it, which speaks of
    itself by its name though no table may have it."""
    plain = plain_quotes(sentence).replace("''", '""')
    named = outlets.mentions(sentence, context)
    own = names_of_itself(plain, publisher, outlets)
    own = [each for each in own if not any(each.span.overlaps(other.span) for other in named)]
    mentions = tuple(sorted((*named, *own), key=lambda each: each.span))
    letters = list(plain)
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        letters[start:end] = MARK * (end - start)
    marked = "".join(letters)
    lower = _lowered(marked)
    quoted = tuple(quotations(sentence))
    return Sentence(plain, marked, lower, mentions, words, cues_of(words), context, quoted)


def _lowered(text: str) -> str:
    """In lower case letter by letter, those left that would become two."""
    lower = text.lower()
    if len(lower) == len(text) and _SIGMA not in text:
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def quotation_marks(text: str) -> Iterator[tuple[int, bool]]:
    """The double quotation marks of a text, each with its place and whether it opens."""
    low = is_open = False
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark in _ALWAYS_OPEN:
            is_open = not (low and mark == _HIGH)
        elif mark in _ALWAYS_CLOSED:
            is_open = False
        else:
            is_open = _opens_at(text, match.start(), match.end(), is_open)
        yield match.start(), is_open
        low = mark == _LOW


def _opens_at(text: str, start: int, end: int, is_open: bool) -> bool:
    """Whether a mark that looks the same at both ends opens: it stands before a word, not behind
    one; with spaces on both sides, the other one than before."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if before.isspace() and behind.isspace():
        return not is_open
    return not before or before.isspace() or before in _BEFORE_QUOTE


def quotations(text: str) -> Iterator[Span]:
    """What stands in quotation marks, to the beginning or end where one of the pair is missing."""
    start: int | None = 0
    for place, opens in quotation_marks(text):
        if opens:
            start = start or place
        elif start is not None:
            yield Span(start, place + 1)
            start = None
    if start:
        yield Span(start, len(text))


def last_word(text: str, end: int) -> Span | None:
    """The word that stands right before a place, but for spaces."""
    match = _LAST.search(text, max(0, end - LONGEST_WORD), end)
    return Span(*match.span(1)) if match else None


def words_in(read: Sentence, span: Span) -> list[str]:
    return TOKEN.findall(read.lower[span.start : span.end])


def has_role(read: Sentence, span: Span) -> bool:
    """Whether the phrase holds a noun that can speak."""
    lower = read.lower[span.start : span.end]
    return any(word in read.cues.roles for word in words_in(read, span)) or any(
        voice in lower for voice in read.words.voices if " " in voice
    )


def has_name(read: Sentence, span: Span) -> bool:
    """Whether it holds a capitalised word which is not merely the first of the sentence."""
    for match in read.cues.name.finditer(read.marked, span.start, span.end):
        words = [fold(word) for word in TOKEN.findall(match.group())]
        if any(word not in read.cues.function for word in words) and len(match.group()) > 1:
            return True
    return False


def can_speak(read: Sentence, phrase: Span) -> bool:
    tokens = words_in(read, phrase)
    if read.mention_in(phrase) is not None:
        return True
    if not tokens or len(tokens) > LONGEST_SPEAKER or tokens[-1] in read.cues.function:
        return False
    nouns = (*read.words.report_nouns, *read.words.documents)
    named = has_role(read, phrase) or has_name(read, phrase)
    return named or tokens[-1] in nouns or counts_people(read, phrase)


def counts_people(read: Sentence, phrase: Span) -> bool:
    """Whether it says how many people speak and names none of them: "two former employees of
    Nordbank", not "an official, Anna Keller"."""
    tokens = list(TOKEN.finditer(read.lower, phrase.start, phrase.end))
    while tokens and tokens[0].group() in read.cues.articles - read.cues.how_many:
        tokens = tokens[1:]
    if not tokens or not _is_how_many(read, tokens[0].group()):
        return False
    near = tokens[1 : 1 + BEFORE_PEOPLE]
    head = next((token for token in near if token.group() in read.cues.people), None)
    if head is None:
        return False
    behind = next((t.start() for t in tokens if t.start() > head.end() and _is_link(read, t)), None)
    told = Span(head.end(), phrase.end if behind is None else behind)
    return not has_name(read, told) and "," not in Span(head.end(), phrase.end).of(read.plain)


def _is_how_many(read: Sentence, word: str) -> bool:
    return word in read.cues.how_many or (word.isdigit() and len(word) <= LONGEST_COUNT)


def _is_link(read: Sentence, token: re.Match[str]) -> bool:
    return token.group() in read.cues.links
