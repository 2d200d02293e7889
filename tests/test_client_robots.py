"""What a robots.txt says is done, whatever shape it has."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import FakeTime, Loopback, Reply, clients, loopback, moved, page

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask
from corroborate.net.client import Net
from corroborate.net.client.robots import KEPT_S, MOST_BYTES, REFUSAL_KEPT_S, Robots
from corroborate.net.client.target import target_of
from corroborate.settings import Web

ROBOTS = "herald.localhost/robots.txt"
FORBIDS = page("User-agent: *\nDisallow: /")


@pytest.fixture
def served() -> Iterator[Loopback]:
    with loopback() as server:
        server.answer("herald.localhost/a", page("one"))
        yield server


@pytest.fixture
def net(served: Loopback, time: FakeTime) -> Iterator[Net]:
    with clients(served, time) as open_net:
        yield open_net(tries=1)


def outcome(served: Loopback, net: Net, path: str = "a") -> str:
    """The kind of failure, or the page."""
    [found] = net.fetch_all([Ask(served.url(f"herald.localhost/{path}"))])
    return found.kind if isinstance(found, FetchFailed) else found.content.decode()


def test_what_it_forbids_is_not_asked(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, page("User-agent: *\nDisallow: /a\nAllow: /b"))
    served.answer("herald.localhost/b", page("two"))
    assert [outcome(served, net, path) for path in ("a", "b")] == ["robots", "two"]
    assert served.pages_asked() == ["herald.localhost/b"]


def test_what_it_says_to_us_by_name_comes_first(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, page("User-agent: *\nAllow: /\n\nUser-agent: Corroborate\nDisallow: /"))
    assert outcome(served, net) == "robots"


@pytest.mark.parametrize(
    ("status", "want"),
    [(404, "one"), (403, "one"), (401, "one"), (410, "one"), (429, "robots"), (500, "robots")],
)
def test_none_means_yes_and_trouble_means_no(
    served: Loopback, net: Net, status: int, want: str
) -> None:
    served.answer(ROBOTS, Reply(status))
    assert outcome(served, net) == want


def test_it_is_read_once_a_day(served: Loopback, net: Net, time: FakeTime) -> None:
    served.answer(ROBOTS, page("User-agent: *\nAllow: /"), FORBIDS)
    assert [outcome(served, net) for _ in range(3)] == ["one"] * 3
    time.at += KEPT_S - 1
    assert outcome(served, net) == "one"
    time.at += 1
    assert outcome(served, net) == "robots"


def test_many_pages_at_once_read_it_once(served: Loopback, net: Net) -> None:
    net.fetch_all([Ask(served.url("herald.localhost/a"))] * 5)
    assert [each.address for each in served.asked].count(ROBOTS) == 1


def test_trouble_with_it_is_soon_looked_at_again(
    served: Loopback, net: Net, time: FakeTime
) -> None:
    served.answer(ROBOTS, Reply(500), page(""))
    assert [outcome(served, net) for _ in range(2)] == ["robots"] * 2
    time.at += REFUSAL_KEPT_S
    assert outcome(served, net) == "one"


def test_a_host_that_cannot_be_reached_is_told_as_that(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, Reply(raw=b""), page(""))
    assert [outcome(served, net) for _ in range(2)] == ["network", "one"]


def test_it_may_stand_elsewhere(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, moved(served.url("www.herald.localhost/robots.txt")))
    served.answer("www.herald.localhost/robots.txt", FORBIDS)
    assert outcome(served, net) == "robots"


def test_its_redirects_pass_the_guard(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, moved("http://169.254.169.254/"))
    assert outcome(served, net) == "refused"


def test_one_that_redirects_without_end_is_none(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, moved("/robots.txt"))
    assert outcome(served, net) == "one"


def test_it_may_itself_be_read(served: Loopback, net: Net) -> None:
    served.answer(ROBOTS, FORBIDS)
    assert outcome(served, net, "robots.txt") == "User-agent: *\nDisallow: /"


def test_only_its_beginning_counts(served: Loopback, net: Net) -> None:
    rule = "\nUser-agent: *\nDisallow: /"
    filler = "#" * (MOST_BYTES - len(rule))
    served.answer(ROBOTS, page(filler + rule))
    served.answer("post.localhost/robots.txt", page("#" + filler + rule[:-2] + " /"))
    url = served.answer("post.localhost/a", page("one"))
    assert outcome(served, net) == "robots"
    assert net.fetch(Ask(url)).content == b"one"


@given(st.binary(max_size=300), st.sampled_from(["User-agent: *\n", "Crawl-delay: ", "Disallow: "]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_rules_of_some_kind(content: bytes, before: str) -> None:
    async def read(_url: str) -> bytes:
        return before.encode() + content

    target = target_of("http://herald.example/a%20b?c=d", Web())
    with suppress(FetchFailed):
        assert 0 <= asyncio.run(Robots(read, lambda: 0.0).check(target)) <= 10


def test_rules_made_to_be_slow_are_not() -> None:
    """A pattern of many stars is matched in a time that grows with its length, no faster."""
    stars = "User-agent: *\nDisallow: /" + "*a" * 5_000 + "$\n"

    async def read(_url: str) -> bytes:
        return stars.encode()

    target = target_of("http://herald.example/" + "a" * 5_000 + "b", Web())
    assert asyncio.run(Robots(read, lambda: 0.0).check(target)) == 0.0
