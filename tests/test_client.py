"""The client on a server of this machine: what it asks, how it waits, what it makes of answers."""

import gzip
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from fakes import FakeClock
from loopback import NOON, FakeTime, Loopback, Open, Reply, failure, moved, page
from tables import cases

from corroborate.errors import BadInput
from corroborate.model.web import Ask, Fetched
from corroborate.net.client import Net
from corroborate.net.client.circuit import FAILURES_TO_OPEN, OPEN_S
from corroborate.net.client.retrying import FIRST_WAIT_S, asked_wait


def test_a_page_is_fetched_under_our_own_name(served: Loopback, opened: Open) -> None:
    url = served.answer("herald.localhost/a?b=c", page("Four left.", ETag='"1"'))
    fetched = opened(contact="desk@herald.example").fetch(Ask(url))
    assert (fetched.asked, fetched.url, fetched.status) == (url, url, 200)
    assert (fetched.content, fetched.fetched, fetched.redirects) == (b"Four left.", NOON, ())
    assert fetched.header("etag") == '"1"'
    asked = served.asked[-1]
    assert str(asked.header("user-agent")).startswith("corroborate")
    assert str(asked.header("user-agent")).endswith(" (+desk@herald.example)")
    assert asked.header("accept-encoding") == "gzip, identity"
    assert asked.header("cookie") is None


def test_a_contact_that_no_header_can_carry_is_refused(opened: Open) -> None:
    with pytest.raises(BadInput, match=r"web\.contact"):
        opened(contact="desk@herald.example\r\nX: y")


def test_the_moment_of_a_fetch_is_told_in_utc(served: Loopback) -> None:
    url = served.answer("herald.localhost/", page("one"))
    summer = datetime.fromisoformat("2024-06-20T14:00:00+02:00")
    with Net(served.web(), FakeClock(summer)) as net:
        assert net.fetch(Ask(url)).fetched.isoformat() == "2024-06-20T12:00:00+00:00"


class TestRedirects:
    def test_they_are_followed_and_kept(self, served: Loopback, net: Net) -> None:
        served.answer("post.localhost/b", moved("../c?d=1#part", 301))
        served.answer("post.localhost/c?d=1", page("here"))
        start = served.answer("herald.localhost/a", moved(served.url("post.localhost/b"), 308))
        fetched = net.fetch(Ask(start))
        assert fetched.url == served.url("post.localhost/c?d=1")
        assert fetched.redirects == (served.url("post.localhost/b"),)
        assert (fetched.asked, fetched.content) == (start, b"here")

    def test_one_too_many_fails(self, served: Loopback, opened: Open) -> None:
        for step in range(4):
            served.answer(f"herald.localhost/{step}", moved(f"/{step + 1}"))
        served.answer("herald.localhost/4", page("here"))
        start = served.url("herald.localhost/0")
        assert opened(most_redirects=4).fetch(Ask(start)).content == b"here"
        assert failure(opened(most_redirects=3), start).kind == "redirects"

    def test_a_circle_is_told_at_once(self, served: Loopback, net: Net) -> None:
        start = served.answer("herald.localhost/a", moved("/b"))
        served.answer("herald.localhost/b", moved("/a"))
        assert "in a circle" in failure(net, start).detail
        assert served.pages_asked() == ["herald.localhost/a", "herald.localhost/b"]

    def test_each_page_on_the_way_must_be_allowed(self, served: Loopback, net: Net) -> None:
        start = served.answer("herald.localhost/a", moved(served.url("post.localhost/b")))
        served.answer("post.localhost/robots.txt", page("User-agent: *\nDisallow: /"))
        told = failure(net, start)
        assert told.kind == "robots"
        assert served.url("post.localhost/b") in str(told)
        assert served.pages_asked() == ["herald.localhost/a"]

    def test_one_without_a_place_is_a_failure(self, served: Loopback, net: Net) -> None:
        assert failure(net, served.answer("herald.localhost/a", Reply(302))).status == 302

    def test_from_https_to_http_is_noted(self) -> None:
        fetched = Fetched("https://a.example/", "https://a.example/b", 200, NOON)
        assert not fetched.downgraded
        assert replace(fetched, url="http://a.example/b").downgraded
        assert replace(fetched, redirects=("http://a.example/",)).downgraded


