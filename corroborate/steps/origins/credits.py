"""The outlets and agencies that a page gives its text to: credit, byline, lines of credit."""

import re
from functools import cache

from corroborate.model.report import ReadReport
from corroborate.reference.origin_words import load_origin_words
from corroborate.reference.outlet import Outlets
from corroborate.text.attribution import CREDIT

_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_WORD = re.compile(r"[\w.]*\w")
MOST_NAMES = 3
"""Names that a credit holds at most where no table knows them: a longer one is a sentence."""


def credits_of(read: ReadReport, outlets: Outlets) -> tuple[str, ...]:
    """The ids of the outlets credited, other than the publisher, in the order of the page.

    One that no table knows counts where the record has a credit of its own: it has its name as id.
    """
    report = read.report
    bracket = _BRACKET.search(report.outlet or "")
    found = [
        mention.outlet
        for text in (report.credit, report.byline, bracket.group(1) if bracket else None)
        if text
        for mention in outlets.mentions(text, "")
    ]
    found += [
        each.outlet
        for reading in read.readings
        for each in reading.attributions
        if each.cue == CREDIT and each.outlet
    ]
    found += [] if found else _unknown(report.credit or "", outlets)
    return tuple(outlet for outlet in dict.fromkeys(found) if outlet != read.publisher)


def _unknown(credit: str, outlets: Outlets) -> list[str]:
    """The ids of the names in a credit that are no words of credit; none in that of a picture."""
    plain, pictures = _plain_words()
    words = list(_WORD.finditer(credit))
    if any(each.group().lower() in pictures for each in words):
        return []
    names: list[list[str]] = []
    end = -1
    for each in words:
        if each.group()[0].isupper() and each.group().lower() not in plain:
            if end < 0 or credit[end : each.start()] != " ":
                names.append([])
            names[-1].append(each.group())
            end = each.end()
        else:
            end = -1
    found = [outlets.publisher_of(" ".join(name), None, None) for name in names]
    return found if len(found) <= MOST_NAMES else []


@cache
def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words of a credit that are no name, and those that credit a picture."""
    tables = load_origin_words().values()
    plain = {word for table in tables for word in (*table.credit_words, *table.agencies)}
    return frozenset(plain), frozenset(word for table in tables for word in table.pictures)
