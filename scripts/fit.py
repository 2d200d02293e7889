"""Fit the weights that say whether a passage speaks of what an assertion says.

    python scripts/fit.py DIR [--write]

DIR holds labelled events: JSON files with `reports`, and `claims` with a `stance` for every report.
A report that supports or contradicts a claim speaks of it, one that is unrelated does not; partial
ones are left out. Of each report the passage counts that the weights so far like best. Prints how
well weights fitted on all events but one tell on that one; with --write, fits on all and writes
corroborate/learned/weights/same_proposition.json with its card.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corroborate import Report
from corroborate.learned import Learned
from corroborate.model.facts import Assertion
from corroborate.model.text import Moment
from corroborate.reader import Reader
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.steps.matching import Evidence
from corroborate.steps.matching.alignment import align, rarity
from corroborate.steps.matching.clashes import Case, Setting
from corroborate.steps.matching.evidence import measure
from corroborate.steps.matching.likelihood import WEIGHTS, features
from corroborate.steps.matching.prepared import prepare_assertion

TARGET = Path(__file__).parent.parent / "corroborate" / "learned" / "weights" / f"{WEIGHTS}.json"
ROUNDS = 4
"""Times that passages are chosen anew by the weights just fitted; they settle after two."""
FIRST_CHOICE = {"cosine": 3.0, "words_near": 3.0, "names_anywhere": 2.0}
"""Weights by which the passages are chosen before any are fitted."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One claim and one report: a row of features a passage, and whether it speaks of the claim."""

    event: str
    speaks: bool
    passages: Matrix


def rows_of(path: Path, reader: Reader, learned: Learned) -> Iterator[tuple[Row, list[str]]]:
    """The rows of one event, each with the names of its features."""
    event = json.loads(path.read_text("utf-8"))
    reports = [Report.from_dict(record) for record in event["reports"]]
    evidence, _ = reader.reports(reports, "en", lambda *_: None)
    for labelled in event["claims"]:
        day = Moment.parse(labelled["as_of"]).day
        language = load_language(labelled["lang"])
        for claim in reader.claims(labelled["text"], language, day):
            told = [one for one in claim.assertions if one.checkable and not one.background]
            for each in told:
                yield from _rows(path.stem, each, labelled["stance"], (evidence, learned, day))


def _rows(
    event: str,
    assertion: Assertion,
    stances: Mapping[str, str],
    known: tuple[Evidence, Learned, date],
) -> Iterator[tuple[Row, list[str]]]:
    evidence, learned, day = known
    measured = measure(prepare_assertion(assertion, learned.vectors), evidence)
    weight = rarity(measured)
    for number, report in enumerate(evidence.reports):
        stance = stances[report.read.report.id]
        if stance == "partial":
            continue
        singles = range(len(report.read.readings))
        setting = Setting(report.read, day)
        aligned = align(measured, number, singles, weight)
        found = [features(Case(assertion, each, setting)) for each in aligned]
        names = list(found[0])
        table = np.array([[each[name] for name in names] for each in found])
        yield Row(event, stance != "unrelated", table), names


def fit(rows: Sequence[Row], names: Sequence[str]) -> LogisticRegression:
    """Fit on the best passage of each row, chosen anew ROUNDS times."""
    weights = np.array([FIRST_CHOICE.get(name, 0.0) for name in names])
    target = [row.speaks for row in rows]
    model = LogisticRegression(max_iter=2_000)
    for _ in range(ROUNDS):
        chosen = [row.passages[int(np.argmax(row.passages @ weights))] for row in rows]
        model.fit(np.stack(chosen), target)
        weights = model.coef_[0]
    return model


def told(model: LogisticRegression, rows: Sequence[Row]) -> Matrix:
    """The probability of the best passage of each row."""
    best = [float((row.passages @ model.coef_[0]).max()) for row in rows]
    return np.asarray(1 / (1 + np.exp(-(np.array(best) + model.intercept_[0]))))


def held_out(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    """For each event: area under the curve and Brier score by weights fitted on the others."""
    scores = {}
    for event in sorted({row.event for row in rows}):
        model = fit([row for row in rows if row.event != event], names)
        here = [row for row in rows if row.event == event]
        truth = np.array([row.speaks for row in here])
        probability = told(model, here)
        scores[event] = {
            "auc": round(float(roc_auc_score(truth, probability)), 3),
            "brier": round(float(((probability - truth) ** 2).mean()), 3),
            "rows": len(here),
        }
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on all events and write the file")
    arguments = parser.parse_args()
    learned = Learned()
    reader = Reader(learned, load_outlets(), keep=1_000)
    every = [
        pair
        for path in sorted(arguments.dir.glob("*.json"))
        for pair in rows_of(path, reader, learned)
    ]
    rows, names = [row for row, _ in every], every[0][1]
    scores = held_out(rows, names)
    for event, score in scores.items():
        print(event, score)
    if arguments.write:
        model = fit(rows, names)
        record = {
            "bias": round(float(model.intercept_[0]), 3),
            "weights": {
                name: round(float(weight), 3)
                for name, weight in zip(names, model.coef_[0], strict=True)
            },
            "card": {
                "tells": "that a passage speaks of what an assertion says, whatever its values",
                "fitted_on": f"{len(rows)} pairs of {len(scores)} labelled events, scripts/fit.py",
                "fitted_at": datetime.now(UTC).date().isoformat(),
                "held_out": scores,
                "method": "logistic regression, scikit-learn, C = 1, best passage of each report",
            },
        }
        TARGET.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
