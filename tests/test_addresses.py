"""One page has one address, and one publisher."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables import cases

from corroborate.net.addresses import canonical, is_public_ending, publisher, registrable
from corroborate.reference.web_address import load_address_rules

NAMES = st.sampled_from(["a", "utm_source", "fbclid", "UTM_x", "q", "mod", "é", "", "b%20c", "a+b"])
PAIRS = st.lists(st.tuples(NAMES, st.text(max_size=6)), max_size=4)
HOSTS = st.sampled_from(["herald.example", "WWW.Post.example:443", "a.co.uk", "[::1]", "é.example"])
URLS = st.builds(
    lambda scheme, host, path, pairs, end: (
        f"{scheme}://{host}/{path}?{'&'.join(f'{k}={v}' for k, v in pairs)}{end}"
    ),
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.text(max_size=10),
    PAIRS,
    st.sampled_from(["", "#top", "&", "&&", "?", ";"]),
)


@pytest.mark.parametrize("case", cases("addresses"))
def test_addresses_of_one_page_are_spelled_as_one(case: dict[str, Any]) -> None:
    assert canonical(case["address"]) == case["want"]


@given(URLS | st.text(max_size=40))
@settings(max_examples=150, deadline=None)
@example("http://a.example/?a=%26utm_x=1")
def test_one_spelling_is_spelled_as_it_is(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once


@given(URLS, st.sampled_from(["utm_medium=x", "FBCLID=y", "utm%5Fid=z", "gclid"]))
@settings(max_examples=100, deadline=None)
def test_a_parameter_that_only_tracks_changes_nothing(url: str, pair: str) -> None:
    address, _, _ = url.partition("#")
    joint = "&" if "?" in address else "?"
    assert canonical(f"{address}{joint}{pair}") == canonical(address)


@pytest.mark.parametrize("case", cases("publishers"))
def test_each_has_one_publisher(case: dict[str, Any]) -> None:
    assert publisher(case["address"]) == case["want"]


@given(st.text(max_size=40) | URLS)
@settings(max_examples=120, deadline=None)
def test_whatever_is_asked_has_a_publisher_or_none(text: str) -> None:
    assert isinstance(publisher(text), str)
    assert registrable(registrable(text)) == registrable(text)


def test_a_domain_is_what_somebody_registered() -> None:
    hosts = ("www.herald.co.uk", "a.b.herald.example", "HERALD.example.", "127.0.0.1", "::1", "uk")
    assert [registrable(host) for host in hosts] == [
        "herald.co.uk",
        "herald.example",
        "herald.example",
        "127.0.0.1",
        "::1",
        "uk",
    ]


def test_anybody_may_register_below_a_public_ending() -> None:
    assert all(is_public_ending(host) for host in ("co.uk", "fr", "localhost", ".com"))
    assert not any(is_public_ending(host) for host in ("herald.co.uk", "herald.localhost"))


def test_a_service_may_ask_for_a_longer_pause() -> None:
    rules = load_address_rules()
    assert all(each.seconds > 0 and each.source for each in rules.pauses)
    assert rules.pause_of("herald.example") == 0.0
    assert rules.pause_of(rules.pauses[0].domain) == rules.pauses[0].seconds
