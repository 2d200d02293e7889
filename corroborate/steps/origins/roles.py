"""Whether a report has what it says of a claim from sources of its own or from another outlet."""

from collections.abc import Mapping, Sequence
from typing import Literal

from corroborate.model.report import ReadReport
from corroborate.model.verdict import Match
from corroborate.reference.outlet import Outlets
from corroborate.steps.origins.basis import Basis
from corroborate.steps.origins.pool import pool_of

Role = Literal["own", "relay", "neither"]
"""`own`: somebody told it, named or not, or a paper says it, and no other outlet stands between;
`relay`: another outlet did, as the passage says or the page credits; `neither`: nobody is said to
be the source."""


def roles(
    matches: Sequence[Match], reports: Mapping[str, ReadReport], outlets: Outlets
) -> Mapping[str, Role]:
    """Report id -> its role for one claim; arguments as of `trace`.

    What an outlet has of its own can be right or wrong by its own doing; a relay is of another's.
    """
    pool = pool_of(matches, reports, outlets)
    return {basis.report: _role(basis) for basis in pool.bases}


def _role(basis: Basis) -> Role:
    if basis.own:
        return "own"
    if basis.cited or basis.credited or basis.hearsay:
        return "relay"
    told = any(each.attribution.kind != "unnamed" for each in basis.named)
    return "own" if told else "neither"
