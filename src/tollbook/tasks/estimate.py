"""``tollbook estimate``: a table of lists in, what each method says of those on none of them out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.estimate.asked import Asked, no_progress
from tollbook.estimate.check import Pair
from tollbook.estimate.families import METHODS, SAMPLED, estimate
from tollbook.estimate.joint import SUMMED, combine_replicates, sum_strata
from tollbook.estimate.read_table import read_table
from tollbook.estimate.table import CaptureTable, TableError
from tollbook.intake import Progress
from tollbook.model.estimate import SEED, Estimate
from tollbook.read.find import LISTS
from tollbook.tasks.case_estimates import record_estimates
from tollbook.tasks.estimate_leans import LeansOn, leans_on
from tollbook.version import __version__

__all__ = [
    "METHODS",
    "SAMPLED",
    "SEED",
    "AskedToEstimate",
    "EstimatedTable",
    "Stratum",
    "estimate_case",
    "estimate_table",
]


@dataclass(frozen=True, slots=True)
class AskedToEstimate:
    """``methods``: none named is all. ``one_voice``: pairs of lists known to be copies of one another. ``leans``: the
    method of which it is asked what its answer leans on. ``by``: columns to divide by. ``imputed``: the column that
    tells imputed replicates of one table apart. ``resume``: the file that keeps the draws of latent classes."""

    methods: tuple[str, ...] = ()
    seed: int = SEED
    one_voice: tuple[str, ...] = ()
    replicates: int = 1000
    classes: int = 10
    chains: int = 8
    sweeps: int = 1 << 20
    leans: str | None = None
    by: tuple[str, ...] = ()
    imputed: str | None = None
    resume: Path | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum, and what each method gave of it."""

    name: str
    table: CaptureTable
    results: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class EstimatedTable:
    """``results`` of the methods, in their order, of the ``table``; where it was divided, of the sum of ``strata``, or
    of all ``replicates``, of which ``table`` is the first."""

    table: CaptureTable
    results: tuple[Estimate, ...]
    seed: int
    strata: tuple[Stratum, ...] = ()
    leans: LeansOn | None = None
    replicates: tuple[Stratum, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The table, its results, and what they were made with."""
        whole: dict[str, Any] = {
            "table": table_line(self.table),
            "seed": self.seed,
            "version": __version__,
            "results": [result_line(one) for one in self.results],
        }
        for name, one, parts in (("strata", "stratum", self.strata), ("replicates", "replicate", self.replicates)):
            if parts:
                whole[name] = [_part_line(one, part) for part in parts]
        if self.leans:
            whole["leans_on"] = self.leans.as_json()
        return whole


def _part_line(name: str, part: Stratum) -> dict[str, Any]:
    return {name: part.name, "table": table_line(part.table), "results": [result_line(r) for r in part.results]}


def table_line(table: CaptureTable) -> dict[str, Any]:
    """What is said of a table: nothing of its cells but their number and their hash."""
    return {"lists": list(table.lists), "n": table.n, "cells": len(table.cells), "sha256": table.sha256}


def result_line(one: Estimate) -> dict[str, Any]:
    """A result as plain values."""
    return {**asdict(one), "status": one.status.value, "reasons": list(one.reasons)}


def estimate_case(case: Path, asked: AskedToEstimate, progress: Progress = no_progress) -> EstimatedTable:
    """What each method says of the lists of a case; recorded beside them, for its dossier. Raises SettingsError and
    StoreError."""
    if asked.by or asked.imputed:
        raise SettingsError(
            "What is recorded for a case is of all its lists: leave out --by and --imputed, or name the table."
        )
    if not (case / LISTS).is_file():
        raise SettingsError(f"The case has no {LISTS}. Put the table of its lists there.")
    found = estimate_table(case / LISTS, asked, progress)
    record_estimates(case, found.as_json())
    return found


def estimate_table(path: Path, asked: AskedToEstimate, progress: Progress = no_progress) -> EstimatedTable:
    """What each method says of the table in a file. Raises SettingsError."""
    try:
        _of_one_kind(asked)
        columns = asked.by or ((asked.imputed,) if asked.imputed else ())
        tables = read_table(path, columns)
        if columns:
            return _by_parts({", ".join(names): one for names, one in tables.items()}, asked, progress)
        table = tables[()]
        wanted = _wanted(asked, table, progress)
        leans = leans_on(table, asked.leans, replace(wanted, resume=None)) if asked.leans else None
        return EstimatedTable(table, estimate(table, wanted), asked.seed, leans=leans)
    except TableError as wrong:
        raise SettingsError(f"{path.name}: {wrong}") from None
    except ValueError as wrong:
        raise SettingsError(str(wrong)) from None


def _of_one_kind(asked: AskedToEstimate) -> None:
    """Raises SettingsError."""
    if asked.by and asked.imputed:
        raise SettingsError("Estimate by strata or of imputed replicates, not both: leave out --by or --imputed.")
    if asked.resume and (asked.by or asked.imputed):
        raise SettingsError("--resume keeps the draws of one table: leave it out, or --by and --imputed.")


def _by_parts(tables: Mapping[str, CaptureTable], asked: AskedToEstimate, progress: Progress) -> EstimatedTable:
    first = next(iter(tables.values()))
    wanted = _wanted(asked, first, progress)
    methods = [name for name in SUMMED if name in wanted.methods]
    if unknown := [name for name in asked.methods if name not in SUMMED]:
        what = "Of strata" if asked.by else "Of replicates"
        raise SettingsError(f"{what}, {unknown[0]!r} gives no draws to put together; {', '.join(SUMMED)} do.")
    together = sum_strata if asked.by else combine_replicates
    found = [together(name, tables, wanted) for name in methods]
    results = tuple(whole for whole, _ in found)
    parts = tuple(
        Stratum(name, table, tuple(each[at] for _, each in found)) for at, (name, table) in enumerate(tables.items())
    )
    if asked.imputed:
        return EstimatedTable(first, results, asked.seed, replicates=parts)
    everyone = CaptureTable.from_counts(first.lists, [cell for table in tables.values() for cell in table.cells])
    return EstimatedTable(everyone, results, asked.seed, strata=parts)


def _wanted(asked: AskedToEstimate, table: CaptureTable, progress: Progress) -> Asked:
    return Asked(
        asked.methods or METHODS,
        asked.seed,
        _pairs(asked.one_voice, table),
        asked.replicates,
        asked.classes,
        asked.chains,
        asked.sweeps,
        asked.resume,
        progress,
    )


def _pairs(one_voice: Sequence[str], table: CaptureTable) -> tuple[Pair, ...]:
    pairs = []
    for given in one_voice:
        names = tuple(name.strip() for name in given.split(","))
        if len(names) != 2 or not set(names) <= set(table.lists) or names[0] == names[1]:
            raise SettingsError(
                f"--one-voice takes the names of two lists, as A,B; there are: {', '.join(table.lists)}."
            )
        pairs.append((names[0], names[1]))
    return tuple(pairs)
