"""Pairs of lists joined one by one, and an interval that has the choice in it: Chan, L., Silverman, B. W. and Vincent,
K. 2021, Journal of the American Statistical Association 116: 1297–1306; the interval of Efron, B. 1987, the same
journal 82: 171–185."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri, pdtr, pdtrc

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import seen_cells
from tollbook.estimate.existence import Verdict, design, existence
from tollbook.estimate.findings import Finding
from tollbook.estimate.fits import Bools, Floats, fit
from tollbook.estimate.models import name_of
from tollbook.estimate.result import LEVEL, Numbers, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

MOST_LISTS = 8
_P = 0.02  # a pair is joined where its test gives less
_CLEARLY_INSIDE = 1e-4  # a cell fitted with more than this is no cell that wants to be empty
_AT_ONCE = 250  # samples between two words of progress


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry a sample: how many have no history, and which terms its model has."""

    unseen: Floats
    uses: Bools


def stepwise(table: CaptureTable, findings: Sequence[Finding], asked: Asked) -> Iterator[Estimate]:
    """One result."""
    found = list(findings)
    if len(table.lists) > MOST_LISTS:
        found.append(Finding("too-many-lists", figure=f"3 to {MOST_LISTS}"))
    if any(one.status == "refused" for one in found):
        yield result("stepwise", "pairs", table, found)
        return
    counts = seen_cells(table)
    point = choose(len(table.lists), counts[None, :])
    terms = np.array(_terms(len(table.lists)))[point.uses[0]]
    numbers = _numbers(table, counts, float(point.unseen[0]), asked)
    yield result("stepwise", f"p < {_P:g} {name_of(tuple(terms.tolist()))}", table, found, numbers)


def _numbers(table: CaptureTable, counts: Floats, unseen: float, asked: Asked) -> Numbers:
    """The point, with the bias-corrected and accelerated interval of samples that each choose anew."""
    lists, n = len(table.lists), table.n
    draws = np.random.default_rng(asked.seed).multinomial(n, counts / n, asked.replicates).astype(np.float64)
    parts = []
    for at in range(0, asked.replicates, _AT_ONCE):
        asked.progress("stepwise", at, asked.replicates)
        parts.append(choose(lists, draws[at : at + _AT_ONCE]).unseen)
    sampled = np.concatenate(parts)
    cells = np.flatnonzero(counts)
    each_less = counts - np.eye(len(counts))[cells]
    without = choose(lists, each_less).unseen - 1
    low, high = bca(unseen, sampled[np.isfinite(sampled)], without, counts[cells])
    return Numbers(n + low, n + high, n + unseen, float(np.std(sampled, ddof=1)))


def bca(point: float, sampled: Floats, without: Floats, weights: Floats) -> tuple[float, float]:
    """Low and high. ``without``: the estimate less one person of each cell, of which there are ``weights``."""
    below = ((sampled < point).sum() + 0.5 * (sampled == point).sum()) / len(sampled)
    bias = ndtri(min(max(below, 1 / len(sampled)), 1 - 1 / len(sampled)))
    apart = np.average(without, weights=weights) - without
    spread = (weights * apart**2).sum()
    acceleration = (weights * apart**3).sum() / (6 * spread**1.5) if spread > 0 else 0.0
    ends = bias + ndtri(np.array([0.5 - LEVEL / 2, 0.5 + LEVEL / 2]))
    shares = ndtr(bias + ends / (1 - acceleration * ends))
    low, high = np.quantile(sampled, np.clip(shares, 0, 1), method="linear")
    return float(min(low, point)), float(max(high, point))


def choose(lists: int, samples: Floats) -> Chosen:
    """Each sample (a row of counts by history) by itself: the pair whose test is the clearest is joined, as long as it
    is clear and the model that it makes has an estimate."""
    terms = _terms(lists)
    shown = samples @ design(lists, terms)
    uses = np.zeros(shown.shape, bool)
    uses[:, : 1 + lists] = True
    passed_over = uses.copy()
    start = fit(lists, terms, samples, uses)
    unseen, expected = start.unseen, start.shown
    left = np.arange(len(samples))
    while len(left):
        tests = np.where(passed_over[left], 1.0, _tests(shown[left], expected[left]))
        best = tests.argmin(axis=1)
        clear = tests.min(axis=1) < _P
        left, best = left[clear], best[clear]
        more = uses[left]
        more[np.arange(len(left)), best] = True
        found = fit(lists, terms, samples[left], more)
        exists = [_exists(lists, terms, more[i], samples[left[i]], found.smallest[i]) for i in range(len(left))]
        fine = np.array(exists, bool)
        passed_over[left[~fine], best[~fine]] = True
        joined = left[fine]
        uses[joined] = passed_over[joined] = more[fine]
        unseen[joined], expected[joined] = found.unseen[fine], found.shown[fine]
    return Chosen(unseen, uses)


def _tests(shown: Floats, expected: Floats) -> Floats:
    """One-sided: how likely a Poisson count with what the model expects is as far out as what is shown."""
    return np.asarray(np.where(shown < expected, pdtr(shown, expected), pdtrc(shown - 1, expected)))


def _terms(lists: int) -> tuple[int, ...]:
    ones = [1 << i for i in range(lists)]
    return (0, *ones, *(ones[i] | ones[j] for i in range(lists) for j in range(i + 1, lists)))


def _exists(lists: int, terms: tuple[int, ...], model: Bools, sample: Floats, smallest: float) -> bool:
    """Fitted cells that are all well above nothing are a proof, and stand for persons in each; what is left to ask is
    whether the model is identified."""
    chosen = tuple(term for term, used in zip(terms, model, strict=True) if used)
    seen = sample > 0
    if smallest > _CLEARLY_INSIDE:
        columns = design(lists, chosen)
        never = columns[seen].sum(axis=0) == 0
        seen = columns[:, never].sum(axis=1) == 0
    return existence(lists, chosen, seen).verdict is Verdict.FINE
