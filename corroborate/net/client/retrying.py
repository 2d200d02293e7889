"""Whether it is worth asking once more, and how long to wait before."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from corroborate.errors import FetchFailed
from corroborate.net.client.wire import Answer, Lost

RETRIED = (408, 425, 429)
"""Statuses that may pass, besides 5xx: too slow, too early, too many (RFC 9110, 8470, 6585)."""

FIRST_WAIT_S = 0.5
"""Before the second try; each further one waits twice as long as the one before."""

LONGEST_WAIT_S = 60.0
"""What a server may ask for in Retry-After: nobody waits longer for one page of a check."""


def is_worth_another(outcome: Answer | Lost) -> bool:
    """Whether the same request may go better in a while."""
    return isinstance(outcome, Lost) or outcome.status in RETRIED or outcome.status >= 500


def failure_of(url: str, outcome: Answer | Lost) -> FetchFailed:
    """What an outcome that is no page is told as."""
    if isinstance(outcome, Lost):
        return outcome.failure
    return FetchFailed(url, "status", outcome.told, outcome.status)


def wait_before(attempt: int, outcome: Answer | Lost, now: datetime) -> float:
    """Seconds from now until try number `attempt` + 1: what the server asks for, else ours."""
    asked = None if isinstance(outcome, Lost) else asked_wait(outcome.header("retry-after"), now)
    return FIRST_WAIT_S * 2 ** (attempt - 1) if asked is None else asked


def asked_wait(retry_after: str, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, in either of its two forms; None where it says none."""
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]+", text):
        return float(text) if len(text) < 10 else float("inf")
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at.astimezone(now.tzinfo) - now).total_seconds())
