"""Who leans on whom: the origins of a claim as trees, from their roots down, with the reasons."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import wrap
from typing import Literal

from corroborate.faces.render.voices import UNKNOWN_SOURCE, known_of, root_name
from corroborate.faces.render.words import language_tag, outlet_of, published
from corroborate.model.dossier import Finding
from corroborate.model.report import Dependency, DependencyKind, Origin, Report
from corroborate.text.harmless import plain

DEEPEST = 6
"""Levels that are drawn, roots left out: what lies deeper is drawn at the last, as its own reason
names whom it leans on."""
NARROWEST = 20
"""Columns left for words beside the branches, at least."""
HOW: Mapping[DependencyKind, str] = {
    "cites": "cites it",
    "syndicated": "credits it",
    "same-primary-source": "has it from there",
    "same-outlet": "of the same outlet or newsroom",
    "same-owner": "of the same owner",
}
"""How a report leans on the one above it, where that needs no other words than a quote."""
_QUOTED = re.compile("“(.+)”$")


@dataclass(frozen=True, slots=True)
class Twig:
    """One node of a tree, in the order of a walk from the root down.

    `rails` tell for each level from the first down to its own whether another node of that level
    follows below, none for a root. `known` is what to know of a root. `copied` is the share of the
    report that goes back to the node above (1 is a copy), None where that is not said; `how` is the
    likeliest reason in short, `reasons` are all of them, likeliest first. `report` is False for a
    source that is known only through others; `language` is that of the report.
    """

    name: str
    when: str = ""
    known: str = ""
    rails: tuple[bool, ...] = ()
    copied: float | None = None
    how: str = ""
    reasons: tuple[str, ...] = ()
    report: bool = True
    language: str = ""

    @property
    def told(self) -> str:
        """In one line: who, when, how a root knows, how much is copied."""
        known = f" ({self.known})" if self.known else ""
        copied = "" if self.copied is None else f" · {self.copied:.2f} copied"
        return f"{self.name}{f', {self.when}' if self.when else ''}{known}{copied}"


@dataclass(frozen=True, slots=True)
class Tree:
    """One origin, for the claim or against it; the first twig is its root."""

    side: Literal["For", "Against"]
    twigs: tuple[Twig, ...]


def forest_of(finding: Finding, reports: Mapping[str, Report]) -> tuple[Tree, ...]:
    """The trees of a claim, those for it first, in the dossier's order."""
    trees = [Tree("For", _twigs(origin, reports)) for origin in finding.origins]
    trees += [Tree("Against", _twigs(origin, reports)) for origin in finding.contrary]
    return tuple(trees)


