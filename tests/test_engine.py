"""What the engine promises, whatever the texts say."""

import json
import random
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from fakes import FakeClock, WatchedSyntax
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import corroborate
from corroborate.engine import Engine
from corroborate.errors import BadDate, BadInput, UnknownLanguage
from corroborate.learned import Learned
from corroborate.model.dossier import Dossier
from corroborate.model.report import Report
from corroborate.model.text import Document, Moment
from corroborate.settings import Settings

SCHEMA = Draft202012Validator(
    json.loads((files("corroborate.faces") / "dossier.schema.json").read_text("utf-8"))
)
ARTICLE = """Ferry in trouble
Oslo, 3 March 2024

The ferry Aurora ran aground off Bergen on Saturday with 140 passengers on board. \
Three crew members were injured, the coast guard said. Nordlinje, its owner, denied that it had \
skipped an inspection. What a \
sad day for those who love the sea."""
AS_OF = "2024-03-05"


def report(id: str, day: str, text: str, **more: Any) -> Report:
    return Report(
        text=text,
        id=id,
        outlet=f"The {id.title()}",
        domain=f"{id}.example",
        published=Moment.parse(day),
        **more,
    )


REPORTS = (
    report(
        "herald",
        "2024-03-03",
        "The ferry Aurora ran aground off Bergen on Saturday with 140 passengers on board. "
        "Five crew members were injured, the coast guard said.",
    ),
    report(
        "fjord",
        "2024-03-03",
        "The Aurora, a ferry with 140 people on board, struck ground near Bergen on Saturday, "
        "a passenger told the Fjord. Its owner, Nordlinje, said all inspections had been done.",
    ),
    report(
        "kiosk",
        "2024-03-04",
        "Le ferry Aurora s'est échoué au large de Bergen samedi, selon The Herald. "
        "Trois membres de l'équipage ont été blessés.",
    ),
    report("late", "2024-03-09", "The ferry Aurora was refloated off Bergen on Friday."),
    Report(text="The ferry Aurora carried 140 passengers.", id="nameless"),
)


def as_bytes(dossier: Dossier) -> str:
    return json.dumps(dossier.to_dict(), ensure_ascii=False)


@pytest.fixture(scope="session")
def dossier(engine: Engine) -> Dossier:
    return engine.check(ARTICLE, REPORTS, AS_OF)


@pytest.fixture(scope="session")
def bare(engine: Engine) -> Engine:
    """An engine without syntax, as for a language that has no model."""
    learned = engine._learned
    return Engine(FakeClock(), Learned(WatchedSyntax(), learned.vectors, learned.guesser))


def test_the_same_question_has_the_same_answer_to_the_byte(
    engine: Engine, dossier: Dossier
) -> None:
    again = Engine(learned=engine._learned).check(ARTICLE, REPORTS, AS_OF)
    assert as_bytes(again) == as_bytes(dossier)
    assert as_bytes(engine.check(ARTICLE, REPORTS, AS_OF)) == as_bytes(dossier)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_reports_changes_no_finding(
    engine: Engine, dossier: Dossier, seed: int
) -> None:
    shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
    assert findings(engine.check(ARTICLE, shuffled, AS_OF)) == findings(dossier)


def findings(dossier: Dossier) -> Any:
    """The claims of a dossier, evidence sorted by report."""
    claims = dossier.to_dict()["claims"]
    for claim in claims:
        for assertion in claim["assertions"]:
            assertion["evidence"].sort(key=lambda each: each["report"])
    return claims


def test_a_dossier_is_valid_and_reads_back(dossier: Dossier) -> None:
    record = json.loads(as_bytes(dossier))
    SCHEMA.validate(record)
    assert Dossier.from_dict(record).to_dict() == record


