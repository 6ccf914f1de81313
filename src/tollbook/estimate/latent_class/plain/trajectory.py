"""One trajectory of Hamiltonian dynamics of every chain."""

import numpy as np

from tollbook.estimate.latent_class.plain.posterior import Model, chances, height, slope
from tollbook.estimate.latent_class.table import Floats


def travel(
    places: Floats, model: Model, steps: Floats, number: int, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """The places after ``number`` steps, each chain by its own step; and with which chance each was to be taken."""
    size, momentum = steps[:, None], random.standard_normal(places.shape)
    now = chances(places, model)
    before = height(places, now, model) - 0.5 * (momentum**2).sum(axis=1)
    place = places.copy()
    with np.errstate(all="ignore"):  # a trajectory that leaves all bounds is refused below
        momentum = momentum + 0.5 * size * slope(place, now, model)
        for left in range(number, 0, -1):
            place = place + size * momentum
            now = chances(place, model)
            momentum = momentum + (size if left > 1 else 0.5 * size) * slope(place, now, model)
        after = height(place, now, model) - 0.5 * (momentum**2).sum(axis=1)
        chance = np.where(np.isfinite(after), np.exp(np.minimum(0.0, after - before)), 0.0)
    taken = random.random(len(places)) < chance
    return np.where(taken[:, None], place, places), chance
