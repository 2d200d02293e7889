import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from json import loads

import pytest
from dossiers import BORNE_OUT, DISPUTED, DOSSIER, FOUR, OPINION, REPORTS, hostile
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import sides

from corroborate.faces.render.json import json_claims
from corroborate.faces.render.markdown import escaped, markdown
from corroborate.faces.render.outline import outline
from corroborate.faces.render.terminal import terminal, terminal_claims, terminal_explained
from corroborate.faces.render.words import link, listed, outlet_of
from corroborate.model.dossier import Dossier
from corroborate.model.fact_check import FactCheck
from corroborate.model.facts import Claim
from corroborate.model.report import Dependency, Failure, Origin, Report
from corroborate.model.text import Moment
from corroborate.model.verdict import Confidence, Part
from corroborate.steps.weighing import weigh
from corroborate.text.harmless import count, plain, shortened


def shown(dossier: Dossier = DOSSIER, detail: int = 0) -> str:
    return terminal(outline(dossier, "article.txt", detail))


def marked(dossier: Dossier = DOSSIER, detail: int = 0) -> str:
    return markdown(outline(dossier, "article.txt", detail))


def test_the_header_says_what_was_checked_against_what_and_when() -> None:
    head = shown().split("\n\n")[0]
    assert "article.txt" in head
    assert "dated 5 March 2025" in head
    assert "as of 5 March 2025 against 4 reports of 4 outlets" in head
    assert "1 flagged" in head


def test_what_could_not_be_read_stands_in_the_header() -> None:
    for text in (shown(), marked()):
        assert "reports.jsonl:line 7" in text
        assert "read as Windows-1252" in text


def test_many_failures_are_counted_and_v_shows_them_all() -> None:
    many = replace(DOSSIER, failures=tuple(Failure(f"r:line {n}", "broken") for n in range(40)))
    assert "and 35 more" in shown(many)
    assert "r:line 39" in shown(many, 1)


def test_a_row_says_verdict_confidence_support_and_flags() -> None:
    row = next(line for line in shown().splitlines() if line.startswith("  1"))
    assert re.search(r"disputed +0\.40, unlikely +1 origin, 1 against · 3 outlets +count$", row)


def test_a_flagged_claim_is_open_and_others_are_so_with_v() -> None:
    for face in (shown, marked):
        assert "a constaté notre équipe" in face()
        assert "environ 40 millions" not in face()
        assert "environ 40 millions" in face(detail=1)


@pytest.mark.parametrize("face", [shown, marked])
def test_quotes_stand_with_outlet_date_link_and_why_they_were_joined(
    face: Callable[[], str],
) -> None:
    text = face()
    for words in ("River Post", "3 March 2025", "https://riverpost.example/bridges?id=3"):
        assert words in text
    assert "River Post cites Le Quai (0.97)" in text
    assert "Four bridges closed on Monday, Le Quai reported." in text
    assert "behind a paywall" in text


def test_an_origin_says_its_root_how_it_knows_and_whether_it_was_seen() -> None:
    assert "Against: préfecture (origin not retrieved, unnamed sources)" in shown()
    assert "For: Canal 9 (a named source) · 1 report of 1 outlet" in shown()


def test_equal_inconsistencies_are_told_once_with_the_other_outlets() -> None:
    text = shown()
    assert text.count("Le Quai says four") == 1
    assert "So too River Post." in text


def test_an_inconsistency_brings_its_own_words_where_no_quote_shows_them() -> None:
    unheard = replace(DISPUTED, origins=(), contrary=(), stances={})
    text = shown(replace(DOSSIER, findings=(unheard,)))
    assert "“Quatre ponts”" in text


def test_values_that_others_give_against_the_same_words_stand_beside_their_outlets() -> None:
    found = (
        FOUR,
        replace(FOUR, report="a2", report_value="four bridges"),
        replace(FOUR, report="a3", report_value="QUATRE ponts"),
        replace(FOUR, report="a3", report_value="a second time in one outlet"),
        replace(FOUR, report="a4", report_value="a value as long as a whole sentence " * 3),
    )
    text = shown(replace(DOSSIER, findings=(replace(DISPUTED, inconsistencies=found),)), 0)
    told = "Le Quai says four. So too Canal 9, unknown outlet a4. River Post: “four bridges”."
    assert told in " ".join(text.split())


