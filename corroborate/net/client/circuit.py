"""Hosts that fail again and again are left alone for a while."""

from collections.abc import Callable
from dataclasses import dataclass

from corroborate.errors import FetchFailed

FAILURES_TO_OPEN = 5
"""Failed requests in a row, tries included, after which a host is left alone: one page asked in
vain three times is no proof, two pages are."""
OPEN_S = 60.0
"""Seconds for which it is left alone; then one request may try. As long as we would wait where a
server says when to come back."""
LONGEST_ALONE_S = 24 * 3600.0
"""The most for which a server may ask: a day, as for its robots.txt."""


@dataclass(slots=True)
class _Line:
    """How a host has done of late."""

    failures: int = 0
    why: str = ""
    alone_until: float = 0.0


class Circuit:
    """Counts what failed in a row, host by host."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` is a clock that only goes forward."""
        self._seconds = seconds
        self._lines: dict[str, _Line] = {}

    def is_open(self, host: str) -> bool:
        """Whether the host is left alone at the moment."""
        line = self._lines.get(host)
        return line is not None and self._seconds() < line.alone_until

    def check(self, host: str) -> None:
        """Let one request pass; where the host was left alone until now, no other until it is over.

        Raises:
            FetchFailed: "circuit": the host is left alone.
        """
        line = self._lines.get(host)
        if line is None or not line.alone_until:
            return
        if (left := line.alone_until - self._seconds()) > 0:
            raise FetchFailed(host, "circuit", f"left alone for {left:.0f} s more: {line.why}")
        line.alone_until = self._seconds() + OPEN_S

    def worked(self, host: str) -> None:
        self._lines.pop(host, None)

    def failed(self, host: str, why: str) -> None:
        line = self._lines.setdefault(host, _Line())
        line.failures += 1
        if line.failures >= FAILURES_TO_OPEN:
            self.leave_alone(host, OPEN_S, f"{host} failed {line.failures} times in a row, {why}")

    def leave_alone(self, host: str, seconds: float, why: str) -> None:
        """Let no request to the host pass for so long, LONGEST_ALONE_S at most."""
        line = self._lines.setdefault(host, _Line())
        line.alone_until, line.why = self._seconds() + min(seconds, LONGEST_ALONE_S), why
