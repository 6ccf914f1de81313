"""Several tables together: strata summed draw by draw, imputed replicates combined. Never the ends of intervals, and
never a difference of two estimates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import check
from tollbook.estimate.families import one_family
from tollbook.estimate.findings import Finding
from tollbook.estimate.result import LEVEL, Numbers, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate, Status

Floats = NDArray[np.float64]
DRAWS = 4000
SUMMED = ("loglinear", "stepwise", "dga", "lcm")
_FEW = 10  # replicates, below which the spread between them is badly known


def draws_of(method: str, table: CaptureTable, asked: Asked, stream: int = 0) -> tuple[Floats | None, Estimate]:
    """So many draws of the number of all persons, from the method's own posterior, and what the method says; None where
    it gives no number. ``stream`` keeps the draws of one stratum apart from those of another."""
    random = np.random.default_rng([asked.seed, stream])
    found = check(table, asked.one_voice)
    module: Any = import_module(f"tollbook.estimate.{method}")
    if method == "lcm" and all(one.status is not Status.REFUSED for one in module.against(table, found, asked)):
        draws = module.drawn(table, asked)
        said = module.estimate_of(table, found, asked, draws)
        return (random.choice(module.sizes(draws), DRAWS) if said.number is not None else None), said
    said = next(iter(one_family(method)(table, found, asked)))
    if said.number is None:
        return None, said
    if method == "dga":
        posterior = module.settled(table)
        return table.n + random.choice(posterior.unseen, DRAWS, p=posterior.weights), said
    return _log_normal(table.n, said, random), said


def _log_normal(seen: int, said: Estimate, random: np.random.Generator) -> Floats:
    """By the logarithm of those unseen, as the interval of these methods is made."""
    unseen = max((said.number or 0) - seen, 1e-9)
    ends = [max((end or 0) - seen, 1e-9) for end in (said.low, said.high)]
    spread = np.log(ends[1] / ends[0]) / (2 * 1.959963984540054)
    return np.asarray(seen + unseen * np.exp(random.normal(0, spread, DRAWS)))


def sum_strata(method: str, tables: Mapping[str, CaptureTable], asked: Asked) -> tuple[Estimate, tuple[Estimate, ...]]:
    """The sum over strata, by draws that go together, and what each stratum gave. A stratum without a number leaves the
    sum without one."""
    found = [draws_of(method, table, asked, stream) for stream, table in enumerate(tables.values())]
    each = tuple(said for _, said in found)
    everyone = _together(tables)
    missing = [name for name, (draws, _) in zip(tables, found, strict=True) if draws is None]
    model = f"sum of {len(tables)} strata"
    if missing or not found:
        return result(method, model, everyone, [Finding("stratum-without-number", tuple(missing))]), each
    total = np.sum([draws for draws, _ in found if draws is not None], axis=0)
    low, median, high = np.quantile(total, [0.5 - LEVEL / 2, 0.5, 0.5 + LEVEL / 2])
    notes = _conditions(each)
    return result(method, model, everyone, notes, Numbers(float(low), float(high), median=float(median))), each


def combine_replicates(
    method: str, tables: Mapping[str, CaptureTable], asked: Asked
) -> tuple[Estimate, tuple[Estimate, ...]]:
    """Of the imputed replicates of one table, and what each gave. One without a number leaves them all without one:
    which replicates can be estimated is not by chance."""
    found = [draws_of(method, table, asked, stream) for stream, table in enumerate(tables.values())]
    each = tuple(said for _, said in found)
    first, model = next(iter(tables.values())), f"{len(tables)} imputed replicates"
    missing = [name for name, (draws, _) in zip(tables, found, strict=True) if draws is None]
    if missing:
        return result(method, model, first, [Finding("replicate-without-number", tuple(missing))]), each
    pairs = zip(tables.values(), (draws for draws, _ in found if draws is not None), strict=True)
    replicates = [Replicate.of(table.n, draws) for table, draws in pairs]
    numbers, notes = combine(replicates)
    seen = round(sum(one.seen for one in replicates) / len(replicates))
    findings = [*notes, *_conditions(each, "replicates-conditional")]
    return result(method, model, first, findings, numbers, seen=seen), each


def _conditions(each: Sequence[Estimate], code: str = "strata-conditional") -> tuple[Finding, ...]:
    held = sum(one.status is Status.CONDITIONAL for one in each)
    return (Finding(code, figure=str(held)),) if held else ()


def _together(tables: Mapping[str, CaptureTable]) -> CaptureTable:
    first = next(iter(tables.values()))
    return CaptureTable.from_counts(first.lists, [cell for table in tables.values() for cell in table.cells])


@dataclass(frozen=True, slots=True)
class Replicate:
    """Of one imputed table: those seen, the mean of all draws of the number, and mean and variance of the logarithm of
    those unseen."""

    seen: int
    mean: float
    log_mean: float
    log_variance: float

    @classmethod
    def of(cls, seen: int, draws: Floats) -> "Replicate":
        """Draws with nobody unseen count as a tenth of a person, so that the logarithm is one."""
        log = np.log(np.maximum(draws - seen, 0.1))
        return cls(seen, float(np.mean(draws)), float(log.mean()), float(log.var(ddof=1)))


def combine(replicates: Sequence[Replicate]) -> tuple[Numbers | None, tuple[Finding, ...]]:
    """By the laws of total expectation and variance, on the logarithm of those unseen, as HRDAG combines replicates
    (verdata 1.0.2): Gelman, A. et al. 2013, Bayesian Data Analysis, 18.2. None of fewer than two."""
    number = len(replicates)
    if number < 2:
        return None, (Finding("one-replicate"),)
    means = np.array([one.log_mean for one in replicates])
    within = float(np.mean([one.log_variance for one in replicates]))
    between = float(means.var(ddof=1))
    total = within + (number + 1) / number * between
    freedom = (number - 1) * (1 + within / ((number + 1) * between)) ** 2 if between > 0 else np.inf
    reach = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * total**0.5
    seen = float(np.mean([one.seen for one in replicates]))
    middle = float(means.mean())
    low, median, high = (seen + float(np.exp(middle + sign * reach)) for sign in (-1, 0, 1))
    notes = (Finding("few-replicates", figure=str(number)),) if number < _FEW else ()
    return Numbers(low, high, float(np.mean([one.mean for one in replicates])), median=median), notes
