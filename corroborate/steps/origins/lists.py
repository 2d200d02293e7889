"""Names that a sentence lists, in their order."""

import re
from collections.abc import Sequence

from corroborate.model.facts import Name, Reading
from corroborate.steps.origins.strengths import LISTED_AT_LEAST

_JOINT = re.compile(r"[,;]?\s*(?:\b[^\W\d]{1,3}\b|&)?")
"""What stands between two names of a list: a comma, a word as short as "and", or both."""


def enumerated(readings: Sequence[Reading]) -> list[tuple[str, ...]]:
    """The lists of names in some sentences, long enough to have an order of their own."""
    lists: list[tuple[str, ...]] = []
    for reading in readings:
        lists += [tuple(each.key for each in run) for run in _runs(reading)]
    return [row for row in lists if len(set(row)) >= LISTED_AT_LEAST]


def _runs(reading: Reading) -> list[list[Name]]:
    """Names that stand one after another: divided by commas, the last by a word as short as
    "and"."""
    runs: list[list[Name]] = []
    closed = True
    for name in sorted(reading.facts.names, key=lambda each: each.span.start):
        last = runs[-1][-1] if runs else None
        between = reading.text[last.span.end : name.span.start].strip() if last else ""
        if closed or not between or not _JOINT.fullmatch(between):
            closed = False
            runs.append([name])
        elif between in (",", ";"):
            runs[-1].append(name)
        elif len(runs[-1]) > 1:
            closed = True
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs
