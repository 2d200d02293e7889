"""Signs in what two reports have in common: words, the order of names, lists, quotations."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corroborate.model.report import ReadReport
from corroborate.steps.origins.basis import Basis
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.pool import Pool
from corroborate.steps.origins.strengths import (
    HALF_GATE,
    IN_LIST,
    IN_ORDER,
    NAMES_AT_LEAST,
    ORDER_FROM,
    ORDER_FULL,
    REUSE,
    REUSE_FROM,
    REUSE_FULL,
    SAME_QUOTE,
    SHARED_SENTENCE,
    SHARED_SENTENCE_WORDS,
    ramp,
)
from corroborate.text.shingles import (
    best_earlier,
    longest_shared_sentence,
    own_words,
    quotations,
    shared_order,
    shingles,
)

KEPT_TEXTS = 512
"""Texts whose runs of words are kept, of about 100 KB each."""
QUOTED_WORDS = 6
"""Words of a quotation from which two that have them quote one statement."""
QUOTED_SHARE = 0.60
"""Share of a quotation's runs of words that another report must have too: quotations are cut."""


def reused(pool: Pool) -> Iterator[Edge]:
    """Reports whose words stand in an earlier one."""
    texts = [pool.reports[basis.report].report.text for basis in pool.bases]
    runs = [_own_runs(text, pool.voices.credits) for text in texts]
    for index, best in enumerate(best_earlier(runs)):
        if best is None:
            continue
        earlier, share = best
        surely = ramp(share, REUSE_FROM, REUSE_FULL)
        if 0 < surely < SHARED_SENTENCE:
            sentence = longest_shared_sentence(texts[index], texts[earlier], pool.voices.credits)
            if len(sentence.split()) >= SHARED_SENTENCE_WORDS:
                surely = SHARED_SENTENCE
        source, target = pool.bases[index].report, pool.bases[earlier].report
        words = f"{share:.0%} of the text of {pool.name(source)}"
        why = f"{words} is word for word that of {pool.name(target)}"
        yield Edge(source, target, "text-reuse", REUSE * surely, why)


@lru_cache(maxsize=KEPT_TEXTS)
def _own_runs(text: str, credits: tuple[str, ...]) -> frozenset[str]:
    """The runs of words of a text; kept, as every claim of a check asks for them again."""
    return shingles(own_words(text, credits))


def in_order(pool: Pool) -> Iterator[Edge]:
    """Reports that name the same people and bodies in the same order, in whatever language."""
    rows = [_all_names(pool.reports[basis.report]) for basis in pool.bases]
    pairs = [frozenset(map(" > ".join, pairwise(row))) for row in rows]
    for index, best in enumerate(best_earlier(pairs)):
        if best is None or min(len(rows[index]), len(rows[best[0]])) < NAMES_AT_LEAST:
            continue
        surely = ramp(shared_order(rows[index], rows[best[0]]), ORDER_FROM, ORDER_FULL)
        basis, target = pool.bases[index], pool.bases[best[0]].report
        gate = HALF_GATE if basis.own else 1.0
        same = "names the same people and bodies, in the same order, as"
        why = f"{pool.name(basis.report)} {same} {pool.name(target)}"
        yield Edge(basis.report, target, "text-reuse", IN_ORDER * surely * gate, why)


def _all_names(read: ReadReport) -> list[str]:
    return list(dict.fromkeys(n.key for reading in read.readings for n in reading.facts.names))


def listed_alike(pool: Pool) -> Iterator[Edge]:
    """Reports whose passages list the same names in the same order as an earlier one.

    The order of the alphabet suggests itself, and so does one that most reports have: neither is
    anybody's own.
    """
    first: dict[tuple[str, ...], Basis] = {}
    told: dict[frozenset[str], set[tuple[str, ...]]] = {}
    rows = [(basis, row) for basis in pool.bases for row in basis.lists]
    for _, row in rows:
        told.setdefault(frozenset(row), set()).add(row)
    for basis, row in rows:
        earlier = first.setdefault(row, basis)
        if earlier is basis or list(row) == sorted(row):
            continue
        several = len(told[frozenset(row)]) > 1
        gate = (HALF_GATE if basis.own else 1.0) * (1.0 if several else HALF_GATE)
        same = f"lists {len(row)} names in the same order as"
        why = f"{pool.name(basis.report)} {same} {pool.name(earlier.report)}"
        yield Edge(basis.report, earlier.report, "text-reuse", IN_LIST * gate, why)


def quoted_alike(pool: Pool) -> Iterator[Edge]:
    """A passage that names nobody to a speaker whom others give the words that it quotes."""
    speaking = sorted(pool.bases, key=lambda basis: (not basis.named, basis.order))
    rows = [_quoted_runs(basis) for basis in speaking]
    for basis, best in zip(speaking, best_earlier(rows), strict=True):
        other = speaking[best[0]] if best and best[1] >= QUOTED_SHARE else None
        if other is None or basis.named or not other.named:
            continue
        who = pool.who[other.named[0].attribution.speaker]
        why = f"{pool.name(basis.report)} quotes what {pool.name(other.report)} has from {who}"
        node = f"speaker:{who}"
        yield Edge(basis.report, node, "same-primary-source", SAME_QUOTE, why)


def _quoted_runs(basis: Basis) -> frozenset[str]:
    quotes = (quote for each in basis.readings for quote in quotations(each.text))
    return frozenset(run for quote in quotes for run in shingles(quote, QUOTED_WORDS))
