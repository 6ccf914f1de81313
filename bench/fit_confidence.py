"""Fits how sure readings are, on figures that a person judged: writes `data/confidence.yaml` and the plot.

`python bench/fit_confidence.py FOLDER`, with the folder of tables that `coded_reports.py` takes. A logistic regression
on names of features (what is known of a figure once it is read), fitted on `confidence_judged.csv`; then Platt's
scaling of scores that come from fits without the figure's own table, on those judged that were drawn at random. Coded
figures are not fitted on: `--weak WEIGHT --dry` shows what they would do.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import sklearn
from confidence_plot import plot_of
from confidence_rows import BENCH, Figure, counted, figures_in
from sklearn.linear_model import LogisticRegression

ROOT = BENCH.parent
DATA = ROOT / "src" / "tollbook" / "data" / "confidence.yaml"
PLOT = ROOT / "docs" / "pictures" / "reading-confidence.svg"
STRENGTH, PLATT = 0.3, 100.0
SEEN, GROUND = 20, 30  # figures that a feature needs; judged ones that a harm needs
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


class Table(NamedTuple):
    """The figures as numbers: one row a figure, one column a feature."""

    names: list[str]
    found: list[Figure]
    rows: np.ndarray
    judged: np.ndarray  # 1, 0; -1 where nobody judged
    weak: np.ndarray
    random: np.ndarray
    table: np.ndarray


def tabled(found: Sequence[Figure]) -> Table:
    many = Counter(name for one in found for name in one.features)
    names = sorted(name for name, number in many.items() if number >= SEEN)
    own = [one for one in found if one.judged is not None or one.weak is not None]
    at = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(own), len(names)))
    for n, one in enumerate(own):
        rows[n, [at[name] for name in one.features if name in at]] = 1
    return Table(
        names,
        own,
        rows,
        np.array([-1 if one.judged is None else int(one.judged) for one in own]),
        np.array([-1 if one.weak is None else int(one.weak) for one in own]),
        np.array([one.random for one in own]),
        np.array([one.table for one in own]),
    )


def fitted(data: Table, within: np.ndarray, weak: float) -> LogisticRegression:
    """On the judged figures ``within``; with a weight, on those too of which only the code is known."""
    judged, coded = within & (data.judged >= 0), within & (data.judged < 0) & (data.weak >= 0)
    rows, right, weight = data.rows[judged], data.judged[judged], np.ones(judged.sum())
    if weak:
        rows, right = np.vstack([rows, data.rows[coded]]), np.r_[right, data.weak[coded]]
        weight = np.r_[weight, np.full(coded.sum(), weak)]
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, right, sample_weight=weight)


def left_out(data: Table, weak: float) -> tuple[np.ndarray, np.ndarray]:
    """Of each figure the score and the share, from fits and scalings that saw none of its table."""
    score, share = np.zeros(len(data.rows)), np.zeros(len(data.rows))
    for name in np.unique(data.table):
        own = data.table == name
        score[own] = fitted(data, ~own, weak).decision_function(data.rows[own])
    for name in np.unique(data.table):
        own = data.table == name
        share[own] = scaled(score, data, ~own).predict_proba(score[own][:, None])[:, 1]
    return score, share


def scaled(score: np.ndarray, data: Table, within: np.ndarray) -> LogisticRegression:
    chosen = within & (data.judged >= 0) & data.random
    return LogisticRegression(C=PLATT).fit(score[chosen][:, None], data.judged[chosen])


def steps_of(scale: LogisticRegression, base: float, weights: np.ndarray) -> list[tuple[int, int]]:
    """From which score, in thousandths, which share, in hundredths; no share is 0 or 1."""
    slope, start = float(scale.coef_[0][0]), float(scale.intercept_[0])
    lowest = base + weights[weights < 0].sum()
    steps = [(int(1000 * lowest) - 1, 1)]
    for hundredth in range(2, 100):
        edge = (hundredth - 0.5) / 100
        steps.append((int(np.ceil(1000 * (np.log(edge / (1 - edge)) - start) / slope)), hundredth))
    return [step for step in steps if step[0] >= steps[0][0]]


def error(share: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: over bins, how far the mean share is from the part accepted."""
    at = np.digitize(share, BINS)
    return sum(abs(share[at == n].mean() - right[at == n].mean()) * (at == n).mean() for n in np.unique(at))


def ranked(share: np.ndarray, right: np.ndarray) -> float:
    """How often an accepted figure has a greater share than one that was not."""
    yes, no = share[right == 1], share[right == 0]
    if not len(yes) or not len(no):
        return float("nan")
    return float(np.mean([(yes > one).mean() + (yes == one).mean() / 2 for one in no]))


def told(data: Table, share: np.ndarray) -> str:
    """The figures of the left-out tables, as rows of Markdown."""
    lines = ["| table left out | judged | accepted | mean share | Brier | of one share for all | ECE | ranked |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    drawn = data.random & (data.judged >= 0)
    for name in (*np.unique(data.table), "all, at random", "all, doubtful"):
        own = drawn & (data.table == name) if name in data.table else drawn
        if name == "all, doubtful":
            own = ~data.random & (data.judged >= 0)
        right, given = data.judged[own], share[own]
        flat = data.judged[drawn & ~own].mean() if (drawn & ~own).any() else right.mean()
        lines.append(
            f"| {name} | {own.sum()} | {100 * right.mean():.1f} % | {100 * given.mean():.1f} % "
            f"| {np.mean((given - right) ** 2):.4f} | {np.mean((flat - right) ** 2):.4f} | {error(given, right):.3f} "
            f"| {ranked(given, right):.2f} |"
        )
    return "\n".join(lines)


def written(data: Table, score: np.ndarray) -> str:
    """The data file."""
    everything = np.ones(len(data.rows), dtype=bool)
    made = fitted(data, everything, 0)
    weights = {name: round(1000 * float(w)) for name, w in zip(data.names, made.coef_[0], strict=True)}
    base = round(1000 * float(made.intercept_[0]))
    judged = [one for one in data.found if one.judged is not None]
    harms = Counter(one.harm for one in judged)
    steps = steps_of(scaled(score, data, everything), float(made.intercept_[0]), made.coef_[0])
    lines = [
        "# How sure readings are, as measured. Written by bench/fit_confidence.py; not for editing.",
        "# Weights and scores in thousandths, shares in hundredths. See docs/explanation/reading-confidence.md.",
        "language: en",
        f"judged: {len(judged)}",
        f"at_random: {sum(one.random for one in judged)}",
        f'fitted_with: "scikit-learn {sklearn.__version__}"',
        f"harms: [{', '.join(sorted(harm for harm, number in harms.items() if number >= GROUND))}]",
        f"base: {base}",
        "weights:",
        *(f'  "{name}": {weight}' for name, weight in weights.items() if weight),
        "steps:",
        *(f"  - [{score}, {share}]" for score, share in steps),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weak", type=float, default=0.0, help="what a coded figure weighs beside a judged one")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        sys.exit(f"{asked.folder} is not there. Give a folder of coded reports; none is part of this project.")
    found = figures_in(asked.folder)
    print("\n".join(counted(found)))
    data = tabled(found)
    score, share = left_out(data, asked.weak)
    print(told(data, share))
    if not asked.dry:
        DATA.write_text(written(data, score), encoding="utf-8")
        PLOT.write_text(plot_of(share, data.judged, data.random), encoding="utf-8")


if __name__ == "__main__":
    main()
