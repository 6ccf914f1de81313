"""What an answer leans on: the same method on a table that is a little otherwise. Binette, O. and Steorts, R. C. 2022.
On the reliability of multiple systems estimation for the quantification of modern slavery. Journal of the Royal
Statistical Society A 185: 640–676."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

Method = Callable[[CaptureTable], Estimate]
SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
RATES = (-0.05, -0.02, 0.02, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Variant:
    """``what`` was done to the table (the name of a list or of two, a share, a rate), and what came out. ``known``:
    what should have, where that is known."""

    what: str
    table: CaptureTable
    estimate: Estimate
    known: int | None = None

    @property
    def held(self) -> bool | None:
        """Whether the interval holds what is known; None where nothing is, or there is no interval."""
        if self.known is None or self.estimate.low is None or self.estimate.high is None:
            return None
        return self.estimate.low <= self.known <= self.estimate.high


def leave_one_out(table: CaptureTable, method: Method) -> Iterator[Variant]:
    """Without each list in turn."""
    for i, name in enumerate(table.lists):
        if len(table.lists) > 1:
            without = table.without(i)
            yield Variant(name, without, method(without))


def merge_two(table: CaptureTable, method: Method) -> Iterator[Variant]:
    """With each two lists as one: what is left of dependence between them then says nothing."""
    for i, j in combinations(range(len(table.lists)), 2):
        merged = table.merged(i, j)
        yield Variant(f"{table.lists[i]}+{table.lists[j]}", merged, method(merged))


def consistency(table: CaptureTable, method: Method) -> Iterator[Variant]:
    """Of those on each list, whose number is known, how many the other lists would say there are."""
    for i, name in enumerate(table.lists):
        rest = [j for j in range(len(table.lists)) if j != i]
        rows = [("".join(history[j] for j in rest), count) for history, count in table.cells if history[i] == "1"]
        size = sum(count for _, count in rows)
        seen = [row for row in rows if "1" in row[0]]
        if rest and seen:
            others = CaptureTable.from_counts([table.lists[j] for j in rest], seen)
            yield Variant(name, others, method(others), size)


def trajectory(table: CaptureTable, method: Method, seed: int, shares: tuple[float, ...] = SHARES) -> Iterator[Variant]:
    """Of some of the persons, drawn by chance: an answer that is sound grows with the share of them, and no faster."""
    random = np.random.default_rng(seed)
    counts = table.counts()
    for share in shares:
        drawn = random.multivariate_hypergeometric(counts, max(1, round(share * table.n)), method="marginals")
        cells = [(history, int(n)) for (history, _), n in zip(table.cells, drawn, strict=True)]
        some = CaptureTable.from_counts(table.lists, cells)
        yield Variant(f"{share:g}", some, method(some))


def linkage(table: CaptureTable, method: Method, rates: tuple[float, ...] = RATES) -> Iterator[Variant]:
    """As if this share of those on one list only were on another too, and had not been recognised; below 0: as if this
    share of those on two lists were two persons each."""
    for rate in rates:
        other = relinked(table, rate)
        yield Variant(f"{rate:+g}", other, method(other))


def relinked(table: CaptureTable, rate: float) -> CaptureTable:
    """The table that this share of linkage errors would have hidden."""
    tally = dict(table.cells)
    ones = ["".join("1" if j == i else "0" for j in range(len(table.lists))) for i in range(len(table.lists))]
    if rate < 0:
        for history in [one for one in tally if one.count("1") == 2]:
            moved = round(-rate * tally[history])
            tally[history] -= moved
            for i in (i for i, sign in enumerate(history) if sign == "1"):
                tally[ones[i]] = tally.get(ones[i], 0) + moved
        return CaptureTable.from_counts(table.lists, tally.items())
    alone = np.array([tally.get(one, 0) for one in ones], float)
    total = alone.sum()
    for i, j in combinations(range(len(ones)), 2):
        pairs = sum(alone[a] * alone[b] for a, b in combinations(range(len(ones)), 2))
        moved = round(rate * total / 2 * alone[i] * alone[j] / pairs) if pairs else 0
        moved = min(moved, tally.get(ones[i], 0), tally.get(ones[j], 0))
        both = "".join("1" if k in (i, j) else "0" for k in range(len(ones)))
        for history, change in ((ones[i], -moved), (ones[j], -moved), (both, moved)):
            tally[history] = tally.get(history, 0) + change
    return CaptureTable.from_counts(table.lists, tally.items())
