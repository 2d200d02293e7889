"""How much of one text is in another, word for word or in the order of its names.

Quotations, bylines and credits are left out first: two outlets that quote one speech, or name one
agency, have not copied each other for that.
"""

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from anyascii import anyascii
from rapidfuzz.distance import LCSseq

from corroborate.text.normalise import WORD, plain_quotes

SHINGLE_WORDS = 5
"""Words a shingle: five find verbatim copies only (docs/method.md, Origins)."""
QUOTE_LETTERS = 15
"""Characters from which a stretch in quotation marks is somebody's words, not a term."""

_QUOTED = re.compile(rf'"[^"\n]{{{QUOTE_LETTERS},}}"')
_EDGE_BRACKETS = re.compile(
    r"\A[^\n()]{0,50}\([^()\n]{1,40}\)\s*[-–—]|\([^()\n]{1,90}\)[\s.]*\Z", re.MULTILINE
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def own_words(text: str, credits: Sequence[str] = ()) -> str:
    """The text without quotations, dateline, closing brackets, and lines of credit."""
    plain = _EDGE_BRACKETS.sub(" ", plain_quotes(text))
    lines = [line for line in plain.splitlines() if not _is_credit(line, credits)]
    return _QUOTED.sub(" ", "\n".join(lines))


def _is_credit(line: str, credits: Sequence[str]) -> bool:
    """Whether a short line opens with words of credit: "With inputs from agencies"."""
    lowered = line.strip(" (").lower()
    few = len(lowered.split()) <= 2 * SHINGLE_WORDS
    return few and any(lowered.startswith((f"{each} ", f"{each}:")) for each in credits)


def shingles(text: str, size: int = SHINGLE_WORDS) -> frozenset[str]:
    """The runs of `size` words of a text, folded; none where it has fewer words."""
    words = _words(text)
    return frozenset(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def containment(text: str, other: str, credits: Sequence[str] = ()) -> float:
    """The share in 0..1 of the text's shingles that stand in the other too; 0 where it has none."""
    mine = shingles(own_words(text, credits))
    theirs = shingles(own_words(other, credits))
    return len(mine & theirs) / len(mine) if mine else 0.0


def longest_shared_sentence(text: str, other: str, credits: Sequence[str] = ()) -> str:
    """The longest sentence, in words, that both texts hold outside quotations; "" where none."""
    theirs = {_folded(each) for each in _SENTENCE_END.split(own_words(other, credits))}
    shared = [
        each.strip()
        for each in _SENTENCE_END.split(own_words(text, credits))
        if _folded(each) and _folded(each) in theirs
    ]
    return max(shared, key=lambda each: (len(each.split()), each), default="")


def _words(text: str) -> list[str]:
    """The folded words; not through `fold`, which would keep the whole text in its cache."""
    return WORD.findall(anyascii(plain_quotes(text)).lower())


def _folded(sentence: str) -> str:
    return " ".join(_words(sentence))


def best_earlier(items: Sequence[frozenset[str]]) -> list[tuple[int, float] | None]:
    """For each set the earlier one that first held most of it, with the share in 0..1 that it held.

    Time grows with the sizes of the sets, not with their pairs: a key counts for the first set that
    held it. None where no key was seen before.
    """
    first: dict[str, int] = {}
    found: list[tuple[int, float] | None] = []
    for index, keys in enumerate(items):
        held = Counter(first[key] for key in keys if key in first)
        best = min(held.items(), key=lambda pair: (-pair[1], pair[0]), default=None)
        found.append((best[0], best[1] / len(keys)) if best else None)
        for key in keys:
            first.setdefault(key, index)
    return found


def shared_order(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """The longest common subsequence as a share in 0..1 of the shorter sequence; 0 where empty."""
    shorter = min(len(one), len(other))
    return LCSseq.similarity(list(one), list(other)) / shorter if shorter else 0.0


def quotations(text: str) -> list[str]:
    """The stretches in quotation marks that are somebody's words, without the marks."""
    return [each.strip('"') for each in _QUOTED.findall(plain_quotes(text))]
