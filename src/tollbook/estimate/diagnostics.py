"""Whether chains agree: rank-normalised split R-hat and effective sample sizes (Vehtari and others 2021)."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
FEWEST_DRAWS = 4


def rhat(draws: NDArray[Any]) -> float:
    """Of chains × draws: near 1 where all tell the same, in the middle and in the tails. NaN if it cannot be told."""
    if not _usable(draws, chains=2):
        return math.nan
    halves = _halves(draws)
    return max(_spread(_normal_scores(halves)), _spread(_normal_scores(np.abs(halves - np.median(halves)))))


def ess_bulk(draws: NDArray[Any]) -> float:
    """How many independent draws tell as much of the middle as all chains together."""
    return _ess(_normal_scores(_halves(draws))) if _usable(draws) else math.nan


def ess_tail(draws: NDArray[Any], low: float = 0.05, high: float = 0.95) -> float:
    """The lesser of what the chains tell of these two quantiles."""
    if not _usable(draws):
        return math.nan
    values = np.asarray(draws, dtype=np.float64)
    return min(_ess(_halves(np.asarray(values <= np.quantile(values, at), dtype=np.float64))) for at in (low, high))


def _usable(draws: NDArray[Any], chains: int = 1) -> bool:
    values = np.asarray(draws)
    return bool(
        values.ndim == 2 and values.shape[0] >= chains and values.shape[1] >= FEWEST_DRAWS and np.isfinite(values).all()
    )


def _halves(draws: NDArray[Any]) -> Floats:
    values = np.asarray(draws, dtype=np.float64)
    half = values.shape[1] // 2
    return np.concatenate([values[:, :half], values[:, -half:]])


def _normal_scores(values: Floats) -> Floats:
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[place]
    return np.asarray(ndtri((ranks - 0.375) / (ranks.size + 0.25)), dtype=np.float64).reshape(values.shape)


def _spread(values: Floats) -> float:
    draws = values.shape[1]
    within = float(values.var(axis=1, ddof=1).mean())
    between = draws * float(values.mean(axis=1).var(ddof=1))
    if within == 0.0:
        return 1.0 if between == 0.0 else math.inf
    return math.sqrt((between / within + draws - 1) / draws)


def _autocovariance(values: Floats) -> Floats:
    draws = values.shape[1]
    centred = values - values.mean(axis=1, keepdims=True)
    length = 1 << (2 * draws - 1).bit_length()
    spectrum = np.fft.rfft(centred, n=length, axis=1)
    return np.asarray(np.fft.irfft((spectrum * spectrum.conj()).real, n=length, axis=1)[:, :draws] / draws)


def _ess(values: Floats) -> float:
    chains, draws = values.shape
    size = chains * draws
    if np.ptp(values) < np.finfo(np.float64).resolution:
        return float(size)
    covariance = _autocovariance(values)
    mean_variance = float(covariance[:, 0].mean()) * draws / (draws - 1)
    variance = mean_variance * (draws - 1) / draws
    if chains > 1:
        variance += float(values.mean(axis=1).var(ddof=1))
    correlation = 1.0 - (mean_variance - covariance.mean(axis=0)) / variance
    correlation[0] = 1.0
    return float(size / max(_correlation_time(correlation), 1 / math.log10(size)))


def _correlation_time(correlation: Floats) -> float:
    """Geyer's initial monotone sequence: sums of neighbours as long as they are positive, never rising; then half a
    pair."""
    most = max(0, (correlation.size - 3) // 2)
    sums = correlation[0 : 2 * most + 2 : 2] + correlation[1 : 2 * most + 2 : 2]
    negative = np.flatnonzero(sums <= 0)
    end = int(negative[0]) if negative.size else most
    kept = np.minimum.accumulate(sums[:end])
    return float(-1.0 + 2.0 * kept.sum() + max(correlation[2 * end], 0.0))
