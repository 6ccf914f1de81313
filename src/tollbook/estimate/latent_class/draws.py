"""What the chains drew, and whether it may be told as an estimate."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from tollbook.estimate.diagnostics import ess_bulk, ess_tail, rhat
from tollbook.estimate.latent_class.settings import Settings
from tollbook.estimate.latent_class.state import State
from tollbook.estimate.latent_class.table import Floats, Integers

FEWEST_EFFECTIVE = 400.0
FAR = 21  # times the persons seen: where another program's sampler is cut off
BINS = 400
LEAST = 0.01
VALLEY = 0.8  # two humps are two modes if the ground between them is lower than this share of the lower one


@dataclass(frozen=True)
class Draws:
    """``N`` counts those seen too. No mean is given: with few lists there may be none."""

    N: Integers  # chains × draws
    p0: Floats  # chains × draws: the chance of being on no list
    cells: Floats  # draws × (1 + rows of the table): chances of being on no list, and of each history
    k_star: NDArray[np.int64]  # chains × draws: classes in use
    persons: int
    settings: Settings
    state: State
    finished: bool  # False: stopped from outside

    @cached_property
    def log_size(self) -> Floats:
        return np.log(self.N.astype(np.float64))

    @cached_property
    def rhat(self) -> float:
        return rhat(self.log_size)

    @cached_property
    def ess_bulk(self) -> float:
        return ess_bulk(self.log_size)

    @cached_property
    def ess_tail(self) -> float:
        return ess_tail(self.log_size)

    @property
    def sweeps(self) -> int:
        """Of each chain, burn-in not counted."""
        return max(0, self.state.sweeps)

    @cached_property
    def beyond(self) -> float:
        """The posterior chance that there are more than 21 times as many as were seen."""
        return float((FAR * self.persons < self.N).mean())

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why there is no estimate: codes."""
        found = []
        if not self.rhat <= self.settings.rhat_max:
            found.append("chains-disagree")
        if not min(self.ess_bulk, self.ess_tail) >= FEWEST_EFFECTIVE:
            found.append("few-draws")
        return tuple(found)

    @property
    def refused(self) -> bool:
        return bool(self.reasons)

    @cached_property
    def chain_medians(self) -> tuple[float, ...]:
        return tuple(float(x) for x in np.median(self.N, axis=1)) if self.N.size else ()

    def quantile(self, at: float) -> float:
        """For looking at what the chains did where they are refused; an estimate only where they are not."""
        return float(np.quantile(self.N, at)) if self.N.size else math.nan

    @cached_property
    def modes(self) -> tuple[tuple[float, float], ...]:
        """Each hump of the posterior of log N: where it is highest, as N, and its share."""
        return modes(self.log_size.ravel())


def modes(values: Floats) -> tuple[tuple[float, float], ...]:
    """Humps of a smoothed histogram of logs, with their shares; less than one draw in a hundred is none."""
    if values.size < 2 or np.ptp(values) == 0:
        return ((float(np.exp(values[0])), 1.0),) if values.size else ()
    heights, edges = np.histogram(values, bins=BINS, range=tuple(np.quantile(values, (0.001, 0.999))))
    width = float(values.std()) * values.size**-0.2 if values.size < 10_000 else float(values.std()) * 0.1
    smooth = gaussian_filter1d(heights.astype(np.float64), max(1.0, width / max(edges[1] - edges[0], 1e-12)))
    inner = np.flatnonzero((smooth[1:-1] >= smooth[:-2]) & (smooth[1:-1] > smooth[2:])) + 1
    tops = _apart(smooth, [int(x) for x in inner]) or [int(smooth.argmax())]
    walls = [0, *(a + int(smooth[a:b].argmin()) for a, b in pairwise(tops)), BINS]
    total = float(heights.sum())
    shares = [float(heights[a:b].sum()) / total for a, b in pairwise(walls)]
    middles = (edges[1:] + edges[:-1]) / 2
    found = zip(tops, shares, strict=True)
    return tuple((float(np.exp(middles[top])), share) for top, share in found if share > LEAST)


def _apart(smooth: Floats, tops: list[int]) -> list[int]:
    found: list[int] = []
    for top in tops:
        if found and smooth[found[-1] : top].min() > VALLEY * min(smooth[found[-1]], smooth[top]):
            found[-1] = max(found[-1], top, key=lambda one: float(smooth[one]))
        else:
            found.append(top)
    return found
