"""A letter handed over to a mail server.

The server is one that the newsroom names in its settings, as it does a proxy: it may well stand in
a private network, so the guard, which is for addresses that others write, has no say in it.
"""

import smtplib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from threading import Thread
from typing import Any

from corroborate.net.client.attempt import Attempt, State
from corroborate.net.client.wire import is_untrusted, trusted
from corroborate.settings import Web
from corroborate.settings.values import Security
from corroborate.text.harmless import plain, shortened

MOST_SUBJECT = 160
"""Characters of a subject; mail programs show about 70."""
MOST_SAID = 200
"""Characters of what a server says that are told."""
PERMANENT = 500
"""From here on a reply of SMTP is for good (RFC 5321, 4.2.1); from 400 on it may pass."""
_CRLF = compat32.clone(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over; "" for `user` where it asks for no name and password."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text to some people. `key` is the same for the same letter, however often it leaves:
    so is then all of the letter, and mail programs show it once."""

    key: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    written: datetime


def composed(letter: Letter) -> bytes:
    """The letter as it travels: ASCII, in lines that end as those of SMTP must.

    Subject and text may hold anything: no line break, encoded word or character of control that
    stands in them comes to mean something.
    """
    message: Message[str, Any] = Message(_CRLF)
    domain = letter.sender.rpartition("@")[2]
    number = sha256(letter.key.encode(errors="replace")).hexdigest()[:32]
    message["From"] = letter.sender
    message["To"] = ", ".join(letter.to)
    message["Subject"] = _subject(letter.subject)
    message["Date"] = format_datetime(letter.written)
    message["Message-ID"] = f"<{number}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    charset = Charset("utf-8")
    charset.body_encoding = QP
    text = "\n".join(map(_line, letter.text.splitlines()))
    message["MIME-Version"] = "1.0"
    message.set_payload(f"{text}\n", charset)
    return message.as_bytes()


def _subject(text: str) -> Header:
    """As encoded words throughout, so that none that stands in the text is read as one."""
    return Header(shortened(plain(text), MOST_SUBJECT), "utf-8", header_name="Subject")


def _line(text: str) -> str:
    """A line as it may be shown, with its spaces, as some set words below each other."""
    return " ".join(map(plain, text.split(" ")))


def send_mail(server: MailServer, letter: Letter, web: Web) -> Attempt:
    """Hand a letter over, within the time limits of the settings; what one of them was refused
    for is told where others got it.

    A password goes over TLS alone, and nothing goes in the clear where the settings ask for TLS.
    """
    if server.user and not server.password:
        return Attempt("broken", "a name is set for the mail server, but no password")
    if server.user and server.security == "none":
        return Attempt("broken", "no password is sent to a mail server without TLS")
    try:
        return _aside(lambda: _sent(server, letter, web)).result(web.total_timeout_s)
    except TimeoutError:
        return Attempt("down", f"the mail server took more than {web.total_timeout_s:g} s")


def _aside(work: Callable[[], Attempt]) -> "Future[Attempt]":
    """Begin in a thread of its own that nobody has to wait for: smtplib bounds each reply, but
    not all of them together, nor the search for the server's address."""
    result: Future[Attempt] = Future()

    def run() -> None:
        try:
            result.set_result(work())
        except BaseException as error:
            result.set_exception(error)

    Thread(target=run, name="corroborate-mail", daemon=True).start()
    return result


def _sent(server: MailServer, letter: Letter, web: Web) -> Attempt:
    try:
        with _session(server, letter, web) as session:
            return _handed_over(session, letter)
    except smtplib.SMTPNotSupportedError as error:
        return Attempt("broken", f"the mail server cannot do what is set: {_plain(str(error))}")
    except smtplib.SMTPAuthenticationError as error:
        told = f"the mail server refuses the name or password ({error.smtp_code})"
        return Attempt("broken", told)
    except smtplib.SMTPResponseException as error:
        return Attempt("down", f"the mail server {_said(error.smtp_code, error.smtp_error)}")
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        told = f"the mail server cannot be spoken to: {_plain(str(error)) or type(error).__name__}"
        return Attempt("broken" if is_untrusted(error) else "down", told)


@contextmanager
def _session(server: MailServer, letter: Letter, web: Web) -> Iterator[smtplib.SMTP]:
    """A session up to where letters may be handed over."""
    domain = letter.sender.rpartition("@")[2]
    session = _connected(server, domain, web)
    try:
        if server.security == "starttls":
            session.starttls(context=trusted(web.ca_file))
        session.ehlo_or_helo_if_needed()
        if server.user:
            session.login(server.user, server.password)
        yield session
    finally:
        with suppress(smtplib.SMTPException, OSError):
            session.putcmd("QUIT")  # its answer would change nothing
        session.close()


def _connected(server: MailServer, name: str, web: Web) -> smtplib.SMTP:
    """`name` is what we call ourselves: to look our own up can take seconds."""
    address, timeout = (server.host, server.port, name), web.idle_timeout_s
    if server.security == "tls":
        return smtplib.SMTP_SSL(*address, timeout=timeout, context=trusted(web.ca_file))
    return smtplib.SMTP(*address, timeout=timeout)


def _handed_over(session: smtplib.SMTP, letter: Letter) -> Attempt:
    try:
        refused = session.sendmail(letter.sender, letter.to, composed(letter))
    except smtplib.SMTPRecipientsRefused as error:
        least = min(code for code, _ in error.recipients.values())
        return Attempt(_state(least), _refusals(error.recipients))
    except smtplib.SMTPResponseException as error:
        told = f"the mail server {_said(error.smtp_code, error.smtp_error)}"
        return Attempt(_state(error.smtp_code), told)
    return Attempt("sent", _refusals(refused) if refused else "")


def _state(code: int) -> State:
    return "refused" if code >= PERMANENT else "later"


def _refusals(refused: dict[str, tuple[int, bytes]]) -> str:
    told = (f"{to} ({_said(*answer)})" for to, answer in sorted(refused.items()))
    return f"the mail server refuses {', '.join(told)}"


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"says {code} {_plain(text)}"


def _plain(text: str) -> str:
    return shortened(plain(text), MOST_SAID)
