import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from xml.etree import ElementTree

import pytest
from dossiers import CALM, DISPUTED, DOSSIER, OPINION, REPORTS, TEXT, hostile
from hypothesis import given
from hypothesis import strategies as st
from pages import Element, read
from strategies import dossiers

from corroborate.faces.render.html import html
from corroborate.model.dossier import Dossier
from corroborate.model.report import Origin, Report
from corroborate.model.text import Document, Span
from corroborate.text.harmless import harmless

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "javascript:alert(1)",
    "</style></svg></title><script>x()</script>",
    "<!-- -->&lt;b&gt;&#x3c;i>",
    'https://e.example/"onmouseover="x()',
)
ELEMENTS = """
html head meta link title style body a p span b strong h1 h2 h3 h4 h5 header main section footer
details summary div figure figcaption blockquote dl dt dd table caption tr th td ul ol li cite
svg desc text path circle
"""
ATTRIBUTES = """
lang dir id class href rel content name http-equiv charset aria-labelledby aria-hidden open scope
xmlns viewbox width height role font-family font-size font-weight text-anchor fill stroke
stroke-width stroke-dasharray d x y cx cy r
"""


def page(dossier: Dossier = DOSSIER) -> str:
    return "".join(html(dossier, "article.txt"))


def shown(dossier: Dossier = DOSSIER) -> Element:
    return read(page(dossier))


def in_order(root: Element, *words: str) -> None:
    text = root.text
    assert [text.index(each) for each in words] == sorted(text.index(each) for each in words)


