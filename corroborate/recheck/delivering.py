"""The outbox emptied: each message handed over, put off or given up, and noted as that.

Only a re-check calls this: who looks at something is never told of it by an alert.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from corroborate.errors import BadInput, FetchFailed
from corroborate.net.client import Attempt, Net
from corroborate.recheck.deliverable import Message
from corroborate.recheck.deliverers import Channel, Means, channels, handed_over, load_apprise
from corroborate.recheck.telling import FAILURES_BEFORE_TOLD
from corroborate.settings import Notify
from corroborate.store import Notification, Store
from corroborate.text.harmless import count, plain

__all__ = ["Channel", "Message", "channels", "deliver", "ping"]

TRIES = 9
"""How often a message is handed over at most; with these pauses the last time is 21 hours after the
first: a server that is down overnight loses nothing, and news of yesterday is none."""
FIRST_PAUSE = timedelta(minutes=5)
"""Between the first two tries; each pause is twice as long as the one before."""
LONGEST_PAUSE = timedelta(days=1)
"""What a receiver may ask for."""
LEASE = timedelta(minutes=15)
"""For how long the messages taken are ours alone; after a crash they wait as long."""
WORK = timedelta(minutes=5)
"""For how long messages are handed over in one go. What is left of the lease is enough for the one
under way, so that none is ever in two hands."""
NO_LINE = ("network", "timeout", "circuit")
"""Why a ping fails where our own line is down; that it does not come, its service tells."""

_Fate = Literal["partly", "waits", "given up"]


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What is to be told of one message: that somebody, or nobody, gets it, or that it waits."""

    channel: str
    fate: _Fate
    why: str


def deliver(
    store: Store,
    net: Net,
    notify: Notify,
    now: Callable[[], datetime],
    apprise: Callable[[], Any] = load_apprise,
) -> tuple[str, ...]:
    """Hand over all messages of the outbox that are due, the oldest first.

    A message leaves at least once, and twice only where we crashed before it could be noted, or no
    answer came: then with the same key, by which its receiver knows it. Several may deliver at
    once. Where a channel takes no message at all just now, the rest of it is put off untried.

    Args:
        apprise: loads the package; another one in tests.

    Returns:
        What somebody should be told, a line each: what was given up, what has failed for a while,
        what will go on failing until the settings are put right. Never a secret.
    """
    means, began, stopped = Means(net, notify, now, apprise), now(), dict[str, Attempt]()
    troubles: list[_Trouble] = []
    for kept in store.take_messages(began + LEASE):
        if now() - began >= WORK:
            break
        attempt = stopped.get(kept.channel) or _attempt(kept, means)
        if attempt.state in ("down", "broken"):
            stopped[kept.channel] = attempt
        troubles += _noted(store, kept, attempt, now())
    return tuple(_told(troubles))


def ping(net: Net, notify: Notify, failed: bool = False) -> tuple[str, ...]:
    """Tell the service that waits for it that a run is over, whether anything changed or not; one
    that `failed` by an address of its own, where there is one.

    Returns:
        What somebody should be told, as `deliver`.
    """
    name = "ping_failed" if failed and notify.ping_failed else "ping"
    url = notify.ping_failed if name == "ping_failed" else notify.ping
    try:
        if url:
            net.ping(url)
    except FetchFailed as failure:
        return () if failure.kind in NO_LINE else (f"notify.{name}: {plain(failure.detail)}",)
    return ()


def _attempt(kept: Notification, means: Means) -> Attempt:
    """One attempt; what is told of it holds no secret, whatever a server says."""
    try:
        attempt = handed_over(kept, Message.read(kept.body), means)
    except BadInput as error:
        return Attempt("refused", str(error))
    return Attempt(attempt.state, _without_secrets(attempt.why, means.notify), attempt.wait_s)


def _without_secrets(text: str, notify: Notify) -> str:
    addresses = (notify.webhook, *notify.apprise)
    for secret in filter(None, (*addresses, notify.webhook_secret, notify.smtp_password)):
        text = text.replace(secret, "…")
    return plain(text)


def _noted(
    store: Store, kept: Notification, attempt: Attempt, now: datetime
) -> tuple[_Trouble, ...]:
    """Note in the store how it went; returns what is to be told of it."""
    if attempt.state == "sent":
        store.sent(kept)
        return (_Trouble(kept.channel, "partly", attempt.why),) if attempt.why else ()
    tries = kept.tries + 1
    if attempt.state == "refused" or tries >= TRIES:
        store.undelivered(kept, attempt.why, again=None)
        return (_Trouble(kept.channel, "given up", attempt.why),)
    store.undelivered(kept, attempt.why, again=now + pause_after(tries, attempt.wait_s))
    is_told = tries == FAILURES_BEFORE_TOLD or (attempt.state == "broken" and tries == 1)
    return (_Trouble(kept.channel, "waits", attempt.why),) if is_told else ()


def pause_after(tries: int, asked_s: float = 0.0) -> timedelta:
    """How long to wait after so many tries: our own pause, or the longer one asked for."""
    asked = timedelta(seconds=min(asked_s, LONGEST_PAUSE.total_seconds()))
    return max(FIRST_PAUSE * (1 << (tries - 1)), asked)


_FATES: dict[_Fate, str] = {
    "partly": "delivered to the others",
    "waits": "not delivered yet, and tried again",
    "given up": "given up, and kept in the store",
}


def _told(troubles: Iterable[_Trouble]) -> Iterator[str]:
    """A line for each trouble, however many messages have it."""
    for trouble, number in Counter(troubles).items():
        messages = f"{count(number, 'message')} {_FATES[trouble.fate]}"
        yield f"{trouble.channel}: {trouble.why} ({messages})"
