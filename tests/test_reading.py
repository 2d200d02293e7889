"""A text as readings: one a sentence, with its facts and who is said to say it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.facts import Parse, Reading
from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.reading import Circumstances, lemma, read

OUTLETS = load_outlets()
DAY = date(2024, 6, 20)


def readings(text: str, code: str = "en", parse: Parse | None = None, **more: Any) -> Any:
    other = load_language("fr" if code == "en" else "en")
    known = Circumstances(load_language(code), OUTLETS, **{"foreign": other, "day": DAY, **more})
    return read(text, known, parse)


def one(text: str, code: str = "en", **more: Any) -> Reading:
    (reading,) = readings(text, code, **more)
    return reading


@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
def test_readings_and_their_facts_stand_where_they_say(text: str, code: str) -> None:
    end = 0
    for reading in readings(text, code):
        assert reading.span.of(text) == reading.text
        assert reading.span.start >= end
        end = reading.span.end
        facts = reading.facts
        for each in (*facts.quantities, *facts.whens, *facts.names):
            assert each.span.of(reading.text) == each.text
        assert all(each.span.of(reading.text) for each in reading.attributions)


def test_names_numbers_and_dates_are_kept_apart_from_the_words() -> None:
    reading = one("In March 2024 Orvella hired 40 engineers in Oslo.")
    assert [each.text for each in reading.facts.names] == ["Orvella", "Oslo"]
    assert [each.low for each in reading.facts.quantities] == [40]
    assert [each.start for each in reading.facts.whens] == [date(2024, 3, 1)]
    assert reading.words == ("hire", "engineer")


def test_the_month_of_may_is_no_maybe() -> None:
    assert one("Lens hired a coach on 4 May 2024.").modality == "done"
    assert one("Lens may hire a coach.").modality != "done"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Quatorze candidats ont été retenus.", "fr"), ("Fourteen candidates were chosen.", "en")],
)
def test_a_number_that_begins_a_sentence_is_no_name(text: str, code: str) -> None:
    number = Parse(names=((Span(0, text.index(" ")), "place"),))
    assert one(text, code, parse=number).facts.names == ()


def test_a_name_may_begin_with_a_number() -> None:
    names = one("Guests left the Four Seasons in Lyon.").facts.names
    assert "Four Seasons" in {each.text for each in names}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Le match a eu lieu à Gand.", "fr"), ("Two drivers told us they left Gand.", "en")],
)
def test_a_small_word_is_no_place(text: str, code: str) -> None:
    assert [each.text for each in one(text, code).facts.names] == ["Gand"]


def test_without_a_day_yesterday_is_no_date() -> None:
    assert one("The bridge closed yesterday.", day=None).facts.whens == ()
    (when,) = one("The bridge closed yesterday.").facts.whens
    assert when.start == date(2024, 6, 19)


def test_the_number_words_of_the_other_language_are_read() -> None:
    (quantity,) = one("Le club a recruté four nouvelles joueuses.", "fr").facts.quantities
    assert quantity.low == quantity.high == 4


def test_who_speaks_goes_on_speaking_in_the_sentence_after() -> None:
    first, second = readings("The bank has failed, Reuters reported. It added that 40 staff left.")
    assert [each.outlet for each in first.attributions] == ["reuters"]
    assert second.inherited == first.attributions[-1] or second.attributions


def test_an_outlet_that_was_told_something_is_its_own_source() -> None:
    text = "The bank has failed, a director told Reuters."
    own, relayed = (one(text, publisher=each).attributions for each in ("reuters", "bbc"))
    assert "own" in {each.sourcing for each in own}
    assert "own" not in {each.sourcing for each in relayed}


def test_a_name_has_one_kind_in_a_whole_text() -> None:
    text = "Valdor grew. Valdor bought Plinth. Then Valdor paid."
    kinds = ["person", "organisation", "organisation"]
    starts = [text.index("Valdor"), text.index("Valdor bought"), text.rindex("Valdor")]
    seen = Parse(names=tuple((Span(s, s + 6), k) for s, k in zip(starts, kinds, strict=True)))
    found = [
        name.kind
        for reading in readings(text, parse=seen)
        for name in reading.facts.names
        if name.text == "Valdor"
    ]
    assert found == ["organisation"] * 3


def test_a_text_of_spaces_has_no_reading() -> None:
    assert readings(" \n ") == ()


def test_a_lemma_is_folded_and_of_an_unknown_language_the_word() -> None:
    assert lemma("Écoles", "fr") == "ecole"
    assert lemma("Zzé", "xx") == "zze"
