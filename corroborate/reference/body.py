"""Bodies that every language names in its own way: the WHO is the OMS."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.errors import BadTable
from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class Body:
    """One body; `names` are its names and acronyms in every language, written as they are."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Every body that has a row, and the finder of their names; it gives ids."""

    all: tuple[Body, ...]
    words: Gazetteer


@cache
def load_bodies() -> Bodies:
    """Read bodies.toml; BadTable where an id or a name stands twice."""
    rows = load_toml(files("corroborate.reference") / "bodies.toml")["body"]
    bodies = tuple(read_row(row, Body, f"bodies.toml, body {row.get('id')!r}") for row in rows)
    for what in ([body.id for body in bodies], [name for body in bodies for name in body.names]):
        twice = sorted({each for each in what if what.count(each) > 1})
        if twice:
            raise BadTable(f"bodies.toml: {', '.join(twice)} stands twice")
    return Bodies(bodies, Gazetteer((name, body.id) for body in bodies for name in body.names))
