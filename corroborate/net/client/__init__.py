"""The client: the only code that opens a socket.

A fetch goes down through these modules: `course` (redirects and tries); `robots`, `pace` and
`circuit` (whether and when it may leave); `wire` (one request); `guard` (where to); `reading` (how
much of the answer is taken). What we hand over goes the same way, mail aside, which is in `mail`.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from corroborate.errors import BadInput, FetchFailed
from corroborate.model.progress import Progress, silent
from corroborate.model.web import Ask, Fetched
from corroborate.net.client.attempt import Attempt
from corroborate.net.client.cookies import Cookies
from corroborate.net.client.course import Course
from corroborate.net.client.guard import Guard, Resolve, look_up
from corroborate.net.client.mail import Letter, MailServer, send_mail
from corroborate.net.client.pace import MONOTONIC, Timer
from corroborate.net.client.robots import TOKEN
from corroborate.net.client.target import without_path, without_paths
from corroborate.net.client.wire import Answer, Wire
from corroborate.settings import Web

__all__ = ["Answer", "Attempt", "Letter", "MailServer", "Net", "Timer"]

_T = TypeVar("_T")


class Net:
    """Fetches pages by the rules: guarded, paced, bounded, as robots.txt allows, under our name.

    Safe to share between threads, with or without an event loop of their own: it has one of its own
    in a thread of its own, from the start until it is closed.
    """

    def __init__(
        self,
        web: Web,
        now: Callable[[], datetime],
        cookies: Mapping[str, str] | None = None,
        resolve: Resolve = look_up,
        timer: Timer = MONOTONIC,
    ) -> None:
        """Start the client.

        Args:
            web: its limits.
            now: the time, aware; it dates what is fetched.
            cookies: what a subscriber's browser sends, by the domain that it is for.
            resolve: finds the addresses of a host name.
            timer: seconds that pass; another one in tests.

        Raises:
            BadInput: a cookie, the contact, the proxy or the file of certificates cannot be used.
        """
        self._web = web
        jar, agent = Cookies(cookies or {}), agent_of(web.contact)
        self._wire = Wire(web, Guard(web, resolve), agent)
        self._course = Course(web, now, jar, self._wire, timer)
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(web.at_once, "corroborate-names"))
        self._thread = Thread(target=self._loop.run_forever, name="corroborate-net", daemon=True)
        self._lock, self._closed = Lock(), False
        self._thread.start()

    def fetch(self, ask: Ask) -> Fetched:
        """The page at one address; waits for it.

        Raises:
            FetchFailed: there is none for us, and why.
        """
        [result] = self.fetch_all([ask])
        if isinstance(result, FetchFailed):
            raise result
        return result

    def fetch_all(
        self, asks: Sequence[Ask], progress: Progress = silent
    ) -> tuple[Fetched | FetchFailed, ...]:
        """The pages at some addresses, or why there is none, in the order asked; waits for all.

        `progress` is told in the calling thread ("fetching", how many are done, of how many).
        """
        running = self._start(partial(self._course.fetch, ask) for ask in asks)
        try:
            for done, _ in enumerate(as_completed(running), 1):
                progress("fetching", done, len(running))
            return tuple(map(_outcome, asks, running))
        finally:
            for each in running:
                each.cancel()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Hand a body over to an address, once; waits for what its server says, whatever that is.

        As guarded and paced as any fetch; no redirect is followed, no robots.txt asked, and of the
        answer no content is read.

        Raises:
            FetchFailed: no answer came, or our own rules refuse the address. It names no more of
                it than its server: the rest is often a key.
        """
        return self._reach(url, lambda: self._course.post(url, body, headers))

    def ping(self, url: str) -> None:
        """Ask for an address that waits to be asked by us; tried and redirected as any fetch, but
        no robots.txt is asked.

        Raises:
            FetchFailed: as `post`, or it answered with an error.
        """
        self._reach(url, lambda: self._course.ping(url))

    def mail(self, server: MailServer, letter: Letter) -> Attempt:
        """Hand a letter over to a mail server, and say how that went; waits for it."""
        return send_mail(server, letter, self._web)

    def close(self) -> None:
        """Give up what is under way and free the connections; closing again does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _reach(self, url: str, reach: "Callable[[], Coroutine[Any, Any, _T]]") -> _T:
        """What something that is no fetch gives; its failure keeps the address for itself."""
        [running] = self._start([reach])
        try:
            return running.result()
        except FetchFailed as failure:
            told = without_paths(failure.detail)
            raise FetchFailed(without_path(url), failure.kind, told, failure.status) from None
        except CancelledError:
            raise _closed_before(without_path(url)) from None
        finally:
            running.cancel()

    def _start(
        self, begin: "Iterable[Callable[[], Coroutine[Any, Any, _T]]]"
    ) -> "list[Future[_T]]":
        """Begin under the lock: what begins after the end would be awaited for ever."""
        with self._lock:
            if self._closed:
                raise RuntimeError("this Net is closed: make a new one")
            return [asyncio.run_coroutine_threadsafe(each(), self._loop) for each in begin]

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._wire.close()


def agent_of(contact: str) -> str:
    """The user agent: who we are, which version, and where an outlet can reach us.

    Raises:
        BadInput: no header can carry the contact.
    """
    if not re.fullmatch(r"[\x20-\x7e]*", contact):
        raise BadInput(f"web.contact: {contact!r}: expected an e-mail address or a page's address")
    name = TOKEN
    with suppress(PackageNotFoundError):
        name = f"{TOKEN}/{version('corroborate-news')}"
    return f"{name} (+{contact})" if contact else name


def _outcome(ask: Ask, done: "Future[Fetched]") -> Fetched | FetchFailed:
    try:
        return done.result()
    except FetchFailed as failure:
        return failure
    except CancelledError:
        return _closed_before(ask.url)


def _closed_before(url: str) -> FetchFailed:
    return FetchFailed(url, "network", "the client was closed before an answer came")
