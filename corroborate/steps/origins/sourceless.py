"""What a report without a source leans on: the closest that has one, more or less surely."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from corroborate.model.report import DependencyKind
from corroborate.steps.origins.basis import Basis
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.pool import Pool
from corroborate.steps.origins.strengths import BARE, BARE_BACKGROUND, COMPARED, HEARSAY
from corroborate.text.shingles import shared_order


def sourceless(pool: Pool) -> Iterator[Edge]:
    """The edges of all reports that give no source."""
    for basis in pool.bases:
        yield from leaning(pool, basis)


def leaning(pool: Pool, basis: Basis) -> Iterator[Edge]:
    """Without a source, or with "media reports" for one: to the closest sourced report.

    A known newsroom may know background by itself; it may not where most reports have it from one
    source or where it gives the figure of one. Who is not known as a newsroom is no second source
    without saying how it knows. An outlet that others cite for it leans on none of them.
    """
    if basis.has_source or basis.publisher in pool.cited:
        return
    alike = {
        each.report: each
        for figure in sorted(basis.figures)
        for each in islice(_known(basis, pool.by_figure.get(figure, ())), COMPARED)
    }
    known = list(alike.values()) or list(islice(_known(basis, pool.sourced), COMPARED))
    bare = (each for each in pool.bases if not each.has_source and each.order < basis.order)
    candidates = known or list(islice(bare, COMPARED))
    if candidates:
        yield _edge(pool, basis, max(candidates, key=partial(_closeness, basis)))


def _known(basis: Basis, sourced: Iterable[Basis]) -> Iterator[Basis]:
    """Those with a source that it can have it from; "media reports" may be dated a day later."""
    for each in sourced:
        if each.report != basis.report and (basis.hearsay or each.order[0] <= basis.order[0]):
            yield each


def _edge(pool: Pool, basis: Basis, closest: Basis) -> Edge:
    name, target = pool.name(basis.report), pool.name(closest.report)
    if basis.hearsay:
        why = f"{name} relays reports that it does not name; {target} is closest"
        return Edge(basis.report, closest.report, "cites", HEARSAY, why)
    shared = bool(basis.figures & closest.figures)
    told_here = closest.has_source and (shared or (pool.is_told and not basis.on_the_spot))
    surely = told_here or not basis.newsroom
    why = f"{name} gives no source for what {target} has too"
    kind: DependencyKind = "text-reuse"
    return Edge(basis.report, closest.report, kind, BARE if surely else BARE_BACKGROUND, why)


def _closeness(basis: Basis, other: Basis) -> tuple[float, float, float, float, tuple[str, ...]]:
    """How near two passages are: lists in one order, order of names, figures, words; of equals the
    last in order."""
    lists = len({*basis.lists} & {*other.lists})
    order = shared_order(basis.names, other.names) if len(basis.names) > 1 else 0.0
    figures_shared = len(basis.figures & other.figures)
    words = len(basis.words & other.words) / max(len(basis.words | other.words), 1)
    return (lists, round(order, 1), figures_shared, round(words, 1), other.order)
