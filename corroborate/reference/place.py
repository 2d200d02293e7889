"""Places: their names and adjectives in every language, and which lies in which."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.errors import BadTable
from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `within` is the id of the place it lies in, "" where that is not told."""

    id: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Every place that has a row, found by name or adjective, case aside.

    An abbreviation is found in capitals only: "us" is no country.
    """

    by_id: Mapping[str, Place]
    by_word: Mapping[str, str]

    def find(self, word: str) -> str | None:
        """The id of the place that a name or adjective means, None for any other word."""
        return self.by_word.get(word) or self.by_word.get(word.lower())

    def holds(self, outer: str, inner: str) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        while inner and inner != outer:
            inner = self.by_id[inner].within if inner in self.by_id else ""
        return inner == outer

    def agree(self, one: str, other: str) -> bool:
        """Whether two ids can name one spot: the same place, or one in the other."""
        return self.holds(one, other) or self.holds(other, one)


@cache
def load_places() -> Places:
    """Read places.toml; BadTable where an id stands twice or a place lies in an unknown one."""
    rows = load_toml(files("corroborate.reference") / "places.toml")["place"]
    places = [read_row(row, Place, f"places.toml, place {row.get('id')!r}") for row in rows]
    by_id = {place.id: place for place in places}
    if len(by_id) != len(places):
        raise BadTable("places.toml: an id stands twice")
    lost = sorted({place.within for place in places if place.within} - by_id.keys())
    if lost:
        raise BadTable(f"places.toml: no place {', '.join(lost)}, named as `within`")
    words: dict[str, str] = {}
    for place in places:
        for word in (*place.names, *place.adjectives):
            words.setdefault(word if word.isupper() else word.lower(), place.id)
    return Places(by_id, words)
