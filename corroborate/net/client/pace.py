"""When the next request to a domain may leave, and how many may be open at once."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from corroborate.net.addresses import registrable
from corroborate.reference.web_address import load_address_rules
from corroborate.settings import Web


@dataclass(frozen=True, slots=True)
class Timer:
    """Seconds that only go forward, and the way to let some pass."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


MONOTONIC = Timer()
"""The real one."""


class Pace:
    """Gives each request its turn: domains apart in time, hosts and all together in number.

    Belongs to one event loop.
    """

    def __init__(self, web: Web, timer: Timer) -> None:
        self._web, self._timer = web, timer
        self._at_once = asyncio.Semaphore(web.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(web.at_once_per_host)
        )
        self._queues: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = defaultdict(float)
        self._wanted: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until a request to the host may leave; it counts as open until the block is left."""
        domain = registrable(host)
        async with self._hosts[host]:
            async with self._queues[domain]:
                await self._until_free(domain)
                await self._at_once.acquire()
                self._free_at[domain] = self._timer.seconds() + self._pause(domain)
            try:
                yield
            finally:
                self._at_once.release()

    def hold(self, host: str, seconds: float) -> None:
        """Let no request to the host's domain leave for so long, as it asked or as it failed."""
        domain = registrable(host)
        self._free_at[domain] = max(self._free_at[domain], self._timer.seconds() + seconds)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep requests to the host's domain at least so far apart from now on."""
        domain = registrable(host)
        self._wanted[domain] = max(self._wanted.get(domain, 0.0), seconds)

    async def _until_free(self, domain: str) -> None:
        while (wait := self._free_at[domain] - self._timer.seconds()) > 0:
            await self._timer.sleep(wait)

    def _pause(self, domain: str) -> float:
        """Seconds between two requests: ours, the domain's by the table, or what it wants."""
        by_table = load_address_rules().pause_of(domain)
        return max(1 / self._web.requests_per_s, by_table, self._wanted.get(domain, 0.0))
