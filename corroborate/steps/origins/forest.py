"""From dependencies to trees: each node leans on its strongest parent, a weak edge is cut.

The scheme is docs/method.md, Origins: directed, so that an aggregator that cites two sources does
not merge them, and the strongest parent alone, so that two that share an origin are not discounted
twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from corroborate.model.report import DependencyKind

COPY_SNAP = 0.90
"""A dependency as likely as this is a copy and adds nothing (docs/method.md, Origins)."""
TREE_CUT = 0.50
"""Below this a report is a source of its own (docs/method.md, Origins)."""
STRONGEST_FIRST: tuple[DependencyKind, ...] = (
    "same-outlet",
    "text-reuse",
    "same-primary-source",
    "cites",
    "syndicated",
    "same-owner",
    "links",
    "shared-error",
)
"""Which of two sure parents counts: the outlet's own report, for one outlet is one voice, then the
text, then whom the passage names, then the page."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One sign that `source` leans on `target`; `probability` is what this sign alone says."""

    source: str
    target: str
    kind: DependencyKind
    probability: float
    why: str


@dataclass(frozen=True, slots=True)
class Parent:
    """The node that another leans on most, with the probability of all signs together."""

    node: str
    probability: float


def parents(
    edges: Iterable[Edge], cited: Callable[[str], int], order: Callable[[str], tuple[str, ...]]
) -> dict[str, Parent]:
    """The strongest parent of every node that has one, cycles broken.

    `cited` says how often a node is leaned on; that settles ties before `order`, the order of time,
    does. Among parents that are all sure, the kind of sign decides first.
    """
    by_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        by_pair.setdefault((edge.source, edge.target), []).append(edge)
    best: dict[str, tuple[tuple[object, ...], Parent]] = {}
    for (source, target), signs in by_pair.items():
        together = _noisy_or(signs)
        rank = min(STRONGEST_FIRST.index(each.kind) for each in signs)
        key = (-together, rank, -cited(target), order(target), target)
        if source not in best or key < best[source][0]:
            best[source] = (key, Parent(target, together))
    return _without_cycles({source: parent for source, (_, parent) in best.items()}, order)


def _noisy_or(signs: Sequence[Edge]) -> float:
    together = 1 - prod(1 - each.probability for each in sorted(signs, key=lambda e: e.probability))
    return 1.0 if together >= COPY_SNAP else together


def _without_cycles(
    found: dict[str, Parent], order: Callable[[str], tuple[str, ...]]
) -> dict[str, Parent]:
    """Cut every ring of strong edges at its weakest, of equals at the one to its latest node."""
    settled: set[str] = set()
    for start in sorted(found):
        path: dict[str, None] = {}
        node = start
        while node in found and node not in settled and node not in path:
            path[node] = None
            node = found[node].node
        if node in path:
            ring = list(path)[list(path).index(node) :]
            ring.sort(key=lambda each: (order(found[each].node), each), reverse=True)
            del found[min(ring, key=lambda each: found[each].probability)]
        settled.update(path)
    return found


def root_of(node: str, parent_of: Mapping[str, Parent]) -> str:
    """The last node up the tree over edges that are not cut."""
    while node in parent_of and parent_of[node].probability >= TREE_CUT:
        node = parent_of[node].node
    return node
