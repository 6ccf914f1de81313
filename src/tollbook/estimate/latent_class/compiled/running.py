"""Many sweeps of one chain: each a trajectory and a Gibbs sweep."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.compiled.counting import members_for
from tollbook.estimate.latent_class.compiled.gibbs import sweep
from tollbook.estimate.latent_class.compiled.posterior import Prior, room_for
from tollbook.estimate.latent_class.compiled.splitting import parting_for
from tollbook.estimate.latent_class.compiled.trajectory import flight_for, travel
from tollbook.estimate.latent_class.settings import MOST_STEPS, WANTED
from tollbook.estimate.latent_class.state import CELLS_EVERY
from tollbook.estimate.latent_class.table import Floats, Integers, Tree


class Trace(NamedTuple):
    """What is kept of each sweep: persons in all, the chance of being on no list, classes in use; of some the cells."""

    size: Floats
    missed: Floats
    used: Integers
    cells: Floats


class Pace(NamedTuple):
    """``length``: of the longest trajectory; ``tuning``: how fast the step follows its acceptance, 0 to leave it."""

    log_step: float
    length: float
    tuning: float


@compiled
def run(position: Floats, tree: Tree, prior: Prior, trace: Trace, pace: Pace, random: np.random.Generator) -> float:
    """Moves ``position`` by as many sweeps as ``trace`` has room for; gives the log of the step as tuned."""
    classes = (position.size + 1) // (tree.lists + 1)
    room, flight = room_for(tree, classes), flight_for(position.size)
    members, parting = members_for(tree, classes), parting_for(tree, classes)
    log_step = pace.log_step
    for number in range(trace.size.size):
        steps = 1 + int(min(MOST_STEPS, pace.length / math.exp(log_step)) * random.random())
        chance = travel(position, tree, prior, room, flight, math.exp(log_step), steps, random)
        log_step += pace.tuning * (chance - WANTED)
        hidden, missed, used = sweep(position, tree, prior, room, members, parting, random)
        trace.size[number] = tree.persons + hidden
        trace.missed[number] = missed
        trace.used[number] = used
        if number % CELLS_EVERY == 0:
            trace.cells[number // CELLS_EVERY] = room.cells
    return log_step
