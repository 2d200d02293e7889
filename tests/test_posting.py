"""What the client hands over: a body posted once, an address that waits to be asked."""

from dataclasses import replace

import pytest
from fakes import FakeClock
from loopback import FakeTime, Loopback, Open, Reply, moved, page

from corroborate.errors import FetchFailed
from corroborate.net.client import Net
from corroborate.net.client.circuit import FAILURES_TO_OPEN
from corroborate.settings import Web

KEY = "T0KEN"
"""What makes a webhook's address a secret."""


def failed(net: Net, url: str) -> FetchFailed:
    """How a post fails; nothing of it holds more of the address than its server."""
    with pytest.raises(FetchFailed) as caught:
        net.post(url, b"{}", {})
    assert KEY not in f"{caught.value!r} {caught.value} {caught.value.__cause__}"
    assert caught.value.__suppress_context__
    return caught.value


class TestPosts:
    def test_a_body_arrives_whole_under_our_own_name(self, served: Loopback, opened: Open) -> None:
        body = b'{"claim": "caf\xc3\xa9"}' * 5_000
        url = served.answer(f"desk.localhost/hooks?key={KEY}", Reply(204))
        net = opened(contact="desk@herald.example")
        answer = net.post(url, body, {"Content-Type": "application/json", "X-Sign": "a=b"})
        assert (answer.status, answer.is_well) == (204, True)
        (asked,) = served.asked
        assert (asked.method, asked.body) == ("POST", body)
        assert asked.header("content-length") == str(len(body))
        assert asked.header("content-type") == "application/json"
        assert asked.header("x-sign") == "a=b"
        assert str(asked.header("user-agent")).endswith(" (+desk@herald.example)")

    def test_an_empty_body_is_one(self, served: Loopback, net: Net) -> None:
        url = served.answer("desk.localhost/", Reply(200))
        assert net.post(url, b"", {}).is_well
        assert served.asked[0].header("content-length") == "0"

    @pytest.mark.parametrize("status", [302, 404, 429, 503])
    def test_whatever_is_answered_is_told_and_asked_once(
        self, served: Loopback, net: Net, status: int
    ) -> None:
        place = ("Location", served.url("desk.localhost/other"))
        url = served.answer("desk.localhost/", Reply(status, headers=(place, ("Retry-After", "9"))))
        answer = net.post(url, b"{}", {})
        assert (answer.status, answer.header("retry-after")) == (status, "9")
        assert not answer.is_well
        assert [each.address for each in served.asked] == ["desk.localhost/"]

    def test_robots_have_no_say_as_nothing_is_read(self, served: Loopback, net: Net) -> None:
        served.answer("desk.localhost/robots.txt", page("User-agent: *\nDisallow: /"))
        assert net.post(served.answer("desk.localhost/", Reply(200)), b"{}", {}).is_well

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(200, body=b"a" * 300_000),
            Reply(200, raw=b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nbreaks off"),
            Reply(200, headers=(("Content-Type", "image/gif"), ("Content-Encoding", "br"))),
        ],
    )
    def test_what_was_taken_is_not_unsaid_by_the_body_of_the_answer(
        self, served: Loopback, net: Net, reply: Reply
    ) -> None:
        answer = net.post(served.answer("desk.localhost/", reply), b"{}", {})
        assert (answer.is_well, answer.content) == (True, b"")
        again = net.post(served.answer("desk.localhost/b", Reply(200)), b"{}", {})
        assert again.is_well

    @pytest.mark.parametrize("value", ["a\r\nX: y", "", "é"])
    def test_a_header_that_none_can_carry_is_a_mistake_of_ours(
        self, served: Loopback, net: Net, value: str
    ) -> None:
        with pytest.raises(ValueError, match="X-Sign"):
            net.post(served.url("desk.localhost/"), b"{}", {"X-Sign": value})
        assert not served.asked


