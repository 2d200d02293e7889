"""No address, spelling, redirect or change of mind of a name leads anywhere but to the open web."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NoReturn

import httpcore
import pytest
from fakes import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Loopback, failure, loopback, moved, page
from tables import cases

from corroborate.errors import FetchFailed
from corroborate.model.web import Ask
from corroborate.net.client import Net
from corroborate.net.client.guard import Guard, what_is_special
from corroborate.net.client.target import target_of
from corroborate.settings import Web

OPEN = "93.184.216.34"
SPECIAL = [each for each in cases("guard") if each.values[0]["special"]]
by_address = pytest.mark.parametrize("case", SPECIAL)
by_url = pytest.mark.parametrize("case", cases("guard_urls"))


class Names:
    """What names lead to, each answer once and the last one for ever."""

    def __init__(self, **answers: list[tuple[str, ...]]) -> None:
        self.answers = {name.replace("_", "."): list(each) for name, each in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        known = self.answers.get(host)
        if known is None:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return known.pop(0) if len(known) > 1 else known[0]


@pytest.fixture(scope="module")
def herald() -> Iterator[Loopback]:
    with loopback() as server:
        yield server


@pytest.fixture(scope="module")
def net(herald: Loopback) -> Iterator[Net]:
    with Net(herald.web(tries=1), FakeClock(), resolve=Names()) as open_net:
        yield open_net


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were connected to; none of them answers."""
    found: list[str] = []

    async def refuse(_self: Any, host: str, **_given: Any) -> NoReturn:
        found.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", refuse)
    return found


def written(address: str) -> str:
    return f"http://[{address}]/" if ":" in address else f"http://{address}/"


@pytest.mark.parametrize("case", cases("guard"))
def test_only_addresses_of_the_open_web_pass(case: dict[str, Any]) -> None:
    assert bool(what_is_special(case["address"])) is case["special"]


@by_address
def test_a_special_address_is_refused(net: Net, case: dict[str, Any]) -> None:
    assert failure(net, written(case["address"])).kind == "refused"


@by_address
def test_a_redirect_to_a_special_address_is_refused(
    net: Net, herald: Loopback, case: dict[str, Any]
) -> None:
    start = herald.answer(f"herald.localhost/{case['id']}", moved(written(case["address"])))
    told = failure(net, start)
    assert (told.kind, told.url) == ("refused", start)


@by_address
def test_a_name_with_one_special_address_is_refused(
    dialled: list[str], case: dict[str, Any]
) -> None:
    names = Names(news_example=[(OPEN, case["address"])])
    with pytest.raises(FetchFailed, match="not of the open web"):
        asyncio.run(Guard(Web(), names).connect_tcp("news.example", 80, 1.0))
    assert not dialled


@by_address
def test_a_name_that_changes_its_mind_gains_nothing(
    dialled: list[str], case: dict[str, Any]
) -> None:
    names = Names(news_example=[(OPEN,), (case["address"],)])
    with pytest.raises(httpcore.ConnectError):
        asyncio.run(Guard(Web(), names).connect_tcp("news.example", 80, 1.0))
    assert (names.asked, dialled) == (["news.example"], [OPEN])


@by_url
def test_an_odd_address_is_refused(net: Net, case: dict[str, Any]) -> None:
    assert failure(net, case["url"]).kind == "refused"


@by_url
def test_no_redirect_to_an_odd_address_leaves_the_host(
    net: Net, herald: Loopback, case: dict[str, Any]
) -> None:
    """One that is no whole address is of the same host, where no such page is."""
    location = case["url"].encode("utf-8").decode("latin-1").replace("\r\n", "").replace("\0", "")
    start = herald.answer(f"herald.localhost/{case['id']}", moved(location))
    assert failure(net, start).kind in ("refused", "redirects", "status", "network")
    assert all(each.startswith("herald.localhost/") for each in herald.pages_asked())


@given(st.text(max_size=30), st.sampled_from(["", "http://", "https://", "http://[", "//"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_refused_or_an_address_with_a_plain_host(text: str, before: str) -> None:
    with suppress(FetchFailed):
        target = target_of(before + text, Web())
        assert target.scheme in ("http", "https")
        assert target.port in Web().ports
        assert set(target.host) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.:")
        assert target_of(target.url, Web()) == target


def test_a_wrong_port_is_not_connected_to(dialled: list[str]) -> None:
    guard = Guard(Web(), Names(news_example=[(OPEN,)]))
    with pytest.raises(FetchFailed, match="port 6379"):
        asyncio.run(guard.connect_tcp("news.example", 6379, 1.0))
    assert not dialled


def test_each_address_of_a_name_is_tried_in_turn(dialled: list[str]) -> None:
    guard = Guard(Web(), Names(news_example=[(OPEN, "93.184.216.35", "93.184.216.36")]))
    with pytest.raises(httpcore.ConnectError):
        asyncio.run(guard.connect_tcp("news.example", 80, 1.0))
    assert dialled == [OPEN, "93.184.216.35", "93.184.216.36"]


def test_a_page_of_the_open_web_may_not_lead_to_a_private_host() -> None:
    web = Web(private_hosts=("intranet.example",))
    assert target_of("http://intranet.example/", web).private
    assert not target_of("http://news.example/", web).private
    assert not target_of(
        "http://my-intranet.example/", replace(web, private_hosts=("*.intranet.example",))
    ).private


def test_a_private_host_may_be_any_below_a_name(herald: Loopback) -> None:
    url = herald.answer("a.b.herald.localhost/page", page("one"))
    with Net(herald.web(private_hosts=("*.herald.localhost",)), FakeClock()) as net:
        assert net.fetch(Ask(url)).content == b"one"
        assert failure(net, herald.url("post.localhost/page")).kind == "refused"


def test_an_unknown_name_is_told_so(net: Net) -> None:
    told = failure(net, "http://nowhere.example/")
    assert told.kind == "network"
    assert "nowhere.example" in told.detail
