"""Which claim of an article is which claim of an earlier version of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corroborate.model.dossier import Finding

SAME_CLAIM = 72
"""From this token_sort_ratio on, two sentences are one claim that was edited. Two claims of one
article reach 69 at most, in the labelled events, where articles list alike sentences on purpose."""
SPLIT_OFF = 95
"""From this token_set_ratio on, all words of a claim stand in an earlier, longer one, of which it
was then a part."""
WORDS_OF_A_PART = 4
"""A claim with fewer words has them in any long sentence by chance."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim before and after; `before` is None where it is new, `after` where it is gone."""

    before: Finding | None
    after: Finding | None


def pair_claims(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Pair, ...]:
    """Every claim of `after` in its order beside the one that it was, then those that are gone.

    The same words are the same claim wherever they stand; else the likest, each once. A sentence
    that was split gives its earlier claim to all of its parts.
    """
    was = dict(_same_words(before, after))
    was |= dict(_likest(_without(before, was.values()), _without(after, was)))
    parts = [each for each in after if each.id not in was]
    was |= {each.id: whole for each in parts if (whole := _split_from(each, before))}
    pairs = [Pair(was.get(each.id), each) for each in after]
    kept = {each.id for each in was.values()}
    return (*pairs, *(Pair(each, None) for each in before if each.id not in kept))


def _same_words(
    before: Sequence[Finding], after: Sequence[Finding]
) -> Iterable[tuple[str, Finding]]:
    left: dict[str, list[Finding]] = {}
    for each in before:
        left.setdefault(_plain(each), []).append(each)
    for each in after:
        if left.get(_plain(each)):
            yield each.id, left[_plain(each)].pop(0)


def _likest(before: Sequence[Finding], after: Sequence[Finding]) -> Iterable[tuple[str, Finding]]:
    alike = [
        (-fuzz.token_sort_ratio(_plain(old), _plain(new)), i, j)
        for i, old in enumerate(before)
        for j, new in enumerate(after)
    ]
    old_used, new_used = set[int](), set[int]()
    for ratio, i, j in sorted(alike):
        if -ratio >= SAME_CLAIM and i not in old_used and j not in new_used:
            old_used.add(i)
            new_used.add(j)
            yield after[j].id, before[i]


def _split_from(part: Finding, before: Sequence[Finding]) -> Finding | None:
    if len(_plain(part).split()) < WORDS_OF_A_PART:
        return None
    whole = [
        each
        for each in before
        if len(_plain(each)) > len(_plain(part))
        and fuzz.token_set_ratio(_plain(each), _plain(part)) >= SPLIT_OFF
    ]
    return min(whole, key=lambda each: len(each.text), default=None)


def _without(
    findings: Sequence[Finding], taken: Iterable[Finding] | Iterable[str]
) -> list[Finding]:
    ids = {each if isinstance(each, str) else each.id for each in taken}
    return [each for each in findings if each.id not in ids]


def _plain(finding: Finding) -> str:
    """Its words alone: where it stands and how it is spaced do not make another claim."""
    return " ".join(finding.text.casefold().split())
