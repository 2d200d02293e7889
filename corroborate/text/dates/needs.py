"""What a text must hold for a shape of date to stand in it: a quick look before a long search."""

import re
from collections.abc import Iterable, Mapping

from corroborate.reference.date_words import DateWords
from corroborate.text.dates.patterns import all_of

DIGIT = "0"
"""Stands for any digit."""
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")

Needs = tuple[frozenset[str], ...]
"""Of each set a text must hold one."""


def pieces_of(text: str) -> frozenset[str]:
    """The runs of letters of a text in lower case, and DIGIT where it has a digit."""
    letters = _LETTERS.findall(text.lower())
    return frozenset((*letters, DIGIT) if _DIGIT.search(text) else letters)


def needs_of(words: DateWords) -> Mapping[str, Needs]:
    """What each reader of dates needs; a shape holds a phrase of these tables whole."""
    digit = frozenset((DIGIT,))
    months = _pieces((*all_of(words.months), *words.bare_months))
    days = _pieces(all_of(words.weekdays))
    parts = _pieces((*all_of(words.year_parts), *words.year_parts_alone))
    counted = _pieces(all_of((*words.small_numbers, *words.vague_numbers))) | digit
    periods = _pieces((*all_of(words.of_periods), *all_of(words.ends)))
    units = _pieces(all_of(words.ago))
    return {
        **dict.fromkeys(("day", "days"), (digit, months)),
        **dict.fromkeys(("numeric", "day and month", "year", "years"), (digit,)),
        **dict.fromkeys(("season years", "fiscal"), (digit,)),
        **dict.fromkeys(("month", "months"), (months,)),
        "holiday": (_pieces(all_of(words.holidays)),),
        "decade": (digit | _pieces(all_of(words.decade_names)),),
        "year part": (parts,),
        "season": (_pieces(all_of(words.seasons)),),
        **dict.fromkeys(("weekday", "weekday of"), (days,)),
        "relative": (_pieces(all_of(words.relative)),),
        "of period": (periods,),
        **dict.fromkeys(("ago", "ahead"), (counted, units)),
    }


def _pieces(phrases: Iterable[str]) -> frozenset[str]:
    """The first run of letters of each phrase, DIGIT for one without letters."""
    found = (_LETTERS.search(phrase.lower()) for phrase in phrases)
    return frozenset(match.group() if match else DIGIT for match in found)
