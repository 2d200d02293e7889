"""A count and a closed list in one claim that do not fit: the text against itself."""

from collections.abc import Iterator

from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.listed import list_clashes


def enumeration_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """The claim counts otherwise than it lists."""
    for each in laid.assertions:
        yield from list_clashes(each)
