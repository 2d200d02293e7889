"""A language, whole: what the reader of a text must know of its words.

A language is a folder `languages/<code>/` with one table for each thing that is known of it; to add
one, add a folder and its cases.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from corroborate.errors import UnknownLanguage
from corroborate.reference.assertion_words import AssertionWords
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.date_words import DateWords
from corroborate.reference.grammar import Grammar
from corroborate.reference.quantity_words import QuantityWords
from corroborate.reference.table import load_toml, read_row

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language; `code` is its ISO 639-1 code."""

    code: str
    grammar: Grammar
    quantities: QuantityWords
    dates: DateWords
    attribution: AttributionWords
    assertions: AssertionWords


def known_languages() -> tuple[str, ...]:
    """The codes of the languages that have tables, sorted."""
    return tuple(sorted(folder.name for folder in _folder().iterdir() if folder.is_dir()))


@cache
def load_language(code: str) -> Language:
    """Read the tables of one language.

    Raises:
        UnknownLanguage: there are none for `code`. BadTable: one breaks its rules.
    """
    if code not in known_languages():
        raise UnknownLanguage(code, known_languages())
    folder = _folder() / code
    return Language(
        code=code,
        grammar=_read(folder, "grammar", Grammar),
        quantities=_read(folder, "quantities", QuantityWords),
        dates=_read(folder, "dates", DateWords),
        attribution=_read(folder, "attribution", AttributionWords),
        assertions=_read(folder, "assertions", AssertionWords),
    )


def _folder() -> Traversable:
    return files("corroborate.reference") / "languages"


def _read(folder: Traversable, name: str, kind: type[Table]) -> Table:
    return read_row(load_toml(folder / f"{name}.toml"), kind, f"{folder.name}/{name}.toml")
