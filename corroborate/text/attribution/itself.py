"""An outlet that no table knows, as its own text names it: "told the Quay Post"."""

import re
from functools import lru_cache

from corroborate.model.text import Span
from corroborate.reference.attribution_words import load_voices
from corroborate.reference.mention import fold
from corroborate.reference.outlet import UNKNOWN, Mention, Outlets

_JOINT = r"[\W_]{1,3}"
"""What may stand between two words of a name that an id has as a hyphen."""


def names_of_itself(text: str, publisher: str, outlets: Outlets) -> list[Mention]:
    """Where the text names the outlet that prints it by the words of its id, with or without their
    article and with a capital; nowhere for an outlet of the tables, which has its names there."""
    row = outlets.by_id(publisher)
    if publisher in ("", UNKNOWN) or (row is not None and row.kind != "unlisted"):
        return []
    places = (Span(*match.span()) for match in _pattern(publisher).finditer(fold(text)))
    named = ((place, place.of(text)) for place in places)
    return [Mention(publisher, place, name) for place, name in named if name[0].isupper()]


@lru_cache(maxsize=1 << 10)
def _pattern(publisher: str) -> re.Pattern[str]:
    first, *rest = publisher.split("-")
    words = rest if rest and first in load_voices().determiners else [first, *rest]
    return re.compile(rf"(?<!\w){_JOINT.join(map(re.escape, words))}(?!\w)")
