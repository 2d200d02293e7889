"""Lists that were asked for just now: the articles of one run are one visit to an outlet."""

from collections.abc import Sequence
from datetime import datetime
from threading import Lock

from corroborate.errors import FetchFailed
from corroborate.gatherer.pages import FRESH, Shelf
from corroborate.model.progress import Progress
from corroborate.model.web import Fetched
from corroborate.net.discovery import Found, Inquiry, Query, parse


class RecentLists:
    """Answers of lists, and that some gave none, kept while they are FRESH; safe to share between
    threads."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[datetime, Fetched | FetchFailed]] = {}
        self._feeds: dict[str, tuple[Fetched, Found]] = {}
        self._lock = Lock()

    def ask(
        self, shelf: Shelf, inquiries: Sequence[Inquiry], progress: Progress
    ) -> list[Fetched | FetchFailed]:
        """The answers in the order asked; only those are fetched that were not just now."""
        with self._lock:
            self._kept = {
                url: kept for url, kept in self._kept.items() if abs(shelf.now - kept[0]) < FRESH
            }
            at_hand = dict(self._kept)
        asks = [each.ask for each in inquiries if each.ask.url not in at_hand]
        answers = shelf.net.fetch_all(asks, progress)
        fresh = {ask.url: (shelf.now, answer) for ask, answer in zip(asks, answers, strict=True)}
        with self._lock:
            self._kept |= fresh
        at_hand |= fresh
        return [at_hand[each.ask.url][1] for each in inquiries]

    def read(self, inquiry: Inquiry, answer: Fetched, query: Query) -> Found:
        """What an answer gives; a feed, which gives the same to all, is read once."""
        if inquiry.listing != "feed":
            return parse(inquiry, answer, query)
        url = inquiry.ask.url
        known = self._feeds.get(url)
        if known is None or known[0] is not answer:
            known = self._feeds[url] = (answer, parse(inquiry, answer, query))
        return known[1]
