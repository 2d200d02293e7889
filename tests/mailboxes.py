"""A mail server on this machine that keeps the letters it takes, and answers as it is told."""

import base64
import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

OK, GO_ON, READY, BYE = "250 taken", "354 go on", "220 ready", "221 bye"


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as it came."""

    sender: str
    to: tuple[str, ...]
    content: bytes
    over_tls: bool
    user: str


@dataclass(slots=True)
class Mailbox:
    """What the server holds, and how it behaves.

    `says` has its answers by the command they are to ("RCPT" takes them one after the other, the
    last one again and again), none at all where `silent`; `trust` lets it speak TLS, from the
    start where `at_once`.
    """

    port: int = 0
    says: dict[str, list[str]] = field(default_factory=dict)
    trust: ssl.SSLContext | None = None
    at_once: bool = False
    silent: bool = False
    password: str = ""
    letters: list[Posted] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)

    def answer(self, command: str, usual: str) -> str:
        told = self.says.get(command, [usual])
        return told.pop(0) if len(told) > 1 else told[0]


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: "_Server"

    def handle(self) -> None:
        self.box, self.over_tls, self.user = self.server.box, False, ""
        self.sender, self.to = "", list[str]()
        if self.box.at_once:
            self.wrap()
        if self.box.silent:
            self.rfile.read()
            return
        self.say(self.box.answer("", READY))
        while line := self.rfile.readline():
            self.box.heard.append(line)
            command, _, rest = line.decode().strip().partition(" ")
            getattr(self, f"on_{command.lower()}", self.on_other)(command.upper(), rest)
            if command.upper() == "QUIT":
                return

    def wrap(self) -> None:
        assert self.box.trust is not None
        self.request = self.connection = self.box.trust.wrap_socket(self.request, server_side=True)
        self.rfile, self.over_tls = self.request.makefile("rb"), True

    def say(self, text: str) -> None:
        self.request.sendall(text.encode() + b"\r\n")

    def on_ehlo(self, command: str, _rest: str) -> None:
        can = ["box.localhost"]
        if self.box.trust and not self.over_tls:
            can.append("STARTTLS")
        if self.box.password:
            can.append("AUTH PLAIN")
        lines = [f"250-{each}" for each in can[:-1]] + [f"250 {can[-1]}"]
        self.say(self.box.answer(command, "\r\n".join(lines)))

    def on_starttls(self, command: str, _rest: str) -> None:
        self.say(self.box.answer(command, READY))
        self.wrap()

    def on_auth(self, command: str, rest: str) -> None:
        _, self.user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        is_right = password == self.box.password
        self.say(self.box.answer(command, "235 welcome" if is_right else f"535 not {password}"))

    def on_mail(self, command: str, rest: str) -> None:
        self.sender = rest[rest.index("<") + 1 : rest.index(">")]
        self.say(self.box.answer(command, OK))

    def on_rcpt(self, command: str, rest: str) -> None:
        answer = self.box.answer(command, OK)
        if answer.startswith("2"):
            self.to.append(rest[rest.index("<") + 1 : rest.index(">")])
        self.say(answer)

    def on_data(self, command: str, _rest: str) -> None:
        self.say(GO_ON)
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        answer = self.box.answer(command, OK)
        if answer.startswith("2"):
            content = b"".join(lines)
            letter = Posted(self.sender, tuple(self.to), content, self.over_tls, self.user)
            self.box.letters.append(letter)
        self.say(answer)

    def on_other(self, command: str, _rest: str) -> None:
        self.say(self.box.answer(command, BYE if command == "QUIT" else OK))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close = True, False

    def __init__(self, box: Mailbox) -> None:
        self.box = box
        super().__init__(("127.0.0.1", 0), _Session)

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away, as some tests want."""


@contextmanager
def mailbox(**how: object) -> Iterator[Mailbox]:
    """A server that runs until the block is left."""
    box = Mailbox(**how)  # type: ignore[arg-type] # any field
    with _Server(box) as server:
        box.port = server.server_address[1]
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
