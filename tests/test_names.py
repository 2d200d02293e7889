from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.names import (
    body_keys,
    find_names,
    find_place_words,
    is_variant,
    name_key,
    same_name,
    spelled_alike,
)
from corroborate.text.names.acronyms import find_acronyms
from corroborate.text.normalise import words_of
from corroborate.text.reading import Circumstances, read


def key_of(text: str) -> str:
    names = find_names(f"It was said of {text}", load_language("en").grammar)
    return names[0].key


def names_of(language: str, text: str) -> list[str]:
    known = Circumstances(load_language(language), load_outlets())
    return [name.text for each in read(text, known, None) for name in each.facts.names]


@pytest.mark.parametrize("case", cases("same_names"))
def test_two_spellings_are_one_name_or_two(case):
    one, other = key_of(case["a"]), key_of(case["b"])
    assert same_name(one, other) is same_name(other, one) is case["want"]


@pytest.mark.parametrize("case", cases("names"))
def test_the_names_of_a_sentence_are_found(case):
    known = Circumstances(load_language(case["language"]), load_outlets())
    found = [name.text for each in read(case["text"], known, None) for name in each.facts.names]
    assert found == case["want"]


@pytest.mark.parametrize("case", cases("names_en"))
def test_the_names_of_an_english_sentence_are_found(case):
    assert names_of("en", case["text"]) == case["want"]


@pytest.mark.parametrize("case", cases("names_fr"))
def test_the_names_of_a_french_sentence_are_found(case):
    assert names_of("fr", case["text"]) == case["want"]


@given(st.text(max_size=200))
def test_names_stand_where_they_say_and_do_not_overlap(text):
    names = find_names(text, load_language("fr").grammar)
    assert all(name.span.of(text) == name.text for name in names)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_being_a_variant_goes_both_ways(one, other):
    assert is_variant(one, other) == is_variant(other, one)


@given(st.text(max_size=60))
def test_the_order_of_its_words_does_not_change_the_key_of_a_name(text):
    assert name_key(" ".join(reversed(text.split()))) == name_key(" ".join(text.split()))


@settings(deadline=None)  # the first text waits for the tables
@given(st.text(max_size=200))
def test_names_in_capitals_break_nothing(text):
    for code in ("en", "fr", "de"):
        names = find_names(text.upper(), load_language(code).grammar)
        assert all(name.span.of(text.upper()) == name.text for name in names)


@pytest.mark.parametrize(
    "piece",
    [
        "Peter Lund met Ann Roe in Kyiv. ",
        "THE WHO AND THE UN MET PETER LUND ",
        "J.-P. de la van ",
        "Ünïcode 🚀 Владимир 王小明 ",
        "Confederation Of Northern Dairies (COND) ",
        "((((A ",
        "O'O'O'",
        "« “ ",
        "chief executive of ",
    ],
)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_work_grows_no_faster_than_the_text(piece, code):
    grammar = load_language(code).grammar

    def search(length: int) -> None:
        text = (piece * length)[:length]
        seen = [(span, "person") for span, word in words_of(text) if word[0].isupper()]
        find_place_words(text, find_names(text, grammar, seen))

    search(500)
    small, large = work_of(lambda: search(5_000)), work_of(lambda: search(20_000))
    assert large < 6 * small


KINDS = [
    ("en", "It was said by Mr Ames.", "person"),
    ("en", "It was said by Northquay Bank.", "organisation"),
    ("en", "It was said by the WHO.", "organisation"),
    ("en", "It was said by CEO Ames.", "person"),
    ("en", "It was said in Leeds.", "place"),
    ("en", "It was said by Mr London.", "person"),
    ("fr", "C'est ce que dit Mme Vasseur.", "person"),
    ("fr", "C'est ce que dit la Banque Valdor.", "organisation"),
    ("fr", "C'est ce que dit l'Otan.", "organisation"),
]


@pytest.mark.parametrize(("language", "text", "kind"), KINDS, ids=[row[1] for row in KINDS])
def test_the_words_beside_and_inside_a_name_tell_its_kind(language, text, kind):
    assert [name.kind for name in find_names(text, load_language(language).grammar)] == [kind]


@given(st.text(max_size=30), st.text(max_size=30))
def test_one_name_is_told_from_both_sides(one, other):
    assert same_name(name_key(one), name_key(other)) is same_name(name_key(other), name_key(one))
    assert same_name(name_key(one), name_key(one))


ALIKE = [
    ("J.-P. Martin", "Jean-Pierre Martin", True),
    ("Poutine", "Vladimir Putin", True),
    ("OMS", "World Health Organization", True),
    ("Bill Lund", "William Lund", True),
    ("Bachar el-Assad", "Bashar al-Assad", True),
    ("Lucas Bayer", "Lucas Beyer", False),
    ("Jiiahui Yu", "Jiahui Yu", False),
]


@pytest.mark.parametrize(("one", "other", "want"), ALIKE)
def test_a_misspelling_is_told_from_another_way_to_write_a_name(one, other, want):
    assert same_name(name_key(one), name_key(other))
    assert spelled_alike(name_key(one), name_key(other)) is want


def test_a_text_names_bodies_by_any_of_their_names():
    found = body_keys("the Organisation mondiale de la santé, the WHO and the IMF")
    assert [same_name(each, name_key("OMS")) for each in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "the Association of Northern Dairies (AND) said",
            "Association of Northern Dairies",
            "AND",
        ),
        ("la Fédération des pilotes (FP)", "Fédération des pilotes", "FP"),
        ("l'Office français de l'eau (OFE)", "Office français de l'eau", "OFE"),
    ],
)
def test_an_acronym_in_brackets_explains_the_words_before_it(text, long, short):
    (found,) = find_acronyms(text)
    assert (found.long.of(text), found.short.of(text)) == (long, short)


@pytest.mark.parametrize(
    "text", ["the firm (NDW)", "Ann Roe (left)", "(UN)", "Peter Lund (Paris)", "Big Red Cars (XYZ)"]
)
def test_brackets_that_hold_no_acronym_explain_nothing(text):
    assert find_acronyms(text) == ()


def keys_of(language: str, text: str) -> dict[str, str]:
    known = Circumstances(load_language(language), load_outlets())
    return {n.text: n.key for each in read(text, known, None) for n in each.facts.names}


def test_an_acronym_that_a_text_explains_is_the_long_name_all_through_it():
    text = "It was said by the Association des laiteries réunies (Alar). Later Alar left."
    keys = keys_of("fr", text)
    assert keys["Alar"] == keys["Association des laiteries réunies"]
    assert same_name(keys["Alar"], name_key("Alar"))


def test_a_surname_that_is_a_place_too_is_the_persons_where_the_text_names_him_in_full():
    text = "It was said by Mr Jack London. Then London left. He flew to London."
    known = Circumstances(load_language("en"), load_outlets())
    names = [name for each in read(text, known, None) for name in each.facts.names]
    assert [(name.text, name.kind) for name in names] == [
        ("Jack London", "person"),
        ("London", "person"),
        ("London", "place"),
    ]
