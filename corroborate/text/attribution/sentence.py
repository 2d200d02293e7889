"""A sentence made ready to be searched for cues, and what its stretches of words can be."""

import re
from dataclasses import dataclass

from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Mention, Outlets
from corroborate.text.attribution.cues import MARK, Cues, cues_of
from corroborate.text.normalise import fold, plain_quotes

LONGEST_SPEAKER = 12
"""Words; a longer stretch in front of a verb is a clause, not who speaks."""

BREAK = re.compile(r"[,;:!?()\"\[\]]|\s[-–—]\s|^[-–—]\s?")
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

    def mention_in(self, span: Span) -> Mention | None:
        """The first outlet named inside the span."""
        return next((each for each in self.mentions if each.span.overlaps(span)), None)


def read_sentence(
    sentence: str, words: AttributionWords, outlets: Outlets, context: str
) -> Sentence:
    plain = plain_quotes(sentence)
    mentions = tuple(sorted(outlets.mentions(sentence, context), key=lambda each: each.span))
    letters = list(plain)
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        letters[start:end] = MARK * (end - start)
    marked = "".join(letters)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in marked)
    return Sentence(plain, marked, lower, mentions, words, cues_of(words), context)


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
    return has_role(read, phrase) or has_name(read, phrase) or tokens[-1] in nouns


def leading_name(read: Sentence, before: int, neuter: bool) -> Span | None:
    """The name that a pronoun later in the sentence stands for: the first one of the sentence.

    A single capitalised word that opens the sentence may be no name: it counts for "it" alone.
    """
    for match in read.cues.name.finditer(read.marked, 0, before):
        span = Span(*match.span())
        opens = not read.marked[: span.start].strip(" \"'")
        quoted = read.plain[: span.start].count('"') % 2
        if has_name(read, span) and not quoted:
            return span if neuter or not opens or " " in match.group() else None
    return None
