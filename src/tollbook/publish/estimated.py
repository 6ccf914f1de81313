"""What the lists of a case say, as plain values."""

from dataclasses import asdict
from typing import Any

from tollbook.model.estimate import Estimate, Estimation


def estimation_entry(estimation: Estimation) -> dict[str, Any]:
    """The table and the results. Numbers are rounded: what lies below is the machine's, and would differ on another."""
    return {
        "lists": list(estimation.lists),
        "n": estimation.n,
        "sha256": estimation.sha256,
        "cells": [[history, count] for history, count in estimation.cells],
        "seed": estimation.seed,
        "results": [_line(one) for one in estimation.results],
    }


def _line(one: Estimate) -> dict[str, Any]:
    whole = {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(one).items()}
    return {**whole, "status": one.status.value, "reasons": list(one.reasons)}
