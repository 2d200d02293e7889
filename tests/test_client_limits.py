"""What the client reads at most and waits for at most, whatever a server sends."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from loopback import FakeTime, Loopback, Open, Reply, clients, failure, loopback, page

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask
from corroborate.net.client.reading import MOST_MEMBERS, STEP_BYTES, Bounds, Folded, read_body

MIB = 1024 * 1024
HTML = ("Content-Type", "text/html")
GZIP = ("Content-Encoding", "gzip")


@pytest.fixture(scope="module")
def served() -> Iterator[Loopback]:
    with loopback() as server:
        yield server


@pytest.fixture
def opened(served: Loopback) -> Iterator[Open]:
    served.asked.clear()
    with clients(served, FakeTime()) as open_net:
        yield open_net


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """64 MiB of nothing, in gzip."""
    packer, empty = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16), bytes(MIB)
    return b"".join([*(packer.compress(empty) for _ in range(64)), packer.flush()])


def read(pieces: list[bytes], encoding: str, bounds: Bounds) -> bytes:
    async def arriving() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return asyncio.run(read_body("http://herald.example/", arriving(), encoding, bounds))


def test_a_bomb_is_unfolded_no_further_than_the_limit(bomb: bytes) -> None:
    folded = Folded(4 * MIB)
    tracemalloc.start()
    assert folded.feed(bomb) is False
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(folded.content) == 4 * MIB
    assert peak < 8 * MIB + 4 * STEP_BYTES


@pytest.mark.parametrize("headers", [(HTML, GZIP), (("Content-Type", "application/gzip"),)])
def test_a_bomb_is_refused_as_page_and_as_file(
    served: Loopback, opened: Open, bomb: bytes, headers: Any
) -> None:
    url = served.answer("herald.localhost/", Reply(body=bomb, headers=headers))
    told = failure(opened(most_decoded_bytes=2 * MIB), url)
    assert told.kind == "too-large"
    assert "2,097,152" in told.detail


@pytest.mark.parametrize("pieces", [(), (b"x" * 400,) * 4])
def test_more_than_the_limit_on_the_wire_is_refused(
    served: Loopback, opened: Open, pieces: tuple[bytes, ...]
) -> None:
    reply = Reply(body=b"x" * 1600, pieces=pieces)
    url = served.answer("herald.localhost/", reply)
    assert failure(opened(most_raw_bytes=1599), url).kind == "too-large"
    assert len(opened(most_raw_bytes=1600).fetch(Ask(url)).content) == 1600


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_of_several_members_is_whole_however_it_arrives(size: int) -> None:
    folded = gzip.compress(b"Four left. ") + gzip.compress(b"Two stayed.") + bytes(8)
    pieces = [folded[at : at + size] for at in range(0, len(folded), size)]
    assert read(pieces, "gzip", Bounds(1000, 1000)) == b"Four left. Two stayed."
    assert read(pieces, "", Bounds(1000, 1000)) == b"Four left. Two stayed."


def test_a_stream_of_too_many_members_is_no_page() -> None:
    members = gzip.compress(b"") * (MOST_MEMBERS + 1)
    with pytest.raises(FetchFailed, match="more than"):
        read([members], "gzip", Bounds(len(members), 1000))


def test_the_limit_itself_is_allowed() -> None:
    folded = gzip.compress(b"x" * MIB)
    assert len(read([folded], "gzip", Bounds(MIB, MIB))) == MIB
    with pytest.raises(FetchFailed, match="larger"):
        read([folded], "gzip", Bounds(MIB, MIB - 1))


def test_where_the_beginning_will_do_it_is_cut() -> None:
    assert read([b"abc", b"def"], "", Bounds(4, 4, cut=True)) == b"abcd"
    assert read([gzip.compress(b"abcdef")], "gzip", Bounds(90, 4, cut=True)) == b"abcd"


def test_gzip_that_ends_early_is_no_page() -> None:
    with pytest.raises(FetchFailed, match="ended early"):
        read([gzip.compress(b"Four left.")[:-9]], "gzip", Bounds(1000, 1000))


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_an_encoding_not_asked_for_is_refused(
    served: Loopback, opened: Open, encoding: str
) -> None:
    reply = Reply(body=b"x", headers=(HTML, ("Content-Encoding", encoding)))
    told = failure(opened(), served.answer("herald.localhost/", reply))
    assert (told.kind, encoding in told.detail) == ("refused", True)


def test_an_empty_page_in_gzip_is_empty(served: Loopback, opened: Open) -> None:
    url = served.answer("herald.localhost/", Reply(headers=(HTML, GZIP)))
    assert opened().fetch(Ask(url)).content == b""


@pytest.mark.parametrize(
    "kind", ["image/jpeg", "video/mp4", "audio/mpeg", "application/pdf", "Application/PDF; x=y"]
)
def test_what_is_no_text_is_not_loaded(served: Loopback, opened: Open, kind: str) -> None:
    reply = Reply(pieces=(b"x",) * 3, pause_s=30, headers=(("Content-Type", kind),))
    told = failure(opened(), served.answer("herald.localhost/", reply))
    assert told.kind == "refused"
    assert "no page with a text" in told.detail


@pytest.mark.parametrize("kind", ["text/html", "application/rss+xml", "application/json", ""])
def test_what_may_be_text_is_loaded(served: Loopback, opened: Open, kind: str) -> None:
    url = served.answer("herald.localhost/", page("one", Content_Type=kind))
    assert opened().fetch(Ask(url)).content == b"one"


def test_a_silent_server_is_given_up(served: Loopback, opened: Open) -> None:
    reply = Reply(pieces=(b"x",), pause_s=30)
    told = failure(opened(idle_timeout_s=0.2), served.answer("herald.localhost/", reply))
    assert (told.kind, told.detail) == ("timeout", "silent for 0.2 s")
    assert served.pages_asked() == ["herald.localhost/"]


def test_a_slow_drip_ends_by_the_total_limit(served: Loopback, opened: Open) -> None:
    reply = Reply(pieces=(b"x",) * 1000, pause_s=0.01)
    net = opened(idle_timeout_s=5, total_timeout_s=0.3)
    told = failure(net, served.answer("herald.localhost/", reply))
    assert (told.kind, told.detail) == ("timeout", "took more than 0.3 s")


def test_a_drip_in_the_head_ends_by_it_too(served: Loopback, opened: Open) -> None:
    head = [b"HTTP/1.1 200 OK\r\n", *(b"X: y\r\n" for _ in range(1000))]
    served.answer("herald.localhost/", Reply(raw=b"", pieces=tuple(head), pause_s=0.01))
    net = opened(idle_timeout_s=5, total_timeout_s=0.3)
    assert failure(net, served.url("herald.localhost/")).kind == "timeout"


def test_waiting_for_its_turn_counts_for_no_limit(served: Loopback, opened: Open) -> None:
    slow = Reply(body=b"one", pause_s=0.15)
    url = served.answer("herald.localhost/", slow)
    found = opened(total_timeout_s=0.4, at_once_per_host=1).fetch_all([Ask(url)] * 4)
    assert [getattr(each, "content", each) for each in found] == [b"one"] * 4
