"""Candidates -> reports: each page fetched if it may have changed, read, and kept as it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from corroborate.errors import BadInput, FetchFailed
from corroborate.gatherer.collected import Collected, collected
from corroborate.model.progress import Progress, silent
from corroborate.model.report import Failure, Report
from corroborate.model.text import Moment
from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.client import Net
from corroborate.net.pages import article_key, read_page
from corroborate.store import Snapshot, Store

FRESH = timedelta(minutes=10)
"""A page that was fetched or confirmed so shortly before is not asked for again: nobody edits
faster than that, and several checks in a row are one visit to an outlet."""
GONE = (404, 410)
"""Answers by which an outlet says that it took a page down."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where pages come from and where they are kept; `names` are those of outlets by id."""

    net: Net
    store: Store
    names: Mapping[str, str]
    now: datetime


def fetch_reports(
    shelf: Shelf, candidates: Sequence[Candidate], progress: Progress = silent
) -> Collected:
    """Read every candidate, in the order given.

    A page that cannot be fetched or read now is a Failure; where a copy of it was kept that copy is
    the report, and else what its list said of it, if anything, is one in part. A page that its
    outlet took down is no evidence any more.
    """
    kept = {each.url: shelf.store.latest(each.url) for each in candidates}
    asked = [each for each in candidates if not _is_at_hand(each, kept[each.url], shelf.now)]
    asks = [_ask(each.url, kept[each.url]) for each in asked]
    answers = dict(zip((e.url for e in asked), shelf.net.fetch_all(asks, progress), strict=True))
    return collected(
        _report(shelf, each, kept[each.url], answers.get(each.url)) for each in candidates
    )


def read_answer(shelf: Shelf, candidate: Candidate, answer: Fetched | FetchFailed) -> Collected:
    """As `fetch_reports`, of one page that was asked for without regard to what is kept of it."""
    return _report(shelf, candidate, shelf.store.latest(candidate.url), answer)


def _is_at_hand(candidate: Candidate, kept: Snapshot | None, now: datetime) -> bool:
    """Whether the copy does: one that no list names any more, or that was confirmed just now."""
    if kept is None or kept.report is None:
        return False
    return candidate.found_by == "store" or abs(now - kept.checked) < FRESH


def _ask(url: str, kept: Snapshot | None) -> Ask:
    if kept is None or kept.report is None:
        return Ask(url)
    return Ask(url, kept.etag, kept.last_modified)


def _report(
    shelf: Shelf, candidate: Candidate, kept: Snapshot | None, answer: Fetched | FetchFailed | None
) -> Collected:
    if answer is None and kept is not None and kept.report is not None:
        return Collected((kept.report,))
    if isinstance(answer, Fetched):
        return _fetched(shelf, candidate, kept, answer)
    return _failed(shelf, candidate, kept, answer)


def _fetched(
    shelf: Shelf, candidate: Candidate, kept: Snapshot | None, answer: Fetched
) -> Collected:
    if answer.not_modified and kept is not None and kept.report is not None:
        shelf.store.succeeded(candidate.url, answer.fetched)
        shelf.store.checked_again(candidate.url, answer.fetched)
        return Collected((kept.report,))
    try:
        kind = answer.header("content-type") or None
        page = read_page(answer.content, answer.url, kind, answer.fetched)
    except BadInput as error:
        why = str(error).removeprefix(f"{answer.url}: ")
        shelf.store.keep(answer, None, why)
        return _instead(shelf, candidate, kept, why)
    report = completed(page, candidate, shelf.names, answer.fetched)
    shelf.store.succeeded(candidate.url, answer.fetched)
    shelf.store.keep(answer, report)
    return Collected((report,))


def _failed(
    shelf: Shelf, candidate: Candidate, kept: Snapshot | None, answer: FetchFailed | None
) -> Collected:
    why = answer.detail if answer else "nothing came back"
    if answer and answer.status in GONE:
        told = f"{why}: the outlet took the page down" if kept else why
        return Collected(failures=(_failure(shelf, candidate, told),), gone=(candidate.url,))
    return _instead(shelf, candidate, kept, why)


def _instead(shelf: Shelf, candidate: Candidate, kept: Snapshot | None, why: str) -> Collected:
    """What stands for a page that could not be read: the copy of it, else what its list said."""
    failures = (_failure(shelf, candidate, why),)
    if kept is not None and kept.report is not None:
        day = kept.fetched.date().isoformat()
        notice = f"{candidate.url} could not be read now ({why}): taken as it was on {day}."
        return Collected((kept.report,), failures=failures, notices=(notice,))
    listed = report_of_list(candidate, shelf.names)
    return Collected((listed,) if listed else (), failures=failures)


def _failure(shelf: Shelf, candidate: Candidate, why: str) -> Failure:
    since = shelf.store.failed(candidate.url, why, shelf.now)
    return Failure(candidate.url, lasting(why, since, shelf.now), _name(candidate, shelf.names))


def lasting(why: str, since: datetime, now: datetime) -> str:
    """Why something failed, with the day from which on it does, where that is an earlier one."""
    return why if since.date() == now.date() else f"{why}; failing since {since.date().isoformat()}"


def completed(
    page: Report, candidate: Candidate, names: Mapping[str, str], fetched: datetime
) -> Report:
    """A page with what its list says and it does not: outlet, title, date, language."""
    from_list = page.published is None and candidate.published is not None
    return replace(
        page,
        outlet=page.outlet or _name(candidate, names),
        title=page.title or candidate.title or None,
        language=page.language or candidate.language,
        published=candidate.published if from_list else page.published,
        published_from=candidate.found_by if from_list else page.published_from,
        retrieved=Moment(fetched.date(), fetched),
    )


def report_of_list(candidate: Candidate, names: Mapping[str, str]) -> Report | None:
    """What a feed or service says of a page that we may not read: a part of a report, for what
    outlets behind a paywall say to everybody is in their feeds. None where it says nothing."""
    lines = [each for each in (candidate.title, candidate.summary) if each]
    if not lines:
        return None
    return Report(
        text="\n".join(dict.fromkeys(lines)),
        outlet=_name(candidate, names),
        url=candidate.url,
        language=candidate.language,
        published=candidate.published,
        published_from=candidate.found_by if candidate.published else None,
        title=candidate.title or None,
        access="partial",
    )


def _name(candidate: Candidate, names: Mapping[str, str]) -> str | None:
    return names.get(candidate.outlet or "", candidate.outlet)


def without_twins(reports: Iterable[Report]) -> tuple[Report, ...]:
    """One report an article: of the forms that its outlet has of it, the fullest, in the place of
    the first."""
    best: dict[str, Report] = {}
    for number, report in enumerate(reports):
        key = article_key(report) or f"{number}"
        other = best.get(key)
        if other is None or len(report.text) > len(other.text):
            best[key] = report
    return tuple(best.values())
