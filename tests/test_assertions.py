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


@pytest.mark.parametrize("code", ["en", "fr"])
def test_rows_of_figures_and_rows_of_signs_are_no_claims(code):
    assert ENGINE.split("12\t40\t7\n19\t3\t8.\n😀 😀 😀", lang=code) == ()


def test_a_name_that_the_sentence_shows_to_be_one_is_one_in_each_of_its_assertions():
    text = "King, a Stockholm studio, will cut 200 jobs in May and close two offices in June."
    said = ENGINE.split(text, lang="en")[0].assertions
    assert len(said) == 3
    assert all("King" in [name.text for name in each.facts.names] for each in said)


def test_a_common_word_that_begins_a_sentence_is_no_name():
    said = ENGINE.split("Landslides cut roads and hampered the rescue work.", lang="en")
    assert [name.text for each in said[0].assertions for name in each.facts.names] == []


KINDS = [
    (
        "Nordair is cutting 300 jobs, Reuters reported on Saturday 28 June.",
        ["Nordair is cutting 300 jobs."],
        ["Reuters reported on Saturday 28 June that Nordair is cutting 300 jobs."],
    ),
    (
        "The bridge was shut, said the mayor, Anna Keller.",
        ["The bridge was shut."],
        ["The mayor, Anna Keller, said that the bridge was shut."],
    ),
    (
        "The newspaper Les Echos reported that Nordair had sold 40 planes.",
        ["The newspaper Les Echos reported that Nordair had sold 40 planes."],
        ["Nordair had sold 40 planes."],
    ),
    (
        "Anna Keller, head of Nordair, resigned on Monday.",
        ["Anna Keller resigned on Monday."],
        ["Anna Keller is head of Nordair."],
    ),
    ("Nordair said on Monday that 300 jobs would go.", None, []),
]
"""Texts with what each is about and what it says besides; None for the text itself."""


@pytest.mark.parametrize(("text", "about", "besides"), KINDS)
def test_what_a_sentence_is_about_is_told_from_what_it_says_besides(text, about, besides):
    said = ENGINE.split(text, lang="en")[0].assertions
    assert [each.text for each in said if not each.background] == (about or [text])
    assert [each.text for each in said if each.background] == besides


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bridge was shut, the mayor said.", "en"),
        ("According to the police, the bridge was shut.", "en"),
        ("Le pont a été fermé, a indiqué la police.", "fr"),
        ("Selon la police, le pont a été fermé.", "fr"),
    ],
)
def test_that_somebody_says_it_is_one_assertion_and_what_is_said_another(text, code):
    said = ENGINE.split(text, lang=code)[0].assertions
    assert [each.speech for each in said] == [False, True]
    assert [each.background for each in said] == [False, True]
    assert said[0].speaker is not None
    assert said[1].attribution is not None
    assert said[1].attribution.span.of(said[1].text)


@pytest.mark.parametrize(
    "text", ["The bridge was shut, he said.", "The bridge was shut, sources said."]
)
def test_where_nobody_is_named_there_is_no_assertion_of_who_says_it(text):
    assert [each.speech for each in ENGINE.split(text, lang="en")[0].assertions] == [False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nordlinje denied that it had skipped an inspection.", "en"),
        ("The BBC denied that the minister had been paid.", "en"),
        ("Nordair a démenti qu'elle ait supprimé 300 postes.", "fr"),
    ],
)
def test_what_somebody_denies_is_not_told_by_itself(text, code):
    assert [each.text for each in ENGINE.split(text, lang=code)[0].assertions] == [text]


def test_every_half_of_a_sentence_keeps_who_says_it():
    text = "At least 40 people were killed and more than 200 injured, the interior ministry said."
    said = ENGINE.split(text, lang="en")[0].assertions
    assert [each.speaker for each in said if not each.speech] == ["the interior ministry"] * 2


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
