"""Offices: by which words a language tells them, and which of them exclude each other."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.grammar import Grammar
from corroborate.reference.table import load_toml, read_row

TOGETHER = "+"
"""Between the offices that one phrase may mean: a secretary of state is a minister or the foreign
minister."""


@dataclass(frozen=True, slots=True)
class Offices:
    """The lists of offices.toml, over the names that offices have in every language."""

    among: tuple[tuple[str, ...], ...]
    alike: tuple[tuple[str, str], ...]
    single: tuple[str, ...]
    loose: tuple[str, ...]

    def exclude(self, one: str, other: str) -> bool:
        """Whether nobody holds both at once, and neither is another name of the other."""
        if one == other or (one, other) in self.alike or (other, one) in self.alike:
            return False
        return any(one in group and other in group for group in self.among)


@cache
def load_offices() -> Offices:
    """Read offices.toml, strictly."""
    return read_row(load_toml(files("corroborate.reference") / "offices.toml"), Offices, "offices")


@lru_cache(maxsize=16)
def office_phrases(grammar: Grammar) -> Gazetteer:
    """The phrases of a language that tell an office; they mean offices joined by TOGETHER."""
    offices: dict[str, list[str]] = {}
    for office, phrases in grammar.roles.items():
        for phrase in phrases:
            offices.setdefault(phrase, []).append(office)
    for portfolio, fields in grammar.portfolios.items():
        for form in grammar.portfolio_forms:
            for field in fields:
                offices.setdefault(form.format(field), []).append(f"{portfolio} minister")
    return Gazetteer((phrase, TOGETHER.join(found)) for phrase, found in offices.items())
