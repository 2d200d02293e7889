"""The reports of one claim and side together, with how a reader knows each of their nodes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corroborate.model.report import ReadReport
from corroborate.model.verdict import Match
from corroborate.reference.attribution_words import Voices, load_voices
from corroborate.reference.outlet import Outlets
from corroborate.steps.origins.basis import Basis, basis_of, links, speakers, supported
from corroborate.steps.origins.passage import focus, passages
from corroborate.steps.origins.speakers import who_is_who
from corroborate.steps.origins.strengths import SOURCED_SHARE


@dataclass(frozen=True)
class Pool:
    """The reports of one claim and side, in time order, with what their passages rest on.

    `who` maps a speaker's text to the one it is. Nodes are report ids, "outlet:<id>" for an outlet
    that is not in the pool, "speaker:<who>" for a speaker. `every` are all reports of the check,
    `silent` the publishers of those that are not of this pool.
    """

    bases: tuple[Basis, ...]
    reports: Mapping[str, ReadReport]
    who: Mapping[str, str]
    outlets: Outlets
    voices: Voices
    every: Mapping[str, ReadReport]
    silent: frozenset[str]

    @cached_property
    def sourced(self) -> tuple[Basis, ...]:
        """The reports whose passage names a source or rests on people that the outlet asked."""
        return tuple(basis for basis in self.bases if basis.has_source)

    @cached_property
    def is_told(self) -> bool:
        """Whether the fact has to be told: most reports name a source for it, and most of these
        the same one. What several people say, each by himself, can be seen by others too.
        """
        sources = [self._sources(basis) for basis in self.bases if basis.tells_source]
        counts = Counter(source for each in sources for source in each)
        most = max(counts.values(), default=0)
        return len(sources) >= SOURCED_SHARE * len(self.bases) and 2 * most > len(sources)

    def _sources(self, basis: Basis) -> set[str]:
        """Whom the passage itself names, the publisher where its own people asked somebody."""
        grounds = [each.attribution for each in (*basis.named, *basis.cited) if each.share == 1]
        found = {each.outlet or self.who.get(each.speaker, each.speaker) for each in grounds}
        return found | ({basis.publisher} if basis.own else set())

    @cached_property
    def by_figure(self) -> Mapping[tuple[float, str], Sequence[Basis]]:
        """The reports with a source by the figures of their passages."""
        found: dict[tuple[float, str], list[Basis]] = {}
        for basis in self.sourced:
            for figure in basis.figures:
                found.setdefault(figure, []).append(basis)
        return found

    def name(self, node: str) -> str:
        """How a reader knows the node."""
        if node in self.reports:
            read = self.reports[node]
            return read.report.outlet or self.outlet_name(read.publisher) or node
        kind, _, rest = node.partition(":")
        return self.outlet_name(rest) if kind == "outlet" else rest

    @cached_property
    def publishers(self) -> frozenset[str]:
        return frozenset(basis.publisher for basis in self.bases)

    @cached_property
    def cited(self) -> frozenset[str | None]:
        """The outlets that passages themselves cite."""
        grounds = (each for basis in self.bases for each in basis.cited if each.share == 1)
        return frozenset(each.attribution.outlet for each in grounds)

    def outlet_name(self, outlet: str) -> str:
        row = self.outlets.by_id(outlet)
        return row.name if row is not None else outlet


def pool_of(matches: Sequence[Match], reports: Mapping[str, ReadReport], outlets: Outlets) -> Pool:
    """The reports of some matches of one claim and side, with what their passages rest on.

    Raises:
        KeyError: a match names a report that `reports` lacks.
    """
    voices = load_voices()
    found = passages(matches, reports)
    about = focus(found)
    bases = [basis_of(each, about, outlets, voices) for each in found.values()]
    in_order = tuple(sorted(supported(bases), key=lambda basis: basis.order))
    same = [pair for each in in_order for pair in links(each, reports[each.report], voices)]
    who = who_is_who(speakers(in_order), same, voices)
    silent = frozenset(read.publisher for id, read in reports.items() if id not in found)
    kept = {each: reports[each] for each in found}
    return Pool(in_order, kept, who, outlets, voices, reports, silent)
