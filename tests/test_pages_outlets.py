"""Pages as whole outlets serve them, one a folder of fixtures/outlets, and what is read of each.

A folder has page.html and expected.json: the address, the header, and the fields of the report that
are promised, or what the page is instead of an article.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from corroborate.errors import NoArticle
from corroborate.model.report import Report
from corroborate.net.pages import read_page, same_article

OUTLETS = Path(__file__).parent.parent / "fixtures" / "outlets"
NAMES = sorted(folder.name for folder in OUTLETS.iterdir())


def expected(name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((OUTLETS / name / "expected.json").read_text("utf-8"))
    return record


def read(name: str) -> Report:
    wanted = expected(name)
    page = (OUTLETS / name / "page.html").read_bytes()
    return read_page(page, wanted["url"], wanted.get("content_type"))


@pytest.mark.parametrize("name", [each for each in NAMES if "report" in expected(each)])
def test_the_page_of_an_outlet_gives_what_it_holds(name: str) -> None:
    wanted, report = expected(name), read(name)
    written = report.to_dict()
    assert {key: written.get(key) for key in wanted["report"]} == wanted["report"]
    assert report.text.startswith(wanted.get("text_begins", ""))
    assert report.text.endswith(wanted.get("text_ends", ""))
    assert [each for each in wanted.get("text_holds", ()) if each not in report.text] == []
    assert [each for each in wanted.get("text_lacks", ()) if each in report.text] == []


@pytest.mark.parametrize("name", [each for each in NAMES if "instead" in expected(each)])
def test_the_page_of_an_outlet_that_is_no_article_is_refused(name: str) -> None:
    with pytest.raises(NoArticle) as refused:
        read(name)
    assert refused.value.instead == expected(name)["instead"]


@pytest.mark.parametrize("name", [each for each in NAMES if "report" in expected(each)])
def test_a_report_of_a_page_is_the_same_after_json(name: str) -> None:
    report = read(name)
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))).to_dict() == report.to_dict()


@pytest.mark.parametrize("name", [each for each in NAMES if "same_as" in expected(each)])
def test_two_forms_of_one_article_are_one(name: str) -> None:
    assert same_article(read(name), read(expected(name)["same_as"]))


@pytest.mark.parametrize("name", [each for each in NAMES if "not_same_as" in expected(each)])
def test_a_copy_of_another_outlet_is_an_article_of_its_own(name: str) -> None:
    assert not same_article(read(name), read(expected(name)["not_same_as"]))