class TestGuard:
    def test_a_private_host_is_refused_unless_it_is_allowed(self, served: Loopback) -> None:
        url = served.answer(f"desk.localhost/{KEY}", Reply(200))
        with Net(replace(served.web(), private_hosts=()), FakeClock()) as net:
            told = failed(net, url)
        assert (told.kind, served.asked) == ("refused", [])
        assert "this machine" in told.detail
        with Net(served.web(private_hosts=("desk.localhost",)), FakeClock()) as net:
            assert net.post(url, b"{}", {}).is_well

    def test_a_name_that_leads_inside_is_refused(self) -> None:
        async def inside(_host: str) -> tuple[str, ...]:
            return ("10.0.0.1",)

        with Net(Web(), FakeClock(), resolve=inside) as net:
            told = failed(net, f"https://hooks.example/{KEY}")
        assert told.kind == "refused"
        assert told.url == "https://hooks.example/…"

    @pytest.mark.parametrize(
        "url",
        [
            f"http://desk.localhost:9/{KEY}",
            f"ftp://desk.localhost/{KEY}",
            f"http://a:{KEY}@desk.localhost/{KEY}",
            f"http://[::1/{KEY}",
            f"http://desk.localhost:{KEY}/{KEY}",
            f"//{KEY}",
        ],
    )
    def test_an_address_that_may_not_be_asked_is_refused_without_telling_it(
        self, net: Net, url: str
    ) -> None:
        with pytest.raises(FetchFailed) as caught:
            net.post(url, b"{}", {})
        assert caught.value.kind == "refused"
        assert f"/{KEY}" not in str(caught.value)


class TestFailures:
    def test_no_answer_is_told_and_not_tried_again(self, served: Loopback, net: Net) -> None:
        url = served.answer(f"desk.localhost/{KEY}", Reply(raw=b""))
        assert failed(net, url).kind == "network"
        assert len(served.asked) == 1

    def test_nobody_there_is_told(self, net: Net) -> None:
        assert failed(net, f"http://desk.localhost:80/{KEY}").kind == "network"

    def test_an_answer_may_take_so_long_in_all(self, served: Loopback, opened: Open) -> None:
        url = served.answer(f"desk.localhost/{KEY}", Reply(200, pause_s=0.2))
        assert failed(opened(total_timeout_s=0.05), url).kind == "timeout"

    def test_a_host_that_fails_on_and_on_is_left_alone(self, served: Loopback, net: Net) -> None:
        url = served.answer(f"desk.localhost/{KEY}", Reply(503))
        for _ in range(FAILURES_TO_OPEN):
            assert net.post(url, b"{}", {}).status == 503
        assert failed(net, url).kind == "circuit"
        assert len(served.asked) == FAILURES_TO_OPEN

    def test_a_client_that_is_closed_says_so(self, served: Loopback) -> None:
        with Net(served.web(), FakeClock()) as net:
            pass
        with pytest.raises(RuntimeError, match="closed"):
            net.post(served.url("desk.localhost/"), b"{}", {})


class TestPings:
    def test_it_is_asked_for_whatever_robots_say(self, served: Loopback, net: Net) -> None:
        served.answer("alive.localhost/robots.txt", page("User-agent: *\nDisallow: /"))
        net.ping(served.answer("alive.localhost/one", page("OK")))
        assert [(each.method, each.address) for each in served.asked] == [
            ("GET", "alive.localhost/one")
        ]

    def test_trouble_that_passes_is_waited_for(
        self, served: Loopback, net: Net, time: FakeTime
    ) -> None:
        net.ping(served.answer("alive.localhost/one", Reply(503), Reply(raw=b""), page("OK")))
        assert len(served.asked) == 3
        assert time.slept

    def test_a_long_answer_is_well(self, served: Loopback, net: Net) -> None:
        net.ping(served.answer("alive.localhost/one", Reply(body=b"a" * 300_000)))

    def test_where_it_leads_is_not_told(self, served: Loopback, net: Net) -> None:
        url = served.answer(f"alive.localhost/{KEY}", moved(f"/there/{KEY}", 301))
        with pytest.raises(FetchFailed) as caught:
            net.ping(url)
        assert caught.value.status == 404
        assert "answered 404 Not Found" in caught.value.detail
        assert KEY not in f"{caught.value!r} {caught.value}"
