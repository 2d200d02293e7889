"""Outlets that no table knows: who cites one that is among the reports leans on it."""

import pytest

from corroborate.engine import Engine
from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.reference.outlet import Outlets, load_outlets
from corroborate.reference.unlisted import unlisted_in, with_unlisted


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def named(*names: str | None) -> Outlets:
    return with_unlisted(load_outlets(), [Report(text="x", outlet=name) for name in names])


def test_two_relays_of_a_paper_that_no_table_knows_are_one_origin_with_it(engine: Engine) -> None:
    told = {
        "Harbour Herald": "Ostrell will close its plant in Port-Lanvern in September, two people "
        "with knowledge of the plan told the Harbour Herald.",
        "Quayside Bulletin": "Ostrell will close its plant in Port-Lanvern in September, the "
        "Harbour Herald reported on Thursday.",
        "Le Courant du Littoral": "Ostrell va fermer son usine de Port-Lanvern en septembre, a "
        "révélé jeudi le Harbour Herald.",
    }
    day = Moment.parse("2025-06-05")
    reports = [Report(text=text, outlet=name, published=day) for name, text in told.items()]
    text = "Ostrell va fermer son usine de Port-Lanvern en septembre."
    (finding,) = engine.check(text, reports, "2025-06-06").findings
    assert (finding.verdict, len(finding.origins)) == ("single-source", 1)
    assert len(finding.origins[0].reports) == 3


@pytest.mark.parametrize(
    "name",
    ["Signal", "The Mirror House of 4", None, "", "Новая Звезда", "reuters", "Le Monde"],
    ids=["one word", "odd", "none", "blank", "other letters", "known", "known as well"],
)
def test_a_name_that_is_a_word_or_known_already_adds_no_outlet(name: str | None) -> None:
    added = [row.name for row in named(name).all if row.kind == "unlisted"]
    assert added == (["The Mirror House of 4"] if name == "The Mirror House of 4" else [])


def test_an_outlet_that_only_reports_name_has_no_owner_no_kind_and_no_record() -> None:
    outlets = named("Harbour Herald", "Harbour Herald", "Quay Post")
    assert [row.id for row in outlets.all if row.kind == "unlisted"] == [
        "harbour-herald",
        "quay-post",
    ]
    assert outlets.prior_of("harbour-herald") == load_outlets().prior_of("nobody-knows-it")
    assert not outlets.same_owner("harbour-herald", "quay-post")
    assert unlisted_in("as the Quay Post said", outlets) == ("quay-post",)


def test_two_outlets_that_differ_by_an_article_are_told_apart_by_the_first_of_them() -> None:
    outlets = named("La Gazette des Quais", "Gazette des Quais", "Gazette des quais")
    (row,) = [row for row in outlets.all if row.kind == "unlisted"]
    assert row.name == "La Gazette des Quais"


def test_reports_that_are_all_of_known_outlets_leave_the_tables_as_they_are() -> None:
    assert named("Reuters", "Le Monde") is load_outlets()


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("The Shore Standard", "as the Shore Standard reported", True),
        ("La Gazette des Quais", "selon la Gazette des Quais", True),
        ("The Standard Times", "a review in The Standard", False),
        ("The Herald", "said the Herald", False),
    ],
)
def test_a_name_counts_behind_another_article_too(name: str, text: str, found: bool) -> None:
    outlets = named(name)
    assert bool(unlisted_in(text, outlets)) is found
    mentioned = {each.outlet for each in outlets.mentions(text)}
    assert any(outlets.by_id(each).kind == "unlisted" for each in mentioned) is found  # type: ignore[union-attr]  # every mention is of a row
