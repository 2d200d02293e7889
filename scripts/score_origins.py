"""Score how one text's reuse of another is told, on labelled pairs.

    python scripts/score_origins.py reuse FILE

FILE holds one pair a line, as JSON: `text`, `source`, and `label`, which is "independent" for a
text that was written without the source and anything else for one that took from it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from corroborate.text.shingles import containment

INDEPENDENT = "independent"


@click.group()
def main() -> None:
    """Score the signs of dependence on labelled texts."""


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def reuse(file: Path) -> None:
    """Print the area under the ROC curve of reuse against independent texts.

    The score of a pair is the containment of `text.shingles`: the share of the text's runs of five
    words, outside quotations and credits, that stand in the source too. The area is the share of
    pairs of a reused and an independent text in which the reused one scores higher, ties by half.
    """
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    scored = [(str(row["label"]), containment(row["text"], row["source"])) for row in rows]
    free = [score for label, score in scored if label == INDEPENDENT]
    kinds = sorted({label for label, _ in scored} - {INDEPENDENT})
    for kind in kinds:
        click.echo(_line(kind, [score for label, score in scored if label == kind], free))
    click.echo(_line("all reuse", [score for label, score in scored if label != INDEPENDENT], free))


def area(reused: Sequence[float], free: Sequence[float]) -> float:
    """The share of pairs of one of each in which the first is higher, ties counting half."""
    wins = sum((one > other) + (one == other) / 2 for one in reused for other in free)
    return wins / (len(reused) * len(free))


def _line(kind: str, reused: Sequence[float], free: Sequence[float]) -> str:
    parts: list[Any] = [f"{kind:16}", f"AUC {area(reused, free):.3f}"]
    return "  ".join([*parts, f"({len(reused)} against {len(free)})"])


if __name__ == "__main__":
    main()
