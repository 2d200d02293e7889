"""The attributions of a sentence, found by its cues."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from corroborate.model.facts import Attribution, Sourcing
from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Outlets
from corroborate.text.attribution.cues import MARK
from corroborate.text.attribution.naming import as_written, attribution_of, outlet_told
from corroborate.text.attribution.phrases import phrase_from
from corroborate.text.attribution.sayings import find_sayings, is_pronominal
from corroborate.text.attribution.sentence import (
    TOKEN,
    Sentence,
    has_name,
    read_sentence,
    words_in,
)
from corroborate.text.attribution.subjects import is_pronoun, name_at_end, subject_before
from corroborate.text.attribution.unnamed import find_unnamed
from corroborate.text.attribution.verbs import find_verbs

CREDIT = "(credit line)"
"""The cue of an attribution by a dateline or a line of credit: it governs the whole report."""
LOOK_BACK = 2_000
"""Characters before a sentence in which "the report" or "the Journal" finds the outlet it means."""
CREDIT_WORDS = 14
"""A line of credit has at most so many words."""

_DATELINE = re.compile(
    rf"^[^a-z()\"{MARK}]?[^()\"{MARK}]{{0,48}}\((?P<who>[^()]{{0,40}})\)\s*[-–—:]"
)
_BRACKETS = re.compile(r"\((?P<who>[^()]{1,90})\)[\s.]*$")


def find_attributions(
    sentence: str,
    words: AttributionWords,
    outlets: Outlets,
    publisher: str = "",
    context: str = "",
) -> tuple[Attribution, ...]:
    """All attributions that a sentence names, in the order of the text; spans into `sentence`.

    `publisher` is the id of the outlet whose words these are: what its own people were told is own
    reporting, what another outlet was told is relayed. `context` is text around the sentence, by
    which an ambiguous name of an outlet or person is settled.
    """
    around = f"{publisher}\n{context[-LOOK_BACK:]}"
    read = read_sentence(sentence, words, outlets, around, publisher)
    if credit := list(_credits(read)):
        credited = {each.outlet for each in credit}
        rest = [each for each in _named(read) if each.outlet not in credited or not each.outlet]
        found = [*credit, *rest]
    else:
        found = list(_named(read))
    resolved = [_resolved(each, read, outlets) for each in found]
    return _with_sourcing(_distinct(resolved), read, publisher)


def _named(read: Sentence) -> Iterator[Attribution]:
    verbs = find_verbs(read)
    unnamed = list(find_unnamed(read, verbs))
    yield from unnamed
    taken = [each.span for each in unnamed]
    others = (find(read) for find in (_accordings, _claims, _outlets_by_cue, _documents))
    for each in chain(find_sayings(read, verbs), *others):
        if is_pronominal(each, read.words):
            continue
        if each.kind == "outlet" or not any(each.span.overlaps(span) for span in taken):
            yield each


def _resolved(each: Attribution, read: Sentence, outlets: Outlets) -> Attribution:
    """ "That report" as the outlet that was named last before it, as it is where none was."""
    if not _is_report(read, each):
        return each
    _, _, before = read.context.partition("\n")
    named = max(outlets.mentions(before), key=lambda mention: mention.span, default=None)
    return replace(each, kind="outlet", outlet=named.outlet) if named else each


def _accordings(read: Sentence) -> Iterator[Attribution]:
    for cue in read.cues.according.finditer(read.lower):
        speaker = phrase_from(read, cue.end())
        if speaker is not None:
            yield attribution_of(read, speaker, Span(*cue.span()))


def _claims(read: Sentence) -> Iterator[Attribution]:
    """ "The minister's claim that", "l'affirmation du ministre selon laquelle"."""
    for match in read.cues.claim.finditer(read.lower):
        noun = Span(*match.span("noun"))
        if "who" in match.groupdict():
            speaker = phrase_from(read, match.start("who"))
        else:
            before = read.lower[: noun.start].rstrip()
            owned = next((e for e in read.words.possessives if before.endswith(e)), None)
            owner = len(before) - len(owned or "")
            speaker = subject_before(read, owner) if owned else None
            speaker = name_at_end(read, speaker) if speaker else None
        if speaker is not None and not is_pronoun(read, speaker):
            yield attribution_of(read, speaker, noun)


def _outlets_by_cue(read: Sentence) -> Iterator[Attribution]:
    """Outlets that were told, that obtained a document, or whose report is spoken of."""
    if not read.mentions:
        return
    refused = [Span(*match.span()) for match in read.cues.not_own.finditer(read.lower)]
    for pattern in (read.cues.told, read.cues.handed, read.cues.via, read.cues.story):
        for match in pattern.finditer(read.lower):
            place = Span(*match.span())
            mention = read.mention_in(place)
            silent = pattern is read.cues.handed and bool(refused)
            refuses = silent or any(place.overlaps(each) for each in refused)
            if mention is not None and not refuses:
                yield outlet_told(read, mention, place)


def _documents(read: Sentence) -> Iterator[Attribution]:
    """ "In a memo", "an internal memo seen by the BBC", "a memo to staff by Elena Costa"."""
    none = [Span(*match.span()) for match in read.cues.no_documents.finditer(read.lower)]
    told = [Span(*match.span()) for match in read.cues.documents.finditer(read.lower)]
    shown = [Span(*match.span("paper")) for match in read.cues.shown.finditer(read.lower)]
    yield from (_document(read, each) for each in told if not _is_among(each, none))
    for place in shown:
        if not _is_among(place, [*none, *told]):
            yield as_written(read, "document", place, "none")
    for paper in read.cues.papers.finditer(read.lower):
        place = Span(*paper.span())
        author = phrase_from(read, place.end)
        if author is None or _is_among(place, none):
            continue
        if has_name(read, author) and _opens_at(read, place.end, author):
            yield attribution_of(read, author, place)


def _is_among(place: Span, others: Iterable[Span]) -> bool:
    return any(place.overlaps(each) for each in others)


def _document(read: Sentence, place: Span) -> Attribution:
    """A paper as the speaker of "according to", as a whole where it is "in a memo"."""
    opens = read.cues.according.match(read.lower, place.start, place.end)
    whole = as_written(read, "document", place, "none")
    if opens is None:
        return whole
    paper = Span(opens.end(), place.end).of(read.plain).strip()
    return replace(whole, speaker=paper, cue=Span(*opens.span()).of(read.plain))


def _opens_at(read: Sentence, start: int, author: Span) -> bool:
    """Whether the author is what follows the paper, not a name further on in what it tells."""
    between = TOKEN.findall(read.lower[start : author.start])
    opens = set(between) <= read.cues.articles
    return opens and not any(word.isdigit() for word in words_in(read, author))


def _credits(read: Sentence) -> Iterator[Attribution]:
    """Outlets of a dateline "(Reuters) -", of closing brackets, or of a line that is all credit."""
    places = []
    if match := _DATELINE.match(read.marked):
        places.append(Span(*match.span("who")))
    if (match := _BRACKETS.search(read.marked)) and not read.marked[
        : match.start()
    ].rstrip().endswith(MARK):
        places.append(Span(*match.span("who")))
    if match := read.cues.credits.match(read.lower):
        places.append(Span(*match.span()))
    for place in places:
        if len(TOKEN.findall(read.lower[place.start : place.end])) <= CREDIT_WORDS:
            for mention in read.mentions:
                if mention.span.overlaps(place):
                    yield Attribution(mention.text, "outlet", CREDIT, mention.span, mention.outlet)


def _distinct(found: Iterable[Attribution]) -> list[Attribution]:
    """One attribution an outlet; of two that overlap and name one kind, the longer speaker."""
    outlets: dict[str, Attribution] = {}
    kept: list[Attribution] = []
    taken: set[tuple[bool, int]] = set()
    for each in sorted(found, key=_firmest_first):
        if each.outlet:
            outlets.setdefault(each.outlet, each)
            continue
        places = [(each.kind == "unnamed", at) for at in range(each.span.start, each.span.end)]
        if taken.isdisjoint(places):
            kept.append(each)
            taken.update(places)
    return sorted([*outlets.values(), *kept], key=lambda each: (each.span, each.speaker, each.cue))


def _firmest_first(each: Attribution) -> tuple[bool, bool, int, Span]:
    return (each.kind == "unnamed", each.kind == "document", -len(each.speaker), each.span)


def _with_sourcing(
    found: list[Attribution], read: Sentence, publisher: str
) -> tuple[Attribution, ...]:
    """Each with `own`, `relay` or `none` by docs/method.md, Origins."""
    outlets = [each.outlet for each in found if each.outlet and each.cue != CREDIT]
    relayed = any(outlet != publisher for outlet in outlets)
    by_report = any(_is_report(read, each) for each in found)
    vetoed = read.cues.not_own.search(read.lower) is not None
    settled = []
    for each in found:
        if each.outlet:
            sourcing: Sourcing = "own" if each.outlet == publisher else "relay"
        elif relayed or _is_report(read, each) or (each.kind == "unnamed" and by_report):
            sourcing = "relay"
        elif outlets or each.sourcing == "own" or _speaks_for_others(read, each):
            sourcing = "relay" if vetoed and each.kind == "unnamed" else "own"
        else:
            sourcing = each.sourcing
        if each.kind == "unnamed" and each.sourcing == "relay":
            sourcing = "relay"
        settled.append(replace(each, sourcing=sourcing))
    return tuple(settled)


def _is_report(read: Sentence, each: Attribution) -> bool:
    tokens = TOKEN.findall(each.speaker.lower())
    return each.kind == "document" and bool(tokens) and tokens[-1] in read.words.report_nouns


def _speaks_for_others(read: Sentence, each: Attribution) -> bool:
    """Whether the outlet must have asked: a spokesperson spoke, to nobody else that is named."""
    tokens = TOKEN.findall(each.speaker.lower())
    return each.kind in ("person", "organisation") and any(t in read.words.voices for t in tokens)