def test_quotes_stand_word_for_word_in_their_reports(dossier: Dossier) -> None:
    texts = {each.id: each.text for each in dossier.reports}
    matches = [
        match
        for finding in dossier.findings
        for assessment in finding.assessments
        for match in assessment.matches
    ]
    assert {match.report for match in matches} >= {"herald", "fjord", "kiosk"}
    for match in matches:
        assert match.quote == match.span.of(texts[match.report]) != ""
    for clash in (each for finding in dossier.findings for each in finding.inconsistencies):
        if clash.report and clash.span:
            assert clash.quote == clash.span.of(texts[clash.report])


def test_claims_stand_in_the_document_in_order_and_apart(dossier: Dossier) -> None:
    assert len(dossier.findings) == 4
    for finding in dossier.findings:
        assert finding.span.of(ARTICLE) == finding.text
        for each in finding.assessments:
            assert finding.span.start <= each.assertion.span.start
            assert each.assertion.span.end <= finding.span.end
    assert all(one.span.end <= next_.span.start for one, next_ in pairwise(dossier.findings))


def test_verdict_stances_and_origins_tell_one_story(dossier: Dossier) -> None:
    for finding in dossier.findings:
        for stance, origins in (("support", finding.origins), ("contradict", finding.contrary)):
            told = {name for name, each in finding.stances.items() if each == stance}
            assert {name for origin in origins for name in origin.reports} == told
        assert (finding.confidence is None) is (finding.verdict == "not-checkable")


def test_a_clear_contradiction_is_flagged_with_the_words_that_prove_it(dossier: Dossier) -> None:
    injured = next(each for each in dossier.findings if "injured" in each.text)
    clash = next(each for each in injured.inconsistencies if each.report == "herald")
    assert (clash.kind, clash.severity) == ("count", "contradiction")
    assert "Five crew members" in (clash.quote or "")
    assert dossier.flagged


def test_a_report_after_the_moment_is_no_evidence(dossier: Dossier) -> None:
    assert "late" not in {each.id for each in dossier.reports}
    assert any("2024-03-09" in notice for notice in dossier.notices)


def test_before_every_report_all_is_unverified_and_it_says_why(engine: Engine) -> None:
    dossier = engine.check(ARTICLE, REPORTS[:4], "2024-03-02")
    assert {each.verdict for each in dossier.findings} == {"unverified", "not-checkable"}
    assert any("no report was out by then" in notice for notice in dossier.notices)
    assert not dossier.flagged


def test_without_reports_all_is_unverified(engine: Engine) -> None:
    dossier = engine.check(ARTICLE, as_of=AS_OF)
    assert {each.verdict for each in dossier.findings} == {"unverified", "not-checkable"}


@pytest.mark.parametrize(
    ("published", "as_of", "day"),
    [("2024-03-03", "2024-06-20", date(2024, 3, 2)), (None, "2024-06-20", date(2024, 6, 19))],
    ids=["the document's own day", "else the moment of the check"],
)
def test_yesterday_counts_from(
    engine: Engine, published: str | None, as_of: str, day: date
) -> None:
    document = Document(
        "The ferry Aurora ran aground off Bergen yesterday.",
        published=Moment.parse(published) if published else None,
    )
    (finding,) = engine.check(document, as_of=as_of).findings
    (when,) = finding.assessments[0].assertion.facts.whens
    assert when.start == when.end == day


def test_yesterday_counts_from_the_dateline(dossier: Dossier) -> None:
    assert dossier.document.published == Moment(date(2024, 3, 3))
    whens = dossier.findings[0].assessments[0].assertion.facts.whens
    assert [each.start for each in whens] == [date(2024, 3, 2)]


def test_a_check_without_a_moment_speaks_for_now(engine: Engine) -> None:
    now = Engine(FakeClock(), engine._learned)
    dossier = now.check("The ferry Aurora ran aground off Bergen.", REPORTS)
    assert dossier.as_of == datetime(2024, 6, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "as_of", [AS_OF, date(2024, 3, 5), datetime(2024, 3, 5, 23, 59, 59, tzinfo=UTC)]
)
def test_a_moment_may_be_text_or_date_or_time(engine: Engine, as_of: Any) -> None:
    assert engine.check("The ferry Aurora ran aground.", as_of=as_of).as_of == datetime(
        2024, 3, 5, 23, 59, 59, tzinfo=UTC
    )


