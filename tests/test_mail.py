"""Letters: how they are composed, and how they are handed over to a mail server."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from mailboxes import Mailbox, mailbox
from tables import cases

from corroborate.net.client import Letter, MailServer
from corroborate.net.client.mail import MOST_SUBJECT, composed, send_mail
from corroborate.settings import Web

SECRET = "hunter2"
LETTER = Letter(
    key="c1:disputed",
    sender="corroborate@paper.example",
    to=("desk@paper.example",),
    subject="Changed: “Trois ponts fermés”",
    text="before: single-source\n  now:  disputed\n.\n..end",
    written=datetime(2025, 3, 5, 12, tzinfo=UTC),
)
WEB = Web(connect_timeout_s=5, idle_timeout_s=5, total_timeout_s=10)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as plain:
        yield plain


def open_server(box: Mailbox) -> MailServer:
    return MailServer("127.0.0.1", box.port, "none")


def subject_of(content: bytes) -> str:
    return str(make_header(decode_header(str(message_from_bytes(content)["Subject"]))))


def text_of(content: bytes) -> str:
    payload = message_from_bytes(content).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n", "\n")


class TestComposed:
    def test_a_letter_says_what_it_was_given(self) -> None:
        told = message_from_bytes(composed(LETTER))
        assert told["From"] == "corroborate@paper.example"
        assert told["To"] == "desk@paper.example"
        assert subject_of(composed(LETTER)) == LETTER.subject
        assert parsedate_to_datetime(str(told["Date"])) == LETTER.written
        assert told["Auto-Submitted"] == "auto-generated"
        assert told.get_content_type() == "text/plain"
        assert told.get_content_charset() == "utf-8"
        assert text_of(composed(LETTER)) == LETTER.text + "\n"

    def test_the_same_letter_is_the_same_mail_and_another_key_is_another(self) -> None:
        other = message_from_bytes(composed(replace(LETTER, key="c2")))["Message-ID"]
        own = message_from_bytes(composed(LETTER))["Message-ID"]
        assert composed(LETTER) == composed(replace(LETTER))
        assert own != other
        assert str(own).endswith("@paper.example>")

    def test_no_line_of_a_claim_becomes_a_header(self) -> None:
        breaks = "One\r\nBcc: x@y.example\n\nbody =?utf-8?q?=0D=0ABcc:_x@y.example?= \u2028Bcc: z"
        content = composed(replace(LETTER, subject=breaks))
        assert message_from_bytes(content).keys() == message_from_bytes(composed(LETTER)).keys()
        assert "=?utf-8?q?=0D=0ABcc:_x@y.example?=" in subject_of(content)
        assert "\n" not in subject_of(content)

    @settings(max_examples=80)
    @given(st.text(max_size=300), st.text(max_size=300))
    def test_any_subject_and_text_makes_one_whole_letter(self, subject: str, text: str) -> None:
        content = composed(replace(LETTER, subject=subject, text=text))
        lines = content.split(b"\r\n")
        told = message_from_bytes(content)
        assert content.isascii()
        assert not any(b"\n" in line or b"\r" in line or len(line) > 200 for line in lines)
        assert told.keys() == message_from_bytes(composed(LETTER)).keys()
        assert not told.defects
        assert len(subject_of(content)) <= MOST_SUBJECT
        assert text_of(content).count("\n") == len(text.splitlines()) or not text

    def test_many_receivers_stand_in_one_header(self) -> None:
        to = tuple(f"editor-number-{number}@paper.example" for number in range(40))
        told = message_from_bytes(composed(replace(LETTER, to=to)))
        assert tuple("".join(str(told["To"]).split()).split(",")) == to


class TestSent:
    def test_a_letter_is_handed_over_as_it_is(self, box: Mailbox) -> None:
        letter = replace(LETTER, to=("desk@paper.example", "night@paper.example"))
        assert send_mail(open_server(box), letter, WEB).state == "sent"
        (posted,) = box.letters
        assert (posted.sender, posted.to) == (letter.sender, letter.to)
        assert posted.content == composed(letter)

    @pytest.mark.parametrize("case", cases("mail_answers"))
    def test_what_it_answers_is_understood(self, box: Mailbox, case: dict[str, Any]) -> None:
        box.says[case["to"]] = [case["says"]]
        attempt = send_mail(open_server(box), LETTER, WEB)
        assert attempt.state == case["state"]
        assert case["told"] in attempt.why
        assert bool(attempt.why) == (attempt.state != "sent")
        assert bool(box.letters) == (attempt.state == "sent")

    def test_one_of_several_receivers_that_is_refused_is_told(self, box: Mailbox) -> None:
        box.says["RCPT"] = ["550 gone", "250 fine"]
        letter = replace(LETTER, to=("old@paper.example", "desk@paper.example"))
        attempt = send_mail(open_server(box), letter, WEB)
        assert attempt.state == "sent"
        assert "old@paper.example (says 550 gone)" in attempt.why
        assert box.letters[0].to == ("desk@paper.example",)

    def test_one_receiver_of_several_who_may_come_back_makes_it_wait(self, box: Mailbox) -> None:
        box.says["RCPT"] = ["550 gone", "450 later"]
        letter = replace(LETTER, to=("old@paper.example", "desk@paper.example"))
        assert send_mail(open_server(box), letter, WEB).state == "later"

    def test_nobody_there_may_pass(self) -> None:
        with mailbox() as gone:
            server = open_server(gone)
        attempt = send_mail(server, LETTER, WEB)
        assert attempt.state == "down"
        assert "cannot be spoken to" in attempt.why

    @pytest.mark.parametrize(
        ("idle_s", "total_s", "told"),
        [(0.2, 0.05, "took more than"), (0.05, 5, "timed out")],
    )
    def test_one_that_says_nothing_is_waited_for_so_long_and_no_longer(
        self, idle_s: float, total_s: float, told: str
    ) -> None:
        web = replace(WEB, idle_timeout_s=idle_s, total_timeout_s=total_s)
        with mailbox(silent=True) as box:
            attempt = send_mail(open_server(box), LETTER, web)
        assert attempt.state == "down"
        assert told in attempt.why


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(made)
    return made


class TestSecure:
    @pytest.fixture
    def web(self, authority: trustme.CA, tmp_path: Path) -> Web:
        path = tmp_path / "ca.pem"
        authority.cert_pem.write_to_path(str(path))
        return replace(WEB, ca_file=str(path))

    @pytest.mark.parametrize(("security", "at_once"), [("starttls", False), ("tls", True)])
    def test_name_and_password_go_over_tls(
        self, trust: ssl.SSLContext, web: Web, security: Any, at_once: bool
    ) -> None:
        with mailbox(trust=trust, at_once=at_once, password=SECRET) as box:
            server = MailServer("localhost", box.port, security, "desk", SECRET)
            assert send_mail(server, LETTER, web).state == "sent"
            assert (box.letters[0].over_tls, box.letters[0].user) == (True, "desk")

    def test_a_wrong_password_waits_to_be_put_right_and_is_not_told(
        self, trust: ssl.SSLContext, web: Web
    ) -> None:
        with mailbox(trust=trust, password="another") as box:
            server = MailServer("localhost", box.port, "starttls", "desk", SECRET)
            attempt = send_mail(server, LETTER, web)
        assert attempt.state == "broken"
        assert "refuses the name or password (535)" in attempt.why
        assert SECRET not in attempt.why + repr(server)

    def test_without_tls_nothing_goes_where_it_is_wanted(self, box: Mailbox) -> None:
        box.password = SECRET
        server = MailServer("127.0.0.1", box.port, "starttls", "desk", SECRET)
        attempt = send_mail(server, LETTER, WEB)
        assert (attempt.state, box.letters) == ("broken", [])
        assert not any(line.upper().startswith((b"AUTH", b"MAIL")) for line in box.heard)

    @pytest.mark.parametrize("password", ["", SECRET])
    def test_no_password_goes_in_the_clear_nor_is_one_left_out(
        self, box: Mailbox, password: str
    ) -> None:
        box.password = SECRET
        server = MailServer("127.0.0.1", box.port, "none", "desk", password)
        assert send_mail(server, LETTER, WEB).state == "broken"
        assert not box.heard

    def test_a_certificate_of_nobody_is_not_trusted(self, trust: ssl.SSLContext) -> None:
        with mailbox(trust=trust) as box:
            attempt = send_mail(MailServer("localhost", box.port), LETTER, WEB)
        assert (attempt.state, box.letters) == ("broken", [])
        assert "certificate" in attempt.why
