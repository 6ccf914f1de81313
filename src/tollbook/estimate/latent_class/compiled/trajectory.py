"""One trajectory of Hamiltonian dynamics on the marginal posterior."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.compiled.posterior import Prior, Room, chances, height, shares, slope
from tollbook.estimate.latent_class.table import Floats, Tree


class Flight(NamedTuple):
    """Where a trajectory is, and its momentum and slope."""

    place: Floats
    momentum: Floats
    slope: Floats


@compiled
def level(position: Floats, tree: Tree, prior: Prior, room: Room) -> float:
    """The log density anywhere."""
    left = shares(position, tree.lists * room.share.size, room)
    chances(position, tree, room)
    return height(position, left, tree, prior, room)


@compiled
def kinetic(momentum: Floats) -> float:
    """Of masses of one."""
    result = 0.0
    for i in range(momentum.size):
        result += momentum[i] * momentum[i]
    return 0.5 * result


@compiled
def leap(flight: Flight, tree: Tree, prior: Prior, room: Room, step: float, steps: int) -> float:
    """Leapfrog: the sums in ``room``, and what is given, are of the last place."""
    left = slope(flight.place, tree, prior, room, flight.slope)
    for i in range(flight.place.size):
        flight.momentum[i] += 0.5 * step * flight.slope[i]
    for number in range(steps):
        for i in range(flight.place.size):
            flight.place[i] += step * flight.momentum[i]
        left = slope(flight.place, tree, prior, room, flight.slope)
        size = step if number < steps - 1 else 0.5 * step
        for i in range(flight.place.size):
            flight.momentum[i] += size * flight.slope[i]
    return left


@compiled
def travel(
    position: Floats,
    tree: Tree,
    prior: Prior,
    room: Room,
    flight: Flight,
    step: float,
    steps: int,
    random: np.random.Generator,
) -> float:
    """Moves ``position``, or leaves it; gives the chance with which the end of the trajectory was to be taken."""
    for i in range(position.size):
        flight.place[i] = position[i]
        flight.momentum[i] = random.standard_normal()
    before = level(position, tree, prior, room) - kinetic(flight.momentum)
    left = leap(flight, tree, prior, room, step, steps)
    after = height(flight.place, left, tree, prior, room) - kinetic(flight.momentum)
    if not math.isfinite(after):
        return 0.0
    chance = math.exp(min(0.0, after - before))
    if random.random() < chance:
        for i in range(position.size):
            position[i] = flight.place[i]
    return chance


def flight_for(size: int) -> Flight:
    """Noughts, to be filled."""
    return Flight(np.zeros(size), np.zeros(size), np.zeros(size))
