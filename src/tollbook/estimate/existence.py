"""Whether a log-linear model has an estimate at all: Fienberg, S. E. and Rinaldo, A. 2012. Maximum likelihood
estimation in log-linear models. Annals of Statistics 40: 996–1023; for sparse lists Chan, Silverman, Vincent 2021."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_INSIDE = 1e-7


class Verdict(IntEnum):
    """As in the published test: 0 can be estimated, 1 no estimate exists, 2 is not identified, 3 both."""

    FINE = 0
    NONE_EXISTS = 1
    NOT_IDENTIFIED = 2
    NEITHER = 3


@lru_cache(maxsize=8)
def histories(lists: int) -> NDArray[np.int64]:
    """All histories but that of nobody, as bits: the first list is bit 0."""
    return np.arange(1, 1 << lists)


def design(lists: int, terms: Iterable[int]) -> NDArray[np.float64]:
    """Histories by terms, each a set of lists as bits (0 is the constant): 1 where the history has all of the term."""
    cells = histories(lists)[:, None]
    wanted = np.fromiter(terms, np.int64)[None, :]
    return np.asarray((cells & wanted) == wanted, np.float64)


@dataclass(frozen=True, slots=True)
class Existence:
    """``verdict`` by the published test. ``unseen_told``: whether, on the cells that are not empty for certain, the
    model still tells how many have no history: then its extended estimate gives a number, where no other exists."""

    verdict: Verdict
    unseen_told: bool


def existence(lists: int, terms: tuple[int, ...], seen: NDArray[np.bool_]) -> Existence:
    """Of a model with these ``terms`` (lists and interactions; the constant goes without saying), where ``seen`` says
    of each history whether anybody has it. What is seen decides, not how often: the estimate exists where the sums
    that it must reproduce lie inside the cone of the model, and they lie in the face that the cells seen span."""
    return _existence(lists, (0, *(term for term in terms if term)), np.packbits(seen).tobytes())


@lru_cache(maxsize=100_000)
def _existence(lists: int, terms: tuple[int, ...], seen_bytes: bytes) -> Existence:
    cells = histories(lists)
    seen = np.unpackbits(np.frombuffer(seen_bytes, np.uint8), count=len(cells)).astype(bool)
    columns = design(lists, terms)
    never = columns[seen].sum(axis=0) == 0  # an interaction that nobody shows is minus infinity, and its cells empty
    kept = columns[:, never].sum(axis=1) == 0
    rows = columns[kept][:, ~never]
    rank = np.linalg.matrix_rank(rows)
    face = np.ones(len(rows), bool) if seen[kept].all() else _face(rows, seen[kept])
    verdict = Verdict((0 if face.all() else 1) + (0 if rank == rows.shape[1] else 2))
    return Existence(verdict, verdict is Verdict.FINE or _first_told(rows[face]))


def _first_told(rows: NDArray[np.float64]) -> bool:
    """Whether these rows determine the first parameter."""
    first = np.eye(1, rows.shape[1])
    return bool(np.linalg.matrix_rank(np.vstack([rows, first])) == np.linalg.matrix_rank(rows))


def _face(rows: NDArray[np.float64], seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows that can have persons where the sums are those of the rows seen: a linear program that fills as many
    rows as it can up to 1, over all multiples of the sums."""
    from scipy.optimize import linprog  # noqa: PLC0415 (it holds 40 MB, and most tables do without)

    number = len(rows)
    sums = seen @ rows
    equal = np.hstack([rows.T, rows.T, -sums[:, None]])
    cost = np.concatenate([-np.ones(number), np.zeros(number + 1)])
    bounds = [(0, 1)] * number + [(0, None)] * (number + 1)
    found = linprog(cost, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=bounds, method="highs")
    return np.asarray(seen | (found.x[:number] > _INSIDE)) if found.status == 0 else seen
