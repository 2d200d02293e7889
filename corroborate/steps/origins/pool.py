"""The reports of one claim and side together, with how a reader knows each of their nodes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corroborate.model.report import ReadReport
from corroborate.reference.attribution_words import Voices
from corroborate.reference.outlet import Outlets
from corroborate.steps.origins.basis import Basis


@dataclass(frozen=True)
class Pool:
    """The reports of one claim and side, in time order, with what their passages rest on.

    `who` maps a speaker's text to the one it is. Nodes are report ids, "outlet:<id>" for an outlet
    that is not in the pool, "speaker:<who>" for a speaker. `silent` are the publishers of reports
    of the check that are not of this pool.
    """

    bases: tuple[Basis, ...]
    reports: Mapping[str, ReadReport]
    who: Mapping[str, str]
    outlets: Outlets
    voices: Voices
    silent: frozenset[str] = frozenset()

    @cached_property
    def sourced(self) -> tuple[Basis, ...]:
        """The reports whose passage names a source or rests on people that the outlet asked."""
        return tuple(basis for basis in self.bases if basis.has_source)

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
