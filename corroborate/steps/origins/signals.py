"""The signs that a report leans on another, on an outlet or on a speaker, with probabilities.

Probabilities and gates are those of docs/method.md, Origins, chosen before there were labels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, islice, pairwise

from corroborate.model.report import DependencyKind, ReadReport
from corroborate.reference.outlet import UNKNOWN, Outlets
from corroborate.steps.origins.basis import Basis, Ground
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.pool import Pool
from corroborate.text.shingles import (
    best_earlier,
    longest_shared_sentence,
    own_words,
    shared_order,
    shingles,
)

CITES, LINKS, WIRE, REUSE = 0.97, 0.85, 0.98, 0.95
IN_ORDER, NEWSROOM, BARE, UNNAMED = 0.70, 0.80, 0.64, 0.15
PRIMARY = 1.0
"""A statement belongs to whoever made it (docs/method.md, Origins)."""
OUTLET = 0.98
"""Two reports of one outlet are one voice. Ours."""
OWNER = 0.60
"""Same owner, separate newsrooms: above the cut, because the rule of
counting is that one owner is one source; own sourcing halves it, and then two newsrooms are two."""
HEARSAY = 0.80
"""That "media reports say" means a report of this set. Ours."""
BARE_BACKGROUND = 0.41
"""A newsroom's report without source, of a thing that need not be told: the share
of copied text with the agency left out (Cagé, Hervé, Viaud 2017), below the cut."""
OWN_GATE = 0.20
"""What own sourcing leaves of citing or linking: crediting is not copying."""
HALF_GATE = 0.50
"""What own sourcing leaves of a shared owner or order of names."""
CREDIT_BESIDE_NAMED = 0.90
"""What a credit line counts where the passage itself names somebody else."""
ONE_OF_CREDITS = 0.60
"""What each counts where a page credits several: one of them, not known which. Ours."""
TOLD_TO_ANOTHER = 0.89
"""Where the speaker told it to an outlet of the pool, that outlet's report comes first."""
LINKED_SOMEWHERE = 0.70
"""A link whose place in the page is not known counts as one in the same paragraph."""
REUSE_FROM, REUSE_FULL = 0.05, 0.50
"""Containment of 5-word runs from which reuse begins, and at which it is sure (docs/method.md,
Origins)."""
SHARED_SENTENCE_WORDS, SHARED_SENTENCE = 12, 0.50
"""A verbatim sentence this long outside quotes is at least half a sign."""
NAMES_AT_LEAST, ORDER_FROM, ORDER_FULL = 8, 0.55, 0.85
"""Order of names: how many both must have, from which share it is a sign, when a full one."""
SOURCED_SHARE = 0.50
"""Share of the reports with a source from which a fact counts as one that has to be told."""
BESIDE = 2
"""Characters between people who are not named and the outlet that they told it to."""
COMPARED = 40
"""Reports that one without a source is compared with at most: time stays linear."""


def edges(pool: Pool) -> list[Edge]:
    """Every sign of every report of the pool."""
    home = _homes(pool)
    found = [
        *_named(pool),
        *_cited(pool, home),
        *_credited(pool, home),
        *_linked(pool),
        *_reused(pool),
        *_in_order(pool),
        *_related(pool, home),
        *_unnamed(pool),
        *_sourceless(pool),
        *_wires(pool, home),
    ]
    return [edge for edge in found if edge.source != edge.target and edge.probability > 0]


def _homes(pool: Pool) -> dict[str, str]:
    """Publisher -> the report of it that the others lean on.

    Its own page before a copy, one that says how it knows before one that does not, else the
    earliest.
    """
    home: dict[str, str] = {}
    for basis in sorted(pool.bases, key=partial(_is_secondary, pool)):
        if basis.publisher not in ("", UNKNOWN):
            home.setdefault(basis.publisher, basis.report)
    return home


