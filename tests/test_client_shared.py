"""The client in many hands: cookies of some outlets, many pages at once, threads, and its end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from loopback import Loopback, Open, moved, page

from corroborate.errors import BadInput, FetchFailed
from corroborate.model.web import Ask, Fetched
from corroborate.net.client import Net


class TestCookies:
    def test_they_go_to_their_outlet_alone(self, served: Loopback, opened: Open) -> None:
        net = opened({"herald.localhost": "session=1", "post.localhost": "other=2"})
        for host in ("herald", "www.herald", "notherald", "post"):
            net.fetch(Ask(served.answer(f"{host}.localhost/", page("one"))))
        sent = {each.address: each.header("cookie") for each in served.asked}
        assert sent["herald.localhost/"] == sent["www.herald.localhost/"] == "session=1"
        assert sent["post.localhost/"] == "other=2"
        assert sent["notherald.localhost/"] is None

    def test_no_redirect_takes_them_along_or_asks_for_them(
        self, served: Loopback, opened: Open
    ) -> None:
        net = opened({"herald.localhost": "session=1"})
        served.answer("post.localhost/b", moved(served.url("herald.localhost/c")))
        served.answer("herald.localhost/c", page("one"))
        start = served.answer("herald.localhost/a", moved(served.url("post.localhost/b")))
        net.fetch(Ask(start))
        net.fetch(Ask(served.url("post.localhost/b")))
        sent = [(each.address, each.header("cookie")) for each in served.asked]
        assert ("post.localhost/b", None) in sent
        assert ("herald.localhost/a", "session=1") in sent
        assert [cookie for address, cookie in sent if address == "herald.localhost/c"] == [None] * 2

    def test_what_a_server_sets_is_not_sent_back(self, served: Loopback, net: Net) -> None:
        url = served.answer("herald.localhost/", page("one", Set_Cookie="id=1; Path=/"))
        net.fetch_all([Ask(url), Ask(url)])
        assert {each.header("cookie") for each in served.asked} == {None}

    @pytest.mark.parametrize(
        ("domain", "cookie"), [("localhost", "a=1"), ("co.uk", "a=1"), ("herald.example", "a\nb")]
    )
    def test_one_that_cannot_be_sent_to_one_outlet_is_refused(
        self, opened: Open, domain: str, cookie: str
    ) -> None:
        with pytest.raises(BadInput) as caught:
            opened({domain: cookie})
        assert domain in str(caught.value)
        assert cookie not in str(caught.value)


class TestManyAtOnce:
    def test_answers_come_in_the_order_asked_and_failures_among_them(
        self, served: Loopback, net: Net
    ) -> None:
        slow = replace(page("slow"), pause_s=0.05)
        urls = [
            served.answer("a.localhost/", slow),
            served.url("b.localhost/gone"),
            served.answer("c.localhost/", page("quick")),
        ]
        seen: list[tuple[str, int, int]] = []
        slowly, gone, quick = net.fetch_all(
            [Ask(url) for url in urls], lambda *told: seen.append(told)
        )
        assert isinstance(slowly, Fetched)
        assert isinstance(quick, Fetched)
        assert isinstance(gone, FetchFailed)
        assert (slowly.content, gone.url, quick.content) == (b"slow", urls[1], b"quick")
        assert seen == [("fetching", done, 3) for done in (1, 2, 3)]

    def test_nothing_asked_gives_nothing(self, net: Net) -> None:
        assert net.fetch_all([]) == ()

    def test_threads_may_share_it(self, served: Loopback, net: Net) -> None:
        urls = [served.answer(f"h{at}.localhost/", page(str(at))) for at in range(20)]
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda url: net.fetch(Ask(url)).content, urls))
        assert found == [str(at).encode() for at in range(20)]

    def test_it_works_inside_a_running_loop(self, served: Loopback, net: Net) -> None:
        url = served.answer("herald.localhost/", page("one"))

        async def inside() -> bytes:
            return net.fetch(Ask(url)).content

        assert asyncio.run(inside()) == b"one"

    def test_an_error_in_the_callers_progress_is_the_callers(
        self, served: Loopback, net: Net
    ) -> None:
        url = served.answer("herald.localhost/", page("one"))

        def stop(*_told: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            net.fetch_all([Ask(url), Ask(url)], stop)
        assert net.fetch(Ask(url)).content == b"one"


class TestClosing:
    def test_what_is_under_way_is_given_up(self, served: Loopback, opened: Open) -> None:
        net = opened()
        never = served.answer("herald.localhost/", replace(page("one"), pause_s=30))
        found: list[Any] = []
        waiting = Thread(target=lambda: found.extend(net.fetch_all([Ask(never)])))
        waiting.start()
        while not served.pages_asked():
            waiting.join(0.01)
        net.close()
        waiting.join()
        assert [each.kind for each in found] == ["network"]
        assert "closed" in found[0].detail

    def test_closing_again_does_nothing_and_asking_is_a_bug(self, opened: Open) -> None:
        net = opened()
        net.close()
        net.close()
        with pytest.raises(RuntimeError, match="closed"):
            net.fetch(Ask("http://herald.example/"))
