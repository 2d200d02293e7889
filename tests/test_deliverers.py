"""The channels that messages leave by, what is told of them, and the sign of life of a run."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from loopback import Reply, page
from mailboxes import mailbox
from outboxes import HOOK, KEY, MAIL, NEWS, SECRET, Outbox, outbox_in

from corroborate.errors import BadInput
from corroborate.recheck.deliverable import Message
from corroborate.recheck.delivering import TRIES, channels, ping
from corroborate.settings import Notify

ROOT = Path(__file__).parent.parent


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with outbox_in(tmp_path) as made:
        yield made


class TestChannels:
    def test_those_that_are_configured(self) -> None:
        assert channels(Notify()) == ()
        assert channels(Notify(webhook="https://a.example/")) == ("webhook",)
        assert channels(MAIL) == ("mail",)
        assert channels(replace(MAIL, smtp_host="")) == ()
        both = replace(MAIL, webhook="https://a.example/", apprise=("json://a.example",))
        assert channels(both) == ("webhook", "mail", "apprise")
        assert channels(Notify(ping="https://a.example/", smtp_user="desk")) == ()

    def test_one_that_is_down_is_not_tried_on_and_on_and_stops_no_other(
        self, outbox: Outbox
    ) -> None:
        with mailbox() as box:
            outbox.served.answer(HOOK, Reply(raw=b""))
            notify = replace(MAIL, smtp_port=box.port, webhook=outbox.served.url(HOOK))
            for number in range(3):
                outbox.intend(f"w{number}")
                outbox.intend(f"m{number}", channel="mail")
            assert outbox.deliver(notify) == ()
            assert len(box.letters) == 3
        assert len(outbox.served.asked) == 1
        assert outbox.states() == [("pending", 1), ("sent", 0)] * 3
        assert "could not be reached" in outbox.store.notifications()[4].why

    def test_mail_leaves_with_what_people_read(self, outbox: Outbox) -> None:
        with mailbox() as box:
            outbox.intend("c1", channel="mail")
            assert outbox.deliver(replace(MAIL, smtp_port=box.port)) == ()
        (posted,) = box.letters
        told = message_from_bytes(posted.content)
        assert (posted.sender, posted.to) == (MAIL.mail_from, MAIL.mail_to)
        assert "before: x" in str(told.get_payload())
        assert told["Date"] == "Thu, 20 Jun 2024 12:00:00 +0000"

    def test_a_receiver_that_is_refused_is_told_though_others_got_it(self, outbox: Outbox) -> None:
        with mailbox(says={"RCPT": ["250 fine", "550 gone"]}) as box:
            to = ("desk@paper.example", "old@paper.example")
            outbox.intend("c1", channel="mail")
            (told,) = outbox.deliver(replace(MAIL, smtp_port=box.port, mail_to=to))
        assert "old@paper.example (says 550 gone)" in told
        assert told.endswith("(1 message delivered to the others)")
        assert outbox.states() == [("sent", 0)]

    @pytest.mark.parametrize("channel", ["mail", "apprise", "pigeon"])
    def test_one_that_is_no_longer_configured_keeps_its_messages_for_a_day(
        self, outbox: Outbox, channel: str
    ) -> None:
        outbox.intend("c1", "c2", channel=channel)
        (told,) = outbox.deliver()
        assert told.startswith(f"{channel}: is not configured any more")
        assert "2 messages not delivered yet" in told
        for _ in range(TRIES - 1):
            outbox.clock.at += outbox.pause()
            told_last = outbox.deliver()
        assert outbox.states() == [("given-up", TRIES)] * 2
        assert "given up" in told_last[0]

    @pytest.mark.parametrize(
        "body",
        ["", "{", "[]", '{"subject": "a"}', '{"subject": 1, "text": "", "record": {}}', "[" * 9999],
    )
    def test_what_is_no_message_is_given_up(self, outbox: Outbox, body: str) -> None:
        outbox.store.intend("c1", "webhook", body)
        (told,) = outbox.deliver()
        assert "is no message" in told
        assert (outbox.states(), outbox.served.asked) == ([("given-up", 1)], [])

    def test_a_message_is_read_as_it_was_written(self) -> None:
        odd = Message("a\ud800", "b\n", {"c": [1, None, {"d": "é"}]})
        assert Message.read(odd.written()) == odd
        assert odd.posted.isascii()
        with pytest.raises(BadInput):
            Message.read(NEWS.written()[1:])


@dataclass
class FakeApprise:
    """The package as we use it: addresses that are known and take what they are told."""

    takes: Callable[[str], bool]
    told: list[tuple[str, str, str]] = field(default_factory=list)

    def __call__(self) -> Any:
        """Load the package."""
        return SimpleNamespace(Apprise=self.one)

    def one(self) -> Any:
        added: list[str] = []

        def add(address: str) -> bool:
            added.append(address)
            return not address.startswith("unknown")

        def notify(title: str, body: str) -> bool:
            self.told += [(address, title, body) for address in added]
            return all(map(self.takes, added))

        return SimpleNamespace(add=add, notify=notify)


class TestApprise:
    def test_a_missing_package_is_told_with_what_to_install(
        self, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "apprise", None)
        outbox.intend("c1", "c2", channel="apprise")
        (told,) = outbox.deliver(Notify(apprise=(f"json://{SECRET}@a.example",)))
        assert "install corroborate-news[notify]" in told
        assert "2 messages not delivered yet" in told
        assert SECRET not in told

    def test_each_service_is_told_by_itself(self, outbox: Outbox) -> None:
        fake = FakeApprise(takes=lambda _: True)
        outbox.intend("c1", channel="apprise")
        notify = Notify(apprise=("json://a.example", "ntfy://b"))
        assert outbox.deliver(notify, apprise=fake) == ()
        assert [address for address, _, _ in fake.told] == ["json://a.example", "ntfy://b"]
        assert {(title, body) for _, title, body in fake.told} == {(NEWS.subject, NEWS.text)}

    def test_one_that_took_it_is_not_told_again_for_the_sake_of_another(
        self, outbox: Outbox
    ) -> None:
        fake = FakeApprise(takes=lambda address: address.startswith("json"))
        outbox.intend("c1", channel="apprise")
        notify = Notify(apprise=("json://a.example", f"ntfy://{SECRET}@b", "unknown://c"))
        (told,) = outbox.deliver(notify, apprise=fake)
        assert "not taken by number 2 (ntfy), number 3 (unknown) of its addresses" in told
        assert outbox.states() == [("sent", 0)]
        assert SECRET not in told

    def test_where_none_took_it_all_are_tried_again(self, outbox: Outbox) -> None:
        fake = FakeApprise(takes=lambda _: False)
        outbox.intend("c1", channel="apprise")
        assert outbox.deliver(Notify(apprise=("json://a.example",)), apprise=fake) == ()
        assert outbox.states() == [("pending", 1)]


class TestSecrets:
    @pytest.mark.parametrize(
        "reply", [Reply(404), Reply(302, headers=(("Location", f"/{KEY}"),)), Reply(raw=b"")]
    )
    def test_none_is_in_a_notice_or_in_the_store(
        self, outbox: Outbox, tmp_path: Path, reply: Reply
    ) -> None:
        outbox.served.answer(HOOK, reply)
        with mailbox(says={"DATA": [f"554 {SECRET} {KEY}"]}) as box:
            mail = replace(MAIL, smtp_port=box.port, smtp_password=SECRET)
            notify = replace(mail, webhook=outbox.hook.webhook, webhook_secret=KEY)
            outbox.intend("c1")
            outbox.intend("c2", channel="mail")
            told = outbox.deliver(notify)
        outbox.store.close()
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert told
        for secret in (SECRET, KEY):
            assert secret not in f"{told} {notify!r}"
            assert secret.encode() not in kept


class TestPing:
    def test_it_is_sent_after_each_run(self, outbox: Outbox) -> None:
        well = outbox.served.answer("alive.localhost/run", page("OK"))
        fail = outbox.served.answer("alive.localhost/run/fail", page("OK"))
        notify = Notify(ping=well, ping_failed=fail)
        assert ping(outbox.open_net(), notify) == ping(outbox.open_net(), notify, failed=True) == ()
        asked = [each.address for each in outbox.served.asked]
        assert asked == ["alive.localhost/run", "alive.localhost/run/fail"]

    def test_a_run_that_failed_is_a_run_where_no_other_address_is_set(self, outbox: Outbox) -> None:
        well = outbox.served.answer("alive.localhost/run", page("OK"))
        assert ping(outbox.open_net(), Notify(ping=well), failed=True) == ()
        assert [each.address for each in outbox.served.asked] == ["alive.localhost/run"]

    def test_without_an_address_nobody_is_asked(self, outbox: Outbox) -> None:
        net = outbox.open_net()
        assert ping(net, Notify()) == ping(net, Notify(), failed=True) == ()
        assert not outbox.served.asked

    def test_one_that_nobody_waits_for_is_told(self, outbox: Outbox) -> None:
        (told,) = ping(outbox.open_net(), Notify(ping=outbox.served.url(f"alive.localhost/{KEY}")))
        assert told == "notify.ping: answered 404 Not Found"

    def test_where_our_own_line_is_down_there_is_nothing_to_tell(self, outbox: Outbox) -> None:
        assert ping(outbox.open_net(), Notify(ping=f"http://alive.localhost:80/{KEY}")) == ()


def test_only_a_recheck_delivers() -> None:
    """No alert from looking: any other command that sent messages would be seen here."""
    calls = re.compile(r"\.(deliver|take_messages)\(")
    package = ROOT / "corroborate"
    callers = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if calls.search(path.read_text(encoding="utf-8"))
    }
    assert callers <= {"recheck/delivering.py", "faces/commands/recheck.py"}
