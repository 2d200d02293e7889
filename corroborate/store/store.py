"""The store: every page that was evidence, every dossier, what is watched, what people ruled."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from corroborate.errors import StoreError
from corroborate.model.dossier import Dossier
from corroborate.model.report import Report
from corroborate.model.web import Fetched
from corroborate.store import archive, dossiers, ledger, outbox, rulings, watches
from corroborate.store.connection import Database
from corroborate.store.health import Health, health, quick_fault
from corroborate.store.kept import (
    Check,
    CheckedClaim,
    DecidedBy,
    Fault,
    Hit,
    Lease,
    Notification,
    Outcome,
    Past,
    Quote,
    Reliability,
    Ruling,
    Schedule,
    Snapshot,
    Watch,
)
from corroborate.store.schema import migrate, path_of
from corroborate.store.search import search
from corroborate.store.verifying import verify
from corroborate.store.warc import export_warc

MOST_HITS = 20
"""How many hits a search shows where nobody says: a screen."""


class Store:
    """What a newsroom keeps, in one file; safe to share between threads and between processes.

    `Store.open` opens it, `with` or `close` closes it. Every verb that writes keeps all of what it
    was given or nothing; what was evidence is only ever added to. All of them raise `StoreError`
    where the file cannot be read or written, `StoreBusy` where another program writes for too
    long, and `StoreDamaged` where what is read is not what was kept.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    @classmethod
    def open(cls, path: str | Path, now: Callable[[], datetime]) -> "Store":
        """Open the store in a file, made where it is not there; `now` tells the time.

        Raises:
            StoreError: the file is not a store, is one of a later version, or cannot be written.
        """
        database = Database(path_of(path))
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database, now)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file in all threads; nothing that was kept is lost without it."""
        self._database.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is written within, or nothing of it. Nothing slow may stand within, as it
        holds up all others who write."""
        with self._database.writing():
            yield

    # Pages

    def keep(
        self, fetched: Fetched, report: Report | None, why: str = "", encoding: str = ""
    ) -> Snapshot:
        """Keep a page that was fetched, with the report read in it, or `why` there is none;
        `encoding` is the character set that it was read in."""
        return archive.keep(self._database, fetched, report, why, encoding)

    def checked_again(self, url: str, at: datetime) -> None:
        """Note a 304: the server said that the newest copy of an address still holds."""
        archive.checked_again(self._database, url, at)

    def latest(self, url: str) -> Snapshot | None:
        """The newest copy of an address, asked for or led to, that a report was read in, else the
        newest copy; None where it was never kept."""
        return archive.latest(self._database, url)

    def snapshots(self) -> Iterator[Snapshot]:
        """All snapshots in the order kept, one by one."""
        return archive.snapshots(self._database)

    def content(self, bytes_hash: str) -> bytes:
        """The bytes of a page by their hash, verified."""
        return archive.content(self._database, bytes_hash)

    def reports(self, published_from: datetime, published_to: datetime) -> tuple[Report, ...]:
        """The newest report of every page that came out between two moments, both included.

        A page without a date counts from when it was fetched, one with a day for all of that day.
        """
        return archive.reports(self._database, published_from, published_to)

    def failed(self, where: str, why: str, at: datetime) -> datetime:
        """Note that an address or outlet failed; returns since when it has, without a success."""
        return archive.failed(self._database, where, why, at)

    def succeeded(self, where: str, at: datetime) -> None:
        """Note that an address or outlet answers, which ends its outage."""
        archive.succeeded(self._database, where, at)

    def quote(self, text_hash: str, start: int, end: int) -> Quote:
        """The words of a kept text from `start` to `end`, in code points, verified as they are
        read."""
        return archive.quote(self._database, text_hash, start, end)

    # Dossiers

    def save(
        self, dossier: Dossier, source: str = "", continued: Sequence[CheckedClaim] = ()
    ) -> int:
        """Keep a dossier; returns the number of its check.

        `source` names what was checked over time: left out, the document's address, else the hash
        of its text. A claim is the one of earlier checks where its words are the same, or where
        `continued` says so.
        """
        ready = dossiers.made_ready(dossier, source, self._now(), continued)
        return dossiers.save(self._database, ready)

    def dossier(self, check: int) -> Dossier:
        """The dossier of a check, the same to the byte as JSON."""
        return dossiers.load(self._database, check)

    def sources(self) -> tuple[str, ...]:
        """All that was ever checked or watched, sorted."""
        return dossiers.sources(self._database)

    def checks(self, source: str) -> tuple[Check, ...]:
        """The checks of a source in the order kept."""
        return dossiers.checks(self._database, source)

    def last_check(self, source: str) -> Check | None:
        """The newest check of a source, None where there is none."""
        return dossiers.last_check(self._database, source)

    def claims(self, check: int) -> tuple[CheckedClaim, ...]:
        """The claims of a check in its order, each with its key over all checks."""
        return dossiers.claims(self._database, check)

    def history(self, claim: str) -> tuple[Past, ...]:
        """What each check concluded of the claim with this key, in the order kept."""
        return dossiers.history(self._database, claim)

    def search(self, words: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """What was kept that holds all these words, or phrases in double quotes, best first; case
        and accents aside. Any string is a search."""
        return search(self._database, words, limit)

    # Watches

    def watch(
        self, source: str, schedule: Schedule | None = None, published: datetime | None = None
    ) -> Watch:
        """Check a source again on a schedule; one that is watched gets this schedule.

        `published` is when its article came out: left out, as it was told before, else now.
        """
        wanted = schedule or Schedule()
        return watches.watch(self._database, source, wanted, published, self._now())

    def watches(self, removed: bool = False) -> tuple[Watch, ...]:
        """What is watched in the order added, with what no longer is where `removed`."""
        return watches.every(self._database, removed)

    def pause(self, source: str, paused: bool = True) -> Watch:
        """Leave a watch out of what is due, or take it in again."""
        return watches.pause(self._database, source, paused)

    def remove(self, source: str) -> None:
        """Watch a source no more; all that was kept of it stays."""
        watches.remove(self._database, source, self._now())

    def due(self, at: datetime) -> tuple[Watch, ...]:
        """The watches due by a moment that nobody checks now, the longest due first."""
        return watches.due(self._database, at, self._now())

    def lease(self, watch: Watch, until: datetime) -> Lease | None:
        """Take a watch to check it, until a moment at the latest.

        None where another has it, or has checked it since this `watch` was read.
        """
        return watches.lease(self._database, watch, until, self._now())

    def finish(self, lease: Lease, failure: str = "") -> Watch:
        """Give a watch back, with why its check failed where it did, and plan the next one.

        Within `together` with what the check found, so that either all of it is kept or nothing.

        Raises:
            StoreError: the lease ran out and another took the watch.
        """
        return watches.finish(self._database, lease, failure, self._now())

    def give_back(self, lease: Lease) -> None:
        """Give a watch back as it was, due as before, where its check could not even be tried."""
        watches.give_back(self._database, lease)

    # Notifications

    def intend(self, key: str, channel: str, body: str) -> bool:
        """Write down a message to deliver; False where its key was written down before."""
        return outbox.intend(self._database, key, channel, body, self._now())

    def take_messages(self, until: datetime) -> tuple[Notification, ...]:
        """The messages to deliver now, the oldest first; nobody else gets them until a moment."""
        return outbox.take(self._database, until, self._now())

    def sent(self, message: Notification) -> None:
        """Note that a message was delivered."""
        outbox.sent(self._database, message.id, self._now())

    def undelivered(self, message: Notification, why: str, again: datetime | None) -> None:
        """Note that a message could not be delivered, and when to try again, None for never."""
        outbox.undelivered(self._database, message.id, why, again)

    def notifications(self) -> tuple[Notification, ...]:
        """All messages in the order written down."""
        return outbox.notifications(self._database)

    # Rulings

    def rule(
        self, claim: str, outcome: Outcome, by: str, note: str = "", decided_by: DecidedBy = "human"
    ) -> Ruling:
        """Keep what somebody, or a primary document, decided of a claim as it was last found."""
        ruling = Ruling(0, claim, outcome, by, note, decided_by, self._now())
        return rulings.rule(self._database, ruling)

    def rulings(self, claim: str) -> tuple[Ruling, ...]:
        """The rulings on a claim in the order made; the last one counts."""
        return rulings.rulings(self._database, claim)

    def reliability(self) -> tuple[Reliability, ...]:
        """How each outlet fared that took a side on a claim which was ruled on."""
        return rulings.reliability(self._database, self._now())

    # The file

    def health(self, outlet: str, addresses: Collection[str] = ()) -> Health:
        """How an outlet fared when it was last asked, by its pages and by its lists at these
        addresses."""
        return health(self._database, outlet, addresses)

    def quick_fault(self) -> str:
        """What is wrong with the file at first sight, "" for nothing; `verify` looks at it all."""
        return quick_fault(self._database)

    def verify(self) -> tuple[Fault, ...]:
        """All that is not as it was written, one sentence each."""
        return verify(self._database)

    def last_link(self) -> str:
        """The last link of the chain over all evidence, "" for none: noted elsewhere, it tells
        later whether the end of the chain was cut off."""
        return ledger.last_link(self._database)

    def backup(self, path: str | Path) -> None:
        """Write the whole store as it is now to a new file, while others go on.

        Raises:
            StoreError: there is such a file.
        """
        file = path_of(path)
        if file.exists():
            raise StoreError(f"{file} is there already: name a new file for the backup")
        try:
            self._database.alone("VACUUM INTO ?", str(file))
        except StoreError:
            file.unlink(missing_ok=True)
            raise

    def export_warc(self, stream: IO[bytes]) -> int:
        """Write all pages to a binary stream as a WARC file; returns how many.

        Raises:
            NotInstalled: the extra `archive` is not.
        """
        return export_warc(self._database, stream)
