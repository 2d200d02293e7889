"""The scorer of pages lays each page beside its own labels and marks each field alone."""

import gzip
import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from served import ARTICLE, PARAGRAPHS, page

SCRIPT = Path(__file__).parent.parent / "scripts" / "score_pages.py"
LATER = {**ARTICLE, "datePublished": "2025-06-01T09:00:00+02:00", "headline": "La jetée avance"}


def gold(published: str, title: str, paragraphs: tuple[str, ...]) -> dict[str, Any]:
    sections = [{"headline": [], "paragraphs": list(paragraphs)}]
    return {
        "title": title,
        "authors": ["Alix Renaud"],
        "publishing_date": published,
        "body": {"summary": [], "sections": sections},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fr").mkdir()
    rows = []
    for day, markup in (("2025-06-02", LATER), ("2025-03-05", ARTICLE)):
        file = f"fr/Courrier_{day}.html.gz"
        html = page(markup, paragraphs=PARAGRAPHS[:2])
        (tmp_path / file).write_bytes(gzip.compress(html.encode()))
        url = f"https://courrier.example/{day}"
        row = {"id": day, "publisher": "Courrier", "country": "fr", "html": file, "url": url}
        rows.append({**row, "crawl_date": f"{day} 10:00:00"})
    (tmp_path / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    labels = {
        "V1": gold("2025-03-04 17:05:00+00:00", str(ARTICLE["headline"]), PARAGRAPHS[:1]),
        "V1_1": gold("2025-06-01 23:00:00+02:00", "Autre titre", ()),
    }
    (tmp_path / "fr" / "Courrier.expected.json").write_text(json.dumps(labels), encoding="utf-8")
    return tmp_path


def test_pages_and_labels_are_paired_in_order_of_time(folder: Path) -> None:
    pages = runpy.run_path(str(SCRIPT), run_name="score_pages")["pages"]
    ran = CliRunner().invoke(pages, [str(folder), "--errors", "2"])
    assert ran.exit_code == 0, ran.output
    line = next(line for line in ran.output.splitlines() if line.startswith("2 pages"))
    marks = dict(zip(ran.output.split("\n")[0].split(), line.split()[2:], strict=True))
    assert marks["day"] == "1.000"
    assert marks["instant"] == marks["title"] == "0.500"
    assert marks["authors"] == "1.000"
    assert 0 < float(marks["body"]) < 0.5
