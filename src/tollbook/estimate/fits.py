"""Poisson log-linear models fitted many at a time: McCullagh, P. and Nelder, J. A. 1989, Generalized Linear Models,
2.5; where nobody shows an interaction, its extended estimate (Fienberg and Rinaldo 2012)."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from tollbook.estimate.existence import design

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_STEPS = 60
_SETTLED = 1e-14  # of the step's gain, by persons
_AT_ONCE = 2048
_JITTER = 1e-13


@dataclass(frozen=True, slots=True)
class Fits:
    """One entry a model. ``unseen``: how many have no history; ``smallest``: the least that is fitted to a cell which
    the model does not hold empty; ``size``: its terms, the constant with them; ``shown``: by terms, how many it expects
    to show each, whether it has the term or not."""

    unseen: Floats
    se: Floats
    deviance: Floats
    loglik: Floats
    smallest: Floats
    size: NDArray[np.int64]
    shown: Floats

    def bic(self, n: Floats | float) -> Floats:
        """Schwarz's criterion."""
        return np.asarray(-2 * self.loglik + self.size * np.log(n))

    def aic(self) -> Floats:
        """Akaike's criterion."""
        return np.asarray(-2 * self.loglik + 2 * self.size)


def fit(lists: int, terms: tuple[int, ...], counts: Floats, uses: Bools) -> Fits:
    """``counts``: models by histories; ``uses``: models by terms, which each has. The first term is the constant, 0."""
    parts = [_fit(lists, terms, counts[at : at + _AT_ONCE], uses[at : at + _AT_ONCE]) for at in _starts(len(uses))]
    if len(parts) == 1:
        return parts[0]
    return Fits(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Fits)))


def _starts(length: int) -> range:
    return range(0, max(length, 1), _AT_ONCE)


def _fit(lists: int, terms: tuple[int, ...], counts: Floats, uses: Bools) -> Fits:
    columns = design(lists, terms)
    never = uses & (counts @ columns == 0)  # minus infinity: the cells that have it are empty for certain
    kept = (never @ columns.T == 0).astype(np.float64)
    active = uses & ~never
    slopes, variance = _settle(_Problem.of(lists, terms), counts, kept, active)
    fitted = np.exp(slopes @ columns.T) * kept
    unseen = np.exp(slopes[:, 0])
    loglik = (xlogy(counts, fitted) - fitted - gammaln(counts + 1)).sum(axis=1)
    best = (xlogy(counts, counts) - counts - gammaln(counts + 1)).sum(axis=1)
    return Fits(
        unseen,
        np.sqrt(unseen + unseen**2 * variance),
        2 * (best - loglik),
        loglik,
        np.where(kept > 0, fitted, np.inf).min(axis=1),
        uses.sum(axis=1),
        fitted @ columns,
    )


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is the same in every model: the columns, the sums over all supersets, and which of these is the square of
    two columns: two terms are in a history where their union is."""

    columns: Floats
    sums: Floats
    union: NDArray[np.int64]

    @classmethod
    def of(cls, lists: int, terms: tuple[int, ...]) -> "_Problem":
        bits = np.array(terms)
        union, at = np.unique(bits[:, None] | bits[None, :], return_inverse=True)
        return cls(design(lists, terms), design(lists, union.tolist()), at.reshape(len(bits), len(bits)))

    def information(self, fitted: Floats, active: Bools) -> Floats:
        """The information of each model, where a term that is not in it stands alone with 1."""
        whole = (fitted @ self.sums)[:, self.union]
        whole *= active[:, :, None] & active[:, None, :]
        diagonal = np.einsum("bpp->bp", whole)
        diagonal *= 1 + _JITTER
        diagonal += ~active + 1e-200
        return np.asarray(whole)


def _settle(problem: _Problem, counts: Floats, kept: Floats, active: Bools) -> tuple[Floats, Floats]:
    """The slopes, and the variance of the constant: Newton's steps from a weighted fit to the counts themselves."""
    columns = problem.columns
    start = (counts + 0.5) * kept
    right = (start * np.log(counts + 0.5)) @ columns * active
    slopes = _solve(problem.information(start, active), right)
    left = np.arange(len(counts))
    for _ in range(_STEPS):
        linear = np.minimum(slopes[left] @ columns.T, 60.0)
        fitted = np.exp(linear) * kept[left]
        right = (counts[left] - fitted) @ columns * active[left]
        step = _solve(problem.information(fitted, active[left]), right)
        gain = (step * right).sum(axis=1)
        step *= np.minimum(1.0, 4.0 / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]
        slopes[left] += step
        left = left[gain > _SETTLED * (1 + counts[left].sum(axis=1))]
        if not len(left):
            break
    fitted = np.exp(np.minimum(slopes @ columns.T, 60.0)) * kept
    first = np.zeros_like(slopes)
    first[:, 0] = 1
    return slopes, _solve(problem.information(fitted, active), first)[:, 0]


def _solve(information: Floats, right: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(information, right[:, :, None])[:, :, 0])
    except np.linalg.LinAlgError:  # a model that asks more than there is: no least squares to be had but the shortest
        return np.asarray(np.linalg.pinv(information, hermitian=True) @ right[:, :, None])[:, :, 0]


def fit_columns(columns: Floats, counts: Floats) -> tuple[Floats, float]:
    """One model of any columns, the first the constant: its slopes, and the variance of the constant."""
    start = counts + 0.5
    slopes = np.linalg.lstsq(columns * np.sqrt(start)[:, None], np.log(start) * np.sqrt(start), rcond=None)[0]
    information = np.eye(columns.shape[1])
    for _ in range(_STEPS):
        fitted = np.exp(np.minimum(columns @ slopes, 60.0))
        information = columns.T @ (columns * fitted[:, None])
        right = columns.T @ (counts - fitted)
        step = np.linalg.lstsq(information, right, rcond=None)[0]
        slopes = slopes + step * min(1.0, 4.0 / max(np.abs(step).max(), 1e-300))
        if step @ right < _SETTLED * (1 + counts.sum()):
            break
    return slopes, float(np.linalg.pinv(information, hermitian=True)[0, 0])
