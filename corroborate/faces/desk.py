"""What a command works with: the engine, and what reaches the web and the store, when needed."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from corroborate.errors import BadInput, Unreachable
from corroborate.faces.configured import configured
from corroborate.faces.inputs import (
    STDIN,
    is_address,
    read_document,
    read_evidence,
    read_saved_page,
    said_of,
)
from corroborate.model.dossier import Dossier
from corroborate.model.facts import Claim
from corroborate.model.progress import Progress, silent
from corroborate.model.report import Report
from corroborate.model.text import Document, Moment
from corroborate.settings import Settings
from corroborate.settings.places import store_place

if TYPE_CHECKING:
    from corroborate.engine import Engine
    from corroborate.gatherer import Collected, Gatherer
    from corroborate.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks of one text: `against` names reports, `outlets` which of those followed are
    asked, all where it is empty; `as_of`, `lang` and `days_before`, how far back before the text to
    look, are as given, None where they were not."""

    source: str
    against: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    as_of: str | None = None
    lang: str | None = None
    days_before: int | None = None


def named(ids: str) -> tuple[str, ...]:
    """The ids in a list with commas."""
    return tuple(each.strip() for each in ids.split(",") if each.strip())


def name_of(source: str) -> str:
    """What a source is called in the store: its address, the whole path of a file, "" for a text
    that has no name, which goes by its words."""
    if source == STDIN:
        return ""
    return source if is_address(source) else os.path.abspath(source)


def wall_clock() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def given_clock() -> Callable[[], datetime]:
    """The clock that the command line was called with, as its object, else the one on the wall."""
    context = click.get_current_context(silent=True)
    given = context.find_root().obj if context else None
    return given if callable(given) else wall_clock


def desk_of(settings_file: str | None, progress: Progress = silent) -> "Desk":
    """A desk by the settings that a command names; raises as `configured`."""
    return Desk(configured(settings_file).settings, progress)


def load_engine(now: Callable[[], datetime], settings: Settings) -> "Engine":
    """Loaded when a command needs it, as help and errors of usage must not wait for it."""
    from corroborate.engine import Engine

    return Engine(now=now, settings=settings)


class Desk:
    """Opens each thing when it is first asked for, so that a check of files needs no store and no
    network, and closes what was opened."""

    def __init__(
        self,
        settings: Settings,
        progress: Progress = silent,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.settings, self._progress, self.now = settings, progress, now or given_clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        opened = vars(self)
        if "gatherer" in opened:
            self.gatherer.close()
        elif "store" in opened:
            self.store.close()

    @cached_property
    def engine(self) -> "Engine":
        return load_engine(self.now, self.settings)

    @cached_property
    def store(self) -> "Store":
        from corroborate.store import Store

        return Store.open(store_place(self.settings), self.now)

    @cached_property
    def gatherer(self) -> "Gatherer":
        return self.engine.gatherer(self.store)

    def document(self, source: str) -> tuple[Document, tuple[str, ...]]:
        """The text at a path or address, "-" for standard input, with notices on how it was read.

        Raises:
            BadInput: it cannot be read. FetchFailed: its address does not give it.
        """
        if not is_address(source):
            return read_document(source, sys.stdin.buffer)
        page = self.gatherer.article(source)
        return page.as_document(), tuple(f"{source}: {notice}" for notice in said_of(page))

    def page(self, place: str) -> Report:
        """The page at a path or address, as a report.

        Raises:
            BadInput: it is no page that can be read. FetchFailed: its address does not give it.
        """
        return self.gatherer.article(place) if is_address(place) else read_saved_page(place)

    def check(self, asked: Asked) -> Dossier:
        """Check a text against the reports that are named, else against what can be found.

        Raises:
            CorroborateError: the text or all that is named cannot be read; or nothing is named and
                there is nowhere to look.
        """
        if not asked.against:
            self._refuse_nowhere()
        document, notices = self.document(asked.source)
        found = self.evidence(document, asked)
        found = replace(found, notices=(*notices, *found.notices))
        return self.engine.check_found(
            document, found, asked.as_of, asked.lang, progress=self._progress
        )

    def keep(self, dossier: Dossier, source: str) -> int:
        """Keep a dossier as the next check of its source; returns the number of that check."""
        from corroborate.recheck.acting import continued
        from corroborate.recheck.comparing import compare

        name = name_of(source)
        last = self.store.last_check(name)
        if last is None:
            return self.store.save(dossier, name)
        changes = compare(self.store.dossier(last.id), dossier)
        return self.store.save(dossier, name, continued(changes, self.store.claims(last.id)))

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways by which news is told, as the settings have them."""
        from corroborate.recheck.delivering import channels

        return channels(self.settings.notify)

    def deliver(self, failed: bool) -> tuple[str, ...]:
        """Send what is written down to be told, and the sign of life of this run, of which
        `failed` says how it went; returns what to know of it, in plain words."""
        from corroborate.recheck.delivering import deliver, ping

        net, notify = self.gatherer.net, self.settings.notify
        return (*deliver(self.store, net, notify, self.now), *ping(net, notify, failed))

    def evidence(self, document: Document, asked: Asked) -> "Collected":
        """What is to be held against a document: read from what `against` names, else searched."""
        from corroborate.gatherer import Collected, collected

        addresses = [each for each in asked.against if is_address(each)]
        paths = [each for each in asked.against if not is_address(each)]
        parts = []
        if paths:
            kept = read_evidence(paths)
            parts.append(Collected(kept.reports, (), kept.failures, kept.notices))
        if addresses or not asked.against:
            claims = self.engine.split(document, asked.lang)
            parts.append(self._from_the_web(addresses, document, claims, asked))
        return collected(parts)

    def _from_the_web(
        self, addresses: Sequence[str], document: Document, claims: Sequence[Claim], asked: Asked
    ) -> "Collected":
        from corroborate.gatherer import Scope

        moment = Moment.parse(asked.as_of, "--as-of").end if asked.as_of else self.now()
        scope = Scope(moment, asked.outlets, asked.days_before)
        if not addresses:
            return self.gatherer.search(document, claims, scope, self._progress)
        found = self.gatherer.named(addresses, document, claims, scope, self._progress)
        if not found.reports and len(addresses) == len(asked.against):
            raise Unreachable("; ".join(f"{e.where}: {e.why}" for e in found.failures))
        return found

    def _refuse_nowhere(self) -> None:
        """Say at once that there is nothing to look at.

        Raises:
            BadInput: no outlet is followed, no service turned on, and no report kept.
        """
        search = self.settings.search
        services = search.gdelt or search.google_news
        if (
            not self.settings.followed
            and not services
            and next(self.store.snapshots(), None) is None
        ):
            raise BadInput(
                "no reports to check against: give --against PATH or URL, "
                "or follow outlets with `corroborate outlets add`"
            )
