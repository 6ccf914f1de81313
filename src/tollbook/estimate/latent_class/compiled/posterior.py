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
    """Where a chain does its sums, so that no sweep asks for memory. Elements are named in full, never by a view of a
    row: a view is counted by the machine, which takes as long as its sums."""

    odds: Floats  # lists × classes
    caught: Floats  # lists × classes: the chance itself
    share: Floats  # classes
    stick: Floats  # classes but the last
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
    """Fills the share of each class; gives minus the log of what the last stick leaves, also where that is nought."""
    rest, left, product = 1.0, 0.0, 1.0
    last = room.share.size - 1
    for k in range(last):
        logit = position[start + k]
        power = math.exp(-abs(logit))
        great = 1.0 / (1.0 + power)
        small = power * great
        stick = great if logit >= 0.0 else small
        room.stick[k] = stick
        room.share[k] = rest * stick
        rest *= small if logit >= 0.0 else great
        left += max(logit, 0.0)
        product *= 1.0 + power  # of at most 64 factors up to 2
    room.share[last] = rest
    return left + math.log(product)


@compiled
def chances(position: Floats, tree: Tree, room: Room) -> None:
    """Fills the chance of each history, by class and in all."""
    classes = room.share.size
    odds, caught, parts = room.odds, room.caught, room.parts
    for k in range(classes):
        parts[0, k] = room.share[k]
    for j in range(tree.lists):
        for k in range(classes):
            odds[j, k] = math.exp(position[j * classes + k])
    for j in range(tree.lists):
        for k in range(classes):
            missed = 1.0 / (1.0 + odds[j, k])
            caught[j, k] = odds[j, k] * missed
            parts[0, k] *= missed
    for c in range(1, tree.parent.size):
        above, last = tree.parent[c], tree.last[c]
        for k in range(classes):
            parts[c, k] = parts[above, k] * odds[last, k]
    totals(room)


@compiled
def totals(room: Room) -> None:
    """Sums of rows in four lanes, in an order that is the same everywhere."""
    parts, classes = room.parts, room.share.size
    full = classes - classes % 4
    for c in range(room.cells.size):
        one, two, three, four = 0.0, 0.0, 0.0, 0.0
        for k in range(0, full, 4):
            one += parts[c, k]
            two += parts[c, k + 1]
            three += parts[c, k + 2]
            four += parts[c, k + 3]
        for k in range(full, classes):
            one += parts[c, k]
        room.cells[c] = (one + two) + (three + four)


@compiled
def seen(room: Room, lists: int) -> float:
    """The chance of being on any list, exact also where it is small."""
    missed = room.cells[0]
    if missed < 0.99:
        return 1.0 - float(missed)
    result = 0.0
    for k in range(room.share.size):
        log_missed = 0.0
        for j in range(lists):
            log_missed -= math.log1p(room.odds[j, k])
        result -= room.share[k] * math.expm1(log_missed)
    return result


@compiled
def height(position: Floats, left: float, tree: Tree, prior: Prior, room: Room) -> float:
    """The log density, up to a constant; ``shares``, which gave ``left``, and ``chances`` have been filled."""
    classes = room.share.size
    result = -tree.persons * math.log(seen(room, tree.lists))
    for c in range(1, tree.parent.size):
        if tree.counts[c] > 0.0:
            result += tree.counts[c] * math.log(room.cells[c])
    for j in range(tree.lists):
        for k in range(classes):
            result += math.log(room.caught[j, k]) - math.log1p(room.odds[j, k])
    start = tree.lists * classes
    for k in range(classes - 1):
        result -= softplus(-position[start + k])
    return result - (prior.shape + classes - 1.0) * math.log(prior.rate + left)


@compiled
def expected(tree: Tree, room: Room) -> None:
    """Fills how many persons of each class are expected at and under each node, and on each list."""
    classes = room.share.size
    below, parts, on_list = room.below, room.parts, room.on_list
    for j in range(tree.lists):
        for k in range(classes):
            on_list[j, k] = 0.0
    weight = tree.persons / seen(room, tree.lists)
    for c in range(tree.parent.size):
        if c > 0:
            weight = tree.counts[c] / room.cells[c] if tree.counts[c] > 0.0 else 0.0
        for k in range(classes):
            below[c, k] = weight * parts[c, k]
    for c in range(tree.parent.size - 1, 0, -1):
        above, last = tree.parent[c], tree.last[c]
        for k in range(classes):
            on_list[last, k] += below[c, k]
            below[above, k] += below[c, k]


@compiled
def slope(position: Floats, tree: Tree, prior: Prior, room: Room, out: Floats) -> float:
    """Fills ``out`` with the gradient of the log density at ``position``; gives what ``shares`` gives."""
    classes = room.share.size
    start = tree.lists * classes
    left = shares(position, start, room)
    chances(position, tree, room)
    expected(tree, room)
    mass, caught, on_list = room.below, room.caught, room.on_list  # mass: of node 0
    for j in range(tree.lists):
        for k in range(classes):
            out[j * classes + k] = on_list[j, k] - caught[j, k] * (mass[0, k] + 2.0) + 1.0
    pull = (prior.shape + classes - 1.0) / (prior.rate + left)
    behind = mass[0, classes - 1]
    for k in range(classes - 2, -1, -1):
        stick = room.stick[k]
        out[start + k] = (mass[0, k] + 1.0) * (1.0 - stick) - stick * (behind + pull)
        behind += mass[0, k]
    return left


def room_for(tree: Tree, classes: int) -> Room:
    """Noughts, to be filled."""
    nodes, lists = tree.parent.size, tree.lists
    return Room(
        np.zeros((lists, classes)),
        np.zeros((lists, classes)),
        np.zeros(classes),
        np.zeros(classes - 1),
        np.zeros((nodes, classes)),
        np.zeros(nodes),
        np.zeros((nodes, classes)),
        np.zeros((lists, classes)),
    )
