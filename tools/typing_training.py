"""Learn the weights of typing errors from samples and write fixtures/proofing/typing.json, for
developers.

    python tools/typing_training.py SAMPLES fixtures/proofing/typing.json

SAMPLES is the folder that tools/typing_samples.py wrote. Needs numpy and scikit-learn beside the
application's requirements. Weights and trees are learnt from the sentences that are not kept aside.
The two thresholds are set on right official sentences which trees learnt without them have scored
(four folds), at the shares of alarms ALARMS. What is kept aside is only printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from drafting.proofing.typing.features import NAMES
from drafting.proofing.typing.judgement import LONG_WORD, derived
from drafting.proofing.typing.resources import FOLDER
from drafting.proofing.typing.right_words import RightWords
from tools.typing_samples import FOLDS

#: Right official sentences on which the thresholds are set, and what share of them may be flagged.
OFFICIAL: Final = ("acc_xxqg-right", "ec_odw-right", "own-right")
ALARMS: Final = {"warning": 0.0006, "advice": 0.005}
#: How much a candidate of a file counts; those put in by chance are not what people mistype.
WEIGHT: Final = {"gen_xxqg": 0.3, "lemon_new": 0.5, "ec_odw": 3.0, "lemon_cot": 2.0, "own": 2.0}
SETTINGS: Final = {
    "max_iter": 180,
    "max_leaf_nodes": 20,
    "learning_rate": 0.08,
    "min_samples_leaf": 80,
    "l2_regularization": 8.0,
    "random_state": 5,
}
Samples = dict[str, dict[str, np.ndarray]]


def read(folder: Path) -> Samples:
    """All tables by file and kind (ec_odw-wrong)."""
    return {path.stem: dict(np.load(path)) for path in sorted(folder.glob("*.npz"))}


def usable(table: dict[str, np.ndarray]) -> np.ndarray:
    """The candidates that the check would look at."""
    if "usable" not in table:
        right = RightWords.from_file(FOLDER / "right-words.json")
        table["usable"] = np.array([not _covered(said, right) for said in table["said"].tolist()])
        table["usable"] &= table["numbers"][:, NAMES.index("dict_old")] < LONG_WORD
    return table["usable"]


def _covered(said: str, right: RightWords) -> bool:
    """Whether what stood there is a right word; ``said``: …【old→new】…"""
    before, _, rest = said.partition("【")
    change, _, after = rest.partition("】")
    old = change.partition("→")[0]
    return right.cover(before + old + after, len(before), len(before) + len(old))


def stack(samples: Samples, without: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers, marks and weights of what is learnt from, one fold left out."""
    numbers, marks, weights = [], [], []
    for name, table in samples.items():
        take = ~table["aside"]
        if without is not None:
            take &= table["fold"] != without
        chosen = take[table["sentences"]] & (table["marks"] >= 0) & usable(table)
        numbers.append(table["numbers"][chosen])
        marks.append(table["marks"][chosen])
        weights.append(np.full(chosen.sum(), WEIGHT.get(name.split("-")[0], 1.0)))
    return np.vstack(numbers), np.concatenate(marks), np.concatenate(weights)


class Opinions:
    """Weights and trees, learnt from all samples or from those outside a fold."""

    def __init__(self, samples: Samples, without: int | None = None) -> None:
        numbers, marks, importance = stack(samples, without)
        self.trees = HistGradientBoostingClassifier(**SETTINGS)
        self.trees.fit(numbers, marks, sample_weight=importance)
        every = widened(numbers)
        self._scale = StandardScaler().fit(every)
        self._linear = LogisticRegression(C=0.3, max_iter=400)
        self._linear.fit(self._scale.transform(every), marks, sample_weight=importance)

    @property
    def weights(self) -> np.ndarray:
        """Of the numbers as they are."""
        return self._linear.coef_[0] / self._scale.scale_

    @property
    def bias(self) -> float:
        """Where the sum of the weights begins."""
        return float(self._linear.intercept_[0] - self.weights @ self._scale.mean_)

    def scores(self, numbers: np.ndarray) -> np.ndarray:
        """As drafting.proofing.typing.judgement has them."""
        linear = widened(numbers) @ self.weights + self.bias
        return (linear + self.trees.decision_function(numbers)) / 2


def widened(numbers: np.ndarray) -> np.ndarray:
    """The numbers with what is derived from them."""
    rest = [derived(row) for row in numbers.tolist()]
    return np.hstack([numbers, np.array(rest, dtype=np.float64)])


def best(table: dict[str, np.ndarray], scores: np.ndarray) -> np.ndarray:
    """Of each sentence the best score, in a faulty one of what touches the error."""
    result = np.full(len(table["aside"]), -99.0)
    chosen = usable(table) & (table["hits"] | ~table["wrong"][table["sentences"]])
    np.maximum.at(result, table["sentences"][chosen], scores[chosen])
    return result


def thresholds(samples: Samples) -> dict[str, float]:
    """Scores that so many right official sentences reach."""
    reached = []
    for fold in range(FOLDS):
        opinions = Opinions(samples, without=fold)
        for name in OFFICIAL:
            table = samples[name]
            found = best(table, opinions.scores(table["numbers"]))
            reached.append(found[~table["aside"] & (table["fold"] == fold)])
    everything = np.sort(np.concatenate(reached))[::-1]
    print(len(everything), "right official sentences scored by trees that do not know them")
    return {
        grade: float(everything[int(share * len(everything))]) for grade, share in ALARMS.items()
    }


def columns(nodes: np.ndarray) -> list[list[float]]:
    """A tree as drafting.proofing.typing.judgement.Tree has it."""
    leaf = nodes["is_leaf"].astype(bool)
    return [
        np.where(leaf, -1, nodes["feature_idx"]).tolist(),
        [round(float(one), 5) if np.isfinite(one) else 0.0 for one in nodes["num_threshold"]],
        nodes["left"].tolist(),
        nodes["right"].tolist(),
        [
            round(float(value), 5) if end else 0.0
            for value, end in zip(nodes["value"], leaf, strict=True)
        ],
    ]


def written(opinions: Opinions, limits: dict[str, float]) -> str:
    """The fixture, a tree a line."""
    trees = opinions.trees
    rows = [columns(group[0].nodes) for group in trees._predictors]
    head = {
        "features": NAMES,
        "bias": opinions.bias,
        "weights": [round(float(one), 5) for one in opinions.weights],
        "base": float(trees._baseline_prediction[0, 0]),
        **{grade: round(limit, 4) for grade, limit in limits.items()},
    }
    listed = ",\n".join(f"  {json.dumps(row, separators=(',', ':'))}" for row in rows)
    return f'{json.dumps(head)[:-1]}, "trees": [\n{listed}\n]}}\n'


def report(samples: Samples, opinions: Opinions, limits: dict[str, float]) -> None:
    """What the sentences that are kept aside say."""
    for name, table in samples.items():
        found = best(table, opinions.scores(table["numbers"]))[table["aside"]]
        shares = "  ".join(
            f"{grade} {(found >= limit).mean():7.2%}" for grade, limit in limits.items()
        )
        print(f"{name:20} {len(found):5} {shares}")


def main(source: Path, target: Path) -> None:
    samples = read(source)
    limits = thresholds(samples)
    opinions = Opinions(samples)
    report(samples, opinions, limits)
    target.write_text(written(opinions, limits), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