def test_without_v_a_flood_of_inconsistencies_shows_the_severest_and_counts_the_rest() -> None:
    tensions = tuple(
        replace(FOUR, severity="tension", kind="date", claim_value=f"day {n}") for n in range(8)
    )
    dossier = replace(DOSSIER, findings=(replace(DISPUTED, inconsistencies=(*tensions, FOUR)),))
    text = shown(dossier)
    assert text.index("contradiction, count") < text.index("tension, date")
    assert "and 3 more inconsistencies (date); -v shows them" in text
    assert "more inconsistencies" not in shown(dossier, 1)


def test_one_proof_is_quoted_once() -> None:
    again = replace(FOUR, kind="name", explanation="Another thing.")
    alone = replace(DISPUTED, origins=(), contrary=(), inconsistencies=(FOUR, again))
    assert shown(replace(DOSSIER, findings=(alone,)), 1).count("“Quatre ponts”") == 1


def test_weak_reasons_for_a_copy_wait_for_vv() -> None:
    (against,) = DISPUTED.contrary
    weak = (Dependency("a2", "a1", "same-primary-source", 0.15, "both rest on no one named"),)
    origin = replace(against, dependencies=against.dependencies + weak)
    dossier = replace(DOSSIER, findings=(replace(DISPUTED, contrary=(origin,)),))
    assert "(0.15)" not in shown(dossier, 1)
    assert "(0.15)" in shown(dossier, 2)


def test_as_many_flags_are_named_as_there_is_room_for() -> None:
    row = outline(DOSSIER, "a").rows[0]
    many = replace(row, flags=("attribution", "enumeration", "superseded", "location"))
    lines = terminal(replace(outline(DOSSIER, "a"), rows=(many,))).splitlines()
    assert any(line.endswith("attribution, enumeration, +2") for line in lines)


def test_mere_notes_wait_for_v() -> None:
    noted = replace(DISPUTED, inconsistencies=BORNE_OUT.inconsistencies)
    dossier = replace(DOSSIER, findings=(noted,))
    assert "Less exact." not in shown(dossier)
    assert "Less exact." in shown(dossier, 1)


def test_without_v_one_origin_is_quoted_twice_and_its_other_reports_are_named() -> None:
    reports = tuple(replace(REPORTS[2], id=f"n{n}", outlet=f"Paper {n}") for n in range(5))
    names = tuple(report.id for report in reports)
    crowd = replace(
        DISPUTED,
        origins=(Origin("o1", names, names[0], True, "named", (1.0,) * 5),),
        stances=dict.fromkeys(names, "support"),
    )
    dossier = replace(DOSSIER, findings=(crowd,), reports=(*REPORTS, *reports))
    assert "and 3 more reports: Paper 2, Paper 3, Paper 4" in shown(dossier)
    assert "more reports" not in shown(dossier, 1)


def test_reports_that_say_a_part_are_not_counted_and_v_shows_them() -> None:
    partly = replace(DISPUTED, origins=(), stances={**DISPUTED.stances, "a3": "partial"})
    dossier = replace(DOSSIER, findings=(partly,))
    assert "Not counted" not in shown(dossier)
    text = shown(dossier, 1)
    assert "1 origin against" in text
    assert "Not counted, as they say a part of it: 1 report" in text


def test_vv_adds_the_matched_pieces_and_a_sum_that_adds_up() -> None:
    text = shown(detail=2)
    assert "count: Trois ~ Trois (1.00)" in text
    bits = [float(each) for each in re.findall(r"^ +([+-]\d+\.\d{3})  ", text, re.M)]
    assert bits[:4] == [0.0, 0.415, -1.0, -0.585]
    assert "kept from 0.30 to 0.60" in text
    assert "in bits" not in shown(detail=1)


