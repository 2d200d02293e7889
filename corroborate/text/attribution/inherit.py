"""Who says what a sentence says that names nobody: he of the sentence before, the report, the quote
that runs on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Attribution, Reading
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Outlets
from corroborate.text.attribution.cues import cues_of
from corroborate.text.attribution.find import CREDIT
from corroborate.text.attribution.sayings import sayings_by_pronoun, subject_of
from corroborate.text.attribution.sentence import quotation_marks, quotations
from corroborate.text.normalise import plain_quotes

LONGEST_QUOTE = 12
"""Sentences; a quotation that has not ended by then has lost its mark."""

SPEAKERS = frozenset({"person", "organisation", "unnamed"})


@dataclass(frozen=True, slots=True)
class Known:
    """The words of the language and the outlets."""

    words: AttributionWords
    outlets: Outlets


def with_speakers(
    readings: Sequence[Reading], words: AttributionWords, outlets: Outlets
) -> tuple[Reading, ...]:
    """The readings of a text with who is meant by "he said", and with `inherited` set where a
    sentence that names nobody goes on with a speaker or a source."""
    settled: list[Reading] = []
    previous: Attribution | None = None
    speaker: Attribution | None = None
    for reading in readings:
        before = settled[-1].text if settled else ""
        found = _with_pronouns(reading, before, speaker, Known(words, outlets))
        governing = None if found else inherited(previous, reading.text, words)
        settled.append(replace(reading, attributions=found, inherited=governing))
        previous = found[-1] if found else governing
        speaker = next((each for each in reversed(found) if _is_somebody(each)), speaker)
    return _with_quotes(settled)


def _is_somebody(each: Attribution) -> bool:
    """Whether a pronoun can stand for the speaker: no paper, no line of credit."""
    return each.kind != "document" and each.cue != CREDIT


def inherited(
    previous: Attribution | None, sentence: str, words: AttributionWords
) -> Attribution | None:
    """The attribution of a sentence before that still governs this one, None where it ended.

    "The report said", "the paper adds" go on with an outlet or document, "his statement",
    "toujours selon lui" with whoever spoke last.
    """
    if previous is None or previous.cue == CREDIT:
        return None
    cues = cues_of(words)
    lower = plain_quotes(sentence).lower()
    if cues.report_says.search(lower):
        goes_on = previous.kind in ("outlet", "document", "unnamed") or previous.sourcing == "relay"
        return previous if goes_on else None
    return previous if cues.inherits.search(lower) else None


def _with_pronouns(
    reading: Reading, before: str, previous: Attribution | None, known: Known
) -> tuple[Attribution, ...]:
    """The attributions of a reading, those to "he" and "it" among them, as to who that is: who
    spoke last, else the subject of the sentence before."""
    found = [_as_before(each, previous) for each in reading.attributions]
    spoken = re.split(r"[\s\-,.]+", reading.text.lower())
    if not cues_of(known.words).persons.isdisjoint(spoken):
        for each in sayings_by_pronoun(reading.text, known.words, known.outlets):
            if not any(each.span.overlaps(other.span) for other in found):
                meant = previous if _is_meant(previous, each, known.words) else None
                meant = meant or subject_of(before, each, known.words, known.outlets)
                found.append(replace(meant, cue=each.cue, span=each.span) if meant else each)
    return tuple(sorted(found, key=lambda each: (each.span, each.speaker, each.cue)))


def _as_before(each: Attribution, previous: Attribution | None) -> Attribution:
    """ "The source adds" as from where the source was before."""
    again = previous is not None and each.kind == previous.kind == "unnamed"
    if previous is None or not again or each.sourcing != "own":
        return each
    return replace(each, sourcing=previous.sourcing)


def _is_meant(previous: Attribution | None, each: Attribution, words: AttributionWords) -> bool:
    """Whether a pronoun can stand for who spoke last: "it" for a body, "she" for no paper."""
    if previous is None or previous.cue == CREDIT:
        return False
    neuter = each.speaker.lower() in words.neuter
    if previous.kind == "unnamed":
        return previous.sourcing == "own"
    if previous.kind == "person":
        return not neuter or set(words.third_persons) <= set(words.neuter)
    return neuter or previous.kind == "organisation"


def _with_quotes(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with `inherited` set for the sentences of one quotation, to who says any of it,
    and for a quoted sentence right behind it, where nobody else is named."""
    settled = list(readings)
    last: Attribution | None = None
    for first, end in _quotations(readings):
        spoken = _speaker_of(readings[first:end])
        whole = spoken or (last if _is_all_quoted(readings[first].text) else None)
        for at in range(first, end):
            each = settled[at]
            if whole is not None and not each.attributions and each.inherited is None:
                settled[at] = replace(each, inherited=whole)
        last = whole
    return tuple(settled)


def _speaker_of(readings: Sequence[Reading]) -> Attribution | None:
    """The first who says any of a quotation, None where two do."""
    spoken = [each for one in readings for each in one.attributions if each.kind in SPEAKERS]
    return spoken[0] if len({each.speaker for each in spoken}) == 1 else None


def _quotations(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Runs of readings that a quotation holds together; a reading alone that none does."""
    first, is_open = 0, False
    for at, reading in enumerate(readings):
        is_open = _stays_open(reading.text, is_open) and at - first < LONGEST_QUOTE
        if not is_open:
            yield first, at + 1
            first = at + 1
    for at in range(first, len(readings)):
        yield at, at + 1


def _stays_open(text: str, is_open: bool) -> bool:
    """Whether a quotation is open behind a text, before which it was or was not."""
    for _, opens in quotation_marks(text):
        is_open = opens
    return is_open


def _is_all_quoted(text: str) -> bool:
    found = tuple(quotations(text.strip(" .")))
    return len(found) == 1 and len(found[0].of(text).strip(" .")) == len(text.strip(" ."))
