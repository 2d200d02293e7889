"""On what a report rests what it says of a claim: whom its passage names, whom its page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import chain

from corroborate.model.facts import Attribution, Reading
from corroborate.model.report import ReadReport
from corroborate.model.text import Span
from corroborate.reference.attribution_words import Voices
from corroborate.reference.origin_words import load_origin_words
from corroborate.reference.outlet import CARRIERS, Outlets
from corroborate.steps.origins.credits import credits_of
from corroborate.steps.origins.lists import enumerated
from corroborate.steps.origins.passage import (
    Key,
    Passage,
    Place,
    confirms,
    governing,
    places,
    rounded,
)
from corroborate.steps.origins.quoting import quoted
from corroborate.steps.origins.strengths import ANNOUNCED
from corroborate.text.attribution import CREDIT
from corroborate.text.speakers import Speaker, parse, same_speaker

SPEAKERS = ("person", "organisation")
SAME_TITLE_WORDS = 2
"""Words of an office by which one report means one person: "technology chief", "chief technology
officer"."""
SAME_FIGURE_ATTRIBUTED = 0.95
"""That a figure is the speaker's to whom the same report gives it in another sentence. Ours."""
BESIDE = 0.70
"""That a sentence rests on what its neighbours tell: people whom the outlet asked itself, the one
outlet that they cite; as a link in the same paragraph (docs/method.md, Origins)."""
SAME_FIGURE_FROM = 20
"""A smaller count is too common to tell that two sentences speak of one thing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Whom a passage rests on, as said in `sentence`, and how surely, in 0..1: 1 if it says so."""

    attribution: Attribution
    share: float
    sentence: str

    def quote(self, voices: Voices) -> str:
        """The words of the report that say so."""
        return quoted(self.attribution, self.sentence, voices.joins)


@dataclass(frozen=True, slots=True)
class Basis:
    """One report's grounds for one claim.

    `order` sorts reports in time, unknown times last, ties by outlet and id (docs/method.md,
    Origins).
    `named` are the people, bodies and papers that the passage rests on, `cited` the other outlets.
    `credited` are outlets of the page's credits. `own` is true where the outlet's own people asked
    sources that it does not name; `hearsay` where the passage says "reportedly" and no more;
    `on_the_spot` where it is an agency's or its own dateline says that it has somebody there;
    `newsroom` where the publisher is a known one that writes its own texts. `words`, `figures`,
    `names` and long `lists` of names are those of the passage, of all its `readings` where it
    covers two sentences.
    """

    report: str
    publisher: str
    order: tuple[str, ...]
    reading: Reading | None
    readings: tuple[Reading, ...]
    words: frozenset[str]
    named: tuple[Ground, ...]
    cited: tuple[Ground, ...]
    credited: tuple[str, ...]
    own: bool
    hearsay: bool
    on_the_spot: bool
    newsroom: bool
    figures: frozenset[tuple[float, str]]
    names: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]

    @property
    def tells_source(self) -> bool:
        """Whether the passage itself names a source, not another sentence of the report."""
        return self.own or any(each.share == 1 for each in (*self.named, *self.cited))

    @property
    def has_source(self) -> bool:
        """Whether its passage names a source, or rests on people whom the outlet asked itself."""
        return bool(self.named or self.cited or self.own)


def basis_of(passage: Passage, about: frozenset[Key], outlets: Outlets, voices: Voices) -> Basis:
    """Work out on what a report rests what it says at its passage."""
    read = passage.read
    grounds = _all_grounds(passage, about, voices)
    named = [each for each in grounds if each.attribution.kind in SPEAKERS] or [
        each
        for each in grounds
        if each.attribution.kind == "document" and each.attribution.sourcing != "relay"
    ]
    cited = [each for each in grounds if each.attribution.outlet not in (None, read.publisher)]
    credited = credits_of(read, outlets)
    own = any(
        _is_own_unnamed(each.attribution) and (each.share == 1 or not credited) for each in grounds
    )
    if not (named or cited or own):
        named = _announced(passage.reading)
    covered = passage.readings
    return Basis(
        report=read.report.id,
        publisher=read.publisher,
        order=_order(read),
        reading=passage.reading,
        readings=covered,
        words=frozenset(word for each in covered for word in each.words),
        named=tuple(named),
        cited=tuple(cited),
        credited=credited,
        own=own,
        hearsay=_is_hearsay(passage) and not (named or cited or own),
        on_the_spot=_is_on_the_spot(read, outlets),
        newsroom=_is_newsroom(read, outlets),
        figures=_figures(passage),
        names=tuple(dict.fromkeys(name.key for each in covered for name in each.facts.names)),
        lists=tuple(enumerated(covered)),
    )