def test_what_is_no_date_is_named(engine: Engine) -> None:
    with pytest.raises(BadDate, match=r"as_of: 'tomorrow' is not a date; write it as 2025-06-29"):
        engine.check(ARTICLE, as_of="tomorrow")
    with pytest.raises(BadDate, match="evidence_date"):
        engine.compare("Lens won.", "Lens lost.", None, "then")


@pytest.mark.parametrize("text", ["", " \n\t\u00a0"])
def test_an_empty_text_is_bad_input(engine: Engine, text: str) -> None:
    with pytest.raises(BadInput, match="the text is empty"):
        engine.check(text)
    with pytest.raises(BadInput, match="the text is empty"):
        engine.split(text)


@pytest.mark.parametrize("text", ["Zq xk.", "12 : 30", "???"])
def test_a_text_too_short_to_tell_its_language_says_what_to_do(engine: Engine, text: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"too short .* pass --lang de or en or fr"):
        engine.check(text)
    assert engine.check(text, lang="fr").document.language == "fr"


def test_a_language_without_tables_is_named_with_what_to_do(engine: Engine) -> None:
    with pytest.raises(UnknownLanguage, match=r"'it'.*de, en, fr.*--lang"):
        engine.check("Il tribunale ha condannato ieri due uomini a sei mesi di carcere.")
    with pytest.raises(UnknownLanguage, match="'xx'"):
        engine.check(ARTICLE, lang="xx")


def test_a_language_may_name_its_country(engine: Engine) -> None:
    assert engine.check(ARTICLE, lang="en-GB").document.language == "en"


def test_a_report_in_a_language_without_tables_is_a_failure_and_no_evidence(
    engine: Engine,
) -> None:
    text = "Il traghetto Aurora si è incagliato sabato al largo di Bergen con 140 passeggeri."
    italian = report("foglio", "2024-03-03", text)
    dossier = engine.check(ARTICLE, [italian, *REPORTS], AS_OF)
    (failure,) = dossier.failures
    assert failure.outlet == "The Foglio"
    assert "'it'" in failure.why
    assert "foglio" not in {each.id for each in dossier.reports}


def test_a_report_without_text_is_a_failure(engine: Engine) -> None:
    blank = report("empty", "2024-03-03", "  ")
    (failure,) = engine.check(ARTICLE, [blank], AS_OF).failures
    assert (failure.where, failure.why) == ("empty", "the page has no text")


def test_english_alone_never_asks_for_french(engine: Engine) -> None:
    syntax = WatchedSyntax()
    learned = replace(engine._learned, syntax=syntax)
    Engine(learned=learned).check(ARTICLE, [REPORTS[0], REPORTS[1]], AS_OF)
    assert set(syntax.languages) == {"en"}


def test_without_syntax_a_text_is_still_checked(bare: Engine, dossier: Dossier) -> None:
    found = bare.check(ARTICLE, REPORTS, AS_OF)
    assert len(found.findings) == len(dossier.findings)
    assert found.findings[0].stances.get("herald") == "support"


def test_reports_are_read_once_however_often_they_are_checked(engine: Engine) -> None:
    syntax = WatchedSyntax()
    twice = Engine(learned=replace(engine._learned, syntax=syntax))
    twice.check(ARTICLE, REPORTS, AS_OF)
    before = len(syntax.languages)
    twice.check(ARTICLE, REPORTS, AS_OF)
    assert len(syntax.languages) == before + 1


def test_no_more_reports_are_kept_than_the_settings_say(engine: Engine) -> None:
    syntax = WatchedSyntax()
    small = Engine(
        learned=replace(engine._learned, syntax=syntax), settings=Settings(kept_readings=1)
    )
    first = small.check(ARTICLE, REPORTS, AS_OF)
    assert findings(small.check(ARTICLE, REPORTS, AS_OF)) == findings(first)
    assert len(syntax.languages) > len(REPORTS) + 1


