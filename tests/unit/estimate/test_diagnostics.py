"""R-hat and effective sample sizes are those of arviz, to the last digits that mean anything."""

import math
import warnings

import numpy as np
import pytest
from numpy.typing import NDArray

from tollbook.estimate.diagnostics import ess_bulk, ess_tail, rhat

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # arviz announces its next version when it is imported
    import arviz

Floats = NDArray[np.float64]


def chains(rho: float, draws: int, seed: int = 1) -> Floats:
    noise = np.random.default_rng(seed).normal(size=(8, draws))
    made = noise.copy()
    for t in range(1, draws):
        made[:, t] = rho * made[:, t - 1] + noise[:, t] * math.sqrt(1 - rho * rho)
    return made


SHAPES = {
    "smooth": lambda x: x,
    "whole numbers with ties": lambda x: np.floor(5 * np.exp(x)),
    "chains apart": lambda x: x + 0.2 * np.arange(8)[:, None],
    "chains of other widths": lambda x: x * np.linspace(0.5, 3, 8)[:, None],
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("draws", [4, 7, 50, 1001])
@pytest.mark.parametrize("rho", [-0.5, 0.0, 0.9, 0.99])
def test_as_arviz_says(rho: float, draws: int, shape: str) -> None:
    made = SHAPES[shape](chains(rho, draws))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = [arviz.rhat(made), arviz.ess(made, method="bulk"), arviz.ess(made, method="tail")]
    assert [rhat(made), ess_bulk(made), ess_tail(made)] == pytest.approx([float(one) for one in wanted], rel=1e-9)


def test_chains_that_never_moved() -> None:
    assert rhat(np.ones((4, 100))) == 1.0
    assert rhat(np.ones((4, 100)) * np.arange(4)[:, None]) > 1e6
    assert ess_bulk(np.ones((4, 100))) == 400


@pytest.mark.parametrize("made", [np.zeros((8, 3)), np.zeros(10), np.full((8, 10), math.nan)])
def test_what_cannot_be_told_is_no_number(made: Floats) -> None:
    assert all(math.isnan(told(made)) for told in (rhat, ess_bulk, ess_tail))


def test_one_chain_cannot_show_that_it_is_stuck() -> None:
    assert math.isnan(rhat(np.random.default_rng(1).normal(size=(1, 100))))