class TestOurCopy:
    def test_what_the_server_said_of_it_is_sent(self, served: Loopback, net: Net) -> None:
        url = served.answer("herald.localhost/", Reply(304, headers=(("ETag", '"2"'),)))
        fetched = net.fetch(Ask(url, '"1"', "Thu, 20 Jun 2024 10:00:00 GMT"))
        assert fetched.not_modified
        assert (fetched.status, fetched.content, fetched.header("etag")) == (304, b"", '"2"')
        assert served.asked[-1].header("if-none-match") == '"1"'
        assert served.asked[-1].header("if-modified-since") == "Thu, 20 Jun 2024 10:00:00 GMT"

    def test_what_no_header_can_carry_is_left_out(self, served: Loopback, net: Net) -> None:
        url = served.answer("herald.localhost/", page("one"))
        assert net.fetch(Ask(url, 'é"\r\nX: y')).content == b"one"
        assert served.asked[-1].header("if-none-match") is None

    def test_without_one_not_modified_is_a_failure(self, served: Loopback, net: Net) -> None:
        assert failure(net, served.answer("herald.localhost/", Reply(304))).status == 304


class TestTries:
    @pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451])
    def test_what_will_not_pass_is_asked_once(
        self, served: Loopback, net: Net, status: int
    ) -> None:
        told = failure(net, served.answer("herald.localhost/", Reply(status)))
        assert (told.kind, told.status) == ("status", status)
        assert f"answered {status}" in told.detail
        assert len(served.pages_asked()) == 1

    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
    def test_what_may_pass_is_asked_again(
        self, served: Loopback, net: Net, time: FakeTime, status: int
    ) -> None:
        url = served.answer("herald.localhost/", Reply(status), Reply(status), page("one"))
        assert net.fetch(Ask(url)).content == b"one"
        waits = [wait for wait in time.slept if wait > 0.1]
        assert waits == pytest.approx([FIRST_WAIT_S, 2 * FIRST_WAIT_S])

    def test_the_tries_of_the_settings_are_all(self, served: Loopback, opened: Open) -> None:
        url = served.answer("herald.localhost/", Reply(503))
        assert failure(opened(tries=2), url).status == 503
        assert len(served.pages_asked()) == 2

    def test_a_dropped_connection_is_tried_again(self, served: Loopback, net: Net) -> None:
        url = served.answer("herald.localhost/", Reply(raw=b""), page("one"))
        assert net.fetch(Ask(url)).content == b"one"

    def test_nobody_there_is_told_after_all_tries(self, net: Net, time: FakeTime) -> None:
        assert failure(net, "http://herald.localhost:80/").kind == "network"
        assert len(time.slept) == 2

    @pytest.mark.parametrize("said", ["7", format_datetime(NOON + timedelta(seconds=7), True)])
    def test_the_server_says_how_long_to_wait(
        self, served: Loopback, net: Net, time: FakeTime, said: str
    ) -> None:
        busy = Reply(429, headers=(("Retry-After", said),))
        url = served.answer("herald.localhost/", busy, page("one"))
        assert net.fetch(Ask(url)).content == b"one"
        assert max(time.slept) == pytest.approx(7)

    def test_nobody_waits_for_longer_than_a_minute(
        self, served: Loopback, net: Net, time: FakeTime
    ) -> None:
        url = served.answer("herald.localhost/", Reply(429, headers=(("Retry-After", "3600"),)))
        told = failure(net, url)
        assert (told.kind, told.status) == ("status", 429)
        assert "3600 s" in told.detail
        assert failure(net, url).kind == "circuit"
        assert len(served.pages_asked()) == 1
        time.at += 3600
        assert failure(net, url).status == 429

    @pytest.mark.parametrize("said", ["", "soon", "-5", "1.5", "Thu, 99 Jun 2024", "9" * 5000])
    def test_any_other_retry_after_says_nothing_or_never(self, said: str) -> None:
        assert asked_wait(said, NOON) in (None, float("inf"))

    def test_a_date_gone_by_asks_for_no_wait(self) -> None:
        assert asked_wait("Thu, 20 Jun 2024 11:00:00 GMT", NOON) == 0.0


