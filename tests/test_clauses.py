import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.engine import Engine
from corroborate.learned.syntax import SpacySyntax
from corroborate.model.facts import Token
from corroborate.model.text import Span
from corroborate.reference.language import load_language
from corroborate.text.clauses import clauses
from corroborate.text.pieces import Piece, stands_whole
from corroborate.text.sentences import split_sentences

ENGINE = Engine()
SYNTAX = SpacySyntax()
LONG = 20_000
"""Characters of the longest sentence tried."""


@pytest.mark.parametrize("case", cases("clauses_en"))
def test_an_english_text_is_read_as_its_assertions(case):
    assert assertions(case["text"], "en") == case["want"]


@pytest.mark.parametrize("case", cases("clauses_fr"))
def test_a_french_text_is_read_as_its_assertions(case):
    assert assertions(case["text"], "fr") == case["want"]


def assertions(text: str, code: str) -> list[str]:
    return [each.text for claim in ENGINE.split(text, lang=code) for each in claim.assertions]


@pytest.mark.parametrize("name", ["clauses_en", "clauses_fr"])
def test_spans_lie_inside_the_claim_and_reading_twice_gives_the_same(name):
    for case in (each.values[0] for each in cases(name)):
        code = name[-2:]
        once = ENGINE.split(case["text"], lang=code)
        assert once == ENGINE.split(case["text"], lang=code)
        for claim in once:
            assert claim.span.of(case["text"]) == claim.text
            for each in claim.assertions:
                assert claim.span.start <= each.span.start < each.span.end <= claim.span.end
                for fact in (*each.facts.quantities, *each.facts.whens, *each.facts.names):
                    assert fact.span.of(each.text) == fact.text


POS = st.sampled_from(["VERB", "AUX", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PUNCT", "DET"])
DEP = st.sampled_from(
    ["ROOT", "conj", "nsubj", "relcl", "acl:relcl", "mark", "advcl", "cc", "punct", "aux", "obj"]
)
WORDS = st.sampled_from(["who", "when", ",", "or", "and", "9,000", "Oslo", "hit", "«", "that"])


@given(st.lists(st.tuples(WORDS, POS, DEP, st.integers(0, 19)), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_whatever_the_syntax_model_says_the_pieces_lie_inside_the_sentence(rows):
    text, tokens = "", []
    for word, pos, dep, head in rows:
        span = Span(len(text), len(text) + len(word))
        tokens.append(
            Token(span, word, word, pos, dep, head % len(rows), "VerbForm=Fin|Tense=Past")
        )
        text += word + " "
    pieces = clauses(text, tokens, load_language("en").assertions)
    assert pieces
    for piece in pieces:
        assert piece.span.end <= len(text)
        assert piece.written(text) == piece.written(text)


def test_without_a_parse_a_sentence_is_whole():
    text = "The storm killed 622 people and injured 1,500."
    assert clauses(text, (), load_language("en").assertions) == (Piece.whole(text),)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_work_of_a_sentence_of_20000_characters_grows_with_its_length(code):
    phrase = {"en": "and the dam broke in 2019 ", "fr": "et le barrage a cédé en 2019 "}[code]
    half, text = ("Oslo " + phrase * (long // len(phrase)) + "." for long in (LONG // 2, LONG))
    ENGINE.split(half, lang=code)
    assert work_of(lambda: ENGINE.split(text, lang=code)) < 3 * work_of(
        lambda: ENGINE.split(half, lang=code)
    )
    claims = ENGINE.split(text, lang=code)
    assert sum(len(each.text) for each in claims) > LONG * 0.98


def test_no_piece_breaks_a_quotation_or_a_bracket():
    text = "He said “we lost and they won” (and he left the room) and the crowd cheered him."
    span = split_sentences(text, load_language("en").grammar)[0]
    parse = SYNTAX.parse(text, "en")
    assert parse is not None
    for piece in clauses(span.of(text), parse.tokens, load_language("en").assertions):
        assert stands_whole(piece.written(text))
