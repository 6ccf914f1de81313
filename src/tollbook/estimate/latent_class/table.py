"""The table as the sampler wants it: a tree of capture histories, so that what two of them share is computed once."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tollbook.errors import SettingsError

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
MOST_LISTS = 40


class Tree(NamedTuple):
    """Node 0 is the history of those on no list. Every other adds the list ``last`` to the history ``parent``."""

    parent: Integers
    last: Integers
    counts: Floats
    lists: int
    persons: float


@dataclass(frozen=True, slots=True)
class Arranged:
    """A tree, and where each row of the table given stands in it."""

    tree: Tree
    node_of_row: Integers


def arrange(matrix: NDArray[Any], counts: NDArray[Any]) -> Arranged:
    """The tree of a table: rows are histories of 0 and 1, ``counts`` the persons with each."""
    rows, numbers = _checked(matrix, counts)
    sizes = numbers @ rows
    order = np.argsort(-sizes, kind="stable")  # the longest lists first, so that histories share the most
    nodes: dict[tuple[int, ...], int] = {(): 0}
    for row in sorted(tuple(int(place) for place in np.flatnonzero(row[order])) for row in rows):
        for end in range(1, len(row) + 1):
            nodes.setdefault(row[:end], len(nodes))
    node_of_row = np.array([nodes[tuple(int(x) for x in np.flatnonzero(row[order]))] for row in rows], dtype=np.int64)
    held = np.zeros(len(nodes))
    np.add.at(held, node_of_row, numbers)
    parent = np.array([nodes[history[:-1]] for history in nodes], dtype=np.int64)
    last = np.array([order[history[-1]] if history else 0 for history in nodes], dtype=np.int64)
    return Arranged(Tree(parent, last, held, rows.shape[1], float(numbers.sum())), node_of_row)


def _checked(matrix: NDArray[Any], counts: NDArray[Any]) -> tuple[Integers, Floats]:
    rows, numbers = np.asarray(matrix), np.asarray(counts)
    if rows.ndim != 2 or numbers.shape != rows.shape[:1]:
        raise SettingsError("The table has no row of lists for each count: give histories × lists, and one count each.")
    if not 2 <= rows.shape[1] <= MOST_LISTS:
        raise SettingsError(f"The latent-class model takes 2 to {MOST_LISTS} lists; the table has {rows.shape[1]}.")
    if not np.isin(rows, (0, 1)).all():
        raise SettingsError("A history holds something else than 0 (not on the list) and 1 (on it).")
    if not (np.isfinite(numbers).all() and (numbers >= 0).all() and (numbers == np.floor(numbers)).all()):
        raise SettingsError("A count is negative, fractional or missing: counts are whole numbers of persons.")
    if (rows.sum(axis=1) == 0).any():
        raise SettingsError("A history is on no list: those whom no list recorded are what is estimated.")
    if numbers.sum() < 1:
        raise SettingsError("The table holds nobody.")
    return rows.astype(np.int64), numbers.astype(np.float64)
