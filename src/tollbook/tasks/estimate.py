"""``tollbook estimate``: a table of lists in, what each method says of those on none of them out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.estimate.asked import Asked, no_progress
from tollbook.estimate.check import Pair
from tollbook.estimate.families import METHODS, SAMPLED, estimate
from tollbook.estimate.read_table import read_table
from tollbook.estimate.table import CaptureTable, TableError
from tollbook.intake import Progress
from tollbook.model.estimate import Estimate
from tollbook.version import __version__

SEED = 1  # where none is given; it is told with the result, so that anyone can repeat it

__all__ = ["METHODS", "SAMPLED", "SEED", "AskedToEstimate", "EstimatedTable", "estimate_table"]


@dataclass(frozen=True, slots=True)
class AskedToEstimate:
    """``methods``: none named is all. ``one_voice``: pairs of lists known to be copies of one another."""

    methods: tuple[str, ...] = ()
    seed: int = SEED
    one_voice: tuple[str, ...] = ()
    replicates: int = 1000


@dataclass(frozen=True, slots=True)
class EstimatedTable:
    """``results`` of the methods, in their order, of the ``table``."""

    table: CaptureTable
    results: tuple[Estimate, ...]
    seed: int

    def as_json(self) -> dict[str, Any]:
        """The table, its results, and what they were made with."""
        return {
            "table": {
                "lists": list(self.table.lists),
                "n": self.table.n,
                "cells": len(self.table.cells),
                "sha256": self.table.sha256,
            },
            "seed": self.seed,
            "version": __version__,
            "results": [result_line(one) for one in self.results],
        }


def result_line(one: Estimate) -> dict[str, Any]:
    """A result as plain values."""
    return {**asdict(one), "status": one.status.value, "reasons": list(one.reasons)}


def estimate_table(path: Path, asked: AskedToEstimate, progress: Progress = no_progress) -> EstimatedTable:
    """What each method says of the table in a file. Raises SettingsError."""
    try:
        table = read_table(path)[()]
        wanted = Asked(asked.methods or METHODS, asked.seed, _pairs(asked.one_voice, table), asked.replicates, progress)
        return EstimatedTable(table, estimate(table, wanted), asked.seed)
    except TableError as wrong:
        raise SettingsError(f"{path.name}: {wrong}") from None
    except ValueError as wrong:
        raise SettingsError(str(wrong)) from None


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
