"""What an editor rules of the claims of the article to check, day by day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsroom.story import FOLDER, load_story

Groups = tuple[tuple[str, ...], ...]
"""Ids of pages, those together that go back to one source."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is true of one claim on one day; story/labels.toml says what each key means."""

    says: str
    verdict: str
    origins: Groups = ()
    against: Groups = ()
    superseded: tuple[str, ...] = ()

    @property
    def support(self) -> frozenset[str]:
        """The pages that bear the claim out."""
        return frozenset(page for group in self.origins for page in group)

    @property
    def contradict(self) -> frozenset[str]:
        """The pages that contradict it."""
        return frozenset(page for group in self.against for page in group)


@dataclass(frozen=True, slots=True)
class Labels:
    """The rulings of one day in the order of the article, and the outlets that cannot be read,
    each with why."""

    rulings: tuple[Ruling, ...]
    failures: Mapping[str, str]

    def of(self, claim: str) -> Ruling:
        """The ruling on a claim, by its text."""
        (found,) = [each for each in self.rulings if each.says in claim]
        return found


@cache
def load_labels(day: int) -> Labels:
    """The labels of a day: for each claim the latest ruling that is not after it."""
    claims = tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))["claim"]
    failing = {each.id: each.fails for each in load_story().outlets if each.fails}
    return Labels(tuple(_ruling(each, day) for each in claims), failing)


def _ruling(claim: Mapping[str, Any], day: int) -> Ruling:
    made = max((each for each in claim["ruling"] if each["day"] <= day), key=lambda r: r["day"])
    return Ruling(
        says=claim["says"],
        verdict=made["verdict"],
        origins=_groups(made.get("origins", [])),
        against=_groups(made.get("against", [])),
        superseded=tuple(made.get("superseded", [])),
    )


def _groups(rows: list[list[str]]) -> Groups:
    return tuple(tuple(sorted(each)) for each in rows)
