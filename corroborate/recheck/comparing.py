"""Two dossiers of one document -> what changed, claim by claim, and what caused it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from corroborate.model.change import Cause, CauseKind, ClaimChange
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.report import Report
from corroborate.model.verdict import Stance
from corroborate.recheck.pairing import Pair, pair_claims
from corroborate.reference.language import known_languages, load_language
from corroborate.text.sentences import split_sentences

WEIGHT: Mapping[CauseKind, int] = {
    "denial": 0,
    "correction": 1,
    "contradiction": 2,
    "article": 3,
    "support": 4,
    "gone": 5,
    "changed-text": 6,
    "relay": 7,
    "read-anew": 8,
}
"""The order in which causes are told: what speaks against a claim first."""
TOLD: tuple[Stance, ...] = ("support", "contradict")
"""Stances that count in a verdict; the rest moves no claim."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both dossiers, with their reports by what stays the same from check to check."""

    before: Dossier
    after: Dossier
    old: Mapping[str, Report]
    new: Mapping[str, Report]


def compare(before: Dossier, after: Dossier) -> tuple[ClaimChange, ...]:
    """What became of every claim, in the order of `after`, those that are gone last.

    A claim is "changed" where its verdict is another, where a contradiction or a correction is new,
    or where the article gives another detail in it. Another confidence alone is no change, nor is
    one more report that only hands on what was known.
    """
    sides = _Sides(before, after, _by_key(before.reports), _by_key(after.reports))
    return tuple(_changed(pair, sides) for pair in pair_claims(before.findings, after.findings))


def _changed(pair: Pair, sides: _Sides) -> ClaimChange:
    old, new = pair.before, pair.after
    if new is None:
        return ClaimChange("changed", old, None, (_no_longer_said(old),))
    if old is None:
        return ClaimChange("new", None, new)
    causes = tuple(sorted(_causes(old, new, sides), key=lambda each: WEIGHT[each.kind]))
    own = tuple(each for each in causes if each.kind == "article")
    corrected = any(each.kind == "correction" for each in causes)
    if old.verdict != new.verdict or _contradictions(new, sides.new) - _contradictions(
        old, sides.old
    ):
        return ClaimChange("changed", old, new, causes or (_read_anew(sides),))
    if own or corrected:
        return ClaimChange("changed", old, new, causes)
    return ClaimChange("unchanged", old, new)


def _causes(old: Finding, new: Finding, sides: _Sides) -> Iterator[Cause]:
    yield from _of_article(old, new)
    was = _stances(old, sides.old)
    now = _stances(new, sides.new)
    for key, stance in now.items():
        report = sides.new[key]
        if key not in sides.old:
            if stance in TOLD:
                yield _told_by(report, stance, new, was, sides)
        elif stance not in TOLD and was.get(key) not in TOLD:
            continue
        elif fresh := _fresh_correction(sides.old[key], report):
            yield _cause("correction", report, "carries a correction now", fresh)
        elif report.text != sides.old[key].text and stance != was.get(key):
            yield _rewritten(sides.old[key], report)
    for key, stance in was.items():
        if stance not in TOLD:
            continue
        if key not in sides.new:
            yield _gone(sides.old[key], sides.after)
        elif key not in now:
            yield _silent_now(sides.old[key], sides.new[key])


def _silent_now(old: Report, new: Report) -> Cause:
    if fresh := _fresh_correction(old, new):
        return _cause("correction", new, "carries a correction now", fresh)
    return _rewritten(old, new)


def _told_by(
    report: Report, stance: Stance, finding: Finding, was: Mapping[str, Stance], sides: _Sides
) -> Cause:
    """A report that was not there before: for or against, on its own or handing on."""
    quote = _quote(finding, report.id)
    if stance == "contradict":
        clashes = [each for each in finding.inconsistencies if each.report == report.id]
        denied = any(each.kind == "denial" for each in clashes)
        why = clashes[0].explanation if clashes else "contradicts it"
        return _cause("denial" if denied else "contradiction", report, why, quote)
    origin = next((each for each in finding.origins if report.id in each.reports), None)
    known = {_key(sides.new[key]) for key in was if key in sides.new}
    others = [each for each in sides.after.reports if origin and each.id in origin.reports]
    if any(_key(each) in known for each in others):
        return _cause("relay", report, "hands on what was known", quote)
    return _cause("support", report, "reports it on its own", quote)


