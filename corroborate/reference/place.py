"""Places: their names and adjectives in every language, and which lies in which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.errors import BadTable
from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class Place:
    """One place, or a name that several places bear.

    `within` are the ids of the places it lies in, which a text may name in its stead: Zurich for
    Switzerland. `part_of` are such as it belongs to but does not stand for, France to Europe, and
    those of which it may be meant to be, where a name is borne by two. `common` says that a name is
    a word of the language too ("Nice"): the first of a sentence is then no sign of it.
    """

    id: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Every place that has a row, found by name or adjective; see `Gazetteer` for which case."""

    by_id: Mapping[str, Place]
    words: Gazetteer

    def find(self, word: str) -> str | None:
        """The id of the place that a name or adjective means, None for any other word."""
        return self.words.find(word)

    def holds(self, outer: str, inner: str) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer in set(self._around(inner, loosely=False))

    def agree(self, one: str, other: str) -> bool:
        """Whether two ids can name one spot: the same place, or one in the other."""
        return self.holds(one, other) or self.holds(other, one)

    def apart(self, one: str, other: str) -> bool:
        """Whether two ids surely name two spots: neither is any part of the other."""
        return not (
            one in set(self._around(other, loosely=True))
            or other in set(self._around(one, loosely=True))
        )

    def _around(self, inner: str, loosely: bool) -> Iterator[str]:
        """The place and all around it; `loosely` those too that it is only part of."""
        yield inner
        place = self.by_id.get(inner)
        if place is None:
            return
        for outer in (*place.within, *(place.part_of if loosely else ())):
            yield from self._around(outer, loosely)


@cache
def load_places() -> Places:
    """Read places/*.toml; BadTable where an id stands twice or a place lies in an unknown one, or
    in itself."""
    folder = files("corroborate.reference") / "places"
    tables = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    places = [
        read_row(row, Place, f"{table.name}, place {row.get('id')!r}")
        for table in tables
        for row in load_toml(table)["place"]
    ]
    by_id = {place.id: place for place in places}
    if len(by_id) != len(places):
        raise BadTable("places: an id stands twice")
    _check_ways_up(by_id)
    names = [(form, place.id) for place in places for form in place.names]
    adjectives = [(form, place.id) for place in places for form in place.adjectives]
    return Places(by_id, Gazetteer([*names, *adjectives]))


def _check_ways_up(by_id: Mapping[str, Place]) -> None:
    """Refuse a place that lies in one without a row, or by some way in itself."""
    above = {each.id: {*each.within, *each.part_of} for each in by_id.values()}
    lost = sorted({outer for each in above.values() for outer in each} - by_id.keys())
    if lost:
        raise BadTable(f"places: no place {', '.join(lost)}, named as `within` or `part_of`")
    while above:
        tops = [each for each, outer in above.items() if not outer & above.keys()]
        if not tops:
            raise BadTable(f"places: {', '.join(sorted(above))} lie in each other")
        for each in tops:
            del above[each]
