"""What an outlet's robots.txt lets us read, and how fast."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corroborate.errors import FetchFailed
from corroborate.net.client.target import Target

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "corroborate"
"""The name by which a robots.txt addresses us."""
PATH = "/robots.txt"

MOST_BYTES = 500 * 1024
"""How much of it is read; what comes after counts for nothing (RFC 9309, 2.5)."""
KEPT_S = 24 * 3600.0
"""How long one holds (RFC 9309, 2.4)."""
REFUSAL_KEPT_S = 600.0
"""How long the failure of its server holds: one bad minute shall not cost a day."""
LONGEST_DELAY_S = 10.0
"""The longest Crawl-delay that is kept to the letter: a check reads a page or two of an outlet, and
longer ones are written for those that read all of it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """One robots.txt: without `parsed` all is allowed, with `refusal`, which says why, nothing."""

    until: float
    parsed: "Protego | None" = None
    refusal: str = ""

    @property
    def delay_s(self) -> float:
        """Seconds that it wants between two requests, 0 where it asks for none."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed else None
        return min(max(asked or 0.0, 0.0), LONGEST_DELAY_S)


class Robots:
    """Reads each robots.txt once a day, when its first page is asked for."""

    def __init__(
        self, read: Callable[[str], Awaitable[bytes]], seconds: Callable[[], float]
    ) -> None:
        """`read` gives at most MOST_BYTES of an address, or raises FetchFailed."""
        self._read, self._seconds = read, seconds
        self._known: dict[str, Rules] = {}
        self._reading: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def check(self, target: Target) -> float:
        """Seconds that the host wants between two requests, where it lets us read the page.

        Raises:
            FetchFailed: "robots": it does not; or what kept us from reading its robots.txt.
        """
        rules = await self._rules(target.origin)
        if rules.refusal:
            raise FetchFailed(target.url, "robots", rules.refusal)
        if rules.parsed and not rules.parsed.can_fetch(target.url, TOKEN):
            raise FetchFailed(
                target.url, "robots", "the robots.txt of the outlet forbids to read it"
            )
        return rules.delay_s

    async def _rules(self, origin: str) -> Rules:
        async with self._reading[origin]:
            known = self._known.get(origin)
            if known is None or self._seconds() >= known.until:
                known = self._known[origin] = await self._read_rules(origin)
            return known

    async def _read_rules(self, origin: str) -> Rules:
        from protego import Protego

        try:
            content = await self._read(origin + PATH)
        except FetchFailed as failure:
            return self._without(failure)
        parsed = Protego.parse(content.decode("utf-8", "replace"))
        return Rules(self._seconds() + KEPT_S, parsed)

    def _without(self, failure: FetchFailed) -> Rules:
        """What holds where there is none to read: none is no rule, a server in trouble means no.

        Raises:
            FetchFailed: as given, where the host itself could not be asked.
        """
        if failure.kind == "redirects":
            return Rules(self._seconds() + KEPT_S)
        if failure.status is None:
            slow = "its robots.txt " if failure.kind in ("timeout", "too-large") else ""
            raise FetchFailed(failure.url, failure.kind, f"{slow}{failure.detail}")
        if failure.status == 429 or failure.status >= 500:
            told = f"its robots.txt {failure.detail}, which means no for now"
            return Rules(self._seconds() + REFUSAL_KEPT_S, refusal=told)
        return Rules(self._seconds() + KEPT_S)
