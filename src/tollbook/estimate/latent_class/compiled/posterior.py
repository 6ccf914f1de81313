"""The posterior with the size and everybody's class integrated out, and its slope, on the scale where nothing ends.

A position holds the logits of each list's chance of catching each class (lists × classes), then those of the sticks."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.table import Floats, Tree


class Prior(NamedTuple):
    """Of alpha: Gamma(shape, rate)."""

    shape: float
    rate: float


class Room(NamedTuple):
    """Where a chain does its sums, so that no sweep asks for memory."""

    odds: Floats  # lists × classes
    caught: Floats  # lists × classes: the chance itself
    log_share: Floats  # classes
    parts: Floats  # nodes × classes: of class k, and with this history
    cells: Floats  # nodes
    below: Floats  # nodes × classes: expected persons at or under a node
    on_list: Floats  # lists × classes: expected persons


@compiled
def softplus(x: float) -> float:
    """log(1 + e^x), at no cost in digits."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


@compiled
def shares(position: Floats, start: int, room: Room) -> float:
    """Fills the log share of each class; gives minus the log of what the last stick leaves."""
    left = 0.0
    classes = room.log_share.size
    for k in range(classes - 1):
        stick = position[start + k]
        room.log_share[k] = left - softplus(-stick)
        left -= softplus(stick)
    room.log_share[classes - 1] = left
    return -left


@compiled
def chances(position: Floats, tree: Tree, room: Room) -> None:
    """Fills the chance of each history, by class and in all."""
    classes = room.log_share.size
    first = room.parts[0]
    for k in range(classes):
        first[k] = math.exp(room.log_share[k])
    for j in range(tree.lists):
        odds, caught = room.odds[j], room.caught[j]
        for k in range(classes):
            odds[k] = math.exp(position[j * classes + k])
        for k in range(classes):
            missed = 1.0 / (1.0 + odds[k])
            caught[k] = odds[k] * missed
            first[k] *= missed
    room.cells[0] = total(first)
    for c in range(1, tree.parent.size):
        row, above, odds = room.parts[c], room.parts[tree.parent[c]], room.odds[tree.last[c]]
        for k in range(classes):
            row[k] = above[k] * odds[k]
        room.cells[c] = total(row)


@compiled
def total(row: Floats) -> float:
    """In four lanes, in an order that is the same everywhere."""
    one, two, three, four = 0.0, 0.0, 0.0, 0.0
    full = row.size - row.size % 4
    for k in range(0, full, 4):
        one += row[k]
        two += row[k + 1]
        three += row[k + 2]
        four += row[k + 3]
    for k in range(full, row.size):
        one += row[k]
    return (one + two) + (three + four)


@compiled
def seen(room: Room, lists: int) -> float:
    """The chance of being on any list, exact also where it is small."""
    missed = room.cells[0]
    if missed < 0.99:
        return 1.0 - float(missed)
    result = 0.0
    for k in range(room.log_share.size):
        log_missed = 0.0
        for j in range(lists):
            log_missed -= math.log1p(room.odds[j, k])
        result -= math.exp(room.log_share[k]) * math.expm1(log_missed)
    return result


@compiled
def height(position: Floats, tree: Tree, prior: Prior, room: Room) -> float:
    """The log density, up to a constant; ``shares`` and ``chances`` have been filled for this position."""
    result = -tree.persons * math.log(seen(room, tree.lists))
    for c in range(1, tree.parent.size):
        if tree.counts[c] > 0.0:
            result += tree.counts[c] * math.log(room.cells[c])
    for j in range(tree.lists):
        for k in range(room.log_share.size):
            chance = room.caught[j, k]
            result += math.log(chance) - math.log1p(room.odds[j, k])
    start = tree.lists * room.log_share.size
    for k in range(room.log_share.size - 1):
        result -= softplus(-position[start + k])
    left = -room.log_share[room.log_share.size - 1]
    return result - (prior.shape + room.log_share.size - 1.0) * math.log(prior.rate + left)


@compiled
def expected(tree: Tree, room: Room) -> None:
    """Fills how many persons of each class are expected at and under each node, and on each list."""
    classes = room.log_share.size
    room.on_list[:] = 0.0
    weight = tree.persons / seen(room, tree.lists)
    for c in range(tree.parent.size):
        if c > 0:
            weight = tree.counts[c] / room.cells[c] if tree.counts[c] > 0.0 else 0.0
        row, below = room.parts[c], room.below[c]
        for k in range(classes):
            below[k] = weight * row[k]
    for c in range(tree.parent.size - 1, 0, -1):
        below, above, listed = room.below[c], room.below[tree.parent[c]], room.on_list[tree.last[c]]
        for k in range(classes):
            listed[k] += below[k]
            above[k] += below[k]


@compiled
def slope(position: Floats, tree: Tree, prior: Prior, room: Room, out: Floats) -> None:
    """Fills ``out`` with the gradient of the log density at ``position``."""
    classes = room.log_share.size
    start = tree.lists * classes
    left = shares(position, start, room)
    chances(position, tree, room)
    expected(tree, room)
    mass = room.below[0]
    for j in range(tree.lists):
        caught, listed = room.caught[j], room.on_list[j]
        for k in range(classes):
            out[j * classes + k] = listed[k] - caught[k] * (mass[k] + 2.0) + 1.0
    pull = (prior.shape + classes - 1.0) / (prior.rate + left)
    behind = mass[classes - 1]
    for k in range(classes - 2, -1, -1):
        stick = 1.0 / (1.0 + math.exp(-position[start + k]))
        out[start + k] = (mass[k] + 1.0) * (1.0 - stick) - stick * (behind + pull)
        behind += mass[k]


@compiled
def room_for(tree: Tree, classes: int) -> Room:
    """Noughts, to be filled."""
    nodes, lists = tree.parent.size, tree.lists
    return Room(
        np.zeros((lists, classes)),
        np.zeros((lists, classes)),
        np.zeros(classes),
        np.zeros((nodes, classes)),
        np.zeros(nodes),
        np.zeros((nodes, classes)),
        np.zeros((lists, classes)),
    )