def test_threads_share_one_engine(engine: Engine, dossier: Dossier) -> None:
    shared = Engine(learned=engine._learned)
    found: list[str] = []

    def check(reports: Sequence[Report]) -> None:
        found.append(as_bytes(shared.check(ARTICLE, reports, AS_OF)))

    threads = [threading.Thread(target=check, args=(REPORTS,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [as_bytes(dossier)] * 4


def test_progress_is_told_to_the_end(engine: Engine) -> None:
    told: list[tuple[str, int, int]] = []
    engine.check(
        ARTICLE, REPORTS[:2], AS_OF, progress=lambda step, done, of: told.append((step, done, of))
    )
    last = {step: (done, of) for step, done, of in told}
    assert last == {"reading reports": (2, 2), "checking claims": (4, 4)}


@pytest.mark.parametrize(("claim", "evidence"), [("", "Lens won."), ("Lens won.", " "), ("", "")])
def test_a_blank_is_unrelated(engine: Engine, claim: str, evidence: str) -> None:
    match = engine.compare(claim, evidence)
    assert (match.stance, match.score, match.quote) == ("unrelated", 0.0, "")


def test_a_comparison_quotes_the_passage_that_decides(engine: Engine) -> None:
    evidence = "It rained in Kent. The storm cut power to 900 homes. The school is closed."
    match = engine.compare("The storm cut power to 4,500 homes.", evidence)
    assert match.stance == "contradict"
    assert match.quote == match.span.of(evidence) == "The storm cut power to 900 homes."
    assert {each.kind for each in match.inconsistencies} == {"count"}
    SCHEMA.evolve(schema=SCHEMA.schema["$defs"]["evidence"]).validate(match.to_dict())


def test_each_date_of_a_comparison_counts_from_its_own_day(engine: Engine) -> None:
    claim, evidence = "The bridge reopened yesterday.", "The bridge reopened on Monday."
    same = engine.compare(claim, evidence, "2024-03-12", "2024-03-14")
    other = engine.compare(claim, evidence, "2024-03-14", "2024-03-14")
    assert (same.stance, other.stance) == ("support", "contradict")


def test_split_says_what_a_text_claims_and_needs_no_reports(engine: Engine) -> None:
    claims = engine.split(ARTICLE)
    assert [claim.id for claim in claims] == ["c1", "c2", "c3", "c4"]
    assert [claim.checkable for claim in claims] == [True, True, True, False]


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(bare: Engine, claim: str, evidence: str) -> None:
    try:
        match = bare.compare(claim, evidence)
    except UnknownLanguage:
        return
    assert match.quote == match.span.of(evidence)


@settings(max_examples=25)
@given(st.text(max_size=120).filter(str.strip), st.sampled_from(["en", "fr"]))
def test_any_text_can_be_checked_in_a_known_language(bare: Engine, text: str, lang: str) -> None:
    dossier = bare.check(text, REPORTS[:1], AS_OF, lang)
    SCHEMA.validate(dossier.to_dict())
    assert all(each.span.of(text) == each.text for each in dossier.findings)


def test_the_package_has_what_callers_rely_on() -> None:
    assert all(getattr(corroborate, name) for name in corroborate.__all__)
    with pytest.raises(AttributeError, match="no attribute 'engines'"):
        corroborate.engines  # noqa: B018


@pytest.mark.parametrize("claim", ["San Marino è una repubblica.", "Zhao a rejoint Meta.", "42"])
def test_a_comparison_does_not_stumble_over_a_short_text_of_no_clear_language(engine, claim):
    match = engine.compare(claim, "The talks were held on Monday in the capital of the country.")
    assert match.stance == "unrelated"


def test_an_undated_text_checked_now_has_no_day_from_which_its_sunday_counts(engine):
    text = "Le maire de Lyon a été réélu dimanche avec 54 % des voix."
    report = Report(text=text, id="a", outlet="Example", published=Moment.parse("2025-06-03"))
    finding = engine.check(text, [report]).findings[0]
    assert finding.verdict != "contradicted"
    assert not finding.inconsistencies
