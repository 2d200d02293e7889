"""Dossiers built by hand, for the tests of what shows them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from corroborate.model.dossier import Assessment, Dossier, Finding
from corroborate.model.facts import Assertion, Attribution, Facts, Name, Quantity
from corroborate.model.report import Dependency, Failure, Origin, Report
from corroborate.model.text import Document, Moment, Span
from corroborate.model.verdict import Alignment, Confidence, Inconsistency, Match, Part, Stance

TEXT = (
    "Trois ponts ont fermé lundi, selon la préfecture. "
    "Le chantier coûtera 40 millions d'euros. "
    "Il était temps."
)
SENTENCES = (Span(0, 49), Span(50, 90), Span(91, 106))

REPORTS = (
    Report(
        id="a1",
        outlet="Le Quai",
        domain="lequai.example",
        url="https://lequai.example/ponts",
        language="fr",
        published=Moment.parse("2025-03-03"),
        title="Quatre ponts fermés",
        text="Quatre ponts ont fermé lundi matin, a dit la préfecture au Quai.",
        access="full",
    ),
    Report(
        id="a2",
        outlet="River Post",
        domain="riverpost.example",
        url="https://riverpost.example/bridges?id=3",
        language="en",
        published=Moment.parse("2025-03-03T18:00:00+01:00"),
        text="Four bridges closed on Monday, Le Quai reported.",
        access="paywalled",
    ),
    Report(
        id="a3",
        outlet="Canal 9",
        url="https://canal9.example/pont",
        language="fr",
        published=Moment.parse("2025-03-04"),
        text="Trois ponts sont fermés depuis lundi, a constaté notre équipe.",
    ),
    Report(id="a4", text="Le chantier coûtera environ 40 millions d'euros.", language="fr"),
)


def assertion(identifier: str, span: Span) -> Assertion:
    return Assertion(
        id=identifier,
        text=span.of(TEXT),
        span=span,
        language="fr",
        facts=Facts(
            quantities=(Quantity(3, 3, "", Span(0, 5), "Trois", counts="ponts"),),
            names=(Name("prefecture", "la préfecture", "organisation", Span(35, 48)),),
        ),
        words=("pont", "fermer"),
        attribution=Attribution("la préfecture", "organisation", "selon", Span(29, 48)),
    )


def whole(report: Report, stance: Stance = "support", **rest: Any) -> Match:
    """A match on the whole text of a report."""
    return Match(report.id, stance, 0.9, report.text, Span(0, len(report.text)), **rest)


FOUR = Inconsistency(
    kind="count",
    claim_value="trois ponts",
    report_value="quatre ponts",
    severity="contradiction",
    explanation="The claim says three bridges; Le Quai says four.",
    report="a1",
    quote="Quatre ponts",
    span=Span(0, 12),
)
DISPUTED = Finding(
    id="c1",
    text=SENTENCES[0].of(TEXT),
    span=SENTENCES[0],
    language="fr",
    verdict="disputed",
    confidence=Confidence(0.4, 0.0, (Part("o1", 0.415), Part("o2", -1.0)), cap=0.6, floor=0.3),
    stances={"a1": "contradict", "a2": "contradict", "a3": "support"},
    origins=(Origin("o1", ("a3",), "a3", True, "named", (1.0,)),),
    contrary=(
        Origin(
            "o2",
            ("a1", "a2"),
            "préfecture",
            False,
            "anonymous",
            (1.0, 0.0),
            (Dependency("a2", "a1", "cites", 0.97, "River Post cites Le Quai"),),
        ),
    ),
    effective_support=1.0,
    inconsistencies=(FOUR, replace(FOUR, report="a2", quote="Four bridges")),
    assessments=(
        Assessment(
            assertion("c1.1", SENTENCES[0]),
            "disputed",
            0.4,
            (
                whole(REPORTS[0], "contradict", inconsistencies=(FOUR,)),
                whole(REPORTS[1], "contradict"),
                whole(REPORTS[2], matched=(Alignment("count", "Trois", "Trois", 1.0),)),
            ),
        ),
    ),
)
BORNE_OUT = Finding(
    id="c2",
    text=SENTENCES[1].of(TEXT),
    span=SENTENCES[1],
    language="fr",
    verdict="single-source",
    confidence=Confidence(0.6, 0.0, (Part("o1", 0.585),), cap=0.6, floor=0.01),
    stances={"a4": "support"},
    origins=(Origin("o1", ("a4",), None, True, "none", (1.0,)),),
    effective_support=1.0,
    inconsistencies=(
        Inconsistency("amount", "40", "environ 40", "note", "Less exact.", "a4", "environ 40"),
    ),
    assessments=(
        Assessment(assertion("c2.1", SENTENCES[1]), "single-source", 0.6, (whole(REPORTS[3]),)),
    ),
)
OPINION = Finding(
    id="c3",
    text=SENTENCES[2].of(TEXT),
    span=SENTENCES[2],
    language="fr",
    verdict="not-checkable",
    confidence=None,
    assessments=(
        Assessment(
            Assertion(
                "c3.1",
                "Il était temps.",
                SENTENCES[2],
                "fr",
                checkable=False,
                why_not_checkable="an opinion",
            ),
            "not-checkable",
            None,
        ),
    ),
)
DOSSIER = Dossier(
    document=Document(text=TEXT, language="fr", published=Moment.parse("2025-03-05")),
    as_of=datetime(2025, 3, 5, 23, 59, 59, tzinfo=UTC),
    findings=(DISPUTED, BORNE_OUT, OPINION),
    reports=REPORTS,
    failures=(Failure("reports.jsonl:line 7", "not JSON (Expecting value)"),),
    notices=("article.txt: not UTF-8: read as Windows-1252",),
    made={"corroborate": "0.1.0"},
)
CALM = replace(DOSSIER, findings=(BORNE_OUT, OPINION), failures=(), notices=())


def hostile(text: str) -> Dossier:
    """A dossier in which everything that others wrote is `text`."""
    reports = tuple(replace(each, text=text, outlet=text, url=text) for each in REPORTS)
    clashes = tuple(
        replace(each, explanation=text, quote=text) for each in DISPUTED.inconsistencies
    )
    assessments = tuple(
        replace(each, matches=tuple(replace(match, quote=text) for match in each.matches))
        for each in DISPUTED.assessments
    )
    finding = replace(DISPUTED, text=text, inconsistencies=clashes, assessments=assessments)
    failures = (Failure(text, text),)
    return replace(
        DOSSIER, findings=(finding,), reports=reports, failures=failures, notices=(text,)
    )
