"""A web server on this machine that answers as it is told, one outlet a name of ".localhost", and
time that passes as fast as it is asked to."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Thread

import pytest
from fakes import FakeClock

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask
from corroborate.net.client import Net, Timer
from corroborate.settings import Web


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; `pieces` leave one by one, `pause_s` before each, after the head."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    pieces: tuple[bytes, ...] = ()
    pause_s: float = 0.0
    raw: bytes | None = None

    def head(self) -> bytes:
        length = () if self.pieces else (("Content-Length", str(len(self.body))),)
        fields = (*self.headers, *length, ("Connection", "close"))
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {text}" for name, text in fields)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `address` is its host without port, and its path."""

    address: str
    headers: tuple[tuple[str, str], ...]
    method: str = "GET"
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)


def page(text: str, **headers: str) -> Reply:
    """A page that says this."""
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(body=text.encode(), headers=(("Content-Type", "text/html"), *given))


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status, headers=(("Location", to),))


@dataclass(slots=True)
class Loopback:
    """The server while it runs: what it was told to answer, and what it was asked."""

    port: int = 0
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open_now: Counter[str] = field(default_factory=Counter)
    most_open: Counter[str] = field(default_factory=Counter)

    def answer(self, address: str, *replies: Reply) -> str:
        """Answer so to "herald.localhost/path", one after the other, the last one again and again;
        returns the address as it is asked for over http."""
        self.replies[address] = list(replies)
        return self.url(address)

    def url(self, address: str, scheme: str = "http") -> str:
        host, _, path = address.partition("/")
        return f"{scheme}://{host}:{self.port}/{path}"

    def pages_asked(self) -> list[str]:
        """What was asked in order, but for robots.txt."""
        found = [each.address for each in self.asked]
        return [address for address in found if not address.endswith("/robots.txt")]

    def web(self, **changes: object) -> Web:
        """Settings under which this server may be asked, without waiting."""
        usual = {"private_hosts": ("*.localhost",), "requests_per_s": 10_000.0}
        return Web(**{**usual, "ports": (80, 443, self.port), **changes})  # type: ignore[arg-type] # any field

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            await self._reply(head, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client has gone, as some tests want
        finally:
            writer.close()

    async def _reply(
        self, head: list[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        fields = [line.partition(": ") for line in head[1:] if line]
        headers = tuple((name.lower(), text) for name, _, text in fields)
        host = dict(headers)["host"].partition(":")[0]
        method, path, _ = head[0].split()
        address = f"{host}{path}"
        body = await reader.readexactly(int(dict(headers).get("content-length", 0)))
        self.asked.append(Asked(address, headers, method, body))
        self.open_now[host] += 1
        self.most_open[host] = max(self.most_open[host], self.open_now[host])
        try:
            await _send(self._next(address), writer)
        finally:
            self.open_now[host] -= 1

    def _next(self, address: str) -> Reply:
        known = self.replies.get(address, [Reply(404)])
        return known.pop(0) if len(known) > 1 else known[0]


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> None:
    if reply.raw is not None:
        writer.write(reply.raw)
    elif not reply.pieces:
        await asyncio.sleep(reply.pause_s)
        writer.write(reply.head() + reply.body)
    else:
        writer.write(reply.head())
    for piece in reply.pieces:
        await asyncio.sleep(reply.pause_s)
        writer.write(piece)
        await writer.drain()
    await writer.drain()


@contextmanager
def loopback(trust: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """A server that runs until the block is left; over TLS where it is given a certificate."""
    told, loop = Loopback(), asyncio.new_event_loop()
    starting = asyncio.start_server(told.serve, "127.0.0.1", 0, ssl=trust)
    server = loop.run_until_complete(starting)
    told.port = server.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        server.close()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


@dataclass(slots=True)
class FakeTime:
    """Seconds that pass only when somebody sleeps, and then at once."""

    at: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    @property
    def timer(self) -> Timer:
        return Timer(lambda: self.at, self.sleep)


NOON = datetime(2024, 6, 20, 12, tzinfo=UTC)
Open = Callable[..., Net]
"""Opens a client: `cookies` first, if any, then changes to the settings of the server."""


@contextmanager
def clients(server: Loopback, time: FakeTime) -> Iterator[Open]:
    """Opens clients of the server, at noon; closes them when the block is left."""
    with ExitStack() as closing:

        def open_net(cookies: dict[str, str] | None = None, **changes: object) -> Net:
            net = Net(server.web(**changes), FakeClock(NOON), cookies, timer=time.timer)
            return closing.enter_context(net)

        yield open_net


def failure(net: Net, url: str) -> FetchFailed:
    """How a fetch fails; it names the address asked."""
    with pytest.raises(FetchFailed) as caught:
        net.fetch(Ask(url))
    assert caught.value.url == url
    return caught.value
