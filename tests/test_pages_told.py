"""What pages tell of their articles, case by case: dates, corrections, credits, refusals."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from served import ARTICLE, PARAGRAPHS, URL, page
from tables import cases

from corroborate.errors import NoArticle
from corroborate.net.pages import read_page

UNDATED = {key: value for key, value in ARTICLE.items() if not key.startswith("date")}
FETCHED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("case", cases("pages_refused"))
def test_what_stands_in_place_of_an_article_is_named_and_never_read(case: dict[str, str]) -> None:
    html = f"<!doctype html><html><head>{case['head']}</head><body>{case['html']}</body></html>"
    if not case["instead"]:
        assert read_page(html, URL).text
        return
    with pytest.raises(NoArticle) as refused:
        read_page(html, URL)
    assert refused.value.instead == case["instead"]
    assert str(refused.value).startswith(URL)


@pytest.mark.parametrize("case", cases("pages_dates"))
def test_the_date_of_a_page_and_what_told_it(case: dict[str, Any]) -> None:
    markup = {**UNDATED, **case.get("json", {})}
    html = page(markup, case.get("head", "")).replace("</h1>", f"</h1>{case.get('body', '')}")
    report = read_page(html, case.get("url", URL), retrieved=FETCHED)
    published = report.published.isoformat() if report.published else ""
    assert (published, report.published_from or "") == (case["published"], case.get("source", ""))


@pytest.mark.parametrize("case", cases("pages_corrections"))
def test_a_note_of_correction_is_kept_word_for_word(case: dict[str, Any]) -> None:
    report = read_page(page(ARTICLE, paragraphs=(*PARAGRAPHS, case["line"])), URL)
    assert report.corrections == ((case["line"],) if case["is_note"] else ())


@pytest.mark.parametrize("case", cases("pages_credits"))
def test_the_agency_that_a_page_credits(case: dict[str, Any]) -> None:
    lines = [case["first"]] if "first" in case else []
    lines += [*PARAGRAPHS, *([case["last"]] if "last" in case else [])]
    authors = [{"@type": "Person", "name": each} for each in case.get("authors", ["Alix Renaud"])]
    html = page({**ARTICLE, "author": authors}, case.get("head", ""), tuple(lines))
    html = html.replace("</h1>", f"</h1>{case.get('under', '')}")
    assert (read_page(html, URL).credit or "") == case["credit"]


def test_a_note_in_the_data_for_machines_counts() -> None:
    note = "The loan is twelve million euros, not twenty million."
    told = {**ARTICLE, "correction": {"@type": "CorrectionComment", "text": note}}
    assert read_page(page(told), URL).corrections == (note,)


def test_of_several_articles_in_the_data_the_page_s_own_is_read() -> None:
    other = {**ARTICLE, "headline": "Autre chose", "datePublished": "2019-01-01T00:00:00Z"}
    own = {**ARTICLE, "url": URL}
    report = read_page(page([{**other, "url": "https://www.courrier.example/autre"}, own]), URL)
    assert report.published is not None
    assert report.published.isoformat() == ARTICLE["datePublished"]


def test_entities_and_escapes_in_the_data_are_read() -> None:
    script = json.dumps(ARTICLE).replace('"', "&quot;")
    assert read_page(page(script), URL).byline == "Alix Renaud"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Par Alix Renaud et Jeanne Morvan", "Alix Renaud, Jeanne Morvan"),
        ("By Alix Renaud and Jeanne Morvan", "Alix Renaud, Jeanne Morvan"),
        ("Von Alix Renaud und Jeanne Morvan", "Alix Renaud, Jeanne Morvan"),
        ("Alix Renaud; Alix Renaud", "Alix Renaud"),
        ("Andrea Sandoval", "Andrea Sandoval"),
    ],
)
def test_a_byline_is_its_names(written: str, read: str) -> None:
    assert read_page(page({**ARTICLE, "author": written}), URL).byline == read


def test_a_byline_that_only_the_page_shows_is_read() -> None:
    html = page({**ARTICLE, "author": []}).replace("</h1>", "</h1><div>Par Alix Renaud</div>")
    assert read_page(html, URL).byline == "Alix Renaud"
