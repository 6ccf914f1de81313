"""The lists of a case: what a build says of them by itself, and what a person had worked out at length and recorded."""

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from tollbook.errors import StoreError
from tollbook.estimate.asked import Asked
from tollbook.estimate.families import METHODS, SAMPLED, estimate
from tollbook.estimate.read_table import read_table
from tollbook.estimate.table import CaptureTable, TableError
from tollbook.model import Issue, Severity
from tollbook.model.estimate import Estimate, Estimation, Status
from tollbook.read.find import LISTS, RECORDED_ESTIMATES

SCHEMA = "tollbook-estimates/1"
QUICK_LISTS = 5  # up to so many a build works out the quick methods itself, in less than a second
_MOST_BYTES = 10_000_000
_NUMBERS = ("estimate", "se", "low", "median", "high", "level", "rhat", "ess_bulk", "ess_tail")


def estimation_of(case: Path) -> tuple[Estimation, tuple[Issue, ...]] | tuple[None, tuple[Issue, ...]]:
    """Of the lists of a case; the issues say what could not be used. The same for the same bytes: what is drawn by
    chance is never drawn in a build."""
    try:
        table = read_table(case / LISTS)[()]
    except TableError as wrong:
        return None, (Issue("lists-not-read", f"{LISTS} could not be used. {wrong}", Severity.LOST, source=LISTS),)
    recorded, seed, issues = _recorded(case / RECORDED_ESTIMATES, table)
    quick = [name for name in METHODS if name not in SAMPLED] if len(table.lists) <= QUICK_LISTS else ["chao"]
    made = estimate(table, Asked(tuple(quick)))
    kept = [one for one in recorded if one.method not in quick]
    results = tuple(sorted((*made, *kept), key=lambda one: METHODS.index(one.method)))
    return Estimation(table.lists, table.cells, table.sha256, seed, results), issues


def record_estimates(case: Path, found: Mapping[str, Any]) -> None:
    """Writes what was worked out beside the lists that it is of, whole or not at all. Raises StoreError."""
    whole = {"schema": SCHEMA, **{name: found[name] for name in ("table", "seed", "version", "results")}}
    target = case / RECORDED_ESTIMATES
    partial = target.with_name(f".{RECORDED_ESTIMATES}.part")
    try:
        partial.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(partial, target)
    except OSError as wrong:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"{RECORDED_ESTIMATES} could not be written ({wrong.strerror}). Check the folder's rights and the disk."
        ) from wrong


def _recorded(file: Path, table: CaptureTable) -> tuple[tuple[Estimate, ...], int | None, tuple[Issue, ...]]:
    if not file.exists():
        return (), None, ()
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError
        whole = json.loads(file.read_text("utf-8"))
        if whole["schema"] != SCHEMA:
            raise ValueError
        if whole["table"]["sha256"] != table.sha256:
            return (), None, (_stale(),)
        return tuple(map(_result, whole["results"])), int(whole["seed"]), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = f"{RECORDED_ESTIMATES} could not be used. Run tollbook estimate on the case again."
        return (), None, (Issue("estimates-not-read", message, Severity.LOST, source=RECORDED_ESTIMATES),)


def _stale() -> Issue:
    message = (
        f"{RECORDED_ESTIMATES} was made from another {LISTS}, and was left out. Run tollbook estimate on the case."
    )
    return Issue("estimates-stale", message, Severity.OPEN, source=RECORDED_ESTIMATES)


def _result(line: Mapping[str, Any]) -> Estimate:
    """Raises what a wrong shape raises."""
    if set(line) != {one.name for one in fields(Estimate)} or line["method"] not in METHODS:
        raise ValueError
    numbers = {name: None if line[name] is None else float(line[name]) for name in _NUMBERS}
    words = [line[name] for name in ("method", "model", "statement")]
    reasons = tuple(line["reasons"])
    if not all(isinstance(one, str) for one in (*words, *reasons)):
        raise ValueError
    method, model, statement = words
    return Estimate(method, model, Status(line["status"]), reasons, **numbers, statement=statement)