def tree_lines(tree: Tree, width: int, reasons: bool = False) -> Iterator[str]:
    """A tree as text, in at most `width` columns, its branches drawn before each line.

    With `reasons` every reason stands under its node, else the likeliest in short.
    """
    for twig, below in zip(tree.twigs, (*tree.twigs[1:], None), strict=True):
        stem = "".join("│  " if more else "   " for more in twig.rails[:-1])
        first = stem + ("├─ " if twig.rails[-1] else "└─ ") if twig.rails else ""
        rest = stem + ("│  " if twig.rails[-1] else "   ") if twig.rails else ""
        yield from _wrapped(twig.told, first, rest, width)
        branches = below is not None and len(below.rails) > len(twig.rails)
        under = rest + ("│  " if branches else "   ")
        for text in twig.reasons if reasons else filter(None, [twig.how]):
            yield from _wrapped(text, under, under, width)


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    return wrap(
        text,
        max(width, len(rest) + NARROWEST),
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def _twigs(origin: Origin, reports: Mapping[str, Report]) -> tuple[Twig, ...]:
    above = _above(origin, reports)
    below: dict[str, list[str]] = {}
    for node, parent in above.items():
        below.setdefault(parent, []).append(node)
    nodes: list[tuple[str, int]] = []
    ahead = [(_root(origin), 0)]
    while ahead:
        node, level = ahead.pop()
        nodes.append((node, level))
        leaning = sorted(below.get(node, ()), key=lambda each: _time(each, reports), reverse=True)
        ahead.extend((each, min(level + 1, DEEPEST)) for each in leaning)
    telling = _Telling(origin, reports, _reasons(origin, above))
    rails = _rails([level for _, level in nodes])
    return tuple(telling.twig(node, rail) for (node, _), rail in zip(nodes, rails, strict=True))


def _rails(levels: list[int]) -> list[tuple[bool, ...]]:
    """For each node of a walk its rails (see `Twig`), by going up the walk from its end."""
    follows = [False] * (DEEPEST + 1)
    rails = []
    for level in reversed(levels):
        rails.append(tuple(follows[1 : level + 1]))
        follows[level:] = [True] + [False] * (DEEPEST - level)
    return rails[::-1]


def _root(origin: Origin) -> str:
    """The node of the root; of an unknown one a name that no report has."""
    return origin.root if origin.root is not None else ""


def _above(origin: Origin, reports: Mapping[str, Report]) -> dict[str, str]:
    """Each node of a tree but its root, with the node that it leans on.

    By the very rule that made the trees. Where a dossier does not say whom a node leans on, that is
    the root.
    """
    from corroborate.steps.origins.forest import TREE_CUT, Edge, parents

    root, inside = _root(origin), set(origin.reports)
    edges = [
        Edge(each.source, each.target, each.kind, each.probability, each.why)
        for each in origin.dependencies
        if each.source in inside and each.source != each.target
    ]
    leaned_on = Counter(target for _, target in {(edge.source, edge.target) for edge in edges})
    found = parents(edges, lambda node: leaned_on[node], lambda node: _time(node, reports))
    above: dict[str, str] = {}
    for name in origin.reports:
        parent = found.get(name)
        sure = parent is not None and parent.probability >= TREE_CUT
        node = parent.node if parent is not None and sure else root
        if name == root:
            continue
        if node in reports and node not in inside:
            node = root
        above[name] = node
        if node not in inside and node != root:
            above.setdefault(node, root)
    return above


def _time(node: str, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Sorts nodes in time, unknown times last, equal ones by outlet and id."""
    report = reports.get(node)
    if report is None:
        return ("~", "", node)
    moment = report.published
    return (moment.end.isoformat() if moment else "~", outlet_of(report), node)


def _reasons(origin: Origin, above: Mapping[str, str]) -> dict[str, list[Dependency]]:
    """Why each node leans on the one above it, then on others, the likeliest first."""
    found: dict[str, list[Dependency]] = {}
    for each in origin.dependencies:
        found.setdefault(each.source, []).append(each)
    for node, reasons in found.items():
        reasons.sort(key=lambda d: (d.target != above.get(node), -d.probability, d.why))
    return found


@dataclass(frozen=True)
class _Telling:
    """What is needed to tell of a node of one tree."""

    origin: Origin
    reports: Mapping[str, Report]
    reasons: Mapping[str, Sequence[Dependency]]

    def twig(self, node: str, rails: tuple[bool, ...]) -> Twig:
        report = self.reports.get(node)
        reasons = self.reasons.get(node, ())
        name = outlet_of(report) if report else plain(node) or UNKNOWN_SOURCE
        common = Twig(
            name=name,
            when=published(report.published) if report else "",
            rails=rails,
            reasons=tuple(f"{plain(each.why)} ({each.probability:.2f})" for each in reasons),
            report=report is not None,
            language=language_tag(report.language if report else None),
        )
        if not rails:
            known = known_of(self.origin, self.reports)
            return replace(common, name=root_name(self.origin, self.reports), known=known)
        how = _in_short(reasons[0], name) if reasons else ""
        return replace(common, how=how, copied=self._copied.get(node))

    @cached_property
    def _copied(self) -> Mapping[str, float]:
        pairs = zip(self.origin.reports, self.origin.weights, strict=True)
        return {report: 1 - weight for report, weight in pairs}


def _in_short(reason: Dependency, name: str) -> str:
    """Why in few words, with those that show it; of a kind that `HOW` lacks without its subject."""
    why = plain(reason.why)
    words = _QUOTED.search(why)
    if reason.kind not in HOW:
        return why.removeprefix(name).strip() or why
    return HOW[reason.kind] + (f": “{words[1]}”" if words else "")
