"""Say whether a calibration map would make the confidence of a check better, story by story.

    python scripts/calibrate.py DIR

DIR holds labelled news events, a JSON file each: `reports` (records as `--against` takes them) and
`claims` with `text`, `lang`, `as_of` and `verdict`. A claim labelled corroborated counts as true,
one labelled contradicted as false; the others say nothing of truth and are left out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

import click

from corroborate import Engine, Report

LABELS = {"corroborated": 1, "contradicted": 0}
ENOUGH = 50
"""Labels from which a map with two parameters is fitted at all; docs/method.md, Calibration."""
LEAST, MOST = 0.01, 0.99
"""Bounds of every confidence given."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim's confidence before any map, its bounds, whether it was true, and of which story."""

    probability: float
    floor: float
    cap: float
    truth: int
    story: str


@dataclass(frozen=True, slots=True)
class Map:
    """Log odds times `slope`, plus `offset`; the bounds of the claim are applied again after it."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, each: Labelled) -> float:
        odds = self.slope * _logit(each.probability) + self.offset
        return min(max(1 / (1 + exp(-odds)), each.floor, LEAST), each.cap, MOST)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Compare no map with one fitted on all other stories, and say which is to be used."""
    rows = [row for path in sorted(folder.glob("*.json")) for row in labelled(path)]
    stories = sorted({row.story for row in rows})
    click.echo(f"{len(rows)} labels of {len(stories)} stories")
    plain = [Map().of(row) for row in rows]
    fitted = left_out(rows)
    truths = [row.truth for row in rows]
    for name, given in (("identity", plain), ("fitted", fitted)):
        figures = f"Brier {brier(given, truths):.3f}  log-loss {log_loss(given, truths):.3f}"
        click.echo(f"{name:9} {figures}  (each story by the map of the others)")
    better = brier(fitted, truths) < brier(plain, truths) and len(rows) >= ENOUGH
    why = "" if len(rows) >= ENOUGH else f": fewer than {ENOUGH} labels"
    click.echo(f"use {'fitted ' + str(fit(rows)) if better else 'identity' + why}")


def labelled(path: Path) -> list[Labelled]:
    """The claims of an event that are known to be true or false, checked."""
    event = json.loads(path.read_text(encoding="utf-8"))
    if "claims" not in event:
        return []
    engine = Engine()
    reports = [Report.from_dict(record) for record in event["reports"]]
    found = []
    for claim in event["claims"]:
        if claim["verdict"] in LABELS:
            dossier = engine.check(claim["text"], reports, claim.get("as_of"), claim.get("lang"))
            believed = [each.confidence for each in dossier.findings if each.confidence]
            if believed:
                least = min(believed, key=lambda each: each.probability)
                given = (least.probability, least.floor, least.cap)
                found.append(Labelled(*given, LABELS[claim["verdict"]], path.stem))
    return found


def left_out(rows: Sequence[Labelled]) -> list[float]:
    """Each claim's confidence by the map fitted on the claims of all other stories."""
    maps = {
        story: fit([row for row in rows if row.story != story])
        for story in {row.story for row in rows}
    }
    return [maps[row.story].of(row) for row in rows]


def fit(rows: Sequence[Labelled]) -> Map:
    """Platt's map by logistic regression, C = 1; identity where it would turn the order round."""
    from sklearn.linear_model import LogisticRegression

    if len({row.truth for row in rows}) < len(LABELS):
        return Map()
    model = LogisticRegression(C=1.0)
    model.fit([[_logit(row.probability)] for row in rows], [row.truth for row in rows])
    slope, offset = float(model.coef_[0][0]), float(model.intercept_[0])
    return Map(slope, offset) if slope > 0 else Map()


def brier(given: Sequence[float], truths: Sequence[int]) -> float:
    return sum((p - t) ** 2 for p, t in zip(given, truths, strict=True)) / len(truths)


def log_loss(given: Sequence[float], truths: Sequence[int]) -> float:
    sure = (p if t else 1 - p for p, t in zip(given, truths, strict=True))
    return -sum(map(log, sure)) / len(truths)


def _logit(p: float) -> float:
    return log(p / (1 - p))


if __name__ == "__main__":
    main()
