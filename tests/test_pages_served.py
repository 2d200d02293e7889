"""What servers send: encodings, twins of one page, pages too large, and pages that are broken."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from served import ARTICLE, PARAGRAPHS, URL, page
from tables import cases

from corroborate.errors import BadInput
from corroborate.model.report import Report
from corroborate.net.markup import read_markup
from corroborate.net.pages import read_page, same_article
from corroborate.net.pages.decoding import LARGEST_CHARACTERS
from corroborate.net.pages.page import MOST_ELEMENTS

QUOTED = (
    "« Le prêt est de 12 millions d’€ », a dit l’élue — c’était après un vote où dix-sept élus "
)
QUOTED += "sur vingt se sont prononcés pour la reconstruction de la jetée, d’après la capitainerie."

TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "li",
    "ul",
    "a",
    "time",
    "blockquote",
    "section",
    "span",
    "table",
]
ATTRIBUTES = [
    "",
    " class='live-blog'",
    " class='byline related'",
    " datetime='2025-03-04T18:05:00Z'",
    " href='https://x.example/a'",
    " href='http://['",
    " itemprop='datePublished'",
]
WORDS = [
    "By Alix Renaud",
    "Correction: it was twelve, not twenty, as we first wrote.",
    "(AP) —",
    "\x0b",
]
texts = st.sampled_from([*PARAGRAPHS, *WORDS]) | st.text(max_size=40)
elements = st.recursive(
    texts,
    lambda inner: st.builds(
        lambda tag, attribute, held: f"<{tag}{attribute}>{''.join(held)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just(ARTICLE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", *ARTICLE, "hasPart", "liveBlogUpdate", "url"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@pytest.mark.parametrize("case", cases("pages_decoding"))
def test_a_page_is_read_in_the_encoding_that_it_is_in(case: dict[str, str]) -> None:
    meta = f'<meta charset="{case["meta"]}">' if case["meta"] else ""
    html = page(ARTICLE, paragraphs=(QUOTED, *PARAGRAPHS)).replace('<meta charset="utf-8">', meta)
    report = read_page(html.encode(case["bytes"]), URL, case["header"] or None)
    assert report.text.startswith(QUOTED)


@pytest.mark.parametrize("case", cases("pages_twins"))
def test_the_forms_of_one_page_are_one_article(case: dict[str, Any]) -> None:
    one, other = (
        Report("text", url=url or None, canonical=canonical or None)
        for url, canonical in (case["one"], case["other"])
    )
    assert same_article(one, other) is same_article(other, one) is case["same"]


@pytest.mark.parametrize(
    "html",
    [
        b"<p>" + b"word " * LARGEST_CHARACTERS,
        "<p>" + "word " * (LARGEST_CHARACTERS // 4),
        "<p>" + "<b>x</b>" * (MOST_ELEMENTS + 1),
    ],
)
def test_a_page_that_is_too_large_to_be_one_article_is_refused(html: bytes | str) -> None:
    with pytest.raises(BadInput, match="expected one article"):
        read_page(html, URL)


@pytest.mark.parametrize("wrapped", ["{}", "[{}]", '{{"@graph": [{}]}}', '{{"a": {{"b": [{}]}}}}'])
@pytest.mark.parametrize("depth", [1, 300, 3_000])
def test_markup_of_any_depth_is_read_or_passed_over(wrapped: str, depth: int) -> None:
    deep = json.dumps({**ARTICLE, "author": "x"}).replace('"x"', "[" * depth + "]" * depth)
    script = wrapped.format(deep)
    read = read_markup([script, json.dumps(ARTICLE)])
    assert read.headline == ARTICLE["headline"]


def test_what_was_left_out_for_its_links_is_put_back_in_its_place() -> None:
    linked = (
        "<a href=\"https://chantiers.example/appel\">L'appel d'offres envoyé aux chantiers en "
        "février demande deux ans de travaux au plus</a> et un quai libre pour le bac de l'île."
    )
    paragraphs = (PARAGRAPHS[0], linked, *PARAGRAPHS[1:])
    lines = read_page(page(ARTICLE, paragraphs=paragraphs), URL).text.splitlines()
    assert len(lines) == len(paragraphs)
    assert lines[1].endswith("un quai libre pour le bac de l'île.")


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : la pêche déplacée",
        "Read more: fishing moves south",
        "Sign up for our newsletter about the harbour and the sea",
        "Lesen Sie auch: Fischerei zieht um",
        '<a href="/mer">La pêche sera déplacée vers le bassin sud pendant deux ans</a>',
        "La suite est réservée aux abonnés.",
    ],
)
def test_a_line_that_leads_elsewhere_is_no_text_of_the_article(line: str) -> None:
    report = read_page(page(ARTICLE, paragraphs=(*PARAGRAPHS[:2], line, PARAGRAPHS[2])), URL)
    assert len(report.text.splitlines()) == len(PARAGRAPHS)


def test_a_post_of_somebody_else_is_no_text_of_the_outlet() -> None:
    post = "<blockquote class='twitter-tweet'><p>Five boats were lost in the harbour last night, "
    post += (
        "and nobody from the council has come to look at them.</p>&mdash; A skipper</blockquote>"
    )
    html = page(ARTICLE).replace("</article>", f"{post}</article>")
    assert "Five boats" not in read_page(html, URL).text


def test_a_line_that_asks_to_subscribe_makes_the_page_one_behind_a_paywall() -> None:
    html = page(ARTICLE).replace("</article>", "</article><div>Déjà abonné ? Connectez-vous</div>")
    assert read_page(html, URL).access == "paywalled"
    free = page({**ARTICLE, "isAccessibleForFree": True})
    html = free.replace("</article>", "</article><div>Déjà abonné ? Connectez-vous</div>")
    assert read_page(html, URL).access == "full"


def test_a_short_text_beside_the_mark_of_a_paywall_is_not_the_article() -> None:
    html = page(ARTICLE).replace("</article>", "<div class='c-paywall'>Abonnement</div></article>")
    assert read_page(html, URL).access == "paywalled"


def test_a_text_that_breaks_off_is_partial() -> None:
    assert (
        read_page(
            page(ARTICLE, paragraphs=("Le conseil du port a voté mardi un prêt de…",)), URL
        ).access
        == "partial"
    )


def test_a_fetched_page_keeps_when_that_was_and_reads_the_same_again() -> None:
    report = read_page(page(ARTICLE), URL)
    assert (report.retrieved, report.published_from) == (None, "json-ld")
    assert Report.from_dict(report.to_dict()) == replace(report, notices=())


@settings(max_examples=40, deadline=None)
@given(st.lists(elements, max_size=5), values)
def test_whatever_a_page_is_made_of_it_is_a_report_or_bad_input(
    held: list[str], markup: Any
) -> None:
    script = json.dumps(markup).replace("</", "<\\/")
    html = f"<html><head><script type='application/ld+json'>{script}</script></head><body>"
    try:
        report = read_page(html + "".join(held), URL)
    except BadInput:
        return
    assert report.text
    assert report.to_dict()["text"] == report.text


@settings(max_examples=50, deadline=None)
@given(values, st.text(max_size=5), st.integers(0, 200))
def test_markup_that_is_cut_off_or_strewn_with_letters_never_raises(
    markup: Any, stray: str, at: int
) -> None:
    script = json.dumps(markup)
    read_markup([script[:at] + stray + script[at:], script[:at]], [URL])
