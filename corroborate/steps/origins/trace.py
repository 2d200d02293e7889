"""Step 4: matches of one claim and one side -> the origins that their reports go back to."""

from collections import Counter
from collections.abc import Mapping, Sequence

from corroborate.model.report import Dependency, Origin, Provenance, ReadReport
from corroborate.model.verdict import Match
from corroborate.reference.outlet import Outlets
from corroborate.steps.origins.basis import Basis
from corroborate.steps.origins.forest import Edge, Parent, parents, root_of
from corroborate.steps.origins.pool import Pool, pool_of
from corroborate.steps.origins.signals import edges

SHOWN_FROM = 0.10
"""Probability from which a sign is worth showing to an editor; it decides nothing."""


def trace(
    matches: Sequence[Match], reports: Mapping[str, ReadReport], outlets: Outlets
) -> tuple[Origin, ...]:
    """Group the reports of one claim and one side by the source that they go back to.

    Args:
        matches: at most one a report, all for the claim or all against it, in any order.
        reports: report id -> the report as read; those without a match are not looked at.
        outlets: who owns whom, and which words name an outlet.

    Returns:
        The origins, the largest first, then in the order of time; every report is in exactly one.
        Their number is the number of independent sources (docs/method.md, Origins: N_ind).

    Raises:
        KeyError: a match names a report that `reports` lacks.
    """
    pool = pool_of(matches, reports, outlets)
    signs = edges(pool)
    order = {basis.report: basis.order for basis in pool.bases}
    leaned_on = Counter(target for _, target in {(edge.source, edge.target) for edge in signs})
    parent_of = parents(signs, lambda node: leaned_on[node], lambda node: order.get(node, ("",)))
    trees: dict[str, list[Basis]] = {}
    for basis in pool.bases:
        trees.setdefault(root_of(basis.report, parent_of), []).append(basis)
    ordered = sorted(trees.items(), key=lambda tree: (-len(tree[1]), tree[1][0].order, tree[0]))
    return tuple(_origin(root, members, parent_of, signs, pool) for root, members in ordered)


def _origin(
    root: str,
    members: list[Basis],
    parent_of: Mapping[str, Parent],
    signs: Sequence[Edge],
    pool: Pool,
) -> Origin:
    retrieved = root in pool.reports
    ids = sorted((basis.report for basis in members), key=lambda report: report != root)
    weights = [1 - parent_of[each].probability if each in parent_of else 1.0 for each in ids]
    inside = set(ids)
    shown = sorted(
        (each for each in signs if each.source in inside and each.probability >= SHOWN_FROM),
        key=lambda each: (each.source, -each.probability, each.target, each.kind),
    )
    return Origin(
        id=root if not retrieved else f"report:{root}",
        reports=tuple(ids),
        root=root if retrieved else pool.name(root),
        retrieved=retrieved,
        provenance=_provenance(root, members, pool),
        weights=tuple(weights),
        dependencies=tuple(
            Dependency(e.source, _target(e.target, pool), e.kind, round(e.probability, 4), e.why)
            for e in shown
        ),
    )


def _target(node: str, pool: Pool) -> str:
    return node if node in pool.reports else pool.name(node)


def _provenance(root: str, members: Sequence[Basis], pool: Pool) -> Provenance:
    """How the root knows: as far as its own words say, or those of the reports that relay it."""
    if root.startswith("speaker:"):
        kinds = {each.attribution.kind for basis in members for each in basis.named}
        if kinds == {"unnamed"}:
            return "none"
        return "document" if kinds == {"document"} else "named"
    if root not in pool.reports:
        return "anonymous"
    basis = next(each for each in members if each.report == root)
    if basis.named:
        return "named"
    return "anonymous" if basis.own or basis.hearsay or basis.cited else "none"
