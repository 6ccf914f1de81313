"""A bound from below: Chao, A. 1987, Biometrics 43: 783–791; with an effect of each list, as a log-linear model:
Rivest, L.-P. and Baillargeon, S. 2007, Biometrics 63: 999–1006. For many lists, Chao's own moments."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from tollbook.estimate.check import seen_cells
from tollbook.estimate.existence import design, histories
from tollbook.estimate.findings import Finding
from tollbook.estimate.fits import Floats, fit_columns
from tollbook.estimate.result import around, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

MOST_LISTS = 10


def chao(table: CaptureTable, findings: Sequence[Finding]) -> Iterator[Estimate]:
    """One result."""
    by_model = len(table.lists) <= MOST_LISTS
    model = "Mth" if by_model else "Mh, moments"
    if any(one.status == "refused" for one in findings):
        yield result("chao", model, table, findings)
        return
    unseen, se = with_list_effects(table) if by_model else moments(table)
    yield result("chao", model, table, [*findings, Finding("lower-bound")], around(table.n, unseen, se))


def with_list_effects(table: CaptureTable) -> tuple[float, float]:
    """The least number unseen, and its standard error."""
    lists = len(table.lists)
    main = design(lists, [0, *(1 << i for i in range(lists))])
    held = np.bitwise_count(histories(lists)).astype(np.float64)
    more = [np.maximum(held - k + 1, 0) for k in range(3, lists + 1)]  # a bound where their slopes are not below 0
    counts = seen_cells(table)
    while True:
        columns: Floats = np.column_stack([main, *more])
        slopes, variance = fit_columns(columns, counts)
        above = slopes[1 + lists :] >= 0
        if above.all():
            break
        more = [column for column, fine in zip(more, above, strict=True) if fine]
    unseen = math.exp(min(slopes[0], 700.0))
    return unseen, math.sqrt(unseen + unseen**2 * variance)


def moments(table: CaptureTable) -> tuple[float, float]:
    """The same from how many are on one list only and on two, bias-corrected."""
    lists = len(table.lists)
    held = [(history.count("1"), count) for history, count in table.cells]
    once = sum(count for k, count in held if k == 1)
    twice = sum(count for k, count in held if k == 2)
    share = (lists - 1) / lists
    unseen = share * once * (once - 1) / (2 * (twice + 1))
    variance = (
        unseen
        + share**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    return unseen, math.sqrt(variance)
