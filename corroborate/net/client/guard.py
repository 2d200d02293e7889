"""The guard: which addresses of the network are of the open web, and the one place that connects.

A name is looked up once, every address that it has is vetted, and the connection goes to one of
those: a name that answers otherwise a moment later gains nothing (DNS rebinding).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from corroborate.errors import FetchFailed
from corroborate.net.client.proxy import proxy_of
from corroborate.net.client.target import is_among, is_literal
from corroborate.settings import Web

if TYPE_CHECKING:
    import httpcore

Resolve = Callable[[str], Awaitable[tuple[str, ...]]]
"""The addresses of a host name, the preferred ones first; OSError where it has none."""

MOST_ADDRESSES = 4
"""Addresses of one name that are tried, one after the other: a dual stack, twice."""

LOOPBACK = ("127.0.0.1", "::1")

SPECIAL = tuple(
    (ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "the inside of a provider"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "the metadata of a cloud"),
        ("169.254.0.0/16", "the local link, or the metadata of a cloud"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "protocols, no host"),
        ("192.0.2.0/24", "documentation, no host"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "measurements of networks"),
        ("198.51.100.0/24", "documentation, no host"),
        ("203.0.113.0/24", "documentation, no host"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "no use yet, or broadcast"),
        ("::/128", "this machine"),
        ("::1/128", "this machine"),
        ("::/96", "IPv4 in an old spelling"),
        ("64:ff9b:1::/48", "a translator of a private network"),
        ("100::/64", "nowhere (discard)"),
        ("2001::/32", "Teredo, a tunnel"),
        ("2001::/23", "protocols, no host"),
        ("2001:db8::/32", "documentation, no host"),
        ("2002::/16", "6to4, a tunnel"),
        ("3fff::/20", "documentation, no host"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "multicast"),
    )
)
"""Ranges that no outlet publishes from, and what they are for: the registries of special-purpose
addresses of IANA (RFC 6890, 2024), and those that `ipaddress` of Python 3.11 calls global."""

GLOBAL_IPV6 = IPv6Network("2000::/3")
"""All that is given out of IPv6 as addresses of single hosts (RFC 4291)."""

CARRIES_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""IPv6 that reaches the IPv4 address of its last 32 bits: mapped, and NAT64 (RFC 6052)."""


def what_is_special(address: str) -> str:
    """What else than the open web an address belongs to, "" where it is of the open web."""
    return _special(ip_address(address.partition("%")[0]))


def _special(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address) and any(address in each for each in CARRIES_IPV4):
        return _special(IPv4Address(int(address) & 0xFFFF_FFFF))
    for network, what in SPECIAL:
        if address.version == network.version and address in network:
            return what
    is_global = isinstance(address, IPv4Address) or address in GLOBAL_IPV6
    return "" if is_global else "no part of the open web"


async def look_up(host: str) -> tuple[str, ...]:
    """The addresses of a name as the system knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


class Guard:
    """Looks names up, vets what they lead to and connects: the network backend of the client.

    The proxy of the settings is reached as it is; what is asked through it is to be vetted with
    `addresses` before.
    """

    def __init__(self, web: Web, resolve: Resolve) -> None:
        self._web, self._resolve = web, resolve
        proxy = proxy_of(web.proxy) if web.proxy else None
        self._proxy = (proxy.host, proxy.port) if proxy else None

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Where a host is, each address vetted.

        Raises:
            FetchFailed: it is not known, or one address of it is not of the open web.
            OSError: its name could not be looked up just now.
        """
        found = await self._found(host)
        if is_among(host, self._web.private_hosts):
            return found
        for address in found:
            if what := what_is_special(address):
                where = host if host == address else f"{host} leads to {address}, which"
                raise FetchFailed(host, "refused", f"{where} is of {what}, not of the open web")
        return found

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: "Iterable[httpcore.SOCKET_OPTION] | None" = None,
    ) -> "httpcore.AsyncNetworkStream":
        """Connect to a vetted address of a host, within `timeout` seconds for all that it has."""
        import httpcore

        by_proxy = (host, port) == self._proxy
        if not by_proxy and port not in self._web.ports:
            raise FetchFailed(host, "refused", f"port {port} is not among web.ports")
        try:
            async with asyncio.timeout(timeout):
                found = await (self._found(host) if by_proxy else self.addresses(host))
                dial = partial(
                    httpcore.AnyIOBackend().connect_tcp,
                    port=port,
                    local_address=local_address,
                    socket_options=socket_options,
                )
                return await _connected(found[:MOST_ADDRESSES], dial, timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"no connection after {timeout:g} s") from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    async def _found(self, host: str) -> tuple[str, ...]:
        if is_literal(host):
            return (host,)
        if f".{host}".endswith(".localhost"):
            return LOOPBACK
        try:
            found = await self._resolve(host)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise
            found = ()
        if not found:
            raise FetchFailed(host, "network", f"nobody knows a host {host}")
        return found


async def _connected(
    addresses: tuple[str, ...],
    dial: "Callable[..., Awaitable[httpcore.AsyncNetworkStream]]",
    timeout_s: float | None,
) -> "httpcore.AsyncNetworkStream":
    """A connection to the first address that takes it; a dead one may use up only its share."""
    import httpcore

    share = timeout_s / len(addresses) if timeout_s else None
    for address in addresses[:-1]:
        with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
            return await dial(address, timeout=share)
    return await dial(addresses[-1], timeout=share)
