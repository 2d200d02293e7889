"""What the client costs beside the rates it keeps, and how much memory a bomb takes.

Runs against servers on this machine. The ideal is what the rates and the delays of the pages alone
need. Run as `python scripts/net_bench.py`.
"""

import asyncio
import contextlib
import multiprocessing
import resource
import sys
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask
from corroborate.net.client import Net
from corroborate.settings import Web

HOSTS, PAGES, DELAY_S = 20, 10, 0.05
MIB = 1024 * 1024
BOMB_MIB = 1024


def bomb() -> bytes:
    """A gibibyte of nothing, in gzip."""
    packer, empty = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16), bytes(MIB)
    return b"".join([*(packer.compress(empty) for _ in range(BOMB_MIB)), packer.flush()])


async def serve(told: Connection, folded: bytes) -> None:
    """Answer every page after the delay, "/bomb" with `folded`; every robots.txt allows all."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                robots, is_bomb = b" /robots.txt " in head, b" /bomb " in head
                await asyncio.sleep(0 if robots else DELAY_S)
                body = folded if is_bomb else b"" if robots else b"A page of usual length. " * 800
                coding = b"Content-Encoding: gzip\r\n" if is_bomb else b""
                length = b"Content-Length: %d\r\n\r\n" % len(body)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + length)
                writer.write(body)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def run_server(told: Connection, folded: bytes) -> None:
    asyncio.run(serve(told, folded))


@contextlib.contextmanager
def server() -> Iterator[int]:
    """The port of a server in a process of its own."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=run_server, args=(there, bomb()), daemon=True
    )
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def settings(port: int, rate: float) -> Web:
    return Web(
        requests_per_s=rate, private_hosts=("*.localhost",), ports=(port,), at_once=2 * HOSTS
    )


def now() -> datetime:
    return datetime.now(UTC)


def many_hosts(web: Web) -> tuple[float, float]:
    """Seconds for all pages of all hosts, and the least that rate, robots.txt and delay allow.

    The first request to a host is for its robots.txt; each page leaves one pause after the one
    before, two at once, and the last one takes its delay.
    """
    port = web.ports[0]
    urls = [
        f"http://h{host}.localhost:{port}/{page}" for page in range(PAGES) for host in range(HOSTS)
    ]
    with Net(web, now) as net:
        start = time.perf_counter()
        found = net.fetch_all([Ask(url) for url in urls])
        took = time.perf_counter() - start
    failed = [each for each in found if isinstance(each, FetchFailed)]
    if failed:
        sys.exit(f"{len(failed)} failed, the first: {failed[0]}")
    by_rate = PAGES / web.requests_per_s + DELAY_S
    by_number = PAGES * DELAY_S / web.at_once_per_host
    return took, max(by_rate, by_number)


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bomb_costs(web: Web) -> tuple[float, str]:
    """Mebibytes that the peak of memory grows by, and what was said of the bomb."""
    with Net(web, now) as net:
        net.fetch(Ask(f"http://warm.localhost:{web.ports[0]}/"))
        before = peak_mib()
        [failure] = net.fetch_all([Ask(f"http://bomb.localhost:{web.ports[0]}/bomb")])
        return peak_mib() - before, str(failure)


def main() -> None:
    with server() as port:
        grown, said = bomb_costs(settings(port, 1_000.0))
        sys.stdout.write(f"a bomb of {BOMB_MIB} MiB: memory grows by {grown:.1f} MiB: {said}\n")
        for rate in (Web().requests_per_s, 5.0, 20.0):
            took, ideal = many_hosts(settings(port, rate))
            told = f"{HOSTS} hosts x {PAGES} pages, {rate:g}/s: {took:.2f} s, ideal {ideal:.2f} s"
            sys.stdout.write(f"{told}, ratio {took / ideal:.2f}\n")


if __name__ == "__main__":
    main()
