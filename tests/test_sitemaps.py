"""robots.txt, indexes and sitemaps: every form, and every way in which one is not what it should
be."""

from typing import Any

import pytest
from hypothesis import given, settings
from recordings import WINDOW, answer, check_failure, fetched, inquiry, spoilt, told
from tables import cases

from corroborate.net.sitemaps import MOST_DEPTH, MOST_PAGES, parse, parse_robots

URL = "https://signal.example/sitemap.xml"


@pytest.mark.parametrize("case", cases("sitemaps"))
def test_a_sitemap_gives_its_pages_or_what_to_ask_next_or_says_why_not(case: Any) -> None:
    url = case.get("url", URL)
    read = parse_robots if case.get("robots") else parse
    found = read(inquiry("sitemap", url), answer(case, url), WINDOW)
    assert told(found.candidates) == case["pages"]
    assert [each.ask.url for each in found.more] == case.get("next", [])
    assert {each.listing for each in found.more} <= {"sitemap"}
    assert {each.outlet for each in (*found.more, *found.candidates)} <= {"herald"}
    assert {each.language for each in found.candidates} <= {case.get("language")}
    check_failure(case, found)


def test_an_index_that_leads_to_itself_comes_to_an_end() -> None:
    index = b"<sitemapindex><sitemap><loc>/sitemap.xml?n=%d</loc></sitemap></sitemapindex>"
    asked, rounds = (inquiry("sitemap", URL),), 0
    while asked:
        found = parse(asked[0], fetched(index % rounds, asked[0].ask.url), WINDOW)
        asked, rounds = found.more, rounds + 1
        assert rounds < 10
    assert rounds == MOST_DEPTH + 2
    assert "without an end" in found.failures[0].why


def test_of_a_long_sitemap_the_first_pages_are_taken_and_the_rest_is_told() -> None:
    rows = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(MOST_PAGES + 5))
    found = parse(
        inquiry("sitemap", URL), fetched(f"<urlset>{rows}</urlset>".encode(), URL), WINDOW
    )
    assert len(found.candidates) == MOST_PAGES
    assert "5 pages after the first" in found.notices[0]


@given(spoilt("sitemap_news.xml", "sitemap_plain.xml", "sitemap_index.xml", "robots.txt"))
@settings(max_examples=80, deadline=None)
def test_whatever_comes_a_sitemap_is_read_or_said_to_be_none(content: bytes) -> None:
    for read in (parse, parse_robots):
        found = read(inquiry("sitemap", URL), fetched(content, URL), WINDOW)
        for each in (*found.candidates, *(more.ask for more in found.more)):
            assert each.url.startswith(("http://", "https://"))
        assert all(len(each.why) < 300 for each in found.failures)
