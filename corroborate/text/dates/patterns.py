"""Pieces of the patterns that find dates: a phrase, one of many, one and the space after it."""

import re
from collections.abc import Iterable

from corroborate.reference.date_words import DateWords, split_phrases

SPACE = r"[^\S\n]{1,3}"
YEAR = r"(?:1\d|20)\d\d"
UNROUND_YEAR = r"(?:1[5-9]|20)\d[1-9]"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
APART = r"(?<![\w.,:$€£/+-])"
"""Nothing before a number that would make it part of another: no digit, sign, point or letter."""


def all_of(rows: Iterable[tuple[str | int | float, ...]]) -> list[str]:
    """The phrases of all rows of a table, which begin them."""
    return [phrase for row in rows for phrase in split_phrases(str(row[0]))]


def piece(phrase: str) -> str:
    """One phrase, whatever its spaces, quotes and hyphens."""
    escaped = re.escape(phrase).replace(r"\ ", SPACE)
    return escaped.replace("'", "['’]").replace(r"\-", "[-\u2010\u2011]")


def any_of(phrases: Iterable[str]) -> str:
    """One of the phrases, the longest first; nothing at all where there are none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(piece, ordered))})" if ordered else r"(?!)"


def lead(phrases: Iterable[str]) -> str:
    """One of the phrases and the space after it; an elided one (« d' ») has none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    pieces = [piece(each) + ("" if each.endswith("'") else SPACE) for each in ordered]
    return f"(?:{'|'.join(pieces)})" if pieces else r"(?!)"


def follow(phrases: Iterable[str]) -> str:
    """One of the phrases and the space before it; one that begins with an apostrophe has none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    pieces = [("" if each.startswith("'") else SPACE) + piece(each) for each in ordered]
    return f"(?:{'|'.join(pieces)})" if pieces else r"(?!)"


def between(joiners: Iterable[str], articles: Iterable[str]) -> str:
    """A joiner with what may stand around it between the two dates of a range."""
    return rf"(?:{SPACE})?{any_of(joiners)}(?:{SPACE}{any_of(articles)})?(?:{SPACE})?"


def part_of(words: DateWords) -> str:
    """ "Early", "fin" and what joins it to the period after it."""
    return rf"(?<!\w)(?P<part>{any_of(all_of(words.parts))})(?:{SPACE}|-|(?<=['’]))"


def turned_before(words: DateWords) -> str:
    """ "Last" or "next" before a period."""
    return rf"(?:(?P<gone>{lead(words.last_before)})|(?P<coming>{lead(words.next_before)}))"


def turned_after(words: DateWords) -> str:
    """« dernier » or « prochain » after a period."""
    gone, coming = any_of(words.last_after), any_of(words.next_after)
    return rf"{SPACE}(?:(?P<gone>{gone})|(?P<coming>{coming}))"


def future(words: DateWords) -> str:
    """A word of the future, or a verb that its ending puts there."""
    endings = words.future_endings
    verbs = rf"|(?<!\w)\w{{2,}}{any_of(endings)}(?!\w)" if endings else ""
    return rf"(?<!\w){any_of(words.future_cues)}(?!\w)|['’]ll(?!\w){verbs}"


def long_periods(
    words: DateWords, grains: tuple[str, ...] = ("week", "month", "year")
) -> list[str]:
    """The relative phrases that name a period of one of the grains: "last year"."""
    return [
        phrase
        for row, first, last in words.relative
        for phrase in split_phrases(row)
        if first.startswith(grains) and first == last
    ]
