"""What is asked of outlets and services, and what their answers give."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from recordings import NOW, WINDOW, answer, check_failure, fetched, inquiry, recorded, spoilt
from tables import cases

from corroborate.errors import FetchFailed
from corroborate.model.fact_check import FactCheck
from corroborate.model.web import Ask
from corroborate.net.client import Net
from corroborate.net.discovery import Found, Inquiry, Query, Term, missed, parse, plan, together
from corroborate.net.discovery.outlets import plan as plan_lists
from corroborate.settings import Followed, Search, Settings, Web

KEY = "K3Y-0f-a-newsroom"
URL = "https://service.example/search"
BRIDGE = Term("name", "bridge cove", ("Cove Bridge",), 1.0)
KUNAR = Term("name", "place:kunar", ("Kunar", "Kounar"), 0.8)
CRACK = Term("word", "crack", ("crack", "fissure"), 0.5)
QUERY = Query((BRIDGE, KUNAR), (CRACK,), (), ("Cove Bridge shut",), ("fr", "de", "en"), WINDOW)


def asked(found: Found, listing: str) -> list[Inquiry]:
    return [each for each in found.more if each.listing == listing]


def parameters(inquiry: Inquiry) -> dict[str, str]:
    return {key: value for key, [value] in parse_qs(urlsplit(inquiry.ask.url).query).items()}


@pytest.mark.parametrize("case", cases("services"))
def test_an_answer_gives_what_it_lists_or_says_why_not(case: Any) -> None:
    found = parse(inquiry(case["service"], URL, outlet=None), answer(case, URL), QUERY)
    pages = [
        [each.url, each.title, each.published.isoformat() if each.published else "", each.outlet]
        for each in found.candidates
    ]
    checks = [
        [
            each.claim,
            each.rating,
            each.publisher,
            each.reviewed.isoformat() if each.reviewed else "",
        ]
        for each in found.fact_checks
    ]
    assert pages == case.get("pages", pages)
    assert checks == case.get("checks", checks)
    assert {each.found_by for each in found.candidates} <= {case["service"]}
    if "languages" in case:
        assert [each.language or "" for each in found.candidates] == case["languages"]
    if "first_title" in case:
        assert found.candidates[0].title == case["first_title"]
    if "first_outlet" in case:
        assert found.candidates[0].outlet == case["first_outlet"]
    check_failure(case, found)


def test_no_service_is_asked_unless_it_is_turned_on() -> None:
    assert plan(QUERY, Settings()) == Found()


def test_gdelt_is_asked_for_pairs_of_terms_in_any_form_in_the_languages_that_we_read() -> None:
    found = plan(QUERY, Settings(search=Search(gdelt=True, gdelt_url=URL)))
    first = parameters(asked(found, "gdelt")[0])
    languages = "(sourcelang:french OR sourcelang:german OR sourcelang:english)"
    assert first["query"] == f'"Cove Bridge" (Kunar OR Kounar) {languages}'
    assert (first["mode"], first["format"]) == ("artlist", "json")
    assert first["startdatetime"] == "20250601000000"
    assert first["enddatetime"] == "20250608235959"
    assert len(asked(found, "gdelt")) == 3


def test_gdelt_is_asked_for_nothing_that_it_refuses() -> None:
    short = Term("name", "un", ("UN", 'the "UN"'), 1.0)
    found = plan(replace(QUERY, names=(short,), words=()), Settings(search=Search(gdelt=True)))
    (only,) = asked(found, "gdelt")
    assert parameters(only)["query"].startswith('"the  UN" (')
    nothing = replace(QUERY, names=(replace(short, forms=("UN",)),), words=())
    assert not plan(nothing, Settings(search=Search(gdelt=True))).more


def test_news_in_rss_is_asked_for_in_the_edition_of_each_language() -> None:
    found = plan(QUERY, Settings(search=Search(google_news=True, google_news_url=URL)))
    told = [parameters(each) for each in asked(found, "google-news")]
    assert [each["ceid"] for each in told] == ["FR:fr", "DE:de", "US:en"]
    assert told[0]["q"] == '("Cove Bridge") (Kunar OR Kounar) after:2025-05-31 before:2025-06-09'


def test_the_key_of_a_service_is_in_no_address_no_text_and_no_failure() -> None:
    search = Search(fact_check_key=KEY, fact_check_url=URL)
    found = plan(QUERY, Settings(search=search))
    first = asked(found, "fact-check")[0]
    assert parameters(first)["query"] == "Cove Bridge Kunar"
    assert KEY in dict(first.ask.headers).values()
    lost = missed(first, FetchFailed(first.ask.url, "status", "answered 403 Forbidden", 403))
    read = parse(first, fetched(recorded("fact_checks.json"), first.ask.url), QUERY)
    broken = parse(first, fetched(b"nothing", first.ask.url), QUERY)
    for each in (search, found, lost, read, broken, *found.more):
        assert KEY not in repr(each)
    assert KEY not in str(lost.failures[0].to_dict())


def test_the_key_goes_to_the_asked_host_alone(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/search", headers={"x-goog-api-key": KEY}).respond_with_data(
        "", status=302, headers={"Location": f"http://other.localhost:{httpserver.port}/caught"}
    )
    httpserver.expect_request("/robots.txt").respond_with_data("")
    httpserver.expect_request("/caught").respond_with_data("{}")
    web = Web(private_hosts=("*.localhost",), ports=(httpserver.port,), requests_per_s=100)
    url = f"http://service.localhost:{httpserver.port}/search"
    found = plan(QUERY, Settings(search=Search(fact_check_key=KEY, fact_check_url=url)))
    with Net(web, lambda: NOW) as net:
        net.fetch(found.more[0].ask)
    (caught,) = [request for request, _ in httpserver.log if request.path == "/caught"]
    assert KEY not in str(caught.headers)


def test_an_outlet_is_asked_for_its_lists_else_for_its_robots_txt() -> None:
    found = plan_lists(
        (
            Followed("herald", feeds=("https://herald.example/rss",)),
            Followed("signal", sitemaps=("https://signal.example/news.xml",)),
            Followed("tribune", sitemaps=("https://tribune.example/robots.txt",)),
            Followed("slipway", domain="slipway.example"),
            Followed("again", feeds=("https://herald.example/rss",)),
        )
    )
    assert [(each.outlet, each.listing, each.ask.url) for each in found.more] == [
        ("herald", "feed", "https://herald.example/rss"),
        ("signal", "sitemap", "https://signal.example/news.xml"),
        ("tribune", "robots", "https://tribune.example/robots.txt"),
        ("slipway", "robots", "https://slipway.example/robots.txt"),
    ]
    assert not found.failures


def test_an_outlet_that_cannot_be_asked_is_a_failure() -> None:
    found = plan_lists((Followed("nowhere"), Followed("odd", feeds=("ftp://odd.example/rss",))))
    assert [each.outlet for each in found.failures] == ["nowhere", "odd"]
    assert "give it a domain" in found.failures[0].why


@pytest.mark.parametrize(
    "listing", ["feed", "robots", "sitemap", "gdelt", "google-news", "fact-check"]
)
def test_a_list_without_an_answer_is_a_failure_that_names_it(listing: Any) -> None:
    error = FetchFailed(URL, "status", "answered 429 Too Many Requests", 429)
    (failure,) = missed(inquiry(listing, URL), error).failures
    assert failure.where == URL
    assert failure.outlet == "herald"
    assert "answered 429" in failure.why
    assert not failure.why.startswith("answered")


def test_what_several_lists_give_is_put_together_in_their_order() -> None:
    one = parse(inquiry("feed", URL), fetched(recorded("feed_rss.xml"), URL), QUERY)
    other = parse(inquiry("gdelt", URL), fetched(b"none", URL), QUERY)
    assert together([one, other]) == replace(one, failures=other.failures)


def test_a_fact_check_survives_its_record() -> None:
    found = parse(inquiry("fact-check", URL), fetched(recorded("fact_checks.json"), URL), QUERY)
    for each in found.fact_checks:
        assert FactCheck.from_dict(each.to_dict()) == each


@given(
    st.sampled_from(["gdelt", "fact-check", "google-news"]),
    spoilt("gdelt.json", "fact_checks.json", "google_news.xml", "block.html"),
)
@settings(max_examples=80, deadline=None)
def test_whatever_a_service_answers_it_is_read_or_said_to_be_none(
    service: Any, content: bytes
) -> None:
    found = parse(inquiry(service, URL), fetched(content, URL), QUERY)
    for each in (*found.candidates, *found.fact_checks):
        assert each.url.startswith(("http://", "https://"))
    assert all("\n" not in each.why and len(each.why) < 300 for each in found.failures)


@pytest.mark.parametrize("deep", [lambda n: b"[" * n, lambda n: b'{"articles":' * n])
def test_json_that_is_nested_without_end_is_a_failure(deep: Callable[[int], bytes]) -> None:
    found = parse(inquiry("gdelt", URL), fetched(deep(100_000), URL), QUERY)
    assert "breaks off" in found.failures[0].why


def test_a_list_that_is_unchanged_without_a_copy_is_a_failure() -> None:
    answer = replace(fetched(b"", URL), status=304)
    assert "nothing changed" in parse(inquiry("feed", URL), answer, QUERY).failures[0].why


def test_headers_of_an_ask_are_not_shown() -> None:
    assert KEY not in repr(Ask(URL, headers=(("x-goog-api-key", KEY),)))
