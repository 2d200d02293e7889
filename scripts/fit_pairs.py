"""Fit the probabilities that a passage given for a claim supports it, and contradicts it.

    python scripts/fit_pairs.py FILE... [--main SET...] [--take N SET=N...] [--entailment DIR]
        [--cache FILE.npz] [--write]

Each FILE holds pairs, one JSON object a line (.jsonl or .jsonl.gz): `claim`, `evidence`, `label`
(support, refute, nei, not_support, not_refute and their synonyms), and, where told, `set`, `group`,
`claim_date`, `evidence_date`; `claim_en` and `evidence_en` give the pair in English too, and a
crossed one. Rows that share a text or a page are one group. At most N rows of a set are taken (of
a set named, as many as is said); a row of a --main set weighs MAIN times as much. Prints how well
weights fitted on the other groups tell on each set; with --write, fits on all rows and writes
corroborate/learned/weights/pair_*.json with their cards. --cache keeps the features between runs.

The model that reads claim and passage together was fitted on such rows too. With --entailment a
row is told by the first of the models in DIR (scripts/fit_entailment.py --folds) that was not
fitted on it; of a row that all were fitted on, what it would tell is left unknown.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corroborate.engine import Engine
from corroborate.errors import CorroborateError
from corroborate.learned import Learned
from corroborate.learned.entailment import CrossEncoder
from corroborate.steps.matching.given import find_pair_clashes
from corroborate.steps.matching.given.features import pair_features
from corroborate.steps.matching.given.settle import REFUTE, SUPPORT

WEIGHTS = Path(__file__).parent.parent / "corroborate" / "learned" / "weights"
LABELS = {
    **dict.fromkeys(("support", "supports", "entailment"), "support"),
    **dict.fromkeys(("refute", "refutes", "contradict", "contradiction"), "refute"),
    **dict.fromkeys(("nei", "neutral", "unrelated", "compatible", "partial"), "nei"),
    "not_support": "not_support",
    "not_refute": "not_refute",
}
TOLD_BY = {
    SUPPORT: ("support", "refute", "nei", "not_support"),
    REFUTE: ("refute", "support", "nei", "not_refute"),
}
"""For each target the labels that tell whether it is so; the first says that it is."""
FOLDS = 5
SEEN = "seen"
"""What holds, beside the changes of a model, the marks of the pairs that it was fitted on."""
TAKE = 1_000
"""Rows of a set at most where nothing else is asked for."""
MAIN = 3.0
"""Weight of the rows that are like what the tool is for, news and claims checked, among others."""
SET_SIZE = 600
"""Rows of a set from which on its rows weigh less, so that no large set speaks for all."""
TREES = {"max_iter": 300, "learning_rate": 0.04, "max_leaf_nodes": 16, "min_samples_leaf": 35}
SHARE = 0.3
"""Share of the features that a split of a tree may choose from."""
SHRINK = 5.0
"""L2 penalty on the values of the leaves."""
HEAVIEST = 3.0
"""Weight of one row at most, before MAIN: a rare answer in a set is not worth more."""
HIGHEST = 1e30
"""Higher than any feature."""
BINS = 10
"""Bins of equal width in which told and true shares are compared."""

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """The features of pairs, one a row, with the set, the label and the group of each."""

    names: tuple[str, ...]
    table: Matrix
    sets: NDArray[np.str_]
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]
    main: tuple[str, ...] = ()


def records(paths: Iterable[Path], takes: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the files, at most so many of a set, always the same ones."""
    by_set: dict[str, list[dict[str, Any]]] = {}
    for path in paths:
        for record in records_of(path):
            by_set.setdefault(record["set"], []).extend(versions(record))
    most = {name: int(number) for name, _, number in (each.rpartition("=") for each in takes)}
    kept = []
    for name, rows in sorted(by_set.items()):
        kept += Random(name).sample(rows, min(most.get(name, most.get("", TAKE)), len(rows)))
    return grouped(kept)


def records_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file as they stand; the set of one that names none is its folder."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield {"set": path.parent.name} | json.loads(line)


def label_of(record: dict[str, Any]) -> str:
    """What a row says of its pair, one of those that TOLD_BY names."""
    return LABELS[(record.get("label") or record["expected"]).lower()]


