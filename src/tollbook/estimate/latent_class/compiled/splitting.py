"""A class is split in two, or two are made one: the move by which a chain gets from one mode to another.

Given everybody's class, chances of capture and sticks are integrated out (after Jain and Neal 2004). How a class would
fall apart is sought by a few steps of EM from a random beginning, in the same way whether to split or to merge: so what
was found is the same for the way there and the way back. The order of the classes is drawn anew, by size."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.compiled.counting import (
    Members,
    class_level,
    count,
    members_for,
    occupied,
    order_level,
    stick_level,
)
from tollbook.estimate.latent_class.table import Floats, Integers, Tree

STEPS = 30  # of EM
MOST_HIDDEN = 1e15
ALMOST = 1e-12  # no person is ever taken to be of a class for certain


class Parting(NamedTuple):
    """``persons`` of both at each node; ``share``: how many of them EM gives to the first."""

    persons: Floats
    share: Floats
    under: Floats  # nodes × 2: expected persons at and under a node
    listed: Floats  # lists × 2
    pull: Floats  # lists: what being on a list says for the first, as log odds
    first: Floats  # nodes: persons of the first, as drawn or as they stand
    order: Integers  # classes
    spare: Members
    ordered: Members


@compiled
def part(tree: Tree, parting: Parting, random: np.random.Generator) -> None:
    """Fills ``share`` from ``persons`` and chance alone."""
    for c in range(tree.parent.size):
        parting.share[c] = random.random()
    for _ in range(STEPS):
        gather(tree, parting)
        spread(tree, parting)


@compiled
def gather(tree: Tree, parting: Parting) -> None:
    """Expected persons of both, in all and on each list."""
    under, listed = parting.under, parting.listed
    for j in range(tree.lists):
        listed[j, 0], listed[j, 1] = 0.0, 0.0
    for c in range(tree.parent.size):
        under[c, 0] = parting.persons[c] * parting.share[c]
        under[c, 1] = parting.persons[c] - under[c, 0]
    for c in range(tree.parent.size - 1, 0, -1):
        for side in range(2):
            listed[tree.last[c], side] += under[c, side]
            under[tree.parent[c], side] += under[c, side]


@compiled
def spread(tree: Tree, parting: Parting) -> None:
    """The share of the first at each node, by the means of what was gathered."""
    one, other = parting.under[0, 0], parting.under[0, 1]
    odds = math.log((one + 1.0) / (other + 1.0))
    for j in range(tree.lists):
        caught, caught_too = parting.listed[j, 0] + 1.0, parting.listed[j, 1] + 1.0
        missed = (one + 2.0 - caught) / (one + 2.0)
        missed_too = (other + 2.0 - caught_too) / (other + 2.0)
        odds += math.log(missed / missed_too)
        parting.pull[j] = math.log(caught / (one + 2.0) / missed) - math.log(caught_too / (other + 2.0) / missed_too)
    parting.share[0] = odds
    for c in range(1, tree.parent.size):
        parting.share[c] = parting.share[tree.parent[c]] + parting.pull[tree.last[c]]
    for c in range(tree.parent.size):
        parting.share[c] = ALMOST + (1.0 - 2.0 * ALMOST) / (1.0 + math.exp(-parting.share[c]))


@compiled
def parting_level(parting: Parting) -> float:
    """The log chance of the two sets in ``first`` and the rest, whichever is called the first."""
    one, other = 0.0, 0.0
    for c in range(parting.persons.size):
        if parting.persons[c] > 0.0:
            here, there = parting.first[c], parting.persons[c] - parting.first[c]
            into, out = math.log(parting.share[c]), math.log1p(-parting.share[c])
            one += here * into + there * out
            other += there * into + here * out
    return max(one, other) + math.log1p(math.exp(-abs(one - other)))


@compiled
def draw_order(members: Members, used: int, order: Integers, random: np.random.Generator) -> None:
    """An order of the classes in use, each next one by its size."""
    left = 0.0
    for k in range(members.of.size):
        order[k] = k
        left += members.of[k]
    for place in range(used - 1):
        at = random.random() * left
        chosen = place
        while chosen < used - 1 and at >= members.of[order[chosen]]:
            at -= members.of[order[chosen]]
            chosen += 1
        order[place], order[chosen] = order[chosen], order[place]
        left -= members.of[order[place]]


@compiled
def rearrange(spare: Members, parting: Parting) -> None:
    """Fills ``ordered`` with the classes in the order drawn."""
    into, order = parting.ordered, parting.order
    for k in range(order.size):
        one = order[k]
        into.of[k] = spare.of[one]
        for c in range(into.at.shape[0]):
            into.at[c, k] = spare.at[c, one]
        for j in range(into.on.shape[0]):
            into.on[j, k] = spare.on[j, one]


@compiled
def copy(members: Members, into: Members) -> None:
    """Classes, lists and histories; what is under a node is summed when it is wanted."""
    for k in range(into.of.size):
        into.of[k] = members.of[k]
        for c in range(into.at.shape[0]):
            into.at[c, k] = members.at[c, k]
        for j in range(into.on.shape[0]):
            into.on[j, k] = members.on[j, k]


@compiled
def offered(
    members: Members, tree: Tree, parting: Parting, one: int, other: int, split: bool, random: np.random.Generator
) -> float:
    """Fills ``spare`` with what is offered; gives the log chance of offering it, less that of the way back."""
    used = occupied(members)
    nodes, persons, first, spare = tree.parent.size, parting.persons, parting.first, parting.spare
    for c in range(nodes):
        persons[c] = members.at[c, one] + members.at[c, other]
    part(tree, parting, random)
    copy(members, spare)
    if split:
        for c in range(nodes):
            first[c] = random.binomial(int(persons[c]), parting.share[c])
            spare.at[c, one] = first[c]
            spare.at[c, other] = persons[c] - first[c]
        chance = parting_level(parting) + math.log(0.5 * (used + 1.0))
        now = used + 1
    else:
        for c in range(nodes):
            first[c] = members.at[c, one]
            spare.at[c, one] = persons[c]
            spare.at[c, other] = spare.at[c, used - 1]
            spare.at[c, used - 1] = 0.0
        chance = -parting_level(parting) - math.log(0.5 * used)
        now = used - 1
    count(tree, spare)
    draw_order(spare, now, parting.order, random)
    return chance


@compiled
def regroup(members: Members, tree: Tree, parting: Parting, alpha: float, random: np.random.Generator) -> bool:
    """Offers one split or one merger; whether it was taken."""
    used = occupied(members)
    split = random.random() < 0.5
    if used < 1 or (split and used == members.of.size) or (not split and used < 2):
        return False
    hidden = 0.0
    for k in range(members.of.size):
        hidden += members.at[0, k]
    if hidden > MOST_HIDDEN:
        return False
    one = int(random.random() * used)
    other = used
    if not split:
        other = int(random.random() * (used - 1))
        other += other >= one
        one, other = min(one, other), max(one, other)  # the last one's label is given up
    before = class_level(members, one) + stick_level(members, alpha) - order_level(members)
    if not split:
        before += class_level(members, other)
    chance = offered(members, tree, parting, one, other, split, random)
    spare = parting.spare
    if split and (spare.of[one] == 0.0 or spare.of[other] == 0.0):
        return False
    after = class_level(spare, one)
    if split:
        after += class_level(spare, other)
    rearrange(spare, parting)
    after += stick_level(parting.ordered, alpha) - order_level(parting.ordered)
    if math.log(1.0 - random.random()) >= after - before - chance:
        return False
    copy(parting.ordered, members)
    return True


def parting_for(tree: Tree, classes: int) -> Parting:
    """Noughts, to be filled."""
    nodes = tree.parent.size
    none = np.zeros(nodes)
    return Parting(
        none,
        none.copy(),
        np.zeros((nodes, 2)),
        np.zeros((tree.lists, 2)),
        np.zeros(tree.lists),
        none.copy(),
        np.zeros(classes, np.int64),
        members_for(tree, classes),
        members_for(tree, classes),
    )
