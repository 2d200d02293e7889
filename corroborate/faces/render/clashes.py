"""The inconsistencies of a claim as sentences that an editor can act on, each said once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corroborate.faces.render.quotes import Quote, quote
from corroborate.faces.render.words import language_tag, listed, outlet_of
from corroborate.model.report import Report
from corroborate.model.verdict import Inconsistency, Severity
from corroborate.text.harmless import count, plain

SEVERITIES: tuple[Severity, ...] = ("contradiction", "tension", "note")
CLASHES_SHOWN = 6
"""Inconsistencies shown without -v, the severest first: more at once are not read."""
OUTLETS_NAMED = 6
"""Outlets named in a line that sums up several reports."""
VALUE_WIDTH = 40
"""Characters up to which another wording is worth its place beside the outlets that have it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One inconsistency; `also` names the other reports that have it, `quotes` the words that
    prove it where no origin shows them.

    `ours` and `theirs` are the two values, `outlet` the first that has the other, "" where the
    claim disagrees with itself; `language` is that of `theirs` where it is words of a report.
    """

    severity: Severity
    kind: str
    sentence: str
    also: str
    quotes: tuple[Quote, ...]
    ours: str
    theirs: str
    outlet: str
    language: str


def clashes(
    inconsistencies: Iterable[Inconsistency],
    reports: Mapping[str, Report],
    quoted: Iterable[str],
    detail: int,
) -> tuple[tuple[Clash, ...], str]:
    """What clashes with a claim, the severest first, and what is left out at this detail.

    One value of the claim against which several reports stand is one clash. `quoted` are the
    passages that already stand under an origin.
    """
    alike: dict[tuple[str, ...], list[Inconsistency]] = {}
    for each in inconsistencies:
        if detail or each.severity != "note":
            alike.setdefault((each.severity, each.kind, each.claim_value), []).append(each)
    groups = sorted(alike.values(), key=lambda group: SEVERITIES.index(group[0].severity))
    shown = groups if detail else groups[:CLASHES_SHOWN]
    seen = list(quoted)
    return tuple(_clash(group, reports, seen, detail) for group in shown), _left(
        groups[len(shown) :]
    )


def _left(groups: Sequence[Sequence[Inconsistency]]) -> str:
    if not groups:
        return ""
    kinds = sorted({group[0].kind for group in groups})
    return f"and {count(len(groups), 'more inconsistency')} ({', '.join(kinds)}); -v shows them"


def _clash(
    group: Sequence[Inconsistency], reports: Mapping[str, Report], seen: list[str], detail: int
) -> Clash:
    """One clash; the proof that it quotes is added to `seen`, so that no other quotes it again."""
    first = group[0]
    proof, theirs = plain(first.quote or ""), plain(first.report_value)
    unseen = proof and not any(proof in words for words in seen)
    quotes: tuple[Quote, ...] = ()
    source = _source(first, reports)
    if unseen and source and (detail or first.severity == "contradiction"):
        quotes = (quote(source, (proof,)),)
        seen.append(proof)
    return Clash(
        severity=first.severity,
        kind=first.kind,
        sentence=plain(first.explanation),
        also=_also(group, reports),
        quotes=quotes,
        ours=plain(first.claim_value),
        theirs=theirs,
        outlet=outlet_of(source) if source else "",
        language=language_tag(source.language) if source and theirs in proof else "",
    )


def _source(each: Inconsistency, reports: Mapping[str, Report]) -> Report | None:
    """The report that it comes from; None where the claim disagrees with itself."""
    return reports.get(each.report) if each.report is not None else None


def _also(group: Sequence[Inconsistency], reports: Mapping[str, Report]) -> str:
    """The outlets beside the first, by what they have in the place of the claim's value."""
    told = [
        (_value(each, group[0]), outlet_of(source))
        for each in group
        for source in [_source(each, reports)]
        if source
    ]
    known = {told[0][1]} if told else set()
    values: dict[str, list[str]] = {}
    for value, outlet in told[1:]:
        if outlet not in known:
            known.add(outlet)
            values.setdefault(value, []).append(outlet)
    same = values.pop("", None)
    parts = [f"So too {listed(same, OUTLETS_NAMED)}."] if same else []
    parts += [f"{listed(found, OUTLETS_NAMED)}: “{value}”." for value, found in values.items()]
    return " ".join(parts)


def _value(each: Inconsistency, first: Inconsistency) -> str:
    """The report's value where it is not the first's, and short enough to show; else ""."""
    value = plain(each.report_value)
    same = value.casefold() == plain(first.report_value).casefold()
    return "" if same or len(value) > VALUE_WIDTH else value
