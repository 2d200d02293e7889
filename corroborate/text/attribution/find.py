"""The attributions of a sentence, found by its cues."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corroborate.model.facts import Attribution, Sourcing, SpeakerKind
from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Mention, Outlets
from corroborate.text.attribution.cues import MARK, cues_of
from corroborate.text.attribution.phrases import (
    after_time_and_listener,
    may_turn,
    opens_as_name,
    phrase_from,
    subject_before,
    trim_right,
)
from corroborate.text.attribution.sentence import (
    BREAK,
    TOKEN,
    Sentence,
    has_name,
    read_sentence,
    words_in,
)
from corroborate.text.normalise import fold, plain_quotes

CREDIT = "(credit line)"
"""The cue of an attribution by a dateline or a line of credit: it governs the whole report."""
BY_WITHIN = 30
"""Characters between a verb of saying and its "by": "reported earlier in the week by"."""
LOOK_BACK = 2_000
"""Characters before a sentence in which "the report" or "the Journal" finds the outlet it means."""
CREDIT_WORDS = 14
"""A line of credit has at most so many words."""

_DATELINE = re.compile(
    rf"^[^a-z()\"{MARK}]?[^()\"{MARK}]{{0,48}}\((?P<who>[^()]{{0,40}})\)\s*[-–—:]"
)
_BRACKETS = re.compile(r"\((?P<who>[^()]{1,90})\)[\s.]*$")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


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
    read = read_sentence(sentence, words, outlets, f"{publisher}\n{context[-LOOK_BACK:]}")
    if credit := list(_credits(read)):
        credited = {each.outlet for each in credit}
        rest = [each for each in _named(read) if each.outlet not in credited or not each.outlet]
        found = [*credit, *rest]
    else:
        found = list(_named(read))
    resolved = [_resolved(each, read, outlets) for each in found]
    return _with_sourcing(_distinct(resolved), read, publisher)


def inherited(
    previous: Attribution | None, sentence: str, words: AttributionWords
) -> Attribution | None:
    """The attribution of a sentence before that still governs this one, None where it ended.

    "The report said", "the paper adds" go on with an outlet or document, "he added", "ajoute-t-il"
    with whoever spoke last.
    """
    if previous is None or previous.cue == CREDIT:
        return None
    cues = cues_of(words)
    lower = plain_quotes(sentence).lower()
    if cues.report_says.search(lower):
        goes_on = previous.kind in ("outlet", "document", "unnamed") or previous.sourcing == "relay"
        return previous if goes_on else None
    return previous if cues.inherits.search(lower) else None


def _named(read: Sentence) -> Iterator[Attribution]:
    unnamed = list(_unnamed(read))
    yield from unnamed
    taken = [each.span for each in unnamed]
    for each in (*_accordings(read), *_sayings(read), *_outlets_by_cue(read), *_documents(read)):
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
            yield _attribution(read, speaker, Span(*cue.span()))


def _sayings(read: Sentence) -> Iterator[Attribution]:
    """The speakers of verbs of saying, before the verb or, where the order is turned, after it."""
    for verb in _verbs(read):
        before = trim_right(read.cues.adverbs, read.lower, verb.start)
        speaker = subject_before(read, before)
        if speaker is None and may_turn(read, before):
            speaker = phrase_from(read, after_time_and_listener(read, verb.end))
            if speaker is not None and not opens_as_name(read, verb.end, speaker):
                speaker = None
        if speaker is not None and _may_say(read, speaker, verb.of(read.lower).split()[-1]):
            yield _attribution(read, speaker, verb)


def _may_say(read: Sentence, speaker: Span, verb: str) -> bool:
    """Whether the verb is one of saying with this speaker: a profile lists, an outlet learned."""
    if verb in read.words.saying_of_outlets:
        return read.mention_in(speaker) is not None
    if verb in read.words.saying_of_documents:
        return words_in(read, speaker)[-1] in read.words.documents
    return True


def _verbs(read: Sentence) -> Iterator[Span]:
    compound = [Span(*match.span()) for match in read.cues.compound.finditer(read.lower)]
    for place in compound:
        if not _is_passive(read, place):
            yield place
    for token in TOKEN.finditer(read.lower):
        place = Span(*token.span())
        if token.group() not in read.cues.saying or any(place.overlaps(each) for each in compound):
            continue
        if not _is_passive(read, place):
            yield place


def _is_passive(read: Sentence, verb: Span) -> bool:
    """Whether the verb tells who said it after itself: "confirmed by the ministry"."""
    by = read.cues.passive.search(read.lower, verb.end, verb.end + BY_WITHIN)
    if by is None or BREAK.search(read.lower, verb.end, by.start()):
        return False
    following = TOKEN.match(read.lower, by.end() + 1)
    named = read.marked[by.end() + 1 : by.end() + 2].isupper()
    return named or following is None or following.group() in read.words.determiners


def _outlets_by_cue(read: Sentence) -> Iterator[Attribution]:
    """Outlets that were told, that obtained a document, or whose report is spoken of."""
    refused = [Span(*match.span()) for match in read.cues.not_own.finditer(read.lower)]
    for pattern in (read.cues.told, read.cues.handed, read.cues.via, read.cues.story):
        for match in pattern.finditer(read.lower):
            place = Span(*match.span())
            mention = read.mention_in(place)
            if mention is not None and not any(place.overlaps(each) for each in refused):
                yield _outlet(read, mention, place)


def _unnamed(read: Sentence) -> Iterator[Attribution]:
    for match in read.cues.unnamed.finditer(read.lower):
        yield _plain(read, "unnamed", Span(*match.span()), "own")
    for match in read.cues.media.finditer(read.lower):
        yield _plain(read, "unnamed", Span(*match.span()), "relay")
    if not read.cues.no_hearsay.search(read.lower):
        for match in read.cues.hearsay.finditer(read.lower):
            if not _is_reported(read, match.start()):
                yield _plain(read, "unnamed", Span(*match.span()), "relay")


def _is_reported(read: Sentence, place: int) -> bool:
    """Whether `place` stands in what somebody said: its conditional is then one of time."""
    said = min((verb.end for verb in _verbs(read)), default=place)
    return said < place and read.cues.complement.search(read.lower, said, place) is not None


def _documents(read: Sentence) -> Iterator[Attribution]:
    others = [Span(*match.span()) for match in read.cues.no_documents.finditer(read.lower)]
    for match in read.cues.documents.finditer(read.lower):
        place = Span(*match.span())
        if not any(place.overlaps(each) for each in others):
            yield _plain(read, "document", place, "none")
    for paper in read.cues.papers.finditer(read.lower):
        place = Span(*paper.span())
        author = phrase_from(read, place.end)
        if author is None or any(place.overlaps(each) for each in others):
            continue
        if has_name(read, author) and _opens_at(read, place.end, author):
            yield _attribution(read, author, place)


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


def _attribution(read: Sentence, speaker: Span, cue: Span) -> Attribution:
    mention = read.mention_in(speaker)
    if mention is not None:
        return _outlet(read, mention, cue)
    kind = _kind(read, speaker)
    text = read.plain[speaker.start : speaker.end].strip()
    return Attribution(text, kind, cue.of(read.plain), _around(speaker, cue))


def _outlet(read: Sentence, mention: Mention, cue: Span) -> Attribution:
    words = cue.of(read.marked).replace(MARK, "").strip() or mention.text
    return Attribution(mention.text, "outlet", words, _around(mention.span, cue), mention.outlet)


def _plain(read: Sentence, kind: SpeakerKind, span: Span, sourcing: Sourcing) -> Attribution:
    text = span.of(read.plain).strip()
    return Attribution(text, kind, text, span, sourcing=sourcing)


def _around(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _kind(read: Sentence, speaker: Span) -> SpeakerKind:
    tokens = words_in(read, speaker)
    names = [
        name
        for name in read.cues.name.findall(read.marked[speaker.start : speaker.end])
        if fold(name) not in read.cues.function
    ]
    if not names and tokens[-1] in (*read.words.report_nouns, *read.words.documents):
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


def _distinct(found: Iterable[Attribution]) -> list[Attribution]:
    """One attribution an outlet; of two that overlap and name one kind, the longer speaker."""
    kept: list[Attribution] = []
    order = sorted(found, key=_firmest_first)
    for each in order:
        if each.outlet:
            clash = any(each.outlet == other.outlet for other in kept)
        else:
            clash = any(
                not other.outlet
                and (each.speaker == other.speaker or each.span.overlaps(other.span))
                and (each.kind == "unnamed") is (other.kind == "unnamed")
                for other in kept
            )
        if not clash:
            kept.append(each)
    return sorted(kept, key=lambda each: (each.span, each.speaker, each.cue))


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
