"""One thing that pages about a document may name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corroborate.text.normalise import fold, words_of

TermKind = Literal["name", "word", "number"]

MOST_TERMS = 40
"""Of each kind: what else a long text names is beside its story."""
TITLED = 1.0
"""What standing in the title adds to the share of claims that say a term: as if all did."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a page on the same event may name.

    `key` is what it is known by (see `text.names`; a lemma; digits), `forms` how it is written, the
    document's own way first, then as other languages have it; `short` is how else a title may tell
    it, too little to search for: a surname. `said` grows with the share of the claims that say it.
    """

    kind: TermKind
    key: str
    forms: tuple[str, ...]
    said: float
    short: tuple[str, ...] = ()


def most_said(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Each key once; of two that are said alike the one that was found first stands first."""
    unique: dict[str, Term] = {}
    for term in terms:
        unique.setdefault(term.key, term)
    return tuple(sorted(unique.values(), key=lambda term: -term.said)[:MOST_TERMS])


def stands_in(form: str, title: str) -> bool:
    return f" {_spaced(form)} " in f" {_spaced(title)} "


def _spaced(text: str) -> str:
    return " ".join(fold(word) for _, word in words_of(text))
