"""Two checks of one article: which claim is which, what changed, and what caused it."""

from dataclasses import replace

import pytest
from dossiers import BORNE_OUT, CALM, DISPUTED, DOSSIER, REPORTS, whole

from corroborate.model.change import ClaimChange
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.facts import Quantity
from corroborate.model.report import Origin, Report
from corroborate.model.text import Span
from corroborate.recheck.comparing import changed_sentence, compare
from corroborate.recheck.pairing import pair_claims
from corroborate.recheck.wording import changes_told

SECOND = Report(
    id="b7",
    outlet="Radio Pont",
    url="https://radiopont.example/chantier",
    language="fr",
    text="La ville a confirmé que le chantier coûtera 40 millions d'euros.",
)
RELAY = replace(SECOND, id="b8", outlet="L'Écho", url="https://echo.example/c")


def told(finding: Finding, text: str, identifier: str = "") -> Finding:
    return replace(finding, text=text, id=identifier or finding.id)


def seen(dossier: Dossier, report: Report, *origins: Origin, verdict: str) -> Dossier:
    """The calm dossier with one more report that supports its first claim."""
    assessment = replace(
        BORNE_OUT.assessments[0], matches=(*BORNE_OUT.assessments[0].matches, whole(report))
    )
    finding = replace(
        BORNE_OUT,
        verdict=verdict,
        stances={**BORNE_OUT.stances, report.id: "support"},
        origins=origins,
        assessments=(assessment,),
    )
    findings = (finding, *dossier.findings[1:])
    return replace(dossier, findings=findings, reports=(*dossier.reports, report))


def only(changes: tuple[ClaimChange, ...]) -> ClaimChange:
    (changed,) = [each for each in changes if each.outcome != "unchanged"]
    return changed


OWN, NEW = BORNE_OUT.origins[0], Origin("o2", ("b7",), "b7", True, "named", (1.0,))
CORROBORATED = seen(CALM, SECOND, OWN, NEW, verdict="corroborated")


def test_a_dossier_beside_itself_has_not_changed() -> None:
    assert {each.outcome for each in compare(DOSSIER, DOSSIER)} == {"unchanged"}
    assert changes_told(compare(DOSSIER, DOSSIER)) == ()


def test_a_second_origin_changes_the_verdict_and_is_named_with_its_words() -> None:
    changed = only(compare(CALM, CORROBORATED))
    (cause,) = changed.causes
    assert (changed.outcome, cause.kind, cause.outlet) == ("changed", "support", "Radio Pont")
    assert cause.quote == SECOND.text
    lines = "\n".join(changes_told(compare(CALM, CORROBORATED)))
    assert "before: single-source" in lines
    assert "now:    corroborated" in lines
    assert "https://radiopont.example/chantier" in lines


def test_one_more_report_that_hands_on_what_was_known_is_no_change() -> None:
    both = Origin("o1", ("a4", "b8"), None, True, "none", (1.0, 0.0))
    assert {
        each.outcome for each in compare(CALM, seen(CALM, RELAY, both, verdict="single-source"))
    } == {"unchanged"}


def test_another_confidence_alone_is_no_change() -> None:
    assert BORNE_OUT.confidence
    surer = replace(BORNE_OUT, confidence=replace(BORNE_OUT.confidence, probability=0.66))
    after = replace(CALM, findings=(surer, *CALM.findings[1:]))
    assert {each.outcome for each in compare(CALM, after)} == {"unchanged"}


def test_a_new_contradiction_is_told_with_its_explanation() -> None:
    before = replace(
        DOSSIER,
        reports=REPORTS[2:],
        findings=(
            replace(
                DISPUTED,
                verdict="single-source",
                stances={"a3": "support"},
                contrary=(),
                inconsistencies=(),
            ),
            *DOSSIER.findings[1:],
        ),
    )
    causes = only(compare(before, DOSSIER)).causes
    assert [each.kind for each in causes] == ["contradiction", "contradiction"]
    assert causes[0].why == "The claim says three bridges; Le Quai says four."


def test_reports_are_known_again_by_address_and_not_by_number() -> None:
    reports = tuple(replace(each, id=f"x{each.id}") for each in CALM.reports)
    names = {each.id: f"x{each.id}" for each in CALM.reports}
    finding = replace(BORNE_OUT, stances={names["a4"]: "support"})
    after = replace(CALM, reports=reports, findings=(finding, *CALM.findings[1:]))
    assert {each.outcome for each in compare(CALM, after)} == {"unchanged"}


