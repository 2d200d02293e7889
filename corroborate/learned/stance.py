"""Fitted probabilities of a claim and a passage: a logistic sum, or boosted trees."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: `bias` plus the weighted features, through the logistic function."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in 0..1; KeyError where a feature that was fitted is missing."""
        total = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return _logistic(total)


@cache
def load_logistic(name: str) -> Logistic:
    """Read weights/<name>.json: `bias`, `weights`, and a `card` that says what it was fitted on."""
    record = json.loads(
        (files("corroborate.learned") / "weights" / f"{name}.json").read_text("utf-8")
    )
    return Logistic(record["bias"], record["weights"])


@dataclass(frozen=True, slots=True)
class Tree:
    """A decision tree as parallel lists, one item a node, the root first.

    `feature` is the place of the feature compared with `threshold` (left where at most that), -1 at
    a leaf, whose `value` is added to the log odds.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def told(self, row: Sequence[float]) -> float:
        """The value of the leaf that a row of features falls into."""
        node = 0
        while self.feature[node] >= 0:
            low = row[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if low else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Boosted:
    """Gradient-boosted trees over named features, through the logistic function.

    `scale` and `shift` make the sum of the trees a calibrated log odds.
    """

    bias: float
    features: tuple[str, ...]
    trees: tuple[Tree, ...]
    scale: float = 1.0
    shift: float = 0.0

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in 0..1; KeyError where a feature that was fitted is missing."""
        row = [features[name] for name in self.features]
        total = self.bias + sum(tree.told(row) for tree in self.trees)
        return _logistic(self.scale * total + self.shift)


def _logistic(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def load_boosted(name: str) -> Boosted:
    """Read weights/<name>.json: `bias`, `features`, `trees`, `scale`, `shift` and a `card`."""
    record = json.loads(
        (files("corroborate.learned") / "weights" / f"{name}.json").read_text("utf-8")
    )
    trees = tuple(Tree(**{key: tuple(each[key]) for key in each}) for each in record["trees"])
    features = tuple(record["features"])
    return Boosted(record["bias"], features, trees, record["scale"], record["shift"])
