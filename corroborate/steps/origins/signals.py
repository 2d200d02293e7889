"""The signs that a report leans on another, on an outlet or on a speaker, with probabilities.

Here are those by which a report says so itself; the others stand in modules of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from corroborate.steps.origins.basis import Basis, Ground
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.kinship import homes, linked, outlet_node, related, republished
from corroborate.steps.origins.likeness import in_order, listed_alike, quoted_alike, reused
from corroborate.steps.origins.pool import Pool
from corroborate.steps.origins.rarities import rare_alike
from corroborate.steps.origins.sourceless import leaning, sourceless
from corroborate.steps.origins.strengths import (
    CITES,
    CREDIT_BESIDE_NAMED,
    ONE_OF_CREDITS,
    OWN_GATE,
    PRIMARY,
    TOLD_TO_ANOTHER,
    UNNAMED,
    WIRE,
)

BESIDE = 2
"""Characters between people who are not named and the outlet that they told it to."""


def edges(pool: Pool) -> list[Edge]:
    """Every sign of every report of the pool."""
    home = homes(pool)
    found = [
        *_named(pool),
        *_cited(pool, home),
        *_credited(pool, home),
        *republished(pool, home),
        *linked(pool),
        *reused(pool),
        *in_order(pool),
        *listed_alike(pool),
        *quoted_alike(pool),
        *rare_alike(pool),
        *related(pool, home),
        *_unnamed(pool),
        *sourceless(pool),
        *_wires(pool, home),
    ]
    return [edge for edge in found if edge.source != edge.target and edge.probability > 0]


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
        node = outlet_node(outlet, basis, home)
        unread = outlet in pool.silent and node not in pool.reports
        aside = ", whose own report was not found to say this" if unread else ""
        cites = f"{pool.name(basis.report)} cites {pool.outlet_name(outlet)}{aside}"
        why = f"{cites}: “{each.quote(pool.voices)}”"
        yield Edge(basis.report, node, "cites", CITES * each.share * gate, why)


def _credited(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    for basis in pool.bases:
        share = CREDIT_BESIDE_NAMED if basis.named or basis.cited else 1.0
        share = min(share, ONE_OF_CREDITS if len(basis.credited) > 1 else 1.0)
        for outlet in basis.credited:
            node = outlet_node(outlet, basis, home)
            why = f"{pool.name(basis.report)} credits {pool.outlet_name(outlet)}"
            yield Edge(basis.report, node, "syndicated", WIRE * share, why)


def _unnamed(pool: Pool) -> Iterator[Edge]:
    """Reports that rest on people who are not named may have asked the same."""
    first = next((basis for basis in pool.bases if basis.own), None)
    for basis in pool.bases:
        if first is not None and basis.own and basis is not first:
            pair = f"{pool.name(basis.report)} and {pool.name(first.report)}"
            why = f"{pair} both rest on people who are not named"
            yield Edge(basis.report, first.report, "same-primary-source", UNNAMED, why)


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
                *leaning(pool, printed),
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
