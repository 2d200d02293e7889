"""Which of the pages that were found are the text that is checked, and so no evidence for it."""

from dataclasses import replace

from corroborate.gatherer.collected import Collected
from corroborate.model.report import Report
from corroborate.model.text import Document
from corroborate.text.shingles import containment

SAME = 0.8
"""Share of each text that stands in the other from which the two are one article: an article that
was edited, or printed elsewhere with a paragraph less, keeps that much; a report that only quotes a
short text holds all of it and much besides. Ours."""

FEWEST_WORDS = 50
"""A shorter text is a claim, not an article: a headline may say the same in the same words."""


def without_itself(found: Collected, document: Document) -> Collected:
    """What was found but for the checked text at other addresses: its own page where the text was
    given alone, another form of it, a copy that another outlet printed."""
    if len(document.text.split()) < FEWEST_WORDS:
        return found
    same = [each for each in found.reports if _is_same(each, document)]
    if not same:
        return found
    told = ", ".join(each.url or each.outlet or "one page" for each in same)
    notice = f"no evidence, as it is the text that is checked, word for word: {told}."
    others = tuple(each for each in found.reports if each not in same)
    return replace(found, reports=others, notices=(*found.notices, notice))


def _is_same(report: Report, document: Document) -> bool:
    mine, theirs = document.text, report.text
    return min(containment(mine, theirs), containment(theirs, mine)) >= SAME