class TestCircuit:
    def fail_until_open(self, served: Loopback, net: Net) -> str:
        url = served.answer("herald.localhost/", Reply(503))
        for _ in range(FAILURES_TO_OPEN):
            assert failure(net, url).status == 503
        return url

    def test_a_host_that_fails_on_and_on_is_left_alone(
        self, served: Loopback, opened: Open
    ) -> None:
        net = opened(tries=1)
        told = failure(net, self.fail_until_open(served, net))
        assert told.kind == "circuit"
        assert "503" in told.detail
        assert len(served.pages_asked()) == FAILURES_TO_OPEN
        assert net.fetch(Ask(served.answer("post.localhost/", page("one")))).content == b"one"

    def test_after_a_while_one_request_may_try(
        self, served: Loopback, opened: Open, time: FakeTime
    ) -> None:
        net = opened(tries=1)
        url = self.fail_until_open(served, net)
        time.at += OPEN_S
        assert failure(net, url).status == 503
        assert failure(net, url).kind == "circuit"
        time.at += OPEN_S
        served.answer("herald.localhost/", page("one"))
        assert [net.fetch(Ask(url)).content for _ in range(2)] == [b"one", b"one"]

    def test_tries_end_when_it_opens(self, served: Loopback, opened: Open) -> None:
        url = served.answer("herald.localhost/", Reply(503))
        assert failure(opened(tries=FAILURES_TO_OPEN + 3), url).status == 503
        assert len(served.pages_asked()) == FAILURES_TO_OPEN

    def test_a_page_that_is_not_there_is_no_failure_of_its_host(
        self, served: Loopback, net: Net
    ) -> None:
        url = served.url("herald.localhost/gone")
        for _ in range(FAILURES_TO_OPEN + 1):
            assert failure(net, url).status == 404


class TestPace:
    def test_requests_to_a_domain_leave_one_after_the_other(
        self, served: Loopback, opened: Open, time: FakeTime
    ) -> None:
        urls = [served.answer(f"{at}.herald.localhost/", page("one")) for at in "abc"]
        opened(requests_per_s=2.0).fetch_all([Ask(url) for url in urls])
        assert sum(time.slept) == pytest.approx(0.5 * (len(served.asked) - 1))
        assert len(served.asked) == 6

    def test_other_domains_do_not_wait_for_each_other(
        self, served: Loopback, opened: Open, time: FakeTime
    ) -> None:
        urls = [served.answer(f"{name}.localhost/robots.txt", page("")) for name in "abcdef"]
        opened(requests_per_s=0.01).fetch_all([Ask(url) for url in urls])
        assert not time.slept

    def test_two_at_once_a_host_and_so_many_in_all(self, served: Loopback, opened: Open) -> None:
        slow = replace(page("one"), pause_s=0.08)
        hosts = [f"{name}.localhost" for name in "abc"]
        urls = [served.answer(f"{host}/{at}", slow) for host in hosts for at in range(4)]
        opened(at_once=20).fetch_all([Ask(url) for url in urls])
        assert {served.most_open[host] for host in hosts} == {2}
        served.most_open.clear()
        opened(at_once=1).fetch_all([Ask(url) for url in urls[:3]])
        assert set(served.most_open.values()) == {1}

    def test_a_crawl_delay_is_kept_up_to_a_bound(
        self, served: Loopback, net: Net, time: FakeTime
    ) -> None:
        for delay, kept in ((4, 4), (900, 10)):
            time.slept.clear()
            robots = page(f"User-agent: *\nCrawl-delay: {delay}")
            served.answer(f"d{delay}.localhost/robots.txt", robots)
            url = served.answer(f"d{delay}.localhost/", page("one"))
            net.fetch_all([Ask(url), Ask(url), Ask(url)])
            assert [wait for wait in time.slept if wait > 1] == pytest.approx([kept, kept])


@pytest.mark.parametrize("case", cases("broken_answers"))
def test_a_broken_answer_is_a_failure_that_says_so(
    served: Loopback, opened: Open, case: dict[str, Any]
) -> None:
    raw = case["raw"].replace("\n", "\r\n").encode("latin-1") + b"a" * case.get("then", 0)
    url = served.answer("herald.localhost/", Reply(raw=raw))
    told = failure(opened(tries=1), url)
    assert told.kind == case["kind"]
    assert told.detail
    assert "\n" not in str(told)


def test_a_page_in_gzip_is_unfolded(served: Loopback, net: Net) -> None:
    folded = Reply(body=gzip.compress(b"Four left."), headers=(("Content-Encoding", "gzip"),))
    url = served.answer("herald.localhost/", folded)
    assert net.fetch(Ask(url)).content == b"Four left."
