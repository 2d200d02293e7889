import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from dossiers import DISPUTED, DOSSIER, REPORTS
from hypothesis import given
from hypothesis import strategies as st
from strategies import findings, reports

from corroborate.faces.render.drawing import WIDTH, fitted, folded, measured
from corroborate.faces.render.forest import DEEPEST, forest_of, tree_lines
from corroborate.faces.render.markup import Markup, element
from corroborate.faces.render.pictures import DRAWN, forest_svg, timeline_svg
from corroborate.faces.render.timeline import Telling, timeline_of
from corroborate.model.dossier import Finding
from corroborate.model.report import Dependency, Origin, Report
from corroborate.model.text import Moment

KNOWN = {report.id: report for report in REPORTS}
NAMES = ("n0", "n1", "n2", "n3", "n4", "n5")
KINDS = st.sampled_from(["cites", "syndicated", "same-primary-source", "text-reuse"])


def paper(name: str, **rest: object) -> Report:
    return replace(Report(id=name, text="x", outlet=f"Paper {name}"), **rest)


PAPERS = {name: paper(name) for name in NAMES}


@st.composite
def tangled(draw: st.DrawFn) -> Origin:
    """An origin whose dependencies may go in rings, to itself, out of the tree, or nowhere."""
    members = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    ends = st.sampled_from([*NAMES, "An Agency", "A Speaker"])
    leaning = st.builds(Dependency, ends, ends, KINDS, st.floats(0, 1), st.just("leans: “so”"))
    root = draw(st.sampled_from([members[0], "A Speaker", None]))
    weights = tuple(draw(st.floats(0, 1)) for _ in members)
    found = tuple(draw(st.lists(leaning, max_size=12)))
    return Origin("o", tuple(members), root, root == members[0], "named", weights, found)


def depths(origin: Origin) -> list[tuple[str, int]]:
    (tree,) = forest_of(replace(DISPUTED, origins=(origin,), contrary=()), PAPERS)
    return [(twig.name, len(twig.rails)) for twig in tree.twigs]


@given(tangled())
def test_every_report_of_an_origin_stands_once_in_its_tree_under_one_root(origin: Origin) -> None:
    told = depths(origin)
    names = [name for name, _ in told]
    assert sorted(n for n in names if n.startswith("Paper")) == sorted(
        f"Paper {name}" for name in origin.reports
    )
    assert [depth for _, depth in told].count(0) == 1
    assert told[0][1] == 0
    assert all(b <= min(a + 1, DEEPEST) for (_, a), (_, b) in pairwise(told))


@given(tangled())
def test_a_rail_goes_on_exactly_where_another_node_of_its_level_follows(origin: Origin) -> None:
    (tree,) = forest_of(replace(DISPUTED, origins=(origin,), contrary=()), PAPERS)
    levels = [len(twig.rails) for twig in tree.twigs]
    for place, twig in enumerate(tree.twigs):
        for level, follows in enumerate(twig.rails, start=1):
            later = next((each for each in levels[place + 1 :] if each <= level), 0)
            assert follows is (later == level)


def test_a_report_stands_under_the_one_that_it_leans_on_most() -> None:
    leaning = (
        Dependency("n1", "n0", "cites", 0.97, "n1 cites n0: “says n0”"),
        Dependency("n2", "n1", "text-reuse", 0.8, "n2 copies n1"),
        Dependency("n2", "n0", "cites", 0.6, "n2 cites n0"),
        Dependency("n3", "An Agency", "syndicated", 0.98, "n3 credits An Agency"),
    )
    origin = Origin("o", NAMES[:4], "n0", True, "named", (1, 0, 0.2, 0), leaning)
    assert depths(origin) == [
        ("Paper n0", 0),
        ("An Agency", 1),
        ("Paper n3", 2),
        ("Paper n1", 1),
        ("Paper n2", 2),
    ]


def test_a_node_says_how_much_is_copied_why_and_with_which_words() -> None:
    tree = forest_of(DISPUTED, KNOWN)[1]
    root, first, second = tree.twigs
    assert (root.name, root.known, root.report) == (
        "préfecture",
        "origin not retrieved, unnamed sources",
        False,
    )
    assert (first.name, first.copied) == ("Le Quai", 0.0)
    assert (second.name, second.copied, second.how) == ("River Post", 1.0, "cites it")
    assert second.reasons == ("River Post cites Le Quai (0.97)",)


def test_the_forest_as_text_draws_its_branches() -> None:
    lines = list(tree_lines(forest_of(DISPUTED, KNOWN)[1], 80, reasons=True))
    assert lines == [
        "préfecture (origin not retrieved, unnamed sources)",
        "└─ Le Quai, 3 March 2025 · 0.00 copied",
        "   └─ River Post, 3 March 2025 · 1.00 copied",
        "         River Post cites Le Quai (0.97)",
    ]


