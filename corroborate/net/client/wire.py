"""One request and its answer, as plain values: the only module that knows how they travel."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadInput, FetchFailed
from corroborate.net.client.guard import Guard
from corroborate.net.client.proxy import proxy_of
from corroborate.net.client.reading import Bounds, read_body
from corroborate.net.client.target import Target
from corroborate.settings import Web

if TYPE_CHECKING:
    import httpcore

ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"
NO_TEXT = (
    "application/msword",
    "application/pdf",
    "application/vnd.",
    "application/zip",
    "audio/",
    "font/",
    "image/",
    "model/",
    "video/",
)
"""Beginnings of content types that no reader of ours reads: refused before they are loaded."""

KEPT_OPEN_S = 15.0
"""How long an idle connection is kept: usual servers close theirs after 5 to 75 s."""

MOST_TOLD = 200
"""Characters of an error of the network that are told: it may quote what a server sent."""

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `content` only of a page (2xx) that was asked for, names of headers
    in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def is_well(self) -> bool:
        """Whether the server took what it was asked."""
        return 200 <= self.status < 300

    @property
    def told(self) -> str:
        """Such as "answered 404 Not Found"."""
        with suppress(ValueError):
            return f"answered {self.status} {HTTPStatus(self.status).phrase}"
        return f"answered {self.status}"


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer, but one may come if we ask again."""

    failure: FetchFailed


class Wire:
    """Sends requests through the guard. Keeps no cookies, follows no redirect, tries nothing twice.

    Belongs to one event loop.
    """

    def __init__(self, web: Web, guard: Guard, agent: str) -> None:
        """`agent` says who we are.

        Raises:
            BadInput: the proxy or the file of certificates cannot be used.
        """
        self._web, self._guard = web, guard
        self._pool = _pool(web, guard)
        self._always = {"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, identity"}

    async def get(
        self, target: Target, headers: Mapping[str, str], bounds: Bounds
    ) -> Answer | Lost:
        """Ask once, within the time limits of the settings.

        Raises:
            FetchFailed: refused, too slow or too large; asking again would change nothing.
        """
        return await self._within_limits(target, lambda: self._answer(target, headers, bounds))

    async def post(self, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer | Lost:
        """Hand a body over once, within the same limits; of the answer no body is read, as a
        server that said it took ours may not unsay it by a body that breaks off.

        Raises:
            FetchFailed: as `get`.
        """
        return await self._within_limits(target, lambda: self._taken(target, body, headers))

    async def _within_limits(
        self, target: Target, ask: Callable[[], Awaitable[Answer]]
    ) -> Answer | Lost:
        import httpcore

        idle, total = self._web.idle_timeout_s, self._web.total_timeout_s
        try:
            async with asyncio.timeout(total):
                if self._web.proxy:
                    await self._guard.addresses(target.host)
                return await ask()
        except httpcore.ConnectTimeout as error:
            return Lost(FetchFailed(target.url, "timeout", str(error)))
        except httpcore.TimeoutException as error:
            raise FetchFailed(target.url, "timeout", f"silent for {idle:g} s") from error
        except TimeoutError as error:
            raise FetchFailed(target.url, "timeout", f"took more than {total:g} s") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            told = str(error)[:MOST_TOLD] or type(error).__name__
            failure = FetchFailed(target.url, "network", f"could not be reached: {told}")
            if is_untrusted(error):
                raise failure from error
            return Lost(failure)
        except httpcore.ProxyError as error:
            raise FetchFailed(target.url, "network", f"the proxy says: {error}") from error

    async def close(self) -> None:
        await self._pool.aclose()

    async def _answer(self, target: Target, headers: Mapping[str, str], bounds: Bounds) -> Answer:
        async with self._stream("GET", target, headers) as response:
            answer = Answer(response.status, tuple(_headers(response.headers)))
            if not answer.is_well:
                return answer
            _refuse_what_is_no_text(target.url, answer)
            pieces, encoding = response.aiter_stream(), answer.header("content-encoding")
            content = await read_body(target.url, pieces, encoding, bounds)
            return replace(answer, content=content)

    async def _taken(self, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
        async with self._stream("POST", target, headers, body) as response:
            return Answer(response.status, tuple(_headers(response.headers)))

    def _stream(
        self, method: str, target: Target, headers: Mapping[str, str], body: bytes | None = None
    ) -> "AbstractAsyncContextManager[httpcore.Response]":
        return self._pool.stream(
            method,
            _address(target),
            headers=list({"Host": target.netloc, **self._always, **headers}.items()),
            content=body,
            extensions={"timeout": self._timeouts()},
        )

    def _timeouts(self) -> dict[str, float]:
        idle = self._web.idle_timeout_s
        return {"connect": self._web.connect_timeout_s, "read": idle, "write": idle}


def _address(target: Target) -> "httpcore.URL":
    """The parts as they were checked, so that nobody reads the address in another way."""
    import httpcore
    import httpx

    parsed = httpx.URL(target.url)
    return httpcore.URL(
        scheme=target.scheme, host=target.host, port=parsed.port, target=parsed.raw_path
    )


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    """Names in lower case, values in UTF-8 where they are, else in the letters of HTTP."""
    for name, value in raw:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        yield name.decode("ascii").lower(), text


def _pool(web: Web, guard: Guard) -> "httpcore.AsyncConnectionPool":
    """Connections that the guard makes, to hosts or to the proxy."""
    import httpcore

    given: Any = {
        "ssl_context": _shared_trust(web.ca_file),
        "max_connections": None,
        "max_keepalive_connections": web.at_once,
        "keepalive_expiry": KEPT_OPEN_S,
        "network_backend": guard,
    }
    if not web.proxy:
        return httpcore.AsyncConnectionPool(**given)
    proxy = proxy_of(web.proxy)
    return httpcore.AsyncHTTPProxy(proxy.url, proxy_auth=proxy.auth, **given)


@cache
def _shared_trust(ca_file: str) -> ssl.SSLContext:
    """What all pools trust, read once: it takes longer than many a request."""
    return trusted(ca_file)


def trusted(ca_file: str) -> ssl.SSLContext:
    """Certificates of the system, of the usual list, and of one file; anew each time, as who
    connects writes into it which protocol it speaks.

    Raises:
        BadInput: the file holds none.
    """
    import httpcore

    trust = httpcore.default_ssl_context()
    if ca_file:
        try:
            trust.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            told = f"web.ca_file: {ca_file}: expected a file of certificates in PEM: {error}"
            raise BadInput(told) from error
    return trust


def _refuse_what_is_no_text(url: str, answer: Answer) -> None:
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    if kind.startswith(NO_TEXT):
        raise FetchFailed(url, "refused", f"is {kind[:40]}, no page with a text", answer.status)


def is_untrusted(error: BaseException | None) -> bool:
    """Whether the server's certificate is the cause: it will be no better a moment later."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
