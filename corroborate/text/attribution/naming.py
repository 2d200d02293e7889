"""Attributions made of the places of a speaker and of the words that say so."""

import re

from corroborate.model.facts import Attribution, Sourcing, SpeakerKind
from corroborate.model.text import Span
from corroborate.reference.outlet import Mention
from corroborate.text.attribution.cues import MARK
from corroborate.text.attribution.sentence import Sentence, counts_people, words_in
from corroborate.text.normalise import fold, plain_quotes

_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


def attribution_of(read: Sentence, speaker: Span, cue: Span) -> Attribution:
    mention = read.mention_in(speaker)
    if mention is not None and _is_outlet(read, speaker, mention):
        return outlet_told(read, mention, cue)
    text = read.plain[speaker.start : speaker.end].strip()
    if words_in(read, speaker)[-1] in read.words.sources or counts_people(read, speaker):
        return unnamed_of(read, speaker, cue)
    kind = _kind(read, speaker)
    return Attribution(text, kind, cue.of(read.plain), around(speaker, cue))


def _is_outlet(read: Sentence, speaker: Span, mention: Mention) -> bool:
    """Whether it is the outlet that speaks: "a writer for the Journal" does so for it, but not who
    is said behind a comma to work there, nor its spokesman."""
    head = read.plain[speaker.start : speaker.end].split(",")[0]
    voice = any(word in read.words.voices for word in words_in(read, speaker))
    return mention.span.start < speaker.start + len(head) and not voice


def outlet_told(read: Sentence, mention: Mention, cue: Span) -> Attribution:
    words = cue.of(read.marked).replace(MARK, "").strip() or mention.text
    return Attribution(mention.text, "outlet", words, around(mention.span, cue), mention.outlet)


def as_written(read: Sentence, kind: SpeakerKind, span: Span, sourcing: Sourcing) -> Attribution:
    text = span.of(read.plain).strip()
    return Attribution(text, kind, text, span, sourcing=sourcing)


def around(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _kind(read: Sentence, speaker: Span) -> SpeakerKind:
    tokens = words_in(read, speaker)
    names = [
        name
        for name in read.cues.name.findall(read.marked[speaker.start : speaker.end])
        if fold(name) not in read.cues.function
        and not (read.words.verb_second and name.lower().split()[-1] in read.cues.paper_nouns)
    ]
    paper = not read.cues.paper_nouns.isdisjoint(tokens) and read.cues.roles.isdisjoint(tokens)
    if not names and (paper or tokens[-1] in read.cues.paper_nouns):
        return "document"
    longest = max(names, key=lambda name: len(name.split()), default="")
    if (
        1 < len(longest.split()) < 4
        and not _CAPITALS.search(longest)
        and not (
            tokens[0] in read.words.determiners
            and "," not in read.plain[speaker.start : speaker.end]
        )
    ):
        return "person"
    person = re.compile(rf"[A-ZÀ-ÖØ-Þ][^\W\d_]+ {re.escape(longest)}\b")
    known = bool(longest) and person.search(f"{read.plain} {plain_quotes(read.context)}")
    return "person" if known and len(names) == 1 else "organisation"


def unnamed_of(read: Sentence, speaker: Span, cue: Span) -> Attribution:
    words = speaker.of(read.plain).strip()
    return Attribution(words, "unnamed", cue.of(read.plain), around(speaker, cue), None, "own")