def versions(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A pair and, where it is told in English too, the English and the crossed one."""
    yield record
    if "claim_en" in record and "evidence_en" in record:
        yield record | {"claim": record["claim_en"], "evidence": record["evidence_en"]}
        yield record | {"evidence": record["evidence_en"]}


def grouped(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with groups joined that share a text, a page or a told group, whatever the set."""
    roots: dict[str, str] = {}

    def root(key: str) -> str:
        while roots.setdefault(key, key) != key:
            roots[key] = key = roots[roots[key]]
        return key

    for row in rows:
        for key in ("evidence", "evidence_en", "group", "url", "fever_id"):
            if row.get(key):
                roots[root(f"{key[:8]} {row[key]}")] = root("evidence " + row["claim"])
    return [row | {"group": root("evidence " + row["claim"])} for row in rows]


def mark_of(claim: str, evidence: str) -> int:
    """A number of 64 bits that tells a pair from others."""
    return int.from_bytes(sha256(f"{claim}\0{evidence}".encode()).digest()[:8], "big")


class Unknown:
    """Stands for a model that may not be asked."""

    def of(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.full((len(pairs), 3), np.nan, np.float32)


def engines_of(folder: Path | None) -> Iterator[tuple[frozenset[int], Engine]]:
    """Each engine with the marks of the pairs that its entailment was fitted on; the last has none
    to ask, or ours where no folder is given."""
    if folder is None:
        yield frozenset(), Engine()
        return
    learned = Learned()
    for path in sorted(folder.glob("*.npz")):
        with np.load(path, allow_pickle=False) as kept:
            told = {name: kept[name].astype(np.float32) for name in kept.files if name != SEEN}
            seen = frozenset(kept[SEEN].tolist())
        yield seen, Engine(learned=replace(learned, entailment=CrossEncoder(changes=told)))
    yield frozenset(), Engine(learned=replace(learned, entailment=Unknown()))


def read_rows(every: Sequence[dict[str, Any]], folder: Path | None) -> Rows:
    """Read each pair and work out its features; one in a language without tables is left out."""
    engines = list(engines_of(folder))
    found, kept = [], []
    for number, record in enumerate(every, start=1):
        dates = (record.get("claim_date"), record.get("evidence_date"))
        mark = mark_of(record["claim"], record["evidence"])
        engine = next(each for seen, each in engines if mark not in seen)
        try:
            laid = engine.lay(record["claim"], record["evidence"], *dates)
        except CorroborateError:
            continue
        if laid is not None:
            found.append(pair_features(laid, find_pair_clashes(laid)))
            kept.append(record)
        if number % 500 == 0:
            print(f"{number} of {len(every)} pairs read", flush=True)
    names = tuple(sorted(found[0]))
    return Rows(
        names,
        np.array([[each[name] for name in names] for each in found]),
        np.array([each["set"] for each in kept]),
        np.array([label_of(each) for each in kept]),
        np.array([each["group"] for each in kept]),
    )


def folds_of(groups: Sequence[str]) -> NDArray[np.intp]:
    """The fold of each row; those of a group are in one."""
    return np.array([int(sha256(each.encode()).hexdigest(), 16) % FOLDS for each in groups])


def weights_of(rows: Rows, target: str) -> Matrix:
    """The weight of each row: large sets count less, and both answers alike within a set."""
    sizes = Counter(rows.sets.tolist())
    told = Counter(zip(rows.sets.tolist(), rows.labels == TOLD_BY[target][0], strict=True))
    weights = [
        min(1.0, (SET_SIZE / sizes[name]) ** 0.5) * (sizes[name] / (2 * told[name, so])) ** 0.5
        for name, so in zip(rows.sets.tolist(), rows.labels == TOLD_BY[target][0], strict=True)
    ]
    favour = np.where(np.isin(rows.sets, rows.main), MAIN, 1.0)
    return np.asarray(np.minimum(np.array(weights), HEAVIEST) * favour)


def fit(rows: Rows, target: str, among: Flags) -> HistGradientBoostingClassifier:
    """Boosted trees on the rows that tell about the target."""
    usable = among & np.isin(rows.labels, TOLD_BY[target])
    model = HistGradientBoostingClassifier(
        **TREES, l2_regularization=SHRINK, max_features=SHARE, random_state=0
    )
    truth = rows.labels[usable] == TOLD_BY[target][0]
    model.fit(rows.table[usable], truth, sample_weight=weights_of(rows, target)[usable])
    return model


def told_apart(rows: Rows, target: str) -> Matrix:
    """The log odds of every row by trees fitted on the other folds."""
    odds = np.zeros(len(rows.table))
    fold = folds_of(rows.groups.tolist())
    for number in range(FOLDS):
        here = fold == number
        odds[here] = fit(rows, target, ~here).decision_function(rows.table[here])
    return odds


def calibrated(odds: Matrix, rows: Rows, target: str) -> tuple[float, float]:
    """The scale and shift that make log odds of rows not fitted on those of the probability.

    Only rows of the main sets tell, where there are such: how often a pair is contradicted in
    others, which were made to hold as many of each answer, says nothing of what the tool is given.
    """
    usable = np.isin(rows.labels, TOLD_BY[target]) & is_main(rows)
    truth = rows.labels[usable] == TOLD_BY[target][0]
    platt = LogisticRegression(C=1e6).fit(odds[usable, None], truth)
    return round(float(platt.coef_[0][0]), 4), round(float(platt.intercept_[0]), 4)


def is_main(rows: Rows) -> Flags:
    """Which rows are of a main set; all where none is named."""
    return np.isin(rows.sets, rows.main or rows.sets)


def scores(probability: Matrix, rows: Rows, target: str) -> dict[str, Any]:
    """For all, main and each set: area under the curve, Brier score, how far from calibrated."""
    found = {}
    usable = np.isin(rows.labels, TOLD_BY[target])
    groups = {"all": usable, "main": is_main(rows)}
    for name in [*groups, *sorted(set(rows.sets.tolist()))]:
        here = usable & groups.get(name, rows.sets == name)
        truth = rows.labels[here] == TOLD_BY[target][0]
        if truth.any() and not truth.all():
            told = probability[here]
            found[name] = {
                "auc": round(float(roc_auc_score(truth, told)), 3),
                "brier": round(float(((told - truth) ** 2).mean()), 3),
                "reliability": round(_reliability(told, truth), 4),
                "rows": int(here.sum()),
            }
    return found


def _reliability(told: Matrix, truth: Flags) -> float:
    """The reliability term of the Brier score over BINS bins of equal width (Murphy 1973)."""
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    total = 0.0
    for number in np.unique(bins):
        here = bins == number
        total += float(here.sum() * (told[here].mean() - truth[here].mean()) ** 2)
    return total / len(told)


def as_record(model: HistGradientBoostingClassifier, rows: Rows) -> dict[str, Any]:
    """Bias, features and trees as learned/stance.py reads them."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            {
                "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
                "threshold": [
                    0.0 if at else _short(v)
                    for v, at in zip(nodes["num_threshold"], leaf, strict=True)
                ],
                "left": np.where(leaf, 0, nodes["left"]).tolist(),
                "right": np.where(leaf, 0, nodes["right"]).tolist(),
                "value": [
                    _short(v) if at else 0.0 for v, at in zip(nodes["value"], leaf, strict=True)
                ],
            }
        )
    bias = _short(np.ravel(model._baseline_prediction)[0])
    return {"bias": bias, "features": list(rows.names), "trees": trees}


def _short(value: float) -> float:
    """Five digits; a split on whether a value is known at all lets all known ones to the left."""
    return float(f"{min(value, HIGHEST):.5g}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--main", nargs="*", default=[], help="sets that weigh more")
    parser.add_argument("--take", nargs="*", default=[], help="rows of a set at most: 250 SET=900")
    parser.add_argument("--entailment", type=Path, help="folder of models fitted on other rows")
    parser.add_argument("--cache", type=Path, help="features kept between runs (.npz)")
    parser.add_argument("--write", action="store_true", help="fit on all rows and write the files")
    arguments = parser.parse_args()
    read = cached(arguments.cache, arguments.files, arguments.take, arguments.entailment)
    rows = replace(read, main=tuple(arguments.main))
    for target in (SUPPORT, REFUTE):
        odds = told_apart(rows, target)
        scale, shift = calibrated(odds, rows, target)
        held_out = scores(1 / (1 + np.exp(-(scale * odds + shift))), rows, target)
        for name, score in held_out.items():
            print(target, name, score)
        if arguments.write:
            everything = np.ones(len(rows.table), np.bool_)
            record = as_record(fit(rows, target, everything), rows)
            card = {
                "tells": f"the probability of {TOLD_BY[target][0]} by a passage given for a claim",
                "fitted_on": dict(sorted(Counter(rows.sets.tolist()).items())),
                "fitted_at": datetime.now(UTC).date().isoformat(),
                "held_out": held_out,
                "method": f"gradient-boosted trees, scikit-learn, {TREES}, {FOLDS} folds by group",
            }
            record |= {"scale": scale, "shift": shift, "card": card}
            text = json.dumps(record, separators=(",", ":"))
            (WEIGHTS / f"{target}.json").write_text(text + "\n", "utf-8")


def cached(
    cache: Path | None, files: Sequence[Path], takes: Sequence[str], folder: Path | None
) -> Rows:
    """The rows of the cache where it is there, else of the files, which it then keeps."""
    if cache is not None and cache.exists():
        with np.load(cache) as kept:
            names = tuple(kept["names"].tolist())
            return Rows(names, kept["table"], kept["sets"], kept["labels"], kept["groups"])
    rows = read_rows(records(files, takes), folder)
    if cache is not None:
        np.savez_compressed(
            cache,
            names=np.array(rows.names),
            table=rows.table,
            sets=rows.sets,
            labels=rows.labels,
            groups=rows.groups,
        )
    return rows


if __name__ == "__main__":
    main()
