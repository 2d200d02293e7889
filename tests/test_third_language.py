"""A language without a syntax model: German is read by its tables alone, and says what it lacks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corroborate.engine import Engine
from corroborate.faces.cli import cli
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.report import Report
from corroborate.model.text import Moment

ARTICLE = """Berlin, 5. März 2024

Die Fähre Aurora lief am Samstag vor Bergen auf Grund. Bei dem Unglück in Norwegen wurden drei \
Besatzungsmitglieder verletzt. Was für ein trauriger Tag für alle, die das Meer lieben."""
AS_OF = "2024-03-06"
LACKING = "German is read without a syntax model"


def report(id: str, text: str, language: str | None = None) -> Report:
    return Report(
        text=text,
        id=id,
        outlet=f"The {id.title()}",
        domain=f"{id}.example",
        language=language,
        published=Moment.parse("2024-03-04"),
    )


HERALD = report(
    "herald",
    "The ferry Aurora ran aground off Bergen on Saturday. Five crew members were injured in the "
    "accident in Norway.",
)
KIOSK = report(
    "kiosk",
    "Le ferry Aurora s'est échoué samedi au large de Bergen. Trois membres d'équipage ont été "
    "blessés dans l'accident en Norvège.",
)
BLATT = report("blatt", "Die Fähre Aurora ist am Samstag vor Bergen auf Grund gelaufen.")


@pytest.fixture(scope="module")
def dossier(engine: Engine) -> Dossier:
    return engine.check(ARTICLE, [HERALD, KIOSK, BLATT], AS_OF)


def finding(dossier: Dossier, words: str) -> Finding:
    (found,) = [each for each in dossier.findings if words in each.text]
    return found


def test_the_dateline_is_no_claim_and_each_sentence_is_one_assertion(dossier: Dossier) -> None:
    assert dossier.document.language == "de"
    assert dossier.document.published == Moment.parse("2024-03-05")
    assert len(dossier.findings) == 3
    for each in dossier.findings:
        assert each.span.of(ARTICLE) == each.text
        assert [one.assertion.text for one in each.assessments] == [each.text]


def test_reports_in_three_languages_bear_out_a_german_claim(dossier: Dossier) -> None:
    stances = finding(dossier, "auf Grund").stances
    assert stances == {"herald": "support", "kiosk": "support", "blatt": "support"}


def test_a_report_with_another_count_contradicts_and_one_with_the_same_does_not(
    dossier: Dossier,
) -> None:
    claim = finding(dossier, "verletzt")
    assert claim.stances["herald"] == "contradict"
    assert claim.stances["kiosk"] == "support"
    kinds = {(each.kind, each.report, each.severity) for each in claim.inconsistencies}
    assert ("count", "herald", "contradiction") in kinds


def test_a_german_judgement_is_not_checkable(dossier: Dossier) -> None:
    assert finding(dossier, "trauriger").verdict == "not-checkable"


def test_a_german_report_answers_a_french_claim(engine: Engine) -> None:
    claim = "Le séisme en Afghanistan a tué 800 personnes."
    same = engine.compare(claim, "Das Erdbeben in Afghanistan forderte 800 Todesopfer.")
    other = engine.compare(claim, "Das Erdbeben in Afghanistan forderte 1.400 Todesopfer.")
    assert same.stance == "support"
    assert (other.stance, {each.kind for each in other.inconsistencies}) == (
        "contradict",
        {"count"},
    )


def test_a_dossier_says_once_what_a_language_lacks_that_it_rests_on(
    engine: Engine, dossier: Dossier
) -> None:
    assert sum(LACKING in each for each in dossier.notices) == 1
    by_report = engine.check("The ferry Aurora ran aground off Bergen.", [BLATT], AS_OF, lang="en")
    assert sum(LACKING in each for each in by_report.notices) == 1
    without = engine.check("The ferry Aurora ran aground off Bergen.", [HERALD], AS_OF, lang="en")
    assert not any("without a syntax model" in each for each in without.notices)


def test_a_declared_language_is_taken_at_its_word(engine: Engine) -> None:
    (claim,) = engine.split("Vier Forscher verlassen Nordbank.", lang="de")
    (assertion,) = claim.assertions
    (quantity,) = assertion.facts.quantities
    assert (claim.language, quantity.low, quantity.counts) == ("de", 4, "forscher")
    assert [name.text for name in assertion.facts.names] == ["Nordbank"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bundeskanzler Olaf Scholz besuchte am Montag Frankreich.", ["Olaf Scholz", "Frankreich"]),
        ("Die Polizei nahm zwölf Menschen fest.", []),
        ("Ein Erdbeben hat den Osten Afghanistans erschüttert.", ["Afghanistan"]),
        ("Der Autobauer Volkswagen streicht Stellen.", ["Volkswagen"]),
        ("Ursula von der Leyen sprach mit Sam Altman.", ["Ursula von der Leyen", "Sam Altman"]),
        ("Die Rentenkommission tagt im Bundestag.", ["Bundestag"]),
        ("Laut Nordbank sinkt der Gewinn der Tochterfirma.", ["Nordbank"]),
    ],
)
def test_a_noun_with_a_capital_is_no_name(engine: Engine, text: str, names: list[str]) -> None:
    (claim,) = engine.split(text, lang="de")
    assert [name.text for name in claim.assertions[0].facts.names] == names


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Am 3. Juli brannte das Lager. Am 4. Juli kam der Regen.", 2),
        ("Er gewann den 2. Preis der Jury. Sie gewann nichts.", 2),
        ("Es gab zwölf Tote. Die Zahl kann steigen.", 2),
        ("„Wir gehen. Wir kommen wieder“, sagte Jan Kolb am Montag. Dann ging er.", 2),
        ("Die Firma zahlt 3,5 Mio. Euro an Dr. Weber. Er schweigt.", 2),
    ],
)
def test_an_ordinal_an_abbreviation_and_a_quotation_end_no_german_sentence(
    engine: Engine, text: str, number: int
) -> None:
    assert len(engine.split(text, lang="de")) == number


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Nordbank hat 400 Stellen gestrichen.", "done"),
        ("Nordbank plant, 400 Stellen zu streichen.", "planned"),
        ("Nordbank soll 400 Stellen streichen.", "planned"),
        ("Nordbank soll 400 Stellen gestrichen haben.", "rumour"),
        ("Angeblich hat Nordbank 400 Stellen gestrichen.", "rumour"),
        ("Nordbank verhandelt über den Abbau von 400 Stellen.", "talks"),
        ("Nordbank und Verdi einigten sich auf den Abbau von 400 Stellen.", "agreed"),
    ],
)
def test_german_words_tell_how_far_along_a_thing_is(
    engine: Engine, text: str, modality: str
) -> None:
    (claim,) = engine.split(text, lang="de")
    assert claim.assertions[0].modality == modality


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Nordbank streicht keine Stellen.", True),
        ("Nordbank hat die Stellen nicht gestrichen.", True),
        ("Nordbank streicht nicht nur Stellen.", False),
        ("Nordbank streicht nicht weniger als 400 Stellen.", False),
        ("Ein Sprecher von Nordbank wollte sich nicht äußern.", False),
    ],
)
def test_german_words_deny(engine: Engine, text: str, negated: bool) -> None:
    (claim,) = engine.split(text, lang="de")
    assert claim.assertions[0].negated is negated


def test_the_command_line_says_what_german_lacks(tmp_path: Path) -> None:
    article, reports = tmp_path / "artikel.txt", tmp_path / "reports.jsonl"
    article.write_text(ARTICLE, encoding="utf-8")
    reports.write_text(json.dumps({"id": "herald", "text": HERALD.text}), encoding="utf-8")
    check = ["check", str(article), "--against", str(reports), "--as-of", AS_OF, "--lang", "de"]
    shown = " ".join(CliRunner().invoke(cli, check).stdout.replace("!", " ").split())
    assert LACKING in shown
    told = CliRunner().invoke(cli, ["split", str(article)])
    assert told.exit_code == 0
    assert LACKING in told.stderr
    assert LACKING not in told.stdout
