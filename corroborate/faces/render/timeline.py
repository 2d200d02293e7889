"""When it was told: the reports that speak of a claim, in the order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date

from corroborate.faces.render.words import outlet_of
from corroborate.model.dossier import Finding
from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.model.verdict import Stance


@dataclass(frozen=True, slots=True)
class Telling:
    """One report: its day, the time on it (UTC, "" where unknown), and what it says of the claim.

    `first_hand` is whether an origin begins with it.
    """

    day: date | None
    time: str
    outlet: str
    stance: Stance
    first_hand: bool


def timeline_of(finding: Finding, reports: Mapping[str, Report]) -> tuple[Telling, ...]:
    """Every report that supports, contradicts or says a part of a claim; undated ones last."""
    roots = {origin.root for origin in (*finding.origins, *finding.contrary) if origin.retrieved}
    told = [
        (reports[name], stance)
        for name, stance in finding.stances.items()
        if name in reports and stance != "unrelated"
    ]
    told.sort(key=lambda pair: _order(pair[0], pair[0].id in roots))
    return tuple(_telling(report, stance, report.id in roots) for report, stance in told)


def _telling(report: Report, stance: Stance, first_hand: bool) -> Telling:
    moment = report.published
    return Telling(
        day=_day(moment) if moment else None,
        time=f"{moment.at.astimezone(UTC):%H:%M}" if moment and moment.at else "",
        outlet=outlet_of(report),
        stance=stance,
        first_hand=first_hand,
    )


def _day(moment: Moment) -> date:
    """The day that goes with the time shown: in UTC where there is a time."""
    return moment.at.astimezone(UTC).date() if moment.at else moment.day


def _order(report: Report, first_hand: bool) -> tuple[str, bool, str, str]:
    """In time; of reports of one moment those first with which an origin begins."""
    moment = report.published
    at = moment.end.astimezone(UTC).isoformat() if moment else "~"
    return (at, not first_hand, outlet_of(report), report.id)
