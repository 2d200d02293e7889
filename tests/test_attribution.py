"""Who is said to say a sentence, in both languages."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases

from corroborate.errors import BadTable
from corroborate.model.facts import Attribution, Facts, Reading
from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords, load_voices
from corroborate.reference.outlet import load_outlets
from corroborate.reference.table import load_toml, read_row
from corroborate.text.attribution import CREDIT, find_attributions, inherited, with_speakers

OUTLETS = load_outlets()


def table(code):
    return load_toml(files("corroborate.reference") / "languages" / code / "attribution.toml")


WORDS = {code: read_row(table(code), AttributionWords, code) for code in ("en", "fr", "de")}


def label(each):
    """An attribution as the tables of cases write it."""
    if each.kind == "outlet":
        return f"{each.sourcing} {each.outlet}"
    if each.kind == "document":
        return f"document {each.speaker}"
    named = "unnamed" if each.kind == "unnamed" else "named"
    return f"{named} {each.sourcing} {each.speaker}"


def check(case, code):
    found = find_attributions(case["sentence"], WORDS[code], OUTLETS, case.get("publisher", ""))
    labels = [label(each).lower() for each in found]
    wanted = [want.lower() for want in case["want"]]
    assert len(labels) == len(wanted), labels
    for want in wanted:
        assert any(each.startswith(want) for each in labels), labels


@pytest.mark.parametrize("case", cases("attribution_en"))
def test_an_english_sentence_names_who_says_so(case):
    check(case, "en")


@pytest.mark.parametrize("case", cases("attribution_fr"))
def test_a_french_sentence_names_who_says_so(case):
    check(case, "fr")


@pytest.mark.parametrize("case", cases("attribution_de"))
def test_a_german_sentence_names_who_says_so(case):
    check(case, "de")


def read(text, code):
    """The readings of a text that is cut at each bar, with who says them alone."""
    readings, start = [], 0
    for part in text.split("|"):
        found = find_attributions(part.strip(), WORDS[code], OUTLETS, "", text[:start])
        span = Span(start, start + len(part.strip()))
        readings.append(Reading(part.strip(), span, code, Facts(), (), found))
        start += len(part)
    return with_speakers(readings, WORDS[code], OUTLETS)


def speaker_of(reading):
    said = (*reading.attributions, reading.inherited)[0]
    return said.speaker if said else ""


@pytest.mark.parametrize("case", cases("speakers_en"))
def test_an_english_sentence_goes_on_with_a_speaker_of_another(case):
    assert [speaker_of(each) for each in read(case["text"], "en")] == case["want"]


@pytest.mark.parametrize("case", cases("speakers_fr"))
def test_a_french_sentence_goes_on_with_a_speaker_of_another(case):
    assert [speaker_of(each) for each in read(case["text"], "fr")] == case["want"]


def test_who_is_meant_by_he_has_the_cue_and_the_place_of_this_sentence():
    _, second = read("Elena Costa said the bridge was closed.| It is old, she added.", "en")
    [said] = second.attributions
    assert (said.speaker, said.cue) == ("Elena Costa", "added")
    assert said.span.of(second.text) == "she added"


def test_an_attribution_stands_where_its_span_says():
    sentence = "The bridge is closed, mayor Elena Costa told the BBC."
    found = find_attributions(sentence, WORDS["en"], OUTLETS)
    assert [each.span.of(sentence) for each in found] == [
        "mayor Elena Costa told",
        "told the BBC",
    ]


def test_a_report_spoken_of_is_the_outlet_named_last_before():
    context = "The dam is leaking, The Guardian reported. "
    [found] = find_attributions(
        "Repairs will take a year, the report said.", WORDS["en"], OUTLETS, "", context
    )
    assert (found.kind, found.outlet, found.sourcing) == ("outlet", "the-guardian", "relay")


def test_a_dateline_is_a_line_of_credit():
    [found] = find_attributions("(AFP) - Le stade est fermé.", WORDS["fr"], OUTLETS)
    assert (found.outlet, found.cue) == ("afp", CREDIT)


GUARDIAN = Attribution("The Guardian", "outlet", "reported", Span(0, 5), "the-guardian", "relay")
COSTA = Attribution("Elena Costa", "person", "said", Span(0, 5))


@pytest.mark.parametrize(
    ("previous", "sentence", "code", "goes_on"),
    [
        (GUARDIAN, "Repairs will take a year, the report said.", "en", True),
        (GUARDIAN, "According to that report, the repairs will take a year.", "en", True),
        (GUARDIAN, "The paper adds that the dam is old.", "en", True),
        (GUARDIAN, "The dam was built in 1960.", "en", False),
        (COSTA, "The spokeswoman said nobody was hurt.", "en", True),
        (COSTA, "The report said the road was safe.", "en", False),
        (COSTA, "Traffic was light in the morning.", "en", False),
        (COSTA, "La route est sûre, ajoute-t-elle.", "fr", True),
        (COSTA, "« C'est fini », a-t-elle lâché.", "fr", True),
        (COSTA, "Elle a précisé que la route était sûre.", "fr", True),
        (COSTA, "La route date de 1960.", "fr", False),
        (GUARDIAN, "Selon le journal, les travaux dureront un an.", "fr", True),
        (None, "He said so.", "en", False),
    ],
)
def test_a_sentence_goes_on_with_the_last_speaker_where_it_says_so(
    previous, sentence, code, goes_on
):
    assert inherited(previous, sentence, WORDS[code]) == (previous if goes_on else None)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("length", [1_000, 20_000])
def test_a_sentence_without_end_is_read(code, length):
    text = {"en": "the mayor said the police told him ", "fr": "le maire dit que la police dit "}
    sentence = (text[code] * length)[:length]
    for each in find_attributions(sentence, WORDS[code], OUTLETS):
        assert each.span.end <= length


@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read_and_spans_lie_inside_it(text, code):
    for each in find_attributions(text, WORDS[code], OUTLETS):
        assert 0 <= each.span.start < each.span.end <= len(text)


def test_a_broken_pattern_is_an_error_that_names_it():
    row = {**table("en"), "media_patterns": ["("]}
    with pytest.raises(BadTable, match="media_patterns"):
        read_row(row, AttributionWords, "en/attribution.toml")


def test_voices_hold_the_words_of_all_languages():
    voices = load_voices()
    assert {"spokesman", "porte-parole"} <= voices.voices
    assert {"ministry", "ministère"} <= voices.states
