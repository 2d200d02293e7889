"""What changed between two checks, in plain words: before and after, and what caused it."""

from collections.abc import Iterator, Sequence

from corroborate.model.change import Cause, ClaimChange
from corroborate.model.dossier import Finding
from corroborate.recheck.telling import Telling
from corroborate.steps.weighing import in_words
from corroborate.text.harmless import count, plain, shortened

CLAIM_WIDTH = 160
"""Characters of a claim: two lines of a mail, by which an editor knows it again."""
QUOTE_WIDTH = 300
TITLE_WIDTH = 80
CAUSES_SHOWN = 3
"""Causes of one change; the rest is counted. The weightiest stand first."""


def changes_told(changes: Sequence[ClaimChange]) -> tuple[str, ...]:
    """The lines that tell every claim that is new or changed; none where nothing is."""
    told = [change for change in changes if change.outcome in ("new", "changed")]
    return tuple(line for change in told for line in (*_change(change), ""))[:-1]


def subject_of(title: str, telling: Telling) -> str:
    """One line that says what happened to which article."""
    about = shortened(plain(title), TITLE_WIDTH)
    match telling.kind:
        case "changed":
            return f"{count(len(telling.changes), 'claim')} changed: {about}"
        case "failing":
            return f"cannot be checked any more: {about}"
        case "recovered":
            return f"can be checked again: {about}"


def telling_lines(source: str, telling: Telling) -> tuple[str, ...]:
    """The whole of a message: the article, and what changed in it or why it failed."""
    if telling.kind == "changed":
        return (plain(source), "", *changes_told(telling.changes))
    return (plain(source), *([plain(telling.why)] if telling.why else []))


def _change(change: ClaimChange) -> Iterator[str]:
    yield f"{change.outcome}: “{shortened(plain(change.claim.text), CLAIM_WIDTH)}”"
    if change.before:
        yield f"  before: {_stand(change.before)}"
    yield f"  now:    {_stand(change.after) if change.after else 'no longer in the article'}"
    for cause in change.causes[:CAUSES_SHOWN]:
        yield from _cause(cause)
    left = len(change.causes) - CAUSES_SHOWN
    if left > 0:
        yield f"  and {count(left, 'other cause')}"


def _stand(finding: Finding) -> str:
    """Such as "single-source, likely (0.64), 1 origin for it"."""
    parts: list[str] = [finding.verdict]
    if finding.confidence:
        probability = finding.confidence.probability
        parts.append(f"{in_words(probability)} ({probability:.2f})")
    if finding.origins:
        parts.append(f"{count(len(finding.origins), 'origin')} for it")
    if finding.contrary:
        parts.append(f"{len(finding.contrary)} against it")
    return ", ".join(parts)


def _cause(cause: Cause) -> Iterator[str]:
    who = f"{plain(cause.outlet)}: " if cause.outlet else ""
    yield f"  - {who}{plain(cause.why)}"
    if cause.before:
        yield f"    was: “{shortened(plain(cause.before), QUOTE_WIDTH)}”"
    if cause.quote:
        yield f"    “{shortened(plain(cause.quote), QUOTE_WIDTH)}”"
    if cause.url:
        yield f"    {plain(cause.url)}"
