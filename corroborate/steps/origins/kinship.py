"""Signs in who publishes: one outlet, one newsroom, one owner, a page that is another's, a link."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from urllib.parse import urlsplit

from corroborate.model.report import DependencyKind, Report
from corroborate.net.addresses import plain_form
from corroborate.reference.outlet import UNKNOWN, Outlets
from corroborate.steps.origins.basis import Basis
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.pool import Pool
from corroborate.steps.origins.strengths import (
    HALF_GATE,
    LINKED_SOMEWHERE,
    LINKS,
    NEWSROOM,
    OUTLET,
    OWN_GATE,
    OWNER,
    REPUBLISHED,
)


def homes(pool: Pool) -> dict[str, str]:
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


def outlet_node(outlet: str, basis: Basis, home: Mapping[str, str]) -> str:
    """The report of an outlet that another leans on, or the outlet itself where it has none."""
    target = home.get(outlet, "")
    return target if target and target != basis.report else f"outlet:{outlet}"


def related(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
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


def linked(pool: Pool) -> Iterator[Edge]:
    """To the report that it links to; else to an outlet that others cite, whose page it links to.

    Of the outlets that nobody cites a link says nothing: pages link to much.
    """
    by_address = _by_address(pool)
    by_address.pop("", None)
    for basis in pool.bases:
        gate = LINKED_SOMEWHERE * (OWN_GATE if basis.own else 1.0)
        mine = pool.reports[basis.report].report
        found: dict[str, str] = {}
        for link in sorted(set(mine.links)):
            node = by_address.get(plain_form(link)) or _cited_outlet(link, basis, pool)
            if node:
                found.setdefault(node, link)
        for node, link in sorted(found.items()):
            why = f"{pool.name(basis.report)} links to {pool.name(node)}: {link}"
            yield Edge(basis.report, node, "links", LINKS * gate, why)


def _cited_outlet(link: str, basis: Basis, pool: Pool) -> str:
    """The node of the outlet of a story that is linked to, "" where it was read or uncited."""
    row = pool.outlets.by_domain(link)
    if row is None or row.id == basis.publisher or not urlsplit(link).path.strip("/"):
        return ""
    unread = row.id in pool.cited and row.id not in pool.publishers
    return f"outlet:{row.id}" if unread else ""


def republished(pool: Pool, home: Mapping[str, str]) -> Iterator[Edge]:
    """To the page that a page gives as its own address, where that is on another site."""
    by_address = _by_address(pool)
    for basis in pool.bases:
        report = pool.reports[basis.report].report
        whose = _canonical_elsewhere(report, pool.outlets)
        if not whose:
            continue
        target = by_address.get(plain_form(report.links[0]), "")
        if not target and whose == basis.publisher:
            continue
        node = target or outlet_node(whose, basis, home)
        why = f"the page of {pool.name(basis.report)} says that it is a copy of {report.links[0]}"
        yield Edge(basis.report, node, "text-reuse", REPUBLISHED, why)


def _canonical_elsewhere(report: Report, outlets: Outlets) -> str:
    """Who publishes the page that a page says it is, "" where that is the same site.

    `net.pages` puts that page before all links, and its host in `domain`.
    """
    if not (report.url and report.domain and report.links):
        return ""
    said = outlets.publisher_of(None, report.domain, None)
    first = outlets.publisher_of(None, None, report.links[0])
    return said if first == said != outlets.publisher_of(None, None, report.url) else ""


def _by_address(pool: Pool) -> dict[str, str]:
    """The reports that have an address, by the one form of it."""
    placed = ((plain_form(pool.reports[e.report].report.url or ""), e.report) for e in pool.bases)
    return {form: report for form, report in placed if form}
