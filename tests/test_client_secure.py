"""The client over TLS and through a proxy."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from fakes import FakeClock
from loopback import Asked, Loopback, Reply, failure, loopback, moved, page

from corroborate.errors import BadInput
from corroborate.model.web import Ask
from corroborate.net.client import Net
from corroborate.settings import Web


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("trust") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="module")
def safe(authority: trustme.CA) -> Iterator[Loopback]:
    """A server over TLS, with a certificate for herald.localhost and names below it."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("herald.localhost", "*.herald.localhost").configure_cert(trust)
    with loopback(trust) as server:
        yield server


@pytest.fixture(scope="module")
def proxy() -> Iterator[Loopback]:
    with loopback() as server:
        yield server


def test_a_certificate_of_ours_is_trusted_for_its_name(safe: Loopback, ca_file: str) -> None:
    safe.answer("herald.localhost/", page("one"))
    safe.answer("post.localhost/", page("two"))
    with Net(safe.web(ca_file=ca_file), FakeClock()) as net:
        assert net.fetch(Ask(safe.url("herald.localhost/", "https"))).content == b"one"
        told = failure(net, safe.url("post.localhost/", "https"))
    assert told.kind == "network"
    assert "certificate" in told.detail


def test_a_certificate_of_nobody_is_not_trusted(safe: Loopback) -> None:
    with Net(safe.web(), FakeClock()) as net:
        told = failure(net, safe.url("herald.localhost/", "https"))
    assert told.kind == "network"
    assert "certificate" in told.detail


def test_a_file_that_holds_no_certificates_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    for name in (str(empty), str(tmp_path / "none.pem")):
        with pytest.raises(BadInput, match=r"web\.ca_file"):
            Net(Web(ca_file=name), FakeClock())


def test_a_cookie_goes_over_tls_only_and_a_way_down_is_noted(ca_file: str, safe: Loopback) -> None:
    with loopback() as plain:
        down = plain.answer("www.herald.localhost/", page("two"))
        safe.answer("herald.localhost/", moved(down))
        hosts = ("herald.localhost", "www.herald.localhost")
        web = safe.web(ca_file=ca_file, private_hosts=hosts, ports=(safe.port, plain.port))
        with Net(web, FakeClock(), {"herald.localhost": "session=1"}) as net:
            fetched = net.fetch(Ask(safe.url("herald.localhost/", "https")))
        assert fetched.downgraded
        assert safe.asked[-1].header("cookie") == "session=1"


class TestProxy:
    """The proxy here is a server that answers itself what it is asked to pass on."""

    def through(self, proxy: Loopback, **changes: object) -> Web:
        return proxy.web(proxy=f"http://desk:secret@127.0.0.1:{proxy.port}", **changes)

    def test_pages_are_asked_of_it(self, proxy: Loopback) -> None:
        proxy.asked.clear()
        with Net(self.through(proxy), FakeClock(), resolve=open_web) as net:
            told = failure(net, "http://news.example/a")
        assert told.status == 404
        assert [each.address for each in proxy.asked] == [
            "news.examplehttp://news.example/robots.txt",
            "news.examplehttp://news.example/a",
        ]
        assert has_password(proxy.asked[0])

    @pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://inside.example/"])
    def test_what_is_asked_of_it_is_vetted_all_the_same(self, proxy: Loopback, url: str) -> None:
        proxy.asked.clear()
        with Net(self.through(proxy), FakeClock(), resolve=open_web) as net:
            assert failure(net, url).kind == "refused"
            itself = f"http://127.0.0.1:{proxy.port}/"
            assert failure(net, itself).kind == "refused"
        assert not proxy.asked

    def test_an_address_over_tls_is_vetted_too(self, proxy: Loopback) -> None:
        with Net(self.through(proxy), FakeClock(), resolve=open_web) as net:
            assert failure(net, "https://inside.example/").kind == "refused"

    def test_a_refusal_of_its_own_is_told(self, proxy: Loopback) -> None:
        proxy.answer("news.examplenews.example:443", Reply(407))
        with Net(self.through(proxy, tries=1), FakeClock(), resolve=open_web) as net:
            told = failure(net, "https://news.example/")
        assert told.kind == "network"
        assert "proxy" in told.detail
        assert "secret" not in str(told)

    @pytest.mark.parametrize(
        "wrong", ["proxy.example:3128", "socks5://a:secret@b", "http://[", "x"]
    )
    def test_one_that_is_none_is_refused_without_its_password(self, wrong: str) -> None:
        with pytest.raises(BadInput, match=r"web\.proxy") as caught:
            Net(Web(proxy=wrong), FakeClock())
        assert "secret" not in str(caught.value)


async def open_web(host: str) -> tuple[str, ...]:
    return ("10.0.0.1",) if host.startswith("inside") else ("93.184.216.34",)


def has_password(asked: Asked) -> bool:
    return str(asked.header("proxy-authorization")).startswith("Basic ")
