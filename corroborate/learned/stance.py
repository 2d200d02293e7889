"""How likely a passage speaks of the very thing that an assertion says: a fitted logistic sum."""

import json
from collections.abc import Mapping
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
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def load_logistic(name: str) -> Logistic:
    """Read weights/<name>.json: `bias`, `weights`, and a `card` that says what it was fitted on."""
    record = json.loads(
        (files("corroborate.learned") / "weights" / f"{name}.json").read_text("utf-8")
    )
    return Logistic(record["bias"], record["weights"])
