"""The assumption in one number: xi, the interaction of all lists, which no data tell. Aleshin-Guendel, S., Sadinle, M.
and Wakefield, J. 2024. The central role of the identifying assumption in population size estimation. Biometrics 80."""

from dataclasses import dataclass

import numpy as np

from tollbook.estimate.check import seen_cells
from tollbook.estimate.existence import histories
from tollbook.estimate.table import CaptureTable

RANGE = (0.5, 0.67, 1.0, 1.5, 2.0)
MOST_LISTS = 10


@dataclass(frozen=True, slots=True)
class OverXi:
    """``numbers``: all persons at each xi. ``at_one``: how many have no history where there is no such interaction, as
    every log-linear model says; ``se`` is its standard error."""

    seen: int
    at_one: float
    se: float
    numbers: tuple[tuple[float, float], ...]

    def implied(self, number: float) -> float | None:
        """The xi that an answer comes to: how far it is from none."""
        return self.at_one / (number - self.seen) if number > self.seen else None


def over_xi(table: CaptureTable, values: tuple[float, ...] = RANGE) -> OverXi | None:
    """From the histories as they are; None where one of them nobody has, as then they tell nothing of xi."""
    lists = len(table.lists)
    if not 2 <= lists <= MOST_LISTS or len(table.cells) < (1 << lists) - 1:
        return None
    counts = seen_cells(table)
    odd = np.bitwise_count(histories(lists)) % 2 == 1
    log = np.log(counts)
    at_one = float(np.exp(log[odd].sum() - log[~odd].sum()))
    se = float(np.sqrt(at_one + at_one**2 * (1 / counts).sum()))
    return OverXi(table.n, at_one, se, tuple((xi, table.n + at_one / xi) for xi in values))