def test_evidence_that_is_gone_is_said_to_be_gone() -> None:
    changed = only(
        compare(
            CORROBORATED,
            replace(CALM, reports=tuple(each for each in CALM.reports if each.id != SECOND.id)),
        )
    )
    assert [(each.kind, each.url) for each in changed.causes] == [("gone", SECOND.url)]


def test_a_correction_that_a_report_carries_since_is_told_even_with_the_same_verdict() -> None:
    note = "Correction : le montant était faux dans une première version."
    reports = (*CORROBORATED.reports[:-1], replace(SECOND, corrections=(note,)))
    changed = only(compare(CORROBORATED, replace(CORROBORATED, reports=reports)))
    assert [(each.kind, each.quote) for each in changed.causes] == [("correction", note)]


def test_a_report_that_was_changed_is_told_with_the_sentence_that_changed() -> None:
    text = "La ville a confirmé que le chantier coûtera 60 millions d'euros."
    reports = (*CALM.reports, replace(SECOND, text=text))
    silent = replace(CALM, reports=reports)
    changed = only(compare(CORROBORATED, silent))
    (cause,) = changed.causes
    assert (cause.kind, cause.before, cause.quote) == ("changed-text", SECOND.text, text)


def test_another_amount_in_the_checked_article_is_a_change_of_its_own() -> None:
    (assessment,) = BORNE_OUT.assessments
    amount = Quantity(60e6, 60e6, "EUR", Span(20, 30), "60 millions d'euros")
    facts = replace(assessment.assertion.facts, quantities=(amount,))
    edited = replace(
        told(BORNE_OUT, "Le chantier coûtera 60 millions d'euros."),
        assessments=(replace(assessment, assertion=replace(assessment.assertion, facts=facts)),),
    )
    changed = only(compare(CALM, replace(CALM, findings=(edited, *CALM.findings[1:]))))
    assert [each.kind for each in changed.causes] == ["article"]
    assert (changed.causes[0].before, changed.causes[0].quote) == (BORNE_OUT.text, edited.text)


def test_other_words_with_the_same_details_are_no_change() -> None:
    reworded = told(BORNE_OUT, "Le chantier coûtera, lui, 40 millions d'euros.")
    after = replace(CALM, findings=(reworded, *CALM.findings[1:]))
    assert {each.outcome for each in compare(CALM, after)} == {"unchanged"}


def test_a_claim_that_the_article_dropped_or_took_up_is_said() -> None:
    dropped = compare(DOSSIER, CALM)
    assert dropped[-1].after is None
    assert dropped[-1].causes[0].before == DISPUTED.text
    assert compare(CALM, DOSSIER)[0].outcome == "new"


OLD = (
    "Mardal a recruté quatre chercheurs de Veltin à Zurich.",
    "La direction de Veltin n'a pas souhaité commenter ces départs, a-t-elle dit mardi soir.",
    "Le montant des primes reste inconnu.",
)


@pytest.mark.parametrize(
    ("now", "was"),
    [
        ((OLD[2], OLD[0], OLD[1]), (2, 0, 1)),
        (("Mardal a recruté trois chercheurs de Veltin à Zurich.", OLD[1]), (0, 1)),
        ((OLD[0], "Mardi soir, la direction de Veltin n'a pas souhaité commenter."), (0, 1)),
        (("Une usine a brûlé à Brest dans la nuit de lundi.", OLD[2]), (None, 2)),
        ((OLD[0], OLD[0]), (0, None)),
    ],
    ids=["moved", "another number", "a part of it", "another claim", "said twice"],
)
def test_each_claim_is_paired_with_the_one_that_it_was(
    now: tuple[str, ...], was: tuple[int | None, ...]
) -> None:
    before = [told(BORNE_OUT, text, f"b{i}") for i, text in enumerate(OLD)]
    after = [told(BORNE_OUT, text, f"a{i}") for i, text in enumerate(now)]
    pairs = pair_claims(before, after)[: len(now)]
    assert [each.before.text if each.before else None for each in pairs] == [
        None if i is None else OLD[i] for i in was
    ]


@pytest.mark.parametrize(
    ("before", "after", "language", "want"),
    [
        ("A. Il pleut.", "A. Il neige.", "fr", ("Il pleut.", "Il neige.")),
        ("It rains. It pours.", "It rains.", "en", ("It pours.", "")),
        ("It rains.", "It rains. Three died.", "en", ("", "Three died.")),
        ("uno\ndos", "uno\ntres", "es", ("dos", "tres")),
        ("same", "same", None, ("", "")),
    ],
)
def test_the_sentence_that_changed_is_found(
    before: str, after: str, language: str | None, want: tuple[str, str]
) -> None:
    assert changed_sentence(before, after, language) == want
