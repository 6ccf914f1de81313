"""The average over all decomposable graphs: Madigan, D. and York, J. C. 1997, Biometrika 84: 19–31; with the prior of
hyper-Dirichlet laws of Dawid, A. P. and Lauritzen, S. L. 1993, Annals of Statistics 21: 1272–1317."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from tollbook.estimate.check import seen_cells
from tollbook.estimate.findings import Finding
from tollbook.estimate.graphs import decomposable
from tollbook.estimate.models import name_of
from tollbook.estimate.result import Numbers, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

Floats = NDArray[np.float64]
MOST_LISTS = 6
_POINTS = 5000
_FIRST = 30.0  # times those seen: where the grid ends at first
_LAST = 10_000.0
_TAIL = 1e-4
_EDGE = 0.05  # of the posterior on the very first number: the data do not hold it off
_WIDEST = 1.0  # step of the grid in standard deviations: beyond it the top may lie unseen between two points
_HALF = 0.5  # of it there: the median itself is the prior's
_COARSE = 25
_NEGLIGIBLE = 32.0  # below the best in log: e^-32 of it, over all graphs and points, shows in no digit
_ROOM = 1 << 20  # numbers in a table of graphs by points: 8 MB


@dataclass(frozen=True, slots=True)
class Posterior:
    """The weight of each number ``unseen``, and of each graph: ``graphs`` by weight, its cliques as sets of lists."""

    seen: int
    unseen: Floats
    weights: Floats
    graphs: tuple[tuple[tuple[int, ...], float], ...]
    step: float = 0.0  # of the grid, in standard deviations of the narrowest graph that may matter

    def quantile(self, share: float) -> float:
        """Of all persons."""
        at = int(np.searchsorted(np.cumsum(self.weights), share))
        return self.seen + float(self.unseen[min(at, len(self.unseen) - 1)])

    def beyond(self, times: float) -> float:
        """The probability that there are more than so many times those seen."""
        return float(self.weights[self.unseen > (times - 1) * self.seen].sum())


def dga(table: CaptureTable, findings: Sequence[Finding]) -> Iterator[Estimate]:
    """One result."""
    found = list(findings)
    if len(table.lists) > MOST_LISTS:
        found.append(Finding("too-many-lists", figure=f"3 to {MOST_LISTS}"))
    if any(one.status == "refused" for one in found):
        yield result("dga", "all decomposable graphs", table, found)
        return
    posterior = settled(table)
    if posterior is None:
        yield result("dga", "all decomposable graphs", table, [*found, Finding("prior-decides")])
        return
    if posterior.step > _WIDEST:
        found.append(Finding("grid-too-coarse"))
    cliques, share = posterior.graphs[0]
    if (beyond := posterior.beyond(21)) > 0.01:
        found.append(Finding("heavy-tail", figure=f"{beyond:.2f}"))
    if (nobody := float(posterior.weights[0])) > _EDGE:
        found.append(Finding("at-the-edge" if nobody < _HALF else "all-at-the-edge", figure=f"{nobody:.2f}"))
    low, median, high = (posterior.quantile(q) for q in (0.025, 0.5, 0.975))
    model = f"{len(decomposable(len(table.lists))[1])} graphs, {name_of(cliques)} {share:.2f}"
    yield result("dga", model, table, found, Numbers(low, high, median=median))


def settled(table: CaptureTable) -> Posterior | None:
    """On a grid that is made longer until hardly anything lies in its upper half; None where that never comes."""
    end = _FIRST
    while end <= _LAST:
        posterior = average(table, grid(table.n, end))
        if posterior.beyond(1 + end / 2) < _TAIL:
            return posterior
        end *= 4
    return None


def grid(seen: int, end: float = _FIRST) -> Floats:
    """Numbers unseen: evenly to 30 times those seen, and from there on each a little further than the one before."""
    first = np.unique(np.round(np.linspace(1, _FIRST * seen, _POINTS)))
    if end <= _FIRST:
        return first
    more = np.round(np.geomspace(_FIRST * seen, end * seen, _POINTS // 2))[1:]
    return np.concatenate([first, more])


def average(table: CaptureTable, unseen: Floats, weight: float | None = None) -> Posterior:
    """``weight``: of each history in the prior; by default all together are one. A number N has prior 1 / N."""
    lists = len(table.lists)
    factors, cliques = decomposable(lists)
    margins = _Margins.of(table, unseen, 2.0**-lists if weight is None else weight)
    constant = factors @ margins.fixed
    kept, points, highest, step = _mattering(factors, constant, margins)
    moving = np.ascontiguousarray(margins.moving[:, points])
    shared = margins.base[points] + np.log(_widths(unseen)[points]) - highest
    by_graph, weights = np.empty(len(kept)), np.zeros(len(unseen))
    for block in _blocks(len(kept), moving.shape[1]):
        log = factors[kept[block]].astype(np.float64) @ moving
        log += constant[kept[block], None]
        log += shared
        each = np.exp(log, out=log)
        by_graph[block] = each.sum(axis=1)
        weights[points] += each.sum(axis=0)
    total = weights.sum()
    order = np.argsort(-by_graph, kind="stable")
    named = tuple((cliques[kept[i]], float(by_graph[i] / total)) for i in order)
    return Posterior(table.n, unseen, weights / total, named, step)


def _mattering(
    factors: NDArray[np.int8], constant: Floats, margins: "_Margins"
) -> tuple[NDArray[np.int64], slice, float, float]:
    """Of every 25th point: the graphs and the points that show in any digit, the highest log, and how wide a step is
    for the narrowest graph that may show between these points."""
    moving, base = np.ascontiguousarray(margins.moving[:, ::_COARSE]), margins.base[::_COARSE]
    of_graph, bend, of_point = np.empty(len(factors)), np.empty(len(factors)), np.full(len(base), -np.inf)
    for block in _blocks(len(factors), len(base)):
        log = factors[block].astype(np.float64) @ moving
        log += constant[block, None]
        log += base
        at = (np.arange(len(log)), log.argmax(axis=1).clip(1, len(base) - 2))
        of_graph[block] = log.max(axis=1)
        bend[block] = 2 * log[at] - log[at[0], at[1] - 1] - log[at[0], at[1] + 1]
        np.maximum(of_point, log.max(axis=0), out=of_point)
    highest = float(of_graph.max())
    enough = highest - _NEGLIGIBLE
    between = float(bend[of_graph + bend / 8 > enough].max(initial=0.0))  # the top lies up to bend / 8 over its points
    points = _around(of_point > enough, len(margins.base))
    return np.flatnonzero(of_graph > enough), points, highest, between**0.5 / _COARSE


def _blocks(graphs: int, points: int) -> Iterator[slice]:
    """So many graphs at once that a table of them and the points stays small."""
    size = max(1, _ROOM // points)
    return (slice(start, start + size) for start in range(0, graphs, size))


def _around(enough: NDArray[np.bool_], length: int) -> slice:
    """The points from a step before the first that matter to a step after the last."""
    held = np.flatnonzero(enough)
    return slice(max(0, (int(held[0]) - 1) * _COARSE), min(length, (int(held[-1]) + 2) * _COARSE))


def _widths(unseen: Floats) -> Floats:
    """How many of the even steps each point of the grid stands for; 1 for all of the even part, rounded as it is."""
    steps = np.diff(unseen, append=2 * unseen[-1] - unseen[-2])
    even = (unseen[_POINTS // 2] - unseen[0]) / (_POINTS // 2) if len(unseen) > _POINTS // 2 else 1.0
    return np.asarray(np.where(steps > even + 1, steps / even, 1.0))


@dataclass(frozen=True, slots=True)
class _Margins:
    """Of the margin of each set of lists the log of its likelihood: ``fixed``, and ``moving`` with the number unseen;
    ``base`` is what all graphs share."""

    fixed: Floats
    moving: Floats
    base: Floats

    @classmethod
    def of(cls, table: CaptureTable, unseen: Floats, weight: float) -> "_Margins":
        lists = len(table.lists)
        counts = seen_cells(table)
        whole = weight * 2**lists
        everyone = table.n + unseen
        shared = gammaln(whole) - gammaln(whole + everyone)
        fixed, moving = np.zeros(1 << lists), np.zeros((1 << lists, len(unseen)))
        bits = np.arange(1, 1 << lists)
        for one in range(1, 1 << lists):
            prior = weight * 2 ** (lists - one.bit_count())
            margin = np.bincount(bits & one, counts, minlength=(1 << lists))
            held = margin[1:][margin[1:] > 0]
            fixed[one] = (gammaln(prior + held) - gammaln(prior)).sum()
            moving[one] = shared + gammaln(prior + margin[0] + unseen) - gammaln(prior)
        return cls(fixed, moving, gammaln(everyone + 1) - gammaln(unseen + 1) - np.log(everyone))
