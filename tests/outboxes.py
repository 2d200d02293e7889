"""An outbox with messages to deliver, and a webhook that takes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from loopback import NOON, FakeTime, Loopback, Open, Reply, clients, loopback
from stores import Clock

from corroborate.recheck.deliverable import Message
from corroborate.recheck.delivering import deliver
from corroborate.settings import Notify
from corroborate.store import Store

SECRET = "hunter2"
KEY = "T0KEN"
"""What makes the address of a webhook a secret."""
HOOK = f"desk.localhost/{KEY}"
NEWS = Message("Changed: “Trois ponts fermés”", "before: x\nnow: y", {"claim": "Trois ponts é"})
MAIL = Notify(
    mail_to=("desk@paper.example",),
    mail_from="corroborate@paper.example",
    smtp_host="127.0.0.1",
    smtp_security="none",
)


@dataclass
class Outbox:
    """A store with messages, and one go at delivering them; each go has a client of its own, as
    each run of the program has."""

    store: Store
    served: Loopback
    open_net: Open
    clock: Clock

    @property
    def hook(self) -> Notify:
        return Notify(webhook=self.served.url(HOOK), webhook_secret=SECRET)

    def intend(self, *keys: str, channel: str = "webhook") -> None:
        for key in keys:
            assert self.store.intend(key, channel, NEWS.written())

    def deliver(self, notify: Notify | None = None, **rest: Any) -> tuple[str, ...]:
        return deliver(self.store, self.open_net(), notify or self.hook, self.clock, **rest)

    def states(self) -> list[tuple[str, int]]:
        return [(each.state, each.tries) for each in self.store.notifications()]

    def keys(self) -> list[str]:
        """The keys that were posted, in order."""
        return [str(each.header("idempotency-key")) for each in self.served.asked]

    def pause(self) -> timedelta:
        """Until when the first message waits."""
        return self.store.notifications()[0].due - self.clock()


@contextmanager
def outbox_in(folder: Path) -> Iterator[Outbox]:
    """An empty one, at noon."""
    clock = Clock(NOON)
    with (
        loopback() as served,
        clients(served, FakeTime()) as open_net,
        Store.open(folder / "store.db", clock) as store,
    ):
        served.answer(HOOK, Reply(204))
        yield Outbox(store, served, open_net, clock)