def _announced(reading: Reading | None) -> list[Ground]:
    """That it was announced, where the passage says so and not by whom."""
    if reading is None:
        return []
    words = load_origin_words()[reading.language]
    said = re.search(rf"(?<!\w)(?:{'|'.join(words.announced)})(?!\w)", reading.text.lower())
    if said is None:
        return []
    span = Span(*said.span())
    made = Attribution(words.announcement, "unnamed", span.of(reading.text), span)
    return [Ground(made, ANNOUNCED, reading.text)]


def _figures(passage: Passage) -> frozenset[tuple[float, str]]:
    """The figures of a passage, where a figure is what the claim is about."""
    covered = passage.readings if passage.has_figure else ()
    return frozenset(figure for each in covered for figure in figures(each))


def _all_grounds(passage: Passage, about: frozenset[Key], voices: Voices) -> list[Ground]:
    """What the passage says of its source itself, and what it owes to the rest of the report."""
    read, index, reading = passage.read, passage.chosen, passage.reading
    if index is None or reading is None:
        return []
    grounds = _grounds(index, places(passage, about), read, voices)
    if any(_tells_source(each.attribution) for each in grounds):
        return grounds
    return grounds + _from_elsewhere(passage, index, voices)


def _is_hearsay(passage: Passage) -> bool:
    """Whether any of it is told as "media reports say" or "reportedly"."""
    return any(
        each.kind == "unnamed" and each.sourcing == "relay"
        for reading in passage.readings
        for each in (*reading.attributions, reading.inherited)
        if each is not None
    )


def _is_on_the_spot(read: ReadReport, outlets: Outlets) -> bool:
    """Whether its own reporters are behind it: it is an agency's, or has its own dateline."""
    row = outlets.by_id(read.publisher)
    datelined = any(
        each.cue == CREDIT and each.outlet == read.publisher
        for reading in read.readings
        for each in reading.attributions
    )
    return datelined or (row is not None and row.kind == "agency")


def _is_newsroom(read: ReadReport, outlets: Outlets) -> bool:
    row = outlets.by_id(read.publisher)
    return row is not None and row.kind not in (*CARRIERS, "unlisted")


def figures(reading: Reading | None) -> frozenset[tuple[float, str]]:
    """The figures of a sentence that are large enough to tell that another speaks of the same."""
    quantities = reading.facts.quantities if reading else ()
    return frozenset(
        rounded(each)
        for each in quantities
        if each.low >= SAME_FIGURE_FROM or each.unit or each.low != int(each.low)
    )


def _order(read: ReadReport) -> tuple[str, ...]:
    published = read.report.published
    known = published.at.astimezone(UTC).isoformat() if published and published.at else ""
    day = published.day.isoformat() if published else "9999"
    return (day, known, read.publisher, read.report.id)


def _grounds(index: int, at: Sequence[Place], read: ReadReport, voices: Voices) -> list[Ground]:
    """The grounds of the words at the places of one sentence; of all of it without places."""
    reading = read.readings[index]
    said_in = _where_inherited(index, read).text
    return [
        Ground(each, 1.0, said_in if each is reading.inherited else reading.text)
        for each in governing(reading, at, voices)
    ]


def _where_inherited(index: int, read: ReadReport) -> Reading:
    """The sentence that names the source which still governs this one."""
    attribution = read.readings[index].inherited
    before = (read.readings[at] for at in range(index, -1, -1))
    named = (each for each in before if attribution in each.attributions)
    return next(named, read.readings[index])


