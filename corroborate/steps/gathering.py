"""Step 2: what may be evidence, at the moment that the check speaks for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corroborate.model.report import Failure, Report
from corroborate.model.text import Moment


@dataclass(frozen=True, slots=True)
class Gathered:
    """The reports that are evidence, in the order given, each with an id of its own; what could not
    be used; and what a reader must know, one sentence each."""

    reports: tuple[Report, ...]
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


def gather(reports: Iterable[Report], as_of: Moment) -> Gathered:
    """Keep the reports that were out at `as_of`; a report without a date is kept, and named."""
    named, notices = _with_ids(list(reports))
    out = [each for each in named if not (each.published and each.published.is_after(as_of))]
    kept = [_until(each, as_of) for each in out]
    notices.extend(_about_changes(out, kept, as_of))
    failures = [
        Failure(each.url or each.id, "the page has no text", each.outlet)
        for each in kept
        if not each.text.strip()
    ]
    kept = [each for each in kept if each.text.strip()]
    for each in named:
        notices.extend(f"report {each.id}: {notice}" for notice in each.notices)
    for each in kept:
        notices.extend(f"report {each.id} carries a note: “{note}”" for note in each.corrections)
    notices.extend(_about_dates(named, kept, as_of))
    nameless = [each.id for each in kept if not (each.outlet or each.domain or each.url)]
    if nameless:
        notices.append(
            f"{_listed(nameless)} named no outlet: each counts as an outlet of its own, unknown."
        )
    return Gathered(tuple(kept), tuple(failures), tuple(notices))


def _with_ids(reports: Sequence[Report]) -> tuple[list[Report], list[str]]:
    """Every report with an id that no other has; one given twice word for word counts once."""
    given = Counter(report.id for report in reports if report.id)
    seen: dict[str, Report] = {}
    notices: list[str] = []
    for number, report in enumerate(reports, start=1):
        wanted = report.id or f"r{number}"
        if report.id and given[report.id] > 1 and seen.get(wanted) == report:
            notices.append(f"report {wanted} was given twice, word for word: counted once.")
            continue
        unique, again = wanted, 2
        while unique in seen or (unique != wanted and unique in given):
            unique, again = f"{wanted}#{again}", again + 1
        if unique != wanted:
            notices.append(f"two reports have the id {wanted}: the later one is called {unique}.")
        seen[unique] = replace(report, id=unique)
    return list(seen.values()), notices


def _until(report: Report, as_of: Moment) -> Report:
    """A live blog as far as it was written: its entries until then, without what stands above them,
    which is written anew all the time and has no date. Another report as it is."""
    kept = tuple(each for each in report.entries if not (each.at and each.at.is_after(as_of)))
    if len(kept) == len(report.entries):
        return report
    lines = (line for each in kept for line in (each.headline, each.text) if line)
    return replace(report, text="\n".join(dict.fromkeys(lines)), entries=kept)


def _about_changes(out: Sequence[Report], kept: Sequence[Report], as_of: Moment) -> list[str]:
    """Which reports were written on after the moment that the check speaks for."""
    cut = [now.id for now, then in zip(out, kept, strict=True) if now is not then]
    changed = [
        each.id
        for each in kept
        if each.id not in cut and each.modified and each.modified.is_after(as_of)
    ]
    notices = []
    if cut:
        notices.append(f"{_listed(cut)}: entries later than {as_of.isoformat()} left out.")
    if changed:
        when = f"changed after {as_of.isoformat()}"
        notices.append(f"{_listed(changed)} {when}: taken as it reads now.")
    return notices


def _about_dates(named: Sequence[Report], kept: Sequence[Report], as_of: Moment) -> list[str]:
    notices = []
    undated = [each.id for each in kept if each.published is None]
    if undated:
        notices.append(
            f"{_listed(undated)} had no date: taken as out by then, and placed in no order of time."
        )
    later = [each.published for each in named if each.published and each.published.is_after(as_of)]
    if later:
        first = min(later, key=lambda moment: (moment.day, moment.end))
        notices.append(
            f"{len(later)} of {len(named)} reports came out after {as_of.isoformat()} and are no "
            f"evidence for that moment; the first of them on {first.isoformat()}."
        )
    if named and not kept:
        notices.append("So nothing can be said of any claim: no report was out by then.")
    return notices


def _listed(ids: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(ids[:most])
    more = f" and {len(ids) - most} more" if len(ids) > most else ""
    return f"Report{'s' if len(ids) > 1 else ''} {shown}{more}"
