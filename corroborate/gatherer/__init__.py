"""From a text to what other outlets published on it: found, fetched, read and kept."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from types import TracebackType
from typing import Self

from corroborate.errors import BadInput
from corroborate.gatherer.collected import Collected, collected
from corroborate.gatherer.itself import without_itself
from corroborate.gatherer.lists import Search, ask_lists
from corroborate.gatherer.pages import (
    Shelf,
    fetch_reports,
    read_answer,
    report_of_list,
    without_twins,
)
from corroborate.gatherer.recent import RecentLists
from corroborate.model.facts import Claim
from corroborate.model.progress import Progress, silent
from corroborate.model.report import Report
from corroborate.model.text import Document
from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.client import Net
from corroborate.net.discovery import (
    Encoder,
    Inquiry,
    Query,
    Ranking,
    Window,
    like_enough,
    parse,
    plan,
    query_of,
    rank,
)
from corroborate.net.discovery.outlets import plan as plan_lists
from corroborate.net.found import Listing
from corroborate.reference.outlet import load_outlets
from corroborate.settings import Followed, Settings
from corroborate.store import Store

__all__ = ["Collected", "Gatherer", "Scope", "collected"]

MOST_TRIED = 3
"""Outlets asked to see whether our own network is up."""
SUMMARY = 400
"""Characters of a kept report by which it is likened: as much as feeds say of a page."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search looks at: pages that were out at the moment `until`, of the followed outlets
    with these ids, of all where there are none, and from so many days before the document on, as
    the settings say where that is None."""

    until: datetime
    outlets: tuple[str, ...] = ()
    days_before: int | None = None


class Gatherer:
    """Finds, fetches, reads and keeps reports, by one newsroom's settings.

    `net` and `store` are closed with it; `encoder` likens titles across languages, by names and
    numbers alone where it is None. Safe to share between threads.
    """

    def __init__(
        self,
        settings: Settings,
        net: Net,
        store: Store,
        now: Callable[[], datetime],
        encoder: Encoder | None = None,
    ) -> None:
        self._settings, self.net, self.store = settings, net, store
        self._now, self._encoder = now, encoder
        self._outlets, self._recent = load_outlets(), RecentLists()

    @classmethod
    def open(
        cls,
        settings: Settings,
        store: Store,
        now: Callable[[], datetime],
        encoder: Encoder | None = None,
    ) -> "Gatherer":
        """One with a client of its own, by the settings.

        Raises:
            BadInput: the contact, the proxy, a cookie or the certificates cannot be used.
        """
        cookies = {
            domain: each.cookie
            for each in settings.followed
            if each.cookie
            for domain in domains_of(each)
        }
        return cls(settings, Net(settings.web, now, cookies), store, now, encoder)

    def close(self) -> None:
        """Close the client and the store."""
        self.net.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def article(self, url: str) -> Report:
        """The page at an address, as a text to check; it is kept as it was served.

        Raises:
            FetchFailed: it could not be fetched. BadInput: it is no article.
        """
        answer = self.net.fetch(Ask(url))
        shelf = self._shelf()
        read = read_answer(shelf, Candidate(url), answer)
        if read.failures:
            raise BadInput(f"{url}: {read.failures[0].why}")
        return read.reports[0]

    def named(
        self,
        urls: Sequence[str],
        document: Document,
        claims: Sequence[Claim],
        scope: Scope | None = None,
        progress: Progress = silent,
    ) -> Collected:
        """The reports at addresses that somebody names: of pages each, of a feed or sitemap those
        of its pages that are likest to the document."""
        shelf = self._shelf()
        query = self._query(document, claims, scope or Scope(shelf.now))
        answers = self.net.fetch_all([Ask(url) for url in urls], progress)
        parts = []
        for url, answer in zip(urls, answers, strict=True):
            listed = listed_in(url, answer, query) if isinstance(answer, Fetched) else ()
            if listed:
                parts.append(self._read(shelf, self._likest(listed, query), progress))
            else:
                parts.append(read_answer(shelf, Candidate(url), answer))
        return self._told(parts)

    def search(
        self,
        document: Document,
        claims: Sequence[Claim],
        scope: Scope | None = None,
        progress: Progress = silent,
    ) -> Collected:
        """What the followed outlets, and the services that are turned on, have on a document.

        Reports already in the store are looked at beside what the lists name.

        Raises:
            BadInput: an outlet of the scope is not followed.
        """
        shelf = self._shelf()
        scope = scope or Scope(shelf.now)
        query = self._query(document, claims, scope)
        planned = plan(query, replace(self._settings, followed=self._followed(scope.outlets)))
        found = ask_lists(Search(shelf, self._recent, query, progress), planned.more)
        kept = {each.url: each for each in self._stored(query.window) if each.url}
        listed = {each.url for each in found.candidates}
        stored = [candidate_of(each) for url, each in kept.items() if url not in listed]
        likest = self._likest([*found.candidates, *stored], query)
        asked = Collected(
            fact_checks=like_enough(found.fact_checks, query),
            failures=(*planned.failures, *found.failures),
            notices=(*planned.notices, *found.notices),
        )
        read = without_itself(self._read(shelf, likest, progress), document)
        return self._told([read, asked])

    def again(self, reports: Sequence[Report], progress: Progress = silent) -> Collected:
        """What was evidence before, as it is now: fetched again where it may have changed.

        What has no address, or cannot be fetched now, is as it was; what its outlet took down is
        left out and named in `gone`.
        """
        placed = {each.url: each for each in reports if each.url}
        shelf = self._shelf()
        read = fetch_reports(shelf, [known_as(each) for each in placed.values()], progress)
        have = {each.url for each in read.reports} | set(read.gone)
        kept = [each for each in reports if each.url not in have]
        return self._told([read, Collected(tuple(kept))])

    def reaches_any_outlet(self) -> bool:
        """Whether any of the followed outlets answers at all; if none does, the fault may be ours,
        and so it is said where none is followed."""
        inquiries = plan_lists(self._settings.followed).more[:MOST_TRIED]
        answers = self.net.fetch_all([each.ask for each in inquiries])
        return any(isinstance(each, Fetched) or each.status is not None for each in answers)

    def _read(self, shelf: Shelf, ranking: Ranking, progress: Progress) -> Collected:
        """The chosen pages, and of those behind links that lead nowhere what is said of them."""
        read = fetch_reports(shelf, ranking.chosen, progress)
        heard = tuple(filter(None, (report_of_list(e, shelf.names) for e in ranking.heard)))
        return replace(
            read, reports=(*read.reports, *heard), notices=(*ranking.notices, *read.notices)
        )

    def _told(self, parts: Sequence[Collected]) -> Collected:
        whole = collected(parts)
        return replace(whole, reports=without_twins(whole.reports))

    def _shelf(self) -> Shelf:
        names = {each.id: each.name for each in self._outlets.all}
        names |= {each.id: each.name for each in self._settings.followed if each.name}
        return Shelf(self.net, self.store, names, self._now())

    def _query(self, document: Document, claims: Sequence[Claim], scope: Scope) -> Query:
        until, settings = scope.until.date(), self._settings
        around = document.published.day if document.published else until
        before = settings.days_before if scope.days_before is None else scope.days_before
        window = Window.around(around, before, settings.days_after, until)
        return query_of(document, claims, window)

    def _likest(self, candidates: Sequence[Candidate], query: Query) -> Ranking:
        return rank(candidates, query, self._settings.most_pages, self._encoder)

    def _followed(self, only: Collection[str]) -> tuple[Followed, ...]:
        followed = {each.id: each for each in self._settings.followed}
        for each in only:
            if each not in followed:
                known = ", ".join(followed) or "none"
                raise BadInput(f"{each!r} is not followed; followed: {known}")
        return tuple(each for each in followed.values() if not only or each.id in only)

    def _stored(self, window: Window) -> tuple[Report, ...]:
        first = datetime.combine(window.first, time.min, UTC)
        return self.store.reports(first, datetime.combine(window.last, time.max, UTC))


def domains_of(outlet: Followed) -> tuple[str, ...]:
    """The domains that an outlet publishes on: its own, else those of its row."""
    row = load_outlets().by_id(outlet.id)
    return (outlet.domain,) if outlet.domain else row.domains if row else ()


def listed_in(url: str, answer: Fetched, query: Query) -> tuple[Candidate, ...]:
    """The pages that a feed or sitemap names; none for what is neither."""
    ask = Ask(url)
    kinds: tuple[Listing, ...] = ("feed", "sitemap")
    found = (parse(Inquiry(ask, kind), answer, query).candidates for kind in kinds)
    return next((each for each in found if each), ())


def known_as(report: Report) -> Candidate:
    """A report of an earlier check, as a page to fetch again."""
    return replace(candidate_of(report), found_by="given")


def candidate_of(report: Report) -> Candidate:
    """A report that is kept, as one more page that may be like a document."""
    return Candidate(
        url=report.url or "",
        title=report.title or "",
        summary=report.text[:SUMMARY],
        outlet=report.outlet,
        published=report.published,
        language=report.language,
        found_by="store",
    )
