"""One address of the web, read strictly: what of it may be asked at all, before any name is
looked up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corroborate.errors import FetchFailed
from corroborate.settings import Web

if TYPE_CHECKING:
    import httpx

_USUAL_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_ADDRESS = re.compile(r"https?://\S+?(?=[:;,]?(\s|$))")
LONGEST_URL, LONGEST_NAME = 8_000, 253
"""Characters. Servers need not read longer lines (RFC 9110, 4.1), nor names exist (RFC 1035)."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked: `url` has no fragment and its host in ASCII lower case.

    `private` where the settings allow its host to be of a private network.
    """

    url: str
    scheme: str
    host: str
    port: int
    private: bool

    @property
    def netloc(self) -> str:
        """Its host, and the port where that is not the usual one, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Where its robots.txt stands."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def is_robots(self) -> bool:
        """Whether it is a robots.txt, which none can forbid to read."""
        return urlsplit(self.url).path == "/robots.txt"


def target_of(url: str, web: Web) -> Target:
    """Read an address.

    Raises:
        FetchFailed: "refused": it is none, or the settings or good sense forbid to ask it.
    """
    import httpx

    if len(url) > LONGEST_URL:
        raise FetchFailed(url, "refused", f"longer than {LONGEST_URL} characters")
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(url, "refused", f"not an address of the web: {error}") from None
    host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
    port = _USUAL_PORTS.get(parsed.scheme, 0) if parsed.port is None else parsed.port
    if why := _refusal(parsed, host, port, web):
        raise FetchFailed(url, "refused", why)
    clean = parsed.copy_with(host=host, fragment=None)
    return Target(str(clean), parsed.scheme, host, port, is_among(host, web.private_hosts))


def next_target(here: Target, location: str, web: Web) -> Target:
    """Where a redirect leads to.

    Raises:
        FetchFailed: "refused": as `target_of`, or a page of the open web leads to a private host.
    """
    import httpx

    try:
        there = str(httpx.URL(here.url).join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(here.url, "refused", f"redirects to no address: {error}") from None
    try:
        target = target_of(there, web)
    except FetchFailed as failure:
        told = f"redirects to {failure.url}: {failure.detail}"
        raise FetchFailed(there, failure.kind, told) from failure
    if target.private and not here.private:
        told = f"redirects to {there}: a page of the open web may not lead to a private host"
        raise FetchFailed(there, "refused", told)
    return target


def is_among(host: str, names: Iterable[str]) -> bool:
    """Whether a host is one of these, or below one that is written "*.name"."""
    return any(
        host.endswith(name[1:].lower()) if name.startswith("*.") else host == name.lower()
        for name in names
    )


def without_path(url: str) -> str:
    """The server that an address names, and no more: the rest may be known to us alone."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "the address"
    if parts.scheme not in _USUAL_PORTS or not host:
        return "the address"
    return f"{parts.scheme}://{host}:{port}/…" if port else f"{parts.scheme}://{host}/…"


def without_paths(text: str) -> str:
    """The text with no more than the server of each address in it."""
    return _ADDRESS.sub(lambda found: without_path(found[0]), text)


def _refusal(parsed: "httpx.URL", host: str, port: int, web: Web) -> str:
    """Why an address is not asked, "" where nothing speaks against it."""
    if parsed.scheme not in _USUAL_PORTS:
        return f"expected http or https, not {parsed.scheme or 'no scheme'!r}"
    if parsed.userinfo:
        return "an address with a user name or password in it is not asked"
    if port not in web.ports:
        return f"port {port} is not among the ports of the settings (web.ports)"
    return "" if is_literal(host) else _bad_name(host)


def is_literal(host: str) -> bool:
    """Whether a host is an address in its one usual spelling."""
    try:
        return "%" not in host and bool(ip_address(host))
    except ValueError:
        return False


def _bad_name(host: str) -> str:
    """Why a host is no name, "" where it is one: the system would take "0x7f.1" for an address."""
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return f"{host!r} is an odd spelling of an address; write it as four numbers"
    if len(host) > LONGEST_NAME or not _NAME.fullmatch(host):
        return f"{host!r} is no name of a host"
    return ""
