"""Clashes of quotations: words put in somebody's mouth that are not quite those they said."""

import re
from collections.abc import Iterable

from corroborate.model.verdict import Inconsistency, Severity
from corroborate.steps.matching.clashes.case import Case
from corroborate.steps.matching.clashes.speakers import same_party, speakers
from corroborate.steps.matching.quoted import (
    find_altered,
    find_retold,
    find_set_aside,
    is_verbatim,
    quotations,
    telling,
)

REPEATED = 0.6
"""Share of the telling words of a quotation that a passage in its language must have to bear it
out."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")


def quote_clashes(case: Case) -> Iterable[Inconsistency]:
    """A quotation of the same speaker, in the same language, with a word changed.

    Another tense may be the writer's: a tension.
    """
    if not _is_of_one_speaker(case):
        return
    for quoted in _open_quotations(case):
        found = _changed(quoted, case)
        if found is not None:
            said, severity = found
            says = f"quotes “{said}” where the claim quotes “{quoted}”."
            yield case.clash("quote", (quoted, said), severity, says)


def repeats_quotations(case: Case) -> bool:
    """Whether a passage has most words of what the claim quotes; one in another language may.

    What the claim adds in brackets, as a rule the original of its own words, need not be there.
    """
    if case.ours.language != case.passage.language:
        return True
    here = set(telling(case.passage.text, case.passage.language))
    added = {each for inside in _IN_BRACKETS.findall(case.ours.text) for each in quotations(inside)}
    quoted = (each for each in _open_quotations(case) if each not in added)
    wanted = [telling(each, case.ours.language) for each in quoted]
    return all(sum(word in here for word in each) >= REPEATED * len(each) for each in wanted)


def _open_quotations(case: Case) -> Iterable[str]:
    """What the claim quotes that the report does not have word for word."""
    text = case.setting.read.report.text
    return [each for each in quotations(case.ours.text) if not is_verbatim(each, text)]


def _is_of_one_speaker(case: Case) -> bool:
    claimed, passage = case.ours.attribution, case.passage
    if claimed is None or case.ours.language != passage.language:
        return False
    return any(same_party(claimed, each) for each in speakers(passage))


def _changed(quoted: str, case: Case) -> tuple[str, Severity] | None:
    language, text = case.passage.language, case.passage.text
    aside = find_set_aside(telling(quoted, language), quoted, text, language)
    retold = find_retold(quoted, text, (language, language))
    altered = (find_altered(quoted, each, language) for each in quotations(text))
    change = aside or next((each for each in altered if each), None)
    if change:
        return change, "contradiction"
    return (retold, "tension") if retold else None
