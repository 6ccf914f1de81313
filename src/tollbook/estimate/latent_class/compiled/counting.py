"""Persons counted by class, and what the prior says of the counts, all chances integrated out."""

import math
from typing import NamedTuple

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.table import Floats, Tree


class Members(NamedTuple):
    """Persons by class: of all, on each list, with each history."""

    of: Floats  # classes
    on: Floats  # lists × classes
    at: Floats  # nodes × classes
    under: Floats  # nodes × classes: at and under a node


@compiled
def count(tree: Tree, members: Members) -> None:
    """Fills the others from ``at``."""
    under, on, classes = members.under, members.on, members.of.size
    for j in range(tree.lists):
        for k in range(classes):
            on[j, k] = 0.0
    for c in range(tree.parent.size):
        for k in range(classes):
            under[c, k] = members.at[c, k]
    for c in range(tree.parent.size - 1, 0, -1):
        above, last = tree.parent[c], tree.last[c]
        for k in range(classes):
            on[last, k] += under[c, k]
            under[above, k] += under[c, k]
    for k in range(classes):
        members.of[k] = under[0, k]


@compiled
def occupied(members: Members) -> int:
    """How many classes have anybody; −1 if an empty one stands before one that has."""
    used = 0
    for k in range(members.of.size):
        if members.of[k] > 0.0:
            if used < k:
                return -1
            used = k + 1
    return used


@compiled
def stick_level(members: Members, alpha: float) -> float:
    """The log prior of everybody's class."""
    result, behind = 0.0, members.of[members.of.size - 1]
    for k in range(members.of.size - 2, -1, -1):
        here = members.of[k]
        if behind > 0.0:
            result += math.log(alpha) + math.lgamma(alpha + behind)
            result += math.lgamma(1.0 + here) - math.lgamma(1.0 + alpha + behind + here)
        elif here > 0.0:
            result += math.lgamma(1.0 + alpha) + math.lgamma(1.0 + here) - math.lgamma(1.0 + alpha + here)
        behind += here
    return result


@compiled
def class_level(members: Members, k: int) -> float:
    """The log chance of which lists the members of a class are on."""
    result = 0.0
    whole = math.lgamma(2.0 + members.of[k])
    for j in range(members.on.shape[0]):
        on = members.on[j, k]
        result += math.lgamma(1.0 + on) + math.lgamma(1.0 + members.of[k] - on) - whole
    return result


@compiled
def order_level(members: Members) -> float:
    """The log chance of this order of the classes if each next one is drawn by its size."""
    result, behind = 0.0, 0.0
    for k in range(members.of.size - 1, -1, -1):
        behind += members.of[k]
        if members.of[k] > 0.0:
            result += math.log(members.of[k] / behind)
    return result


def members_for(tree: Tree, classes: int) -> Members:
    """Noughts, to be filled."""
    nodes = tree.parent.size
    by_node = np.zeros((nodes, classes))
    return Members(np.zeros(classes), np.zeros((tree.lists, classes)), by_node, by_node.copy())