def _is_secondary(pool: Pool, basis: Basis) -> tuple[bool, bool]:
    report = pool.reports[basis.report].report
    named = pool.outlets.publisher_of(None, report.domain, report.url)
    copied = named not in (basis.publisher, UNKNOWN)
    return (copied, not (basis.own or basis.named))


def _named(pool: Pool) -> Iterator[Edge]:
    for basis in pool.bases:
        yield from _named_by(pool, basis)


def _named_by(pool: Pool, basis: Basis) -> Iterator[Edge]:
    told = {each.attribution.outlet for each in basis.cited}
    in_pool = not told.isdisjoint(pool.publishers - {basis.publisher})
    for each in basis.named:
        who = pool.who[each.attribution.speaker]
        why = f"{pool.name(basis.report)} has it from {who}: “{each.quote(pool.voices)}”"
        through = in_pool and each.attribution.sourcing == "relay" and _was_told(basis, each)
        sure = PRIMARY * each.share * (TOLD_TO_ANOTHER if through else 1)
        yield Edge(basis.report, f"speaker:{who}", "same-primary-source", sure, why)


def _was_told(basis: Basis, each: Ground) -> bool:
    """Whether the speaker told it to an outlet that is not this one: the two stand together."""
    span = each.attribution.span
    return any(
        other.sentence == each.sentence and span.overlaps(other.attribution.span)
        for other in basis.cited
    )