def _rewritten(old: Report, new: Report) -> Cause:
    gone, come = changed_sentence(old.text, new.text, new.language)
    return _cause("changed-text", new, "was changed", come, gone)


def _gone(report: Report, after: Dossier) -> Cause:
    why = next((each.why for each in after.failures if each.where == report.url), "")
    told = f"is no longer there ({why})" if why else "is no longer among the reports"
    return _cause("gone", report, told, "")


def _cause(kind: CauseKind, report: Report, why: str, quote: str, before: str = "") -> Cause:
    outlet = report.outlet or report.domain
    return Cause(kind, why, quote, before, report.id, outlet, report.url)


def _read_anew(sides: _Sides) -> Cause:
    other = sides.before.made != sides.after.made
    why = (
        "the same evidence, read by another version of the program"
        if other
        else "the same evidence, weighed beside other reports"
    )
    return Cause("read-anew", why)


def _no_longer_said(old: Finding | None) -> Cause:
    text = old.text if old else ""
    return Cause("article", "the article no longer says it", "", text)


def _of_article(old: Finding, new: Finding) -> Iterator[Cause]:
    if old.text != new.text and _details(old) != _details(new):
        yield Cause("article", "the article gives another detail", new.text, old.text)


def _details(finding: Finding) -> frozenset[object]:
    """What an edit may not change without notice: amounts, days, names, and whether it is so."""
    found: set[object] = set()
    for each in (one.assertion for one in finding.assessments):
        found |= {(q.low, q.high, q.unit) for q in each.facts.quantities}
        found |= {(when.start, when.end) for when in each.facts.whens}
        found |= {name.key for name in each.facts.names}
        found |= {("not", each.negated), ("done", each.modality)}
    return frozenset(found)


def _fresh_correction(old: Report, new: Report) -> str:
    """The first correction notice that the report did not carry before, "" where there is none."""
    return next((each for each in new.corrections if each not in old.corrections), "")


def _contradictions(finding: Finding, reports: Mapping[str, Report]) -> set[object]:
    """What contradicts a claim, in a form that does not depend on how reports are numbered."""
    key_of = {report.id: key for key, report in reports.items()}
    return {
        (each.kind, key_of.get(each.report or ""), each.report_value)
        for each in finding.inconsistencies
        if each.severity == "contradiction"
    }


def _stances(finding: Finding, reports: Mapping[str, Report]) -> dict[str, Stance]:
    key_of = {report.id: key for key, report in reports.items()}
    return {key_of[id_]: stance for id_, stance in finding.stances.items() if id_ in key_of}


def _quote(finding: Finding, report: str) -> str:
    matches = (match for each in finding.assessments for match in each.matches)
    return next((each.quote for each in matches if each.report == report and each.quote), "")


def _by_key(reports: Iterable[Report]) -> dict[str, Report]:
    return {_key(each): each for each in reports}


def _key(report: Report) -> str:
    """What a report is known by from one check to the next: its address, else its words."""
    return report.url or f"{report.outlet}: {report.text}"


def changed_sentence(before: str, after: str, language: str | None) -> tuple[str, str]:
    """The first sentences that differ, gone and come; "" for one that has no counterpart."""
    old, new = _sentences(before, language), _sentences(after, language)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            return " ".join(old[i:i_end]), " ".join(new[j:j_end])
    return "", ""


def _sentences(text: str, language: str | None) -> list[str]:
    if language not in known_languages():
        return [line for line in text.splitlines() if line.strip()]
    return [span.of(text) for span in split_sentences(text, load_language(language).grammar)]