@given(st.lists(st.floats(-1e6, 1e6), max_size=8))
def test_the_total_is_that_of_the_lines_shown(bits: list[float]) -> None:
    parts = tuple(Part(f"o{n}", each) for n, each in enumerate(bits))
    finding = replace(DISPUTED, confidence=Confidence(0.5, 0.0, parts))
    details = outline(replace(DOSSIER, findings=(finding,)), "a", 2).rows[0].details
    assert details is not None
    assert details.sum is not None
    *lines, total, _, _ = (text.split()[0] for text in details.sum.lines())
    assert float(total) == pytest.approx(sum(map(float, lines)), abs=1e-3)


@given(st.data())
def test_the_lines_of_an_explanation_add_up_to_the_result_by_hand(data: st.DataObject) -> None:
    support, contrary = data.draw(sides("a")), data.draw(sides("b"))
    names = [name for origin in (*support, *contrary) for name in origin.reports]
    beta = st.tuples(st.floats(1, 50), st.floats(1, 50))
    confidence = weigh(
        support,
        contrary,
        {name: data.draw(st.floats(0, 1)) for name in names},
        {name: data.draw(beta) for name in names},
        data.draw(st.floats(-5, 5)),
    )
    finding = replace(
        DISPUTED, origins=tuple(support), contrary=tuple(contrary), confidence=confidence
    )
    row = outline(replace(DOSSIER, findings=(finding,)), "a", 2).rows[0]
    text = terminal_explained([row])
    *bits, total = map(float, re.findall(r"^ +([+-]\d+\.\d{3})  ", text, re.M))
    assert total == pytest.approx(sum(bits))
    (chance,) = map(float, re.findall(r"in all: (\d\.\d\d)", text))
    assert chance == pytest.approx(1 / (1 + 2**-total), abs=0.00501)
    bounds = re.findall(r"kept from (\S+) to (\S+), as .*?: (\d\.\d\d)", " ".join(text.split()))
    ((floor, cap, result),) = [tuple(map(float, each)) for each in bounds]
    # Each of the numbers shown is rounded to two decimals.
    assert result == pytest.approx(min(max(chance, floor), cap), abs=0.0101)


def test_an_explanation_gives_the_sum_the_trees_and_the_words_that_answered() -> None:
    text = terminal_explained(outline(DOSSIER, "a", 2).rows[:1])
    parts = [
        "disputed",
        "contradiction, count",
        "-1.000  préfecture (origin not retrieved, unnamed sources)",
        "For, who leans on whom",
        "Against, who leans on whom",
        "└─ River Post, 3 March 2025 · 1.00 copied",
        "River Post cites Le Quai (0.97)",
        "Canal 9, support 0.90",
        "“Trois ponts sont fermés depuis lundi, a constaté notre équipe.”",
        "count: Trois ~ Trois (1.00)",
        "Le Quai, contradict 0.90",
    ]
    assert [text.index(each) for each in parts] == sorted(text.index(each) for each in parts)
    assert "no report" not in terminal_explained(outline(DOSSIER, "a", 2).rows[2:])


def test_vv_shows_the_trees_of_both_sides() -> None:
    assert "└─ River Post, 3 March 2025 · 1.00 copied" in shown(detail=2)
    assert "who leans on whom" not in shown(detail=1)
    assert "    - Le Quai, 3 March 2025 · 0.00 copied" in marked(detail=2)


def test_no_likelihood_is_given_where_no_report_says_anything() -> None:
    silent = replace(
        BORNE_OUT, verdict="unverified", confidence=Confidence(0.5), origins=(), stances={}
    )
    row = outline(replace(DOSSIER, findings=(silent,)), "a").rows[0]
    assert (row.confidence, row.support) == ("–", "no report says so")


def test_a_text_without_a_claim_says_so() -> None:
    assert "0 claims found" in shown(replace(DOSSIER, findings=()))


@pytest.mark.parametrize("width", [40, 80, 100, 240])
def test_no_line_is_longer_than_the_terminal_or_100_columns(width: int) -> None:
    long = hostile("https://news.example/" + "a" * 300 + " und so weiter " * 30)
    text = terminal(outline(long, "article.txt", 2), width)
    assert max(map(len, text.splitlines())) <= min(width, 100)


