"""Many sweeps of one chain: each a trajectory and a Gibbs sweep."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.compiled.counting import Members, members_for
from tollbook.estimate.latent_class.compiled.gibbs import sweep
from tollbook.estimate.latent_class.compiled.posterior import Prior, Room, room_for
from tollbook.estimate.latent_class.compiled.splitting import Parting, parting_for
from tollbook.estimate.latent_class.compiled.trajectory import Flight, flight_for, travel
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


class Desk(NamedTuple):
    """Where one chain works."""

    room: Room
    flight: Flight
    members: Members
    parting: Parting


def desk_for(tree: Tree, classes: int) -> Desk:
    """A clean one."""
    size = (tree.lists + 1) * classes - 1
    return Desk(room_for(tree, classes), flight_for(size), members_for(tree, classes), parting_for(tree, classes))


@compiled
def run(
    position: Floats, tree: Tree, prior: Prior, desk: Desk, trace: Trace, pace: Pace, random: np.random.Generator
) -> float:
    """Moves ``position`` by as many sweeps as ``trace`` has room for; gives the log of the step as tuned."""
    room, log_step = desk.room, pace.log_step
    for number in range(trace.size.size):
        steps = 1 + int(min(MOST_STEPS, pace.length / math.exp(log_step)) * random.random())
        chance = travel(position, tree, prior, room, desk.flight, math.exp(log_step), steps, random)
        log_step += pace.tuning * (chance - WANTED)
        hidden, missed, used = sweep(position, tree, prior, room, desk.members, desk.parting, random)
        trace.size[number] = tree.persons + hidden
        trace.missed[number] = missed
        trace.used[number] = used
        if number % CELLS_EVERY == 0:
            for c in range(room.cells.size):
                trace.cells[number // CELLS_EVERY, c] = room.cells[c]
    return log_step
