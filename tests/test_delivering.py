"""Messages of the outbox: posted and signed, put off or given up where they cannot be, and once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback import NOON, Reply, moved
from outboxes import HOOK, SECRET, Outbox, outbox_in
from stores import Clock

from corroborate.recheck.deliverers import signature
from corroborate.recheck.delivering import (
    FIRST_PAUSE,
    LEASE,
    LONGEST_PAUSE,
    TRIES,
    WORK,
    deliver,
    pause_after,
)
from corroborate.recheck.telling import FAILURES_BEFORE_TOLD
from corroborate.store import Store

ROOT = Path(__file__).parent.parent


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with outbox_in(tmp_path) as made:
        yield made


class TestWebhook:
    def test_a_message_is_posted_and_signed_as_the_page_on_settings_says(
        self, outbox: Outbox
    ) -> None:
        outbox.intend("c1:disputed")
        assert outbox.deliver() == ()
        assert outbox.states() == [("sent", 0)]
        (asked,) = outbox.served.asked
        assert (asked.method, asked.address) == ("POST", HOOK)
        assert asked.body == b'{"claim": "Trois ponts \\u00e9"}'
        assert asked.header("content-type") == "application/json"
        assert asked.header("idempotency-key") == "c1:disputed"
        assert str(asked.header("user-agent")).startswith("corroborate")
        page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
        (example,) = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
        shown: dict[str, Any] = {}
        exec(example, shown)
        sign = asked.header("x-corroborate-signature")
        assert shown["is_ours"](asked.body, sign, SECRET)
        assert not shown["is_ours"](asked.body + b" ", sign, SECRET)
        assert not shown["is_ours"](asked.body, sign, "another")

    def test_without_a_secret_there_is_no_signature(self, outbox: Outbox) -> None:
        outbox.intend("c1")
        outbox.deliver(replace(outbox.hook, webhook_secret=""))
        assert outbox.served.asked[0].header("x-corroborate-signature") is None

    def test_the_signature_is_that_of_the_standard(self) -> None:
        """Test case 2 of RFC 4231."""
        told = signature("Jefe", b"what do ya want for nothing?")
        wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        assert told == f"sha256={wanted}"

    def test_a_key_that_no_header_can_carry_goes_as_its_hash(self, outbox: Outbox) -> None:
        keys = ("a\r\nX: y", "é", "with space", "x" * 201, "c1:https://a.example/?b=c")
        outbox.intend(*keys)
        outbox.deliver()
        asked = outbox.keys()
        assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in asked[:-1])
        assert asked[-1] == keys[-1]
        assert len(set(asked)) == len(keys)

    def test_nothing_due_asks_nobody(self, outbox: Outbox) -> None:
        assert outbox.deliver() == ()
        outbox.intend("c1")
        outbox.deliver()
        assert outbox.deliver() == ()
        assert len(outbox.served.asked) == 1

    @pytest.mark.parametrize("status", [400, 403, 410])
    def test_what_it_will_never_take_is_given_up_at_once_and_told(
        self, outbox: Outbox, status: int
    ) -> None:
        outbox.served.answer(HOOK, Reply(status))
        outbox.intend("c1", "c2")
        (told,) = outbox.deliver()
        assert told.startswith(f"webhook: answered {status}")
        assert told.endswith("(2 messages given up, and kept in the store)")
        assert outbox.states() == [("given-up", 1)] * 2

    @pytest.mark.parametrize("status", [408, 425, 503])
    def test_what_it_may_take_later_holds_up_no_other(self, outbox: Outbox, status: int) -> None:
        outbox.served.answer(HOOK, Reply(status), Reply(200))
        outbox.intend("c1", "c2")
        assert outbox.deliver() == ()
        assert outbox.states() == [("pending", 1), ("sent", 0)]
        outbox.clock.at += FIRST_PAUSE
        outbox.deliver()
        assert outbox.states() == [("sent", 1), ("sent", 0)]
        assert outbox.keys() == ["c1", "c2", "c1"]

    def test_it_is_tried_so_often_with_growing_pauses_then_given_up(self, outbox: Outbox) -> None:
        outbox.served.answer(HOOK, Reply(503))
        outbox.intend("c1")
        told, pauses = {}, []
        for tries in range(1, TRIES + 1):
            told[tries] = outbox.deliver()
            assert outbox.deliver() == ()
            pauses.append(outbox.pause())
            outbox.clock.at += pauses[-1]
        assert len(outbox.served.asked) == TRIES
        assert pauses[:-1] == [FIRST_PAUSE * 2**at for at in range(TRIES - 1)]
        assert timedelta(hours=20) < sum(pauses[:-1], timedelta()) < timedelta(hours=28)
        assert outbox.states() == [("given-up", TRIES)]
        assert [tries for tries, lines in told.items() if lines] == [FAILURES_BEFORE_TOLD, TRIES]
        waits, ends = told[FAILURES_BEFORE_TOLD][0], told[TRIES][0]
        assert waits.endswith("(1 message not delivered yet, and tried again)")
        assert ends.endswith("(1 message given up, and kept in the store)")
        assert outbox.store.notifications()[0].why == "answered 503 Service Unavailable"

    def test_who_asks_for_a_pause_gets_it_for_all_messages(self, outbox: Outbox) -> None:
        busy = Reply(429, headers=(("Retry-After", "7200"),))
        outbox.served.answer(HOOK, busy, Reply(200))
        outbox.intend("c1", "c2")
        outbox.deliver()
        assert outbox.pause() == timedelta(hours=2)
        assert (outbox.states(), len(outbox.served.asked)) == ([("pending", 1)] * 2, 1)
        outbox.clock.later(hours=2)
        outbox.deliver()
        assert outbox.states() == [("sent", 1)] * 2

    def test_nobody_is_waited_for_longer_than_a_day_at_a_time(self) -> None:
        assert pause_after(1, float("inf")) == LONGEST_PAUSE
        assert pause_after(3, 1.0) == FIRST_PAUSE * 4

    def test_a_redirect_is_not_followed_and_told_at_once(self, outbox: Outbox) -> None:
        outbox.served.answer(HOOK, moved(outbox.served.url("post.localhost/"), 308))
        outbox.intend("c1")
        (told,) = outbox.deliver()
        assert "answered 308 Permanent Redirect: no redirect is followed" in told
        assert (outbox.states(), len(outbox.served.asked)) == ([("pending", 1)], 1)

    def test_an_address_that_the_settings_forbid_is_told_at_once(self, outbox: Outbox) -> None:
        outbox.intend("c1")
        net = outbox.open_net(private_hosts=())
        (told,) = deliver(outbox.store, net, outbox.hook, outbox.clock)
        assert "not of the open web" in told
        assert outbox.states() == [("pending", 1)]


class TestOnce:
    def test_a_crash_between_sending_and_noting_sends_it_again_under_its_key(
        self, outbox: Outbox
    ) -> None:
        @dataclass
        class Crashing(Clock):
            """The power goes while the first message is under way."""

            def __call__(self) -> Any:
                if outbox.served.asked:
                    raise KeyboardInterrupt
                return self.at

        outbox.intend("c1", "c2")
        with pytest.raises(KeyboardInterrupt):
            deliver(outbox.store, outbox.open_net(), outbox.hook, Crashing(NOON))
        assert outbox.deliver() == ()
        assert outbox.keys() == ["c1"]
        outbox.clock.at += LEASE
        outbox.deliver()
        assert outbox.keys() == ["c1", "c1", "c2"]
        assert len({each.body for each in outbox.served.asked if "c1" in str(each.headers)}) == 1
        assert outbox.states() == [("sent", 0)] * 2

    def test_several_who_deliver_at_once_send_nothing_twice(
        self, tmp_path: Path, outbox: Outbox
    ) -> None:
        wanted = [f"c{number}" for number in range(30)]
        outbox.intend(*wanted)

        def one(_: int) -> None:
            with Store.open(tmp_path / "store.db", outbox.clock) as store:
                deliver(store, outbox.open_net(), outbox.hook, outbox.clock)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(one, range(4)))
        assert sorted(outbox.keys()) == sorted(wanted)
        assert outbox.states() == [("sent", 0)] * 30

    def test_who_is_slow_stops_before_another_may_take_the_rest(self, outbox: Outbox) -> None:
        @dataclass
        class Slow(Clock):
            def __call__(self) -> Any:
                return self.later(minutes=1)

        outbox.intend(*"abcdefgh")
        slow = Slow(NOON)
        deliver(outbox.store, outbox.open_net(), outbox.hook, slow)
        done = len(outbox.served.asked)
        assert 0 < done <= WORK / timedelta(minutes=1)
        assert outbox.states()[done:] == [("pending", 0)] * (8 - done)
        outbox.clock.at = slow.at + LEASE
        outbox.deliver()
        assert outbox.keys() == list("abcdefgh")
