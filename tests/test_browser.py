"""The page in a real browser, where there is one (`scripts/browser` has axe and keeps pictures)."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from browser import DESKTOP, PHONE, Browser, browser, found
from dossiers import DISPUTED, DOSSIER, REPORTS, hostile

from corroborate.engine import Engine
from corroborate.faces.render.drawing import LETTERS, WIDTH, measured
from corroborate.faces.render.html import html
from corroborate.model.dossier import Dossier
from corroborate.model.report import Report

pytestmark = pytest.mark.skipif(
    found() is None, reason="no Chromium on the PATH (on Debian: apt-get install chromium)"
)
STORY = Path(__file__).parent.parent / "fixtures" / "stories" / "meta-openai"
AXE = os.environ.get("CORROBORATE_AXE", "")
KEPT = os.environ.get("CORROBORATE_PICTURES", "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "https://news.example/" + "a" * 400


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> dict[str, Path]:
    """Pages by name: of a small dossier, of a whole story, and of one that is all attack."""
    folder = tmp_path_factory.mktemp("pages")
    lines = (STORY / "reports.jsonl").read_text("utf-8").splitlines()
    story = engine.check(
        (STORY / "document.txt").read_text("utf-8"),
        [Report.from_dict(json.loads(line)) for line in lines],
        "2025-06-29",
    )
    made = {"small": DOSSIER, "story": story, "hostile": hostile(f"<script>x()</script> {LONG}")}
    made["many"] = many()
    for name, dossier in made.items():
        text = "".join(html(dossier, f"{name}.txt"))
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def many() -> Dossier:
    """A dossier with a verdict of every kind and more reports than a picture draws."""
    reports = tuple(replace(REPORTS[2], id=f"n{n}", outlet=f"The {n}th Gazette") for n in range(40))
    stances = {report.id: "support" for report in reports}
    verdicts = ("corroborated", "single-source", "disputed", "contradicted", "unverified")
    findings = tuple(replace(DISPUTED, verdict=each, stances=stances) for each in verdicts)
    return replace(DOSSIER, findings=(*findings, DOSSIER.findings[2]), reports=(*REPORTS, *reports))


NAMES = ("small", "story", "hostile", "many")
every_page = pytest.mark.parametrize("name", NAMES)


@every_page
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_loads_nothing_complains_of_nothing_and_fits_its_window(
    window: Browser, pages: dict[str, Path], name: str, size: tuple[int, int], dark: bool
) -> None:
    window.open(pages[name], size, dark)
    if KEPT:
        kind = f"{'phone' if size == PHONE else 'desktop'}-{'dark' if dark else 'light'}"
        window.picture(Path(KEPT) / f"{name}-{kind}.png")
    assert window.asked == [pages[name].as_uri()]
    assert window.said == []
    window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert window.run("document.documentElement.scrollWidth") == size[0]
    beyond = "[...document.body.querySelectorAll('*')].filter(e => !e.closest('.unseen, .skip') && "
    beyond += "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 99))"
    assert window.run(beyond) == []


@every_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.skipif(not AXE, reason="no axe-core: run scripts/browser")
def test_axe_finds_nothing(window: Browser, pages: dict[str, Path], name: str, dark: bool) -> None:
    window.open(pages[name], PHONE, dark)
    window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    window.run(Path(AXE).read_text("utf-8") + "; 0")
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    told: Any = window.run(
        f"axe.run({json.dumps(options)}).then(r => r.violations.map(v => "
        "[v.id, v.help, v.nodes.slice(0, 3).map(n => n.html)]))"
    )
    assert told == []


def test_the_keyboard_reaches_every_link_and_fold_in_the_order_of_the_page(
    window: Browser, pages: dict[str, Path]
) -> None:
    window.open(pages["small"], DESKTOP)
    wanted = window.run(
        "[...document.querySelectorAll('a[href], summary')].filter(e => e.checkVisibility())"
        ".map(e => e.textContent)"
    )
    reached = []
    for _ in wanted:
        window.press("Tab")
        reached.append(window.run("document.activeElement.textContent"))
        outline = "getComputedStyle(document.activeElement)"
        seen = window.run(f"[{outline}.outlineStyle, {outline}.outlineWidth]")
        assert seen == ["solid", "3px"]
    assert sorted(reached) == sorted(wanted)
    assert reached[0] == "Skip to the claims"


def test_a_claim_leads_to_its_panel_and_back_and_a_fold_opens_by_key(
    window: Browser, pages: dict[str, Path]
) -> None:
    window.open(pages["story"], PHONE)
    window.run("document.querySelector('#t4').focus()")
    window.press("Enter")
    assert window.run("[location.hash, document.querySelector(':target').className]") == [
        "#c4",
        window.run("document.querySelector('#c4').className"),
    ]
    window.run("document.querySelector('#c4 .back').focus()")
    window.press("Enter")
    assert window.run("location.hash") == "#t4"
    fold = "document.querySelector('#c4 details')"
    window.run(f"{fold}.firstElementChild.focus()")
    window.press("Enter")
    assert window.run(f"{fold}.open") is True


def test_on_paper_every_fold_is_open(window: Browser, pages: dict[str, Path]) -> None:
    window.open(pages["story"], DESKTOP)
    window.call("Emulation.setEmulatedMedia", media="print")
    heights = window.run(
        "[...document.querySelectorAll('.inside')].map(e => e.getBoundingClientRect().height)"
    )
    window.call("Emulation.setEmulatedMedia", media="")
    assert heights
    assert min(heights) > 0
    if KEPT:
        window.printed(Path(KEPT) / "story.pdf")


@every_page
def test_words_in_a_picture_stay_in_it_and_apart(
    window: Browser, pages: dict[str, Path], name: str
) -> None:
    window.open(pages[name], DESKTOP)
    boxes = window.run(
        "[...document.querySelectorAll('svg')].map(s => [...s.querySelectorAll('text')].map(t => "
        "{const b = t.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height, t.textContent]}))"
    )
    for picture in boxes:
        for left, _, right, _, text in picture:
            assert -1 <= left <= right <= WIDTH + 1, text
        for one, other in combinations(picture, 2):
            apart = one[2] <= other[0] or other[2] <= one[0]
            apart = apart or one[3] <= other[1] + 4 or other[3] <= one[1] + 4
            assert apart, (one, other)


def test_no_letter_is_broader_than_it_is_taken_to_be(window: Browser, tmp_path: Path) -> None:
    letters = sorted(
        {*map(chr, range(0x21, 0x7F)), *map(chr, range(0xA1, 0x180)), *"".join(LETTERS)}
    )
    letters = [each for each in letters if each not in "\xad"]
    page = tmp_path / "letters.html"
    fonts = ("system-ui, sans-serif", "sans-serif", "Liberation Sans", "DejaVu Sans")
    page.write_text("<!doctype html><svg></svg>", encoding="utf-8")
    window.open(page)
    for font in fonts:
        widths = window.run(
            f"(() => {{const c = document.createElement('canvas').getContext('2d'); "
            f"c.font = '100px {font}'; return {json.dumps(letters)}.map(l => "
            "c.measureText(l).width)})()"
        )
        pairs = zip(letters, widths, strict=True)
        assert [one for one, width in pairs if width > measured(one, 100) + 0.5] == [], font