@given(tangled(), st.integers(35, 120))
def test_no_line_of_a_tree_is_broader_than_asked(origin: Origin, width: int) -> None:
    (tree,) = forest_of(replace(DISPUTED, origins=(origin,), contrary=()), PAPERS)
    lines = list(tree_lines(tree, width, reasons=True))
    assert max(map(len, lines)) <= max(width, 3 * (DEEPEST + 1) + 20)


def test_a_chain_of_ten_thousand_reports_is_a_tree_like_any_other() -> None:
    names = tuple(f"n{n}" for n in range(10_000))
    leaning = tuple(Dependency(b, a, "cites", 0.97, "cites") for a, b in pairwise(names))
    origin = Origin("o", names, "n0", True, "named", (1.0, *(0.0,) * 9_999), leaning)
    many = {name: paper(name) for name in names}
    (tree,) = forest_of(replace(DISPUTED, origins=(origin,), contrary=()), many)
    assert len(tree.twigs) == 10_000
    assert f"and {10_000 - DRAWN - 1} more reports" in forest_svg((tree,), "k").text


def told(finding: Finding, known: dict[str, Report]) -> list[Markup]:
    return [
        forest_svg(forest_of(finding, known), "f"),
        timeline_svg(timeline_of(finding, known), "t"),
    ]


@given(findings, st.lists(reports, max_size=4), st.text())
def test_every_picture_is_xml_within_its_frame(
    finding: Finding, some: list[Report], text: str
) -> None:
    named = {each.id: replace(each, outlet=text) for each in some}
    stances = dict.fromkeys(named, "support")
    for drawn in told(replace(finding, stances=stances), named):
        root = ElementTree.fromstring(drawn.text)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert width == WIDTH
        for each in root.iter("{http://www.w3.org/2000/svg}text"):
            size, x, y = (float(each.attrib[name]) for name in ("font-size", "x", "y"))
            broad = measured(each.text or "", size, each.attrib.get("font-weight") == "600")
            left = x - broad if "text-anchor" in each.attrib else x
            assert -0.5 <= left <= left + broad <= WIDTH + 0.5, each.text
            assert 0 <= y <= height


def test_a_mark_tells_its_side_by_its_form() -> None:
    forest = forest_svg(forest_of(DISPUTED, KNOWN), "f").text
    assert forest.count('class="pro"') == 1
    assert forest.count('class="con"') == 2
    assert 'class="unread"' in forest
    assert "FOR IT" in forest
    assert "AGAINST IT" in forest


def test_a_partly_copied_report_hangs_on_a_broken_line() -> None:
    origin = Origin("o", ("a1", "a2"), "a1", True, "named", (1.0, 0.4))
    drawn = forest_svg(forest_of(replace(DISPUTED, origins=(origin,), contrary=()), KNOWN), "f")
    assert drawn.text.count('class="line"') == 1
    assert "stroke-dasharray" in drawn.text


def test_a_timeline_runs_from_the_first_report_down_and_says_gaps() -> None:
    late = paper("n9", published=Moment.parse("2025-04-30"))
    known = {**KNOWN, "n9": late}
    stances = {**DISPUTED.stances, "n9": "partial", "a4": "support"}
    tellings = timeline_of(replace(DISPUTED, stances=stances), known)
    assert [each.outlet for each in tellings] == [
        "River Post",
        "Le Quai",
        "Canal 9",
        "Paper n9",
        "unknown outlet a4",
    ]
    assert (tellings[0].time, tellings[2].first_hand) == ("17:00", True)
    text = timeline_svg(tellings, "t").text
    assert "57 days later" in text
    assert "undated" in text


def test_years_stand_in_a_timeline_of_more_than_one() -> None:
    tellings = [Telling(date(year, 3, 1), "", "P", "support", False) for year in (2024, 2025)]
    assert "1 Mar 2025" in timeline_svg(tellings, "t").text
    assert "2025" not in re.sub("<desc.*?</desc>", "", timeline_svg(tellings[1:], "t").text)


@given(st.text(), st.floats(20, 400), st.floats(8, 20))
def test_what_is_fitted_fits(text: str, width: float, size: float) -> None:
    room = max(width, measured("…", size))
    assert measured(fitted(text, room, size), size) <= room
    for line in folded(text, room, size, 2):
        assert measured(line, size) <= room


def test_what_fits_is_left_as_it_is() -> None:
    assert fitted("River Post", 200, 13) == "River Post"
    assert fitted("River Post", 40, 13).endswith("…")
    assert folded("one two three", 1000, 11, 2) == ("one two three",)


def test_numbers_and_names_of_attributes_are_written_as_svg_wants_them() -> None:
    made = element("path", stroke_width=1.25, class_="line", d=None)
    assert made == Markup('<path stroke-width="1.2" class="line"></path>')
    assert element("b", "<&>", Markup("<i></i>")).text == "<b>&lt;&amp;&gt;<i></i></b>"


def test_the_same_claim_makes_the_same_picture() -> None:
    for finding in DOSSIER.findings:
        assert told(finding, KNOWN) == told(finding, KNOWN)