def _cited(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    for basis in pool.bases:
        yield from _cited_by(pool, basis, home)


def _cited_by(pool: Pool, basis: Basis, home: Mapping[str, str]) -> Iterator[Edge]:
    gate = OWN_GATE if basis.own else 1.0
    for each in basis.cited:
        outlet = each.attribution.outlet or ""
        node = _outlet_node(outlet, basis, home)
        unread = outlet in pool.silent and node not in pool.reports
        aside = ", whose own report was not found to say this" if unread else ""
        cites = f"{pool.name(basis.report)} cites {pool.outlet_name(outlet)}{aside}"
        why = f"{cites}: “{each.quote(pool.voices)}”"
        yield Edge(basis.report, node, "cites", CITES * each.share * gate, why)


def _outlet_node(outlet: str, basis: Basis, home: Mapping[str, str]) -> str:
    target = home.get(outlet, "")
    return target if target and target != basis.report else f"outlet:{outlet}"


def _credited(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    for basis in pool.bases:
        share = CREDIT_BESIDE_NAMED if basis.named or basis.cited else 1.0
        share = min(share, ONE_OF_CREDITS if len(basis.credited) > 1 else 1.0)
        for outlet in basis.credited:
            node = _outlet_node(outlet, basis, home)
            why = f"{pool.name(basis.report)} credits {pool.outlet_name(outlet)}"
            yield Edge(basis.report, node, "syndicated", WIRE * share, why)


def _linked(pool: Pool) -> Iterator[Edge]:
    by_url = {pool.reports[basis.report].report.url: basis.report for basis in pool.bases}
    for basis in pool.bases:
        for link in sorted(set(pool.reports[basis.report].report.links)):
            target = by_url.get(link)
            if target is not None:
                gate = OWN_GATE if basis.own else 1.0
                why = f"{pool.name(basis.report)} links to {pool.name(target)}: {link}"
                yield Edge(basis.report, target, "links", LINKS * LINKED_SOMEWHERE * gate, why)


def _ramp(value: float, start: float, full: float) -> float:
    return min(max((value - start) / (full - start), 0.0), 1.0)


def _reused(pool: Pool) -> Iterator[Edge]:
    texts = [pool.reports[basis.report].report.text for basis in pool.bases]
    own = [own_words(text, pool.voices.credits) for text in texts]
    for index, best in enumerate(best_earlier([shingles(text) for text in own])):
        if best is None:
            continue
        earlier, share = best
        surely = _ramp(share, REUSE_FROM, REUSE_FULL)
        if 0 < surely < SHARED_SENTENCE:
            sentence = longest_shared_sentence(texts[index], texts[earlier], pool.voices.credits)
            if len(sentence.split()) >= SHARED_SENTENCE_WORDS:
                surely = SHARED_SENTENCE
        source, target = pool.bases[index].report, pool.bases[earlier].report
        words = f"{share:.0%} of the text of {pool.name(source)}"
        why = f"{words} is word for word that of {pool.name(target)}"
        yield Edge(source, target, "text-reuse", REUSE * surely, why)


def _in_order(pool: Pool) -> Iterator[Edge]:
    """Reports that name the same people and bodies in the same order, in whatever language."""
    rows = [_all_names(pool.reports[basis.report]) for basis in pool.bases]
    pairs = [frozenset(map(" > ".join, pairwise(row))) for row in rows]
    for index, best in enumerate(best_earlier(pairs)):
        if best is None or min(len(rows[index]), len(rows[best[0]])) < NAMES_AT_LEAST:
            continue
        surely = _ramp(shared_order(rows[index], rows[best[0]]), ORDER_FROM, ORDER_FULL)
        basis, target = pool.bases[index], pool.bases[best[0]].report
        gate = HALF_GATE if basis.own else 1.0
        same = "names the same people and bodies, in the same order, as"
        why = f"{pool.name(basis.report)} {same} {pool.name(target)}"
        yield Edge(basis.report, target, "text-reuse", IN_ORDER * surely * gate, why)


def _all_names(read: ReadReport) -> list[str]:
    return list(dict.fromkeys(n.key for reading in read.readings for n in reading.facts.names))


def _related(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    """Same outlet: to its home. Same newsroom or owner: to the earliest report of the family."""
    by_report = {basis.report: basis for basis in pool.bases}
    first: dict[str, Basis] = {}
    for basis in pool.bases:
        if basis.publisher in ("", UNKNOWN):
            continue
        at_home = by_report[home[basis.publisher]]
        others = [at_home] if at_home is not basis else _relatives(pool.outlets, basis, first)
        for other in others:
            kind, strength, how = _family(pool.outlets, basis.publisher, other.publisher)
            gate = HALF_GATE if basis.own and kind != "same-outlet" else 1.0
            why = f"{pool.name(basis.report)} and {pool.name(other.report)} {how}"
            yield Edge(basis.report, other.report, kind, strength * gate, why)
        first.setdefault(basis.publisher, at_home)


def _relatives(outlets: Outlets, basis: Basis, first: Mapping[str, Basis]) -> list[Basis]:
    """The first report of another outlet of its newsroom, else of its owner."""
    mine = basis.publisher
    if outlets.by_id(mine) is None:
        return []
    apart = [each for each in first.values() if each.publisher != mine]
    rooms = (each for each in apart if outlets.same_newsroom(mine, each.publisher))
    owners = (each for each in apart if outlets.same_owner(mine, each.publisher))
    return list(islice(chain(rooms, owners), 1))


def _family(outlets: Outlets, one: str, other: str) -> tuple[DependencyKind, float, str]:
    """The kind and probability of what two related publishers share, and in words."""
    if one == other:
        return "same-outlet", OUTLET, "are one outlet"
    if outlets.same_newsroom(one, other):
        return "same-outlet", NEWSROOM, "share a newsroom"
    return "same-owner", OWNER, "share an owner"


def _unnamed(pool: Pool) -> Iterator[Edge]:
    """Reports that rest on people who are not named may have asked the same."""
    first = next((basis for basis in pool.bases if basis.own), None)
    for basis in pool.bases:
        if first is not None and basis.own and basis is not first:
            pair = f"{pool.name(basis.report)} and {pool.name(first.report)}"
            why = f"{pair} both rest on people who are not named"
            yield Edge(basis.report, first.report, "same-primary-source", UNNAMED, why)


def _sourceless(pool: Pool) -> Iterator[Edge]:
    for basis in pool.bases:
        yield from _sourceless_one(pool, basis)


def _sourceless_one(pool: Pool, basis: Basis) -> Iterator[Edge]:
    """Without a source, or with "media reports" for one: to the closest sourced report.

    A known newsroom may know background by itself; it may not where most reports have it from a
    source or where it gives the figure of one. Who is not known as a newsroom is no second source
    without saying how it knows. An outlet that others cite for it leans on none of them.
    """
    if basis.has_source or basis.publisher in pool.cited:
        return
    telling = sum(each.tells_source for each in pool.bases)
    told = telling >= SOURCED_SHARE * len(pool.bases)
    known = [
        each
        for each in pool.sourced
        if each.report != basis.report and (basis.hearsay or each.order[0] <= basis.order[0])
    ]
    bare = (each for each in pool.bases if not each.has_source and each.order < basis.order)
    candidates = known[:COMPARED] or list(islice(bare, COMPARED))
    if candidates:
        closest = max(candidates, key=partial(_closeness, basis))
        yield _leaning(pool, basis, closest, told)


def _wires(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    """What an outlet that is not in the pool rests on, as the reports that print its text tell it.

    Nothing where a report says that it asked people of its own.
    """
    asked = {outlet for basis in pool.bases for outlet in _asked_by(basis)}
    for basis in pool.bases:
        for outlet in _printed_outlets(pool, basis):
            if outlet in home or outlet in asked:
                continue
            printed = _printed(basis, outlet)
            signs = (
                *_named_by(pool, printed),
                *_cited_by(pool, printed, home),
                *_sourceless_one(pool, printed),
            )
            for edge in signs:
                sure = min(edge.probability, CITES)
                yield replace(edge, source=f"outlet:{outlet}", probability=sure)


def _printed(basis: Basis, outlet: str) -> Basis:
    """The report as the words of the outlet that it prints."""
    other = tuple(each for each in basis.cited if each.attribution.outlet != outlet)
    return replace(basis, cited=other, on_the_spot=True, newsroom=True)


def _printed_outlets(pool: Pool, basis: Basis) -> list[str]:
    """The outlet whose text a report prints: the one it credits, or the one agency it cites."""
    if basis.credited:
        return list(basis.credited) if len(basis.credited) == 1 else []
    cited = {each.attribution.outlet or "" for each in basis.cited}
    rows = [pool.outlets.by_id(outlet) for outlet in sorted(cited)]
    return [row.id for row in rows if row is not None and row.kind == "agency" and len(rows) == 1]


def _asked_by(basis: Basis) -> set[str]:
    """The outlets of which a passage says that people whom it does not name told them."""
    unnamed = [
        each.span
        for each in (basis.reading.attributions if basis.reading else ())
        if each.kind == "unnamed" and each.sourcing == "relay"
    ]
    return {
        each.attribution.outlet
        for each in basis.cited
        if each.attribution.outlet and each.share == 1
        for span in unnamed
        if span.start <= each.attribution.span.start <= span.end + BESIDE
    }


def _leaning(pool: Pool, basis: Basis, closest: Basis, told: bool) -> Edge:
    name, target = pool.name(basis.report), pool.name(closest.report)
    if basis.hearsay:
        why = f"{name} relays reports that it does not name; {target} is closest"
        return Edge(basis.report, closest.report, "cites", HEARSAY, why)
    shared = bool(basis.figures & closest.figures)
    told_here = closest.has_source and (shared or (told and not basis.on_the_spot))
    surely = told_here or not basis.newsroom
    why = f"{name} gives no source for what {target} has too"
    kind: DependencyKind = "text-reuse"
    return Edge(basis.report, closest.report, kind, BARE if surely else BARE_BACKGROUND, why)


def _closeness(basis: Basis, other: Basis) -> tuple[float, float, float, tuple[str, ...]]:
    """How near two passages are: order of names, figures, words; of equals the last in order."""
    order = shared_order(basis.names, other.names) if len(basis.names) > 1 else 0.0
    figures_shared = len(basis.figures & other.figures)
    words = len(basis.words & other.words) / max(len(basis.words | other.words), 1)
    return (round(order, 1), figures_shared, round(words, 1), other.order)
