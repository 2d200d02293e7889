"""The learned parts keep the promises of their Protocols."""

import json
import threading
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import numpy as np
import pytest

from corroborate.engine import Engine
from corroborate.learned import Learned
from corroborate.learned.entailment import load_changes
from corroborate.learned.languages import FastGuesser
from corroborate.learned.stance import Boosted, Logistic, Tree, load_boosted
from corroborate.learned.syntax import CHUNK, INNER_HYPHEN, SpacySyntax
from corroborate.learned.vectors import Vectors, cosines

WEIGHTS = sorted(
    each.name
    for each in (files("corroborate.learned") / "weights").iterdir()
    if each.name.endswith(".json")
)
SENTENCES = [
    "The ferry to Kirkwall was cancelled.",
    "Le ferry pour Kirkwall a été annulé.",
    "",
    "Lens a recruté un gardien.",
    "The ferry to Kirkwall was cancelled.",
]


@pytest.fixture(scope="session")
def learned(engine: Engine) -> Learned:
    return engine._learned


@pytest.fixture(scope="session")
def vectors(learned: Learned) -> Vectors:
    return learned.vectors


def test_texts_encoded_alone_and_in_a_batch_compare_the_same(vectors: Vectors) -> None:
    fresh = type(vectors)()
    fresh._model = vectors._model or vectors._encoder()
    alone = np.vstack([fresh.of([each]) for each in SENTENCES])
    again = type(vectors)()
    again._model = fresh._model
    together = again.of(SENTENCES)
    assert (cosines(alone, alone) == cosines(together, together)).all()


def test_vectors_have_length_one_and_a_blank_text_has_none(vectors: Vectors) -> None:
    lengths = np.linalg.norm(vectors.of(["Lens a recruté un gardien.", " ", ""]), axis=1)
    assert lengths == pytest.approx([1, 0, 0], abs=1e-4)


def test_one_thing_said_in_two_languages_lies_close(vectors: Vectors) -> None:
    table = cosines(vectors.of(SENTENCES[:1]), vectors.of([SENTENCES[1], SENTENCES[3]]))[0]
    assert table[0] > 0.6 > table[1]


def test_no_text_has_no_vector(vectors: Vectors) -> None:
    assert len(vectors.of([])) == 0
    assert cosines(vectors.of([]), vectors.of(SENTENCES)).shape == (0, len(SENTENCES))


def test_what_is_kept_is_bounded_and_the_same_when_made_again(vectors: Vectors) -> None:
    small = type(vectors)(keep=2)
    small._model = vectors._encoder()
    first = small.of(SENTENCES)
    assert len(small._known) == 2
    assert (cosines(first, first) == cosines(small.of(SENTENCES), first)).all()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le tribunal a condamné deux hommes à six mois de prison.", "fr"),
        ("The court sentenced two men to six months in prison.", "en"),
        ("Das Gericht verurteilte zwei Männer zu sechs Monaten Haft.", "de"),
        ("Lens recrute", None),
        ("", None),
        ("1 2 3 4 5 6", None),
    ],
)
def test_a_language_is_guessed_or_left_open(text: str, code: str | None) -> None:
    assert FastGuesser().guess(text) == code


@pytest.mark.parametrize("word", ["peut-être", "Saint-Denis", "vingt-trois"])
def test_inner_hyphens_are_one_word_of_the_short_rule(word: str) -> None:
    assert INNER_HYPHEN.match(word)


def test_french_loads_with_the_short_rule_and_keeps_hyphened_words_whole(learned: Learned) -> None:
    parse = learned.syntax.parse("Vingt-trois élus de Saint-Denis l'ont peut-être signé.", "fr")
    assert parse is not None
    assert {"Vingt-trois", "Saint-Denis", "peut-être", "l'"} <= {each.text for each in parse.tokens}
    syntax = learned.syntax
    assert isinstance(syntax, SpacySyntax)
    assert syntax._pipeline("fr").tokenizer.token_match.__self__.pattern == INNER_HYPHEN.pattern