def assert_harmless(root: Element) -> None:
    """It loads nothing, runs nothing, and links to the web or to itself alone."""
    for each in root.walk():
        assert each.name in ["", *ELEMENTS.split()]
        assert set(each.attributes) <= set(ATTRIBUTES.split())
        address = each.attributes.get("href", "#")
        assert re.match(r"#|https?://|data:,$", address), address
    ids = [each.attributes["id"] for each in root.walk() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    assert [each.name for each in root.all("style")] == ["style"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_others_wrote_is_shown_and_never_becomes_markup(attack: str) -> None:
    root = shown(hostile(attack))
    assert_harmless(root)
    assert attack in root.text


@given(dossiers)
def test_every_dossier_makes_a_page_that_is_whole_and_harmless(dossier: Dossier) -> None:
    assert_harmless(shown(dossier))


@given(st.text())
def test_no_text_of_others_breaks_a_page(text: str) -> None:
    assert_harmless(shown(hostile(text)))


@given(dossiers)
def test_the_same_dossier_makes_the_same_bytes(dossier: Dossier) -> None:
    kept = Dossier.from_dict(dossier.to_dict())
    assert page(kept) == page(Dossier.from_dict(kept.to_dict()))


def test_the_policy_of_the_page_lets_its_own_style_in_and_nothing_else() -> None:
    root = shown()
    (style,) = root.all("style")
    (policy,) = [
        each.attributes["content"] for each in root.all("meta") if "http-equiv" in each.attributes
    ]
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "url(" not in style.text
    assert "@import" not in style.text


@given(dossiers)
def test_every_link_within_the_page_leads_somewhere(dossier: Dossier) -> None:
    root = shown(replace(dossier, findings=(*dossier.findings, *DOSSIER.findings)))
    ids = {each.attributes.get("id") for each in root.walk()}
    links = [each.attributes["href"] for each in root.all("a")]
    assert {each[1:] for each in links if each.startswith("#")} <= ids


def test_the_text_stands_whole_with_each_claim_marked_by_its_verdict() -> None:
    root = shown()
    (paragraph,) = root.all("section", "text")[0].all("p")
    claims = paragraph.all("a", "claim")
    assert [each.attributes["href"] for each in claims] == ["#c1", "#c2", "#c3"]
    assert ["disputed" in claims[0].classes, "single-source" in claims[1].classes] == [True, True]
    marks = [each.all("span", "mark")[0].text for each in claims]
    words = paragraph.text
    for mark in marks:
        words = words.replace(mark, "")
    assert words == TEXT
    for mark, told in zip(marks, ("disputed", "single source", "not checkable"), strict=True):
        assert told in mark


@given(
    st.lists(
        st.sampled_from([Span(0, 20), Span(5, 30), Span(15, 60), Span(50, 999), Span(0, 200)])
    ),
    st.sampled_from([TEXT, TEXT.replace(". ", ".\n\n"), "\n\n" + TEXT, "a\r\nb"]),
)
def test_the_text_is_whole_wherever_claims_stand_in_it(spans: list[Span], text: str) -> None:
    findings = tuple(replace(DISPUTED, span=span) for span in spans)
    dossier = replace(DOSSIER, document=Document(text, "fr", title="T"), findings=findings)
    section = shown(dossier).all("section", "text")[0]
    words = "".join(each.text for each in section.all("p") if "lang" in each.attributes)
    for mark in section.all("span", "mark"):
        words = words.replace(mark.text, "", 1)
    assert "".join(words.split()) == "".join(harmless(text).split())


def test_the_head_says_what_was_checked_when_and_what_to_look_at_first() -> None:
    (head,) = shown().all("header", "top")
    assert "as of 5 March 2025 against 4 reports of 4 outlets" in head.text
    assert "Look first at claim 1." in head.text
    assert "left out: reports.jsonl:line 7" in head.text
    assert "Look first" not in shown(CALM).text


def test_a_first_line_that_is_no_claim_is_the_headline() -> None:
    text = "Trois ponts fermés\n\nTrois ponts ont fermé lundi."
    finding = replace(DISPUTED, span=Span(20, 48))
    root = shown(replace(DOSSIER, document=Document(text, "fr"), findings=(finding,)))
    (heading,) = root.all("h1")
    assert (heading.text, heading.attributes["lang"]) == ("Trois ponts fermés", "fr")
    assert "fermés" not in root.all("section", "text")[0].text


def test_a_panel_says_verdict_confidence_quotes_values_and_sum() -> None:
    panel = shown().all("section", "panel")[0]
    in_order(
        panel,
        "Disputed",
        "Trois ponts ont fermé",
        "Unlikely (0.40)",
        "Some origins bear it out, and some contradict it.",
        "Contradiction, count.",
        "trois ponts",
        "quatre ponts",
        "Who bears it out",
        "“Trois ponts sont fermés depuis lundi, a constaté notre équipe.”",
        "Who contradicts it",
        "3 March 2025",
        "Four bridges closed on Monday",
        "River Post cites Le Quai (0.97)",
        "before any report",
        "-0.585",
        "kept from 0.30 to 0.60",
        "count: Trois ~ Trois",
    )
    assert [each.attributes["href"] for each in panel.all("a", "source")][:2] == [
        "https://canal9.example/pont",
        "https://lequai.example/ponts",
    ]


def test_every_quote_and_the_text_say_their_language() -> None:
    root = shown()
    for each in (*root.all("h3"), *root.all("section", "text")[0].all("p")):
        assert each.attributes["lang"] == "fr"
    languages = {each.text: each.attributes["lang"] for each in root.all("p") if "“" in each.text}
    assert languages["“Four bridges closed on Monday, Le Quai reported.”"] == "en"
    strange = replace(REPORTS[2], language='fr" onload="x')
    told = shown(replace(DOSSIER, reports=(*REPORTS[:2], strange, REPORTS[3])))
    assert {each.attributes["lang"] for each in told.walk() if "lang" in each.attributes} == {
        "en",
        "fr",
        "",
    }


def test_a_claim_that_cannot_be_checked_says_why_and_nothing_else() -> None:
    panel = shown(replace(DOSSIER, findings=(OPINION,))).all("section", "panel")[0]
    assert "Why: an opinion." in panel.text
    assert not panel.all("h4")


def test_a_claim_that_nobody_speaks_of_shows_no_number_and_no_picture() -> None:
    silent = replace(
        DISPUTED,
        verdict="unverified",
        origins=(),
        contrary=(),
        stances={},
        inconsistencies=(),
        assessments=(),
    )
    panel = shown(replace(DOSSIER, findings=(silent,))).all("section", "panel")[0]
    assert "No report bears the whole of it out" in panel.text
    assert "0.40" not in panel.text
    assert not panel.all("svg")


def test_every_report_read_is_listed_with_what_it_says_in_the_order_of_time() -> None:
    (foot,) = shown().all("footer")
    in_order(foot, "River Post", "claim 1 against it", "Le Quai", "Canal 9", "unknown outlet a4")
    spare = Report(id="z", text="x", outlet="Silent Post")
    (foot,) = shown(replace(DOSSIER, reports=(*REPORTS, spare))).all("footer")
    assert "Silent Post, undated. says nothing of the claims" in foot.text


def test_pictures_are_svg_that_a_reader_hears() -> None:
    text = page()
    drawn = re.findall(r"<svg.*?</svg>", text, re.S)
    assert len(drawn) == 4
    for each in drawn:
        root = ElementTree.fromstring(each)
        space = "{http://www.w3.org/2000/svg}"
        title, told = root.findtext(f"{space}title"), root.findtext(f"{space}desc")
        assert title in ("Who leans on whom", "When it was told")
        assert told
        named = root.attrib["aria-labelledby"].split()
        assert [e.attrib["id"] for e in root if "id" in e.attrib] == named


def test_a_page_comes_in_pieces_none_of_which_is_a_great_part_of_it() -> None:
    reports = tuple(replace(REPORTS[2], id=f"n{n}", outlet=f"Paper {n}") for n in range(300))
    names = tuple(report.id for report in reports)
    origins = tuple(
        Origin(f"o{n}", (name,), name, True, "named", (1.0,)) for n, name in enumerate(names)
    )
    crowd = replace(DISPUTED, origins=origins, stances=dict.fromkeys(names, "support"))
    dossier = replace(DOSSIER, findings=(crowd,) * 4, reports=(*REPORTS, *reports))
    pieces = [len(piece) for piece in html(dossier, "a")]
    assert max(pieces) < sum(pieces) / 20


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_reaches_aa_in_light_and_in_dark() -> None:
    style = shown().all("style")[0].text
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", each)) for each in style.split("@media")
    ]
    light, dark = themes[0], {**themes[0], **themes[1]}
    assert light != dark
    grounds = ("paper", "card", "pro-tint", "con-tint", "odd-tint")
    inks = ("ink", "soft", "link", "pro", "one", "part", "con", "odd", "focus")
    for theme in (light, dark):
        for ink in inks:
            for ground in grounds:
                least = 3.0 if ink == "focus" else 4.5
                assert contrast(theme[ink], theme[ground]) >= least, (ink, ground)


def test_no_verdict_is_told_by_colour_alone() -> None:
    style = shown().all("style")[0].text
    lines = re.findall(r"\.claim\.([\w-]+) \{[^}]*?(solid|dashed|wavy|double|dotted|none)", style)
    assert dict(lines) == {
        "single-source": "dashed",
        "disputed": "wavy",
        "contradicted": "double",
        "unverified": "dotted",
        "not-checkable": "none",
    }
    signs = [each.text.split()[-1] for each in shown().all("span", "mark")]
    assert len(set(chain(*signs))) >= 3
