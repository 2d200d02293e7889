"""What an amount measures, and whether as a result or only as what is wanted: a turnover is no
profit, a target no result."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of

REACH = 8
"""Words between what is measured and the amount behind it: one clause."""
AIM_BEHIND = 4
"""Words between an amount and the "sought" behind it: "eight years had been sought"."""
NOTHING: frozenset[str] = frozenset()
CLAUSE_ENDS = ";:"


@lru_cache(maxsize=1 << 14)
def measures_of(place: Span, text: str, language: str) -> frozenset[str]:
    """What an amount at a place of a sentence measures by the words next to it; nothing where they
    do not tell.

    The words right behind it ("45% stake", "61% of the vote") tell more than those before. A verb
    may stand in its place: what rose.
    """
    known = _names(language, "measures")
    found = find_phrases(text, tuple(known))
    for span, phrase in found:
        if span.start >= place.end:
            if _is_joined(text[place.end : span.start], language):
                return known[phrase]
            break
    return _last_before(place, text, found, known)


@lru_cache(maxsize=1 << 14)
def aims_of(place: Span, text: str, language: str) -> frozenset[str]:
    """What is said of an amount at a place that makes it no result: a target, a bid, a request."""
    known = _names(language, "aims")
    found = find_phrases(text, tuple(known))
    for span, phrase in found:
        behind = text[place.end : span.start] if span.start >= place.end else None
        if behind is not None and "," not in behind and len(words_of(behind)) <= AIM_BEHIND:
            return known[phrase]
    return _last_before(place, text, found, known)


def _last_before(
    place: Span,
    text: str,
    found: Sequence[tuple[Span, str]],
    known: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    for span, phrase in reversed(found):
        if span.end <= place.start:
            between = text[span.end : place.start]
            near = len(words_of(between)) <= REACH
            return known[phrase] if near and not set(between) & set(CLAUSE_ENDS) else NOTHING
    return NOTHING


def _is_joined(between: str, language: str) -> bool:
    """Whether only small words such as "of the" stand between an amount and its measure."""
    joints = folded_set(load_language(language).grammar.measure_joints)
    words = words_of(between)
    return not set(between) & set(",.()") and all(fold(word) in joints for _, word in words)


@cache
def _names(language: str, table: str) -> Mapping[str, frozenset[str]]:
    """What each phrase of a table tells."""
    found: dict[str, set[str]] = {}
    for name, phrases in getattr(load_language(language).grammar, table).items():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(name)
    return {phrase: frozenset(names) for phrase, names in found.items()}
