"""What lists candidates -- feeds, sitemaps, search services -- asked round by round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corroborate.errors import FetchFailed
from corroborate.gatherer.pages import Shelf, lasting
from corroborate.gatherer.recent import RecentLists
from corroborate.model.progress import Progress
from corroborate.model.report import Failure
from corroborate.model.web import Fetched
from corroborate.net.discovery import Found, Inquiry, Query, missed, together

MOST_LISTS = 400
"""Lists asked for one search; an index of sitemaps may name thousands, one a day since 1990."""
MOST_ROUNDS = 4
"""From a robots.txt to its sitemaps, to those that an index names, and once more."""
SERVICES = ("gdelt", "google-news", "fact-check")
"""Lists whose address holds words of the text, and maybe a key: what is told of them does not."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search through lists: where pages are kept, what was asked for just now, what is looked
    for, and who is told how far it is."""

    shelf: Shelf
    recent: RecentLists
    query: Query
    progress: Progress


def ask_lists(search: Search, inquiries: Sequence[Inquiry]) -> Found:
    """All that the lists name, and those that they lead to; each is asked once."""
    found: list[Found] = []
    seen: set[str] = set()
    pending = _unseen(inquiries, seen)
    for _ in range(MOST_ROUNDS):
        if not pending:
            break
        answers = search.recent.ask(search.shelf, pending, search.progress)
        read = [_read(search, *each) for each in zip(pending, answers, strict=True)]
        found.extend(read)
        pending = _unseen([each for one in read for each in one.more], seen)
    left = tuple(_not_asked(each, search.shelf.names) for each in pending)
    return together([*found, Found(failures=left)])


def _unseen(inquiries: Sequence[Inquiry], seen: set[str]) -> list[Inquiry]:
    """Those not asked before, outlets taking turns, as far as the bound on lists allows."""
    by_outlet: dict[str | None, list[Inquiry]] = {}
    for each in inquiries:
        by_outlet.setdefault(each.outlet, []).append(each)
    in_turn = [each for row in zip_longest(*by_outlet.values()) for each in row if each]
    fresh: list[Inquiry] = []
    for each in in_turn:
        if each.ask.url not in seen and len(seen) < MOST_LISTS:
            seen.add(each.ask.url)
            fresh.append(each)
    return fresh


def _read(search: Search, inquiry: Inquiry, answer: Fetched | FetchFailed) -> Found:
    shelf = search.shelf
    if isinstance(answer, FetchFailed):
        found = missed(inquiry, answer)
    else:
        found = search.recent.read(inquiry, answer, search.query)
        if not found.failures:
            shelf.store.succeeded(_place(inquiry), answer.fetched)
    told = [_failed(shelf, inquiry, each.why) for each in found.failures]
    return replace(found, failures=tuple(told))


def _failed(shelf: Shelf, inquiry: Inquiry, why: str) -> Failure:
    where = _place(inquiry)
    since = shelf.store.failed(where, why, shelf.now)
    outlet = shelf.names.get(inquiry.outlet or "", inquiry.outlet)
    return Failure(where, lasting(why, since, shelf.now), outlet)


def _not_asked(inquiry: Inquiry, names: Mapping[str, str]) -> Failure:
    outlet = names.get(inquiry.outlet or "", inquiry.outlet)
    return Failure(_place(inquiry), "not asked: too many lists for one search", outlet)


def _place(inquiry: Inquiry) -> str:
    url = inquiry.ask.url
    return url.partition("?")[0] if inquiry.listing in SERVICES else url
