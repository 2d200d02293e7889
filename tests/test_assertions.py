import pytest

from corroborate.engine import Engine

ENGINE = Engine()

STORY = """Nordair en difficulté
Oslo, le 3 mars 2025

Nordair a supprimé 300 postes, selon Reuters. Le groupe employait 4 000 personnes en 2024.
Cette course a quelque chose de vertigineux."""


def test_headings_and_the_dateline_are_no_claims():
    claims = ENGINE.split(STORY, lang="fr")
    assert [claim.text[:12] for claim in claims] == ["Nordair a su", "Le groupe em", "Cette course"]
    assert [claim.id for claim in claims] == ["c1", "c2", "c3"]


def test_a_credit_at_the_end_is_left_out_of_what_is_said_and_kept_beside_it():
    said = ENGINE.split(STORY, lang="fr")[0].assertions[0]
    assert said.text == "Nordair a supprimé 300 postes."
    assert said.speaker == "Reuters"
    assert said.attribution is not None
    assert said.attribution.span.start == said.attribution.span.end == len(said.text)


def test_a_credit_that_tells_a_date_stays_in():
    text = "Nordair is cutting 300 jobs, Reuters reported on Saturday 28 June."
    assert [each.text for each in ENGINE.split(text, lang="en")[0].assertions] == [text]


def test_a_person_who_speaks_stays_in_with_the_office():
    text = "The bridge was shut, said the mayor, Anna Keller."
    assert [each.text for each in ENGINE.split(text, lang="en")[0].assertions] == [text]


def test_every_half_of_a_sentence_keeps_who_says_it():
    text = "At least 40 people were killed and more than 200 injured, the interior ministry said."
    said = ENGINE.split(text, lang="en")[0].assertions
    assert [each.speaker for each in said] == ["the interior ministry"] * 2


def test_a_claim_keeps_its_words_though_its_assertion_is_written_out():
    text = "Microsoft a supprimé 300 postes. L'entreprise avait dégagé 2 milliards d'euros."
    claim = ENGINE.split(text, lang="fr")[1]
    assert claim.text.startswith("L'entreprise")
    assert claim.assertions[0].text.startswith("Microsoft avait")
    assert claim.assertions[0].span == claim.span


@pytest.mark.parametrize(
    "text",
    [
        "Oslo 12 3 4 5 6",
        "TOUT EN CAPITALES ET SANS POINT",
        "😀 😀 😀 a dit 😀, et 😀.",
        "<p>Nordair a supprimé <b>300</b> postes</p>",
        "a\u00a0b\u00a0c, qui d.",
    ],
)
def test_odd_texts_are_read_without_a_crash(text):
    for claim in ENGINE.split(text, lang="fr"):
        assert claim.span.of(text) == claim.text