def test_there_is_no_colour_unless_it_is_asked_for() -> None:
    assert "\x1b" not in shown(detail=2)
    assert "\x1b[" in terminal(outline(DOSSIER, "a"), colour=True)


@given(st.text())
def test_no_control_character_of_a_report_reaches_a_face(text: str) -> None:
    lines = outline(hostile(text), text, 2)
    for shown_text in (terminal(lines), markdown(lines)):
        kinds = {unicodedata.category(letter) for letter in shown_text.replace("\n", "")}
        assert not kinds & {"Cc", "Cs"}
        assert not set("\u202a\u202b\u202e\u2066\u2067\u200f") & set(shown_text)


def test_control_characters_are_made_visible() -> None:
    assert plain("red\x1b[31m\x07 \u202egnp.exe") == "red␛[31m␇ gnp.exe"


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(st.text(st.sampled_from("ab1 <>[]()*_`|~#&!\\/:.-+=\"'$@{}^")))
def test_markdown_shows_a_text_of_others_as_it_stands(text: str) -> None:
    tokens = MARKDOWN.parseInline(escaped(plain(text)))[0].children or []
    assert "".join(token.content for token in tokens) == plain(text)


def test_markdown_holds_no_html_and_no_link_but_to_the_web() -> None:
    attack = (
        "</td><script>x()</script> [a](javascript:x) ![b](https://e.example/p) | `c` <https://d>"
    )
    html = MARKDOWN.render(markdown(outline(hostile(attack), "a", 2)))
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html
    links = re.findall(r'href="([^"]*)"', MARKDOWN.render(marked(detail=2)))
    assert links
    assert all(each.startswith("https://") for each in links)


def test_markdown_says_in_a_table_what_the_terminal_says_in_rows() -> None:
    html = MARKDOWN.render(marked())
    assert html.count("<tr>") == 1 + len(DOSSIER.findings)
    for row in outline(DOSSIER, "a").rows:
        assert row.claim in marked()
        assert row.support in marked()


def test_split_shows_claims_with_their_assertions_and_why_one_is_not_checkable() -> None:
    claims = [
        Claim(each.id, each.text, each.span, "fr", tuple(a.assertion for a in each.assessments))
        for each in (DISPUTED, OPINION)
    ]
    text = terminal_claims(claims)
    assert "said by la préfecture" in text
    assert "not checkable: an opinion" in text
    assert text.count("Il était temps.") == 1
    assert [each["id"] for each in loads(json_claims(claims))] == ["c1", "c3"]


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("HTTP://a.example", "http://a.example"),
        ("https://a.example/x) [y](z", "https://a.example/x%29%20%5By%5D%28z"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("http://[half", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, want: str | None) -> None:
    assert link(url) == want


def test_an_outlet_without_a_name_is_told_by_its_site_or_as_one_of_its_own() -> None:
    assert outlet_of(Report("x", outlet="A Paper", domain="a.example")) == "A Paper"
    assert outlet_of(Report("x", url="https://www.a.example/1")) == "www.a.example"
    assert outlet_of(Report("x", id="r1")) != outlet_of(Report("x", id="r2"))
    assert outlet_of(Report("x", id="r1", url="http://[half")) == "unknown outlet r1"


def test_small_words() -> None:
    assert (count(1, "origin"), count(2, "origin")) == ("1 origin", "2 origins")
    assert listed(["a", "b", "c"], 2) == "a, b, +1"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one", 9) == "one"


def test_an_earlier_fact_check_is_told_first_and_moves_no_verdict() -> None:
    check = FactCheck(
        claim="Four bridges closed.",
        rating="False",
        publisher="Lorne Facts",
        url="https://facts.example/bridges",
        reviewed=Moment.parse("2025-03-04"),
    )
    told = outline(replace(DOSSIER, fact_checks=(check,)), "a.txt")
    assert told.warnings[0] == (
        "earlier fact check by Lorne Facts, 4 March 2025: False, of “Four bridges closed.”, "
        "https://facts.example/bridges"
    )
    assert told.rows == outline(DOSSIER, "a.txt").rows