def _tells_source(each: Attribution) -> bool:
    return each.kind != "unnamed" or each.sourcing == "own"


def _is_own_unnamed(each: Attribution) -> bool:
    return each.kind == "unnamed" and each.sourcing == "own"


def _from_elsewhere(passage: Passage, index: int, voices: Voices) -> list[Ground]:
    """What a passage that names no source itself owes to the rest of its report.

    Somebody who says of it, in the next sentence, that it is so; own sourcing beside it; a speaker
    who is given the same figure elsewhere; the one outlet that the sentences beside it cite.
    """
    read = passage.read
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(read.readings)]
    near = {at: _grounds(at, (), read, voices) for at in beside}
    for each in near.get(index + 1, ()):
        if each.attribution.kind in SPEAKERS and confirms(each.attribution, each.sentence, voices):
            return [each]
    own = [each for each in chain(*near.values()) if _is_own_unnamed(each.attribution)]
    if own:
        return [replace(own[0], share=BESIDE)]
    if passage.has_figure and (same := _same_figure(index, read, voices)):
        return [replace(same, share=SAME_FIGURE_ATTRIBUTED)]
    cited = [
        each
        for each in chain(*near.values())
        if each.attribution.outlet not in (None, read.publisher)
    ]
    one = len({each.attribution.outlet for each in cited}) == 1
    return [replace(cited[0], share=BESIDE)] if one else []


def _same_figure(index: int, read: ReadReport, voices: Voices) -> Ground | None:
    """The first speaker or outlet of another sentence that holds a figure of the passage."""
    wanted = figures(read.readings[index])
    for at, reading in enumerate(read.readings):
        if at != index and wanted & figures(reading):
            for each in _grounds(at, (), read, voices):
                if each.attribution.kind in SPEAKERS or each.attribution.outlet:
                    return each
    return None


def supported(bases: Sequence[Basis]) -> list[Basis]:
    """The reports without the outlets that only a neighbouring sentence cites and nobody else has.

    A sentence beside may be of another matter; where another report of the pool rests on the same
    outlet it is not.
    """
    firm = {each.attribution.outlet for basis in bases for each in basis.cited if each.share == 1}
    firm |= {basis.publisher for basis in bases}
    firm |= {outlet for basis in bases if len(basis.credited) == 1 for outlet in basis.credited}
    return [
        replace(
            basis,
            cited=tuple(
                each for each in basis.cited if each.share == 1 or each.attribution.outlet in firm
            ),
        )
        for basis in bases
    ]


def speakers(bases: Iterable[Basis]) -> list[Attribution]:
    """All speakers that the passages of the reports rest on."""
    return [each.attribution for basis in bases for each in basis.named]


def links(basis: Basis, read: ReadReport, voices: Voices) -> list[tuple[str, str]]:
    """Pairs of texts by which one report means one speaker of its passage.

    The full name with the office elsewhere; for a spokesman of nobody in particular ("its
    spokesman, ..."), the body that spoke last before him.
    """
    spoken = [
        each for reading in read.readings for each in reading.attributions if each.kind in SPEAKERS
    ]
    found = []
    for speaker in sorted({each.attribution.speaker for each in basis.named}):
        mine = parse(speaker, voices)
        found += [(speaker, other.speaker) for other in spoken if _is_same(mine, other, voices)]
        own = next((at for at, each in enumerate(spoken) if each.speaker == speaker), 0)
        if own and not mine.state and _is_voice(speaker, voices) and len(mine.names) <= 1:
            found.append((speaker, spoken[own - 1].speaker))
    return found


def _is_same(mine: Speaker, other: Attribution, voices: Voices) -> bool:
    theirs = parse(other.speaker, voices)
    if theirs.text == mine.text or theirs.is_anyone:
        return False
    return same_speaker(mine, theirs) or len(mine.titles & theirs.titles) >= SAME_TITLE_WORDS


def _is_voice(speaker: str, voices: Voices) -> bool:
    words = re.findall(r"[\w-]+", speaker.lower())
    return not voices.voices.isdisjoint(words)