@pytest.mark.parametrize("code", ["en", "fr"])
def test_words_and_names_stand_where_they_say(learned: Learned, code: str) -> None:
    text = "Clara Mendes a quitté Lisbonne.\n\nMr Lund left  Oslo – at 4 p.m. 😀"
    parse = learned.syntax.parse(text, code)
    assert parse is not None
    assert all(token.span.of(text) == token.text for token in parse.tokens)
    assert all(0 <= token.head < len(parse.tokens) for token in parse.tokens)
    assert all(span.of(text).strip() for span, _ in parse.names)


def test_a_long_text_is_parsed_in_pieces_with_places_of_the_whole(learned: Learned) -> None:
    text = "The ferry sailed. " + " " * CHUNK + "Peter Lund left."
    parse = learned.syntax.parse(text, "en")
    assert parse is not None
    assert all(token.span.of(text) == token.text for token in parse.tokens)
    assert parse.tokens[-1].head >= len(parse.tokens) - 4


def test_a_language_without_a_model_has_no_syntax() -> None:
    assert SpacySyntax().parse("Das Gericht verurteilte zwei Männer.", "de") is None


def test_threads_that_need_one_model_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    monkeypatch.setattr("corroborate.learned.syntax._load", lambda code: loaded.append(code))
    syntax = SpacySyntax()
    threads = [threading.Thread(target=syntax._pipeline, args=("fr",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded == ["fr"]


@pytest.mark.parametrize("name", WEIGHTS)
def test_fitted_weights_are_finite_and_say_where_they_are_from(name: str) -> None:
    record = json.loads((files("corroborate.learned") / "weights" / name).read_text("utf-8"))
    if name == "entailment.json":
        numbers = [float(each) for change in load_changes().values() for each in change.flat]
    else:
        numbers = [record["bias"], *record.get("weights", {}).values()]
    for each in record.get("trees", ()):
        numbers += [*each["threshold"], *each["value"]]
    assert np.isfinite(numbers).all()
    assert len(numbers) > 1
    assert all(record["card"][key] for key in ("tells", "fitted_on", "held_out", "method"))
    assert date.fromisoformat(record["card"]["fitted_at"])


def test_every_weight_names_a_feature_that_a_comparison_has(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[set[str], set[str]]] = []

    def of_logistic(model: Logistic, features: Mapping[str, float]) -> float:
        seen.append((set(model.weights), set(features)))
        return 0.5

    def of_boosted(model: Boosted, features: Mapping[str, float]) -> float:
        seen.append((set(model.features), set(features)))
        return 0.5

    monkeypatch.setattr(Logistic, "probability", of_logistic)
    monkeypatch.setattr(Boosted, "probability", of_boosted)
    engine.compare("Lens signed a new goalkeeper.", "A new goalkeeper was signed by Lens.")
    assert len(seen) >= 3
    assert all(fitted <= told for fitted, told in seen)


STUMP = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.0, -2.0, 2.0))


def test_a_tree_goes_left_at_most_at_its_threshold() -> None:
    assert [STUMP.told([value]) for value in (0.0, 0.5, 0.6)] == [-2.0, -2.0, 2.0]


def test_boosted_trees_add_up_and_are_calibrated_by_scale_and_shift() -> None:
    model = Boosted(0.0, ("near",), (STUMP, STUMP), scale=0.5, shift=-2.0)
    assert model.probability({"near": 1.0}) == 0.5
    assert model.probability({"near": 0.0}) == pytest.approx(1 / (1 + np.exp(4)))
    with pytest.raises(KeyError):
        model.probability({})


@pytest.mark.parametrize("name", [each for each in WEIGHTS if each.startswith("pair_")])
def test_every_node_of_a_fitted_tree_leads_further_down_to_a_leaf(name: str) -> None:
    for tree in load_boosted(name.removesuffix(".json")).trees:
        for node, feature in enumerate(tree.feature):
            if feature >= 0:
                assert node < min(tree.left[node], tree.right[node])
                assert max(tree.left[node], tree.right[node]) < len(tree.feature)


def test_a_missing_feature_is_an_error_and_a_probability_is_one() -> None:
    model = Logistic(0.0, {"near": 100.0})
    assert model.probability({"near": 0.0}) == 0.5
    assert 0 < model.probability({"near": -50.0}) < model.probability({"near": 50.0}) <= 1
    with pytest.raises(KeyError):
        model.probability({})
