"""One Gibbs sweep: the size, everybody's class, the order of the classes, alpha, the sticks, the chances of capture."""

import math

import numpy as np

from tollbook.estimate.latent_class.compiled.compiling import compiled
from tollbook.estimate.latent_class.compiled.counting import Members, count
from tollbook.estimate.latent_class.compiled.posterior import Prior, Room, chances, seen, shares
from tollbook.estimate.latent_class.compiled.splitting import Parting, regroup
from tollbook.estimate.latent_class.settings import FEW_SPLITS, MANY_LISTS
from tollbook.estimate.latent_class.table import Floats, Tree

BEYOND_COUNTING = 1e15  # from here on a class's part of those unseen is its expectation: the digits hold no more


@compiled
def log_gamma_draw(shape: float, random: np.random.Generator) -> float:
    """The log of a Gamma draw; a small shape's draw itself would be nought."""
    if shape >= 0.5:
        return math.log(random.standard_gamma(shape))
    return math.log(random.standard_gamma(shape + 1.0)) + math.log(1.0 - random.random()) / shape


@compiled
def unseen(persons: float, missed: float, caught: float, random: np.random.Generator) -> float:
    """How many no list recorded, given the chance of being recorded: negative binomial, without an end."""
    mean = random.standard_gamma(persons) * missed / caught
    if mean > BEYOND_COUNTING:
        return math.floor(mean)
    return float(random.poisson(mean))


@compiled
def binomial(persons: int, share: float, random: np.random.Generator) -> int:
    """A share may come out a rounding beyond 1."""
    if share >= 1.0:
        return persons
    return random.binomial(persons, share) if share > 0.0 else 0


@compiled
def divide(persons: float, row: Floats, whole: float, into: Floats, random: np.random.Generator) -> None:
    """Adds to ``into`` one draw of how ``persons`` fall to the classes by ``row``, which sums to ``whole``."""
    if persons > BEYOND_COUNTING:
        for k in range(row.size):
            into[k] += persons * row[k] / whole
        return
    remaining = int(persons)
    rest = whole
    for k in range(row.size - 1):
        if remaining == 0:
            return
        share = row[k] / rest if rest > 0.0 else 1.0
        drawn = binomial(remaining, share, random)
        into[k] += drawn
        remaining -= drawn
        rest -= row[k]
    into[row.size - 1] += remaining


@compiled
def classify(tree: Tree, room: Room, members: Members, hidden: float, random: np.random.Generator) -> None:
    """Draws everybody's class, given the chances of each history."""
    for c in range(tree.parent.size):
        for k in range(members.of.size):
            members.at[c, k] = 0.0
    divide(hidden, room.parts[0], room.cells[0], members.at[0], random)
    for c in range(1, tree.parent.size):
        if tree.counts[c] > 0.0:
            divide(tree.counts[c], room.parts[c], room.cells[c], members.at[c], random)
    count(tree, members)


@compiled
def exchange(members: Members, one: int, other: int) -> None:
    """Each takes the other's place."""
    members.of[one], members.of[other] = members.of[other], members.of[one]
    for j in range(members.on.shape[0]):
        members.on[j, one], members.on[j, other] = members.on[j, other], members.on[j, one]


@compiled
def reorder(members: Members, alpha: float, random: np.random.Generator) -> None:
    """Offers each class the place of the next, sticks integrated out: a great class far behind would not move else."""
    last = members.of.size - 1
    behind = 0.0
    for k in range(last - 1, -1, -1):
        here, there = members.of[k], members.of[k + 1]
        if k + 1 == last:
            log_ratio = math.lgamma(1.0 + there) + math.lgamma(alpha + here)
            log_ratio -= math.lgamma(1.0 + here) + math.lgamma(alpha + there)
        else:
            log_ratio = math.log((alpha + there + behind) / (alpha + here + behind))
        if log_ratio >= 0.0 or random.random() < math.exp(log_ratio):
            exchange(members, k, k + 1)
        behind += members.of[k + 1]


@compiled
def alpha_level(log_alpha: float, members: Members, prior: Prior) -> float:
    """The log density of log alpha given everybody's class, sticks integrated out."""
    alpha = math.exp(log_alpha)
    result = prior.shape * log_alpha - prior.rate * alpha
    behind = members.of[members.of.size - 1]
    for k in range(members.of.size - 2, -1, -1):
        if behind > 0.0:
            result += log_alpha + math.lgamma(alpha + behind) - math.lgamma(alpha + 1.0 + behind + members.of[k])
        elif members.of[k] > 0.0:
            result += math.lgamma(alpha + 1.0) - math.lgamma(alpha + 1.0 + members.of[k])
        behind += members.of[k]
    return result


@compiled
def draw_alpha(log_alpha: float, members: Members, prior: Prior, random: np.random.Generator) -> float:
    """Alpha given everybody's class: a wide step and a short one."""
    now = alpha_level(log_alpha, members, prior)
    for scale in (4.0, 1.0):
        offer = log_alpha + scale * random.standard_normal()
        then = alpha_level(offer, members, prior)
        if math.log(1.0 - random.random()) < then - now:
            log_alpha, now = offer, then
    return log_alpha


@compiled
def draw_position(position: Floats, members: Members, alpha: float, random: np.random.Generator) -> None:
    """Sticks and chances of capture, given everybody's class; logits, so that none rounds to 0 or 1."""
    lists, classes = members.on.shape
    for j in range(lists):
        for k in range(classes):
            if members.of[k] == 0.0:
                part = random.random()
                position[j * classes + k] = math.log((part + 1e-300) / (1.0 - part))
            else:
                caught = random.standard_gamma(1.0 + members.on[j, k])
                missed = random.standard_gamma(1.0 + members.of[k] - members.on[j, k])
                position[j * classes + k] = math.log(caught / missed)
    behind = members.of[classes - 1]
    for k in range(classes - 2, -1, -1):
        here = log_gamma_draw(1.0 + members.of[k], random)
        position[lists * classes + k] = here - log_gamma_draw(alpha + behind, random)
        behind += members.of[k]


@compiled
def sweep(
    position: Floats,
    tree: Tree,
    prior: Prior,
    room: Room,
    members: Members,
    parting: Parting,
    random: np.random.Generator,
) -> tuple[float, float, int]:
    """Moves ``position``; gives those unseen and the chance of being unseen that it began from, and classes in use."""
    left = shares(position, tree.lists * room.share.size, room)
    chances(position, tree, room)
    shape = prior.shape + room.share.size - 1.0
    log_alpha = math.log(random.standard_gamma(shape) / (prior.rate + left))
    missed, caught = room.cells[0], seen(room, tree.lists)
    hidden = unseen(tree.persons, missed, caught, random)
    classify(tree, room, members, hidden, random)
    used = 0
    for k in range(members.of.size):
        used += members.of[k] > 0.0
    if tree.lists >= MANY_LISTS or random.random() < FEW_SPLITS:
        regroup(members, tree, parting, math.exp(log_alpha), random)
    reorder(members, math.exp(log_alpha), random)
    log_alpha = draw_alpha(log_alpha, members, prior, random)
    draw_position(position, members, math.exp(log_alpha), random)
    return hidden, missed, used
