"""The course of one fetch: redirect by redirect, try by try, each under all the rules."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask, Fetched
from corroborate.net.client import robots
from corroborate.net.client.circuit import Circuit
from corroborate.net.client.cookies import Cookies
from corroborate.net.client.pace import Pace, Timer
from corroborate.net.client.reading import Bounds
from corroborate.net.client.retrying import (
    LONGEST_WAIT_S,
    failure_of,
    is_worth_another,
    wait_before,
)
from corroborate.net.client.robots import Robots
from corroborate.net.client.target import Target, next_target, target_of
from corroborate.net.client.wire import REDIRECTS, Answer, Lost, Wire
from corroborate.settings import Web

_FIELD = re.compile(r"[\x20-\x7e]+")
"""What a header can carry."""
MOST_OF_A_PING = 16 * 1024
"""Bytes that are read of the answer to a ping, for the sake of the connection."""
_NOT_KEPT = ("set-cookie", "set-cookie2")
"""Headers of answers that may name a session of a subscriber: nothing for an archive."""


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses that one ask has led to so far, the last one to be asked now; `is_free` where
    no robots.txt has a say: it is asked for itself, or a service waits for us."""

    ask: Ask
    hops: tuple[Target, ...]
    bounds: Bounds
    is_free: bool = False

    @property
    def here(self) -> Target:
        return self.hops[-1]


class Course:
    """Fetches, within one event loop."""

    def __init__(
        self, web: Web, now: Callable[[], datetime], cookies: Cookies, wire: Wire, timer: Timer
    ) -> None:
        self._web, self._now, self._cookies, self._wire = web, now, cookies, wire
        self._pace, self._circuit = Pace(web, timer), Circuit(timer.seconds)
        self._robots = Robots(self._read_robots, timer.seconds)

    async def fetch(self, ask: Ask) -> Fetched:
        """The page at an address.

        Raises:
            FetchFailed: there is none for us; it names the address asked, and the last one where
                redirects led to another.
        """
        bounds = Bounds(self._web.most_raw_bytes, self._web.most_decoded_bytes)
        return await self._follow(Way(ask, (target_of(ask.url, self._web),), bounds))

    async def ping(self, url: str) -> None:
        """Ask for an address that waits to be asked; what it answers is no page for anybody.

        Raises:
            FetchFailed: as `fetch`.
        """
        bounds = Bounds(MOST_OF_A_PING, MOST_OF_A_PING, cut=True)
        await self._follow(Way(Ask(url), (target_of(url, self._web),), bounds, is_free=True))

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What an address answers to a body, whatever its status: no redirect is followed, and
        nothing is tried twice.

        Raises:
            FetchFailed: it gave no answer, or our own rules refuse it.
            ValueError: a header holds what none can carry.
        """
        if not all(map(_FIELD.fullmatch, headers.values())):
            raise ValueError(f"a header of {', '.join(headers)} is no line of plain characters")
        target = target_of(url, self._web)
        async with self._pace.turn(target.host):
            self._circuit.check(target.host)
            outcome = await self._noted(target, self._wire.post(target, body, headers))
        if isinstance(outcome, Lost):
            raise outcome.failure
        return outcome

    async def _read_robots(self, url: str) -> bytes:
        bounds = Bounds(robots.MOST_BYTES, robots.MOST_BYTES, cut=True)
        way = Way(Ask(url), (target_of(url, self._web),), bounds, is_free=True)
        return (await self._follow(way)).content

    async def _follow(self, way: Way) -> Fetched:
        while True:
            try:
                await self._allow(way)
                answer = await self._get(way)
                location = answer.header("location")
                if answer.status not in REDIRECTS or not location:
                    return self._fetched(way, answer)
                onward = self._next(way, location)
            except FetchFailed as failure:
                via = f"led to {way.here.url}: " if len(way.hops) > 1 else ""
                told = f"{via}{failure.detail}"
                raise FetchFailed(way.ask.url, failure.kind, told, failure.status) from failure
            way = replace(way, hops=(*way.hops, onward))

    async def _allow(self, way: Way) -> None:
        if way.is_free or way.here.is_robots:
            return
        if delay := await self._robots.check(way.here):
            self._pace.slow_down(way.here.host, delay)

    async def _get(self, way: Way) -> Answer:
        """The answer of one address, asked again while its trouble may pass."""
        host = way.here.host
        for attempt in range(1, self._web.tries + 1):
            outcome = await self._try(way)
            if isinstance(outcome, Answer) and not is_worth_another(outcome):
                return outcome
            failure = failure_of(way.here.url, outcome)
            wait = wait_before(attempt, outcome, self._now())
            if wait > LONGEST_WAIT_S:
                told = f"{failure.detail} and asks to be left alone for {wait:.0f} s"
                self._circuit.leave_alone(host, wait, told)
                raise FetchFailed(failure.url, failure.kind, told, failure.status)
            self._pace.hold(host, wait)
            if self._circuit.is_open(host):
                break
        raise failure

    async def _try(self, way: Way) -> Answer | Lost:
        """Ask once, when it is this request's turn, and note how the host did."""
        host = way.here.host
        async with self._pace.turn(host):
            self._circuit.check(host)
            asking = self._wire.get(way.here, self._headers(way), way.bounds)
            return await self._noted(way.here, asking)

    async def _noted(self, target: Target, asking: Awaitable[Answer | Lost]) -> Answer | Lost:
        """The outcome of one request, once it is noted how its host did."""
        try:
            outcome = await asking
        except FetchFailed as failure:
            self._note(target.host, failure if failure.kind in ("network", "timeout") else None)
            raise
        failed = is_worth_another(outcome)
        self._note(target.host, failure_of(target.url, outcome) if failed else None)
        return outcome

    def _note(self, host: str, failure: FetchFailed | None) -> None:
        if failure is None:
            self._circuit.worked(host)
        else:
            self._circuit.failed(host, failure.detail)

    def _headers(self, way: Way) -> dict[str, str]:
        """What this request says besides what all say; what no header can carry is left out."""
        theirs = way.ask.headers if way.here.origin == way.hops[0].origin else ()
        wanted = {
            **dict(theirs),
            "If-None-Match": way.ask.etag,
            "If-Modified-Since": way.ask.last_modified,
            "Cookie": self._cookies.header_for(way.hops),
        }
        return {name: text for name, text in wanted.items() if _FIELD.fullmatch(text)}

    def _next(self, way: Way, location: str) -> Target:
        onward = next_target(way.here, location, self._web)
        if onward in way.hops:
            raise FetchFailed(onward.url, "redirects", f"redirects in a circle, to {onward.url}")
        if len(way.hops) > self._web.most_redirects:
            told = f"redirects more than {self._web.most_redirects} times"
            raise FetchFailed(onward.url, "redirects", told)
        return onward

    def _fetched(self, way: Way, answer: Answer) -> Fetched:
        ours_holds = answer.status == 304 and (way.ask.etag or way.ask.last_modified)
        if not (200 <= answer.status < 300 or ours_holds):
            raise failure_of(way.here.url, answer)
        return Fetched(
            asked=way.ask.url,
            url=way.here.url,
            status=answer.status,
            fetched=self._now().astimezone(UTC),
            content=answer.content,
            headers=tuple(each for each in answer.headers if each[0] not in _NOT_KEPT),
            redirects=tuple(hop.url for hop in way.hops[1:-1]),
        )
