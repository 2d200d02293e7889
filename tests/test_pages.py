"""Pages of outlets, in our own words, as outlets write them and break them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from served import ARTICLE, PARAGRAPHS, URL, page

from corroborate.errors import BadInput
from corroborate.net.markup import read_markup
from corroborate.net.pages import read_page


def record(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(["@type", "@id", "name", "author", "hasPart", "isAccessibleForFree"])
    return st.dictionaries(keys, inner)


def test_a_page_gives_its_article_and_not_what_surrounds_it() -> None:
    text = read_page(page(ARTICLE), URL).text
    assert text.startswith("Le conseil du port a voté mardi")
    assert text.endswith("sans voter contre le projet.")
    assert "Sport" not in text
    assert "Mentions" not in text


def test_a_page_gives_what_it_says_of_itself() -> None:
    report = read_page(page(ARTICLE, '<link rel="canonical" href="/economie/port-neuf">'), URL)
    assert report.title == "Le port emprunte douze millions"
    assert report.outlet == "Le Courrier du Cap"
    assert report.byline == "Alix Renaud"
    assert report.language == "fr"
    assert report.url == URL
    assert report.domain == "courrier.example"
    assert report.links == ("https://agence.example/depeche/77",)
    assert report.published is not None
    assert report.published.isoformat() == "2025-03-04T18:05:00+01:00"
    assert report.modified is not None
    assert report.modified.isoformat() == "2025-03-05T07:30:00+01:00"
    assert report.notices == ()


def test_what_a_page_does_not_say_is_not_invented() -> None:
    report = read_page(f"<p>{PARAGRAPHS[0]}</p>")
    unknown = (report.outlet, report.byline, report.credit, report.published, report.modified)
    assert unknown == (None,) * 5
    assert (report.title, report.url, report.domain, report.language) == (None,) * 4
    assert report.access == "unknown"


def test_meta_elements_serve_where_there_is_no_markup() -> None:
    head = (
        '<meta property="og:site_name" content="Le Courrier du Cap">'
        '<meta property="og:title" content="Le port prête &amp; b&acirc;tit | Le Courrier du Cap">'
        '<meta property="article:published_time" content="2025-03-04">'
        '<meta name="author" content="Alix Renaud">'
        f'<meta property="og:url" content="{URL}">'
    )
    report = read_page(page(head=head))
    assert report.title == "Le port prête & bâtit"
    assert (report.outlet, report.byline, report.url) == ("Le Courrier du Cap", "Alix Renaud", URL)
    assert report.published is not None
    assert report.published.at is None


def test_the_headline_on_the_page_serves_where_nothing_declares_one() -> None:
    assert read_page(page()).title == "Un port qui emprunte"


def test_an_address_on_another_domain_shows_that_the_page_is_a_copy() -> None:
    original = "https://agence.example/depeche/78"
    report = read_page(page(ARTICLE, f'<link rel="canonical" href="{original}">'), URL)
    assert (report.url, report.domain) == (URL, "agence.example")
    assert report.links[0] == original


@pytest.mark.parametrize(
    "markup",
    [
        {**ARTICLE, "author": {"@type": "Organization", "name": "Agence du Littoral"}},
        {**ARTICLE, "sourceOrganization": {"@type": "Organization", "name": "Agence du Littoral"}},
        {**ARTICLE, "creditText": "Agence du Littoral"},
    ],
)
def test_an_agency_that_is_named_as_source_is_the_credit(markup: dict[str, Any]) -> None:
    assert read_page(page(markup)).credit == "Agence du Littoral"


def test_an_outlet_is_no_credit_of_its_own() -> None:
    own = {**ARTICLE, "author": {"@type": "Organization", "name": "le courrier du cap"}}
    assert read_page(page(own)).credit is None


@pytest.mark.parametrize(
    ("said", "access"),
    [
        ({}, "unknown"),
        ({"isAccessibleForFree": True}, "full"),
        ({"isAccessibleForFree": "False"}, "paywalled"),
        ({"isAccessibleForFree": "false"}, "paywalled"),
        ({"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False}}, "paywalled"),
        ({"wordCount": 80}, "full"),
        ({"wordCount": "80", "isAccessibleForFree": False}, "full"),
        ({"wordCount": 900}, "partial"),
        ({"wordCount": 150}, "unknown"),
        ({"wordCount": "many"}, "unknown"),
    ],
)
def test_access_is_what_the_page_says_of_itself(said: dict[str, Any], access: str) -> None:
    assert read_page(page({**ARTICLE, **said})).access == access


def test_a_locked_tier_is_a_paywall() -> None:
    head = '<meta property="article:content_tier" content="locked">'
    assert read_page(page(ARTICLE, head)).access == "paywalled"


def test_a_page_without_an_article_has_its_summary_and_is_partial() -> None:
    head = '<meta property="og:description" content="Douze millions pour la jetée nord.">'
    report = read_page(f"<html><head>{head}</head><body><div></div></body></html>")
    assert (report.text, report.access) == ("Douze millions pour la jetée nord.", "partial")


def test_markup_gives_the_text_where_little_of_it_stands_on_the_page() -> None:
    whole = " ".join(PARAGRAPHS)
    report = read_page(page({**ARTICLE, "articleBody": whole}, paragraphs=PARAGRAPHS[:1]))
    assert report.text.endswith("sans voter contre le projet.")
    assert "<a" not in report.text


def test_markup_is_no_way_around_a_paywall() -> None:
    locked = {**ARTICLE, "articleBody": " ".join(PARAGRAPHS), "isAccessibleForFree": False}
    report = read_page(page(locked, paragraphs=PARAGRAPHS[:1]))
    assert "voter contre" not in report.text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-03-04T18:05:00.123Z", datetime(2025, 3, 4, 18, 5, tzinfo=UTC)),
        ("2025-03-04 18:05:00 +0000", datetime(2025, 3, 4, 18, 5, tzinfo=UTC)),
        ("2025-03-04T18:05", datetime(2025, 3, 4, 18, 5, tzinfo=UTC)),
        ("Tue, 04 Mar 2025 18:05:00 GMT", datetime(2025, 3, 4, 18, 5, tzinfo=UTC)),
        ("1741111500000", datetime(2025, 3, 4, 18, 5, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_as_pages_write_it(written: str, read: datetime) -> None:
    published = read_page(page({**ARTICLE, "datePublished": written})).published
    assert published is not None
    assert published.at == read


def test_a_date_that_is_none_leaves_the_page_undated_and_is_said() -> None:
    report = read_page(page({**ARTICLE, "datePublished": "soon"}))
    assert report.published is None
    assert len(report.notices) == 1
    assert "'soon'" in report.notices[0]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "cp1252", "utf-16"])
def test_bytes_are_read_in_the_encoding_that_they_declare(encoding: str) -> None:
    source = page(ARTICLE).replace("utf-8", encoding)
    assert "emportée sur une longueur" in read_page(source.encode(encoding, "replace")).text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_bytes_that_declare_no_encoding_are_read_as_what_they_can_be(encoding: str) -> None:
    source = page(ARTICLE).replace('<meta charset="utf-8">', "")
    assert "emportée sur une longueur" in read_page(source.encode(encoding)).text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"", "empty"),
        ("  \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"%PDF-1.7 1 0 obj", "not HTML"),
        ('{"text": "no page"}', "not HTML"),
        ('<?xml version="1.0"?><rss><channel><p>a feed</p></channel></rss>', "not HTML"),
        ("<html><body></body></html>", "an empty page"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(given: bytes | str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        read_page(given, URL)
    assert str(refused.value).startswith(URL)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "A"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>',
        '{"@type": ["Thing", "OpinionNewsArticle"], "headline": "A",}',
        '{"@type": "WebSite", "name": "x"};{"@type": "Article", "headline": "A"}',
        '[[{"@graph": [{"@type": "Person"}, {"@type": "BlogPosting", "headline": "A"}]}]]',
        '{"@type": "Article", "description": "two\nlines", "headline": "&#65;"}',
    ],
)
def test_markup_is_read_in_spite_of_how_it_is_broken(script: str) -> None:
    assert read_markup([script]).headline == "A"


@pytest.mark.parametrize("script", ["", "{", "null", "[" * 20_000, '{"@type": 3}', '{"a": }'])
def test_markup_that_cannot_be_read_is_passed_over(script: str) -> None:
    good = json.dumps(ARTICLE)
    assert read_markup([script, good]).headline == ARTICLE["headline"]


def test_a_reference_within_the_markup_is_followed() -> None:
    graph = [
        {**ARTICLE, "author": {"@id": "#alix"}},
        {"@type": "Person", "@id": "#alix", "name": "Alix Renaud"},
    ]
    assert read_markup([json.dumps({"@graph": graph})]).authors == ("Alix Renaud",)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(), st.text(), st.text().map(lambda text: f"<html><p>{text}</p>")))
def test_whatever_is_given_is_a_report_or_bad_input(given_page: bytes | str) -> None:
    try:
        report = read_page(given_page)
    except BadInput:
        return
    assert report.text


@settings(max_examples=20, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | record(inner)
    )
)
def test_whatever_stands_in_the_markup_the_page_is_read(markup: Any) -> None:
    script = json.dumps({"@type": "Article", "datePublished": "2025-03-04", "author": markup})
    assert read_page(page(script.replace("</", "<\\/"))).text.startswith("Le conseil du port")
