"""A class is split in two, or two are made one; as ``compiled/splitting.py`` tells, written anew."""

import numpy as np
from scipy.special import expit, gammaln, xlog1py, xlogy

from tollbook.estimate.latent_class.plain.posterior import Model
from tollbook.estimate.latent_class.table import Floats

STEPS = 30
ALMOST = 1e-12
MOST_HIDDEN = 1e15


def regroup(at: Floats, alpha: float, model: Model, random: np.random.Generator) -> Floats:
    """Persons of one chain by history and class after one offer, taken or not."""
    sizes = at.sum(axis=0)
    used = int(np.count_nonzero(sizes))
    split = random.random() < 0.5
    if (sizes[:used] == 0).any() or at[0].sum() > MOST_HIDDEN or (used == len(sizes) if split else used < 2):
        return at
    offer, chance = _split(at, used, model, random) if split else _merged(at, used, model, random)
    now = offer.sum(axis=0)
    if np.count_nonzero(now) != used + (1 if split else -1):
        return at
    offer = offer[:, _by_size(now, random)]
    change = _level(offer, alpha, model) - _level(at, alpha, model) - chance
    return offer if np.log1p(-random.random()) < change else at


def _split(at: Floats, used: int, model: Model, random: np.random.Generator) -> tuple[Floats, float]:
    one, offer = int(random.integers(used)), at.copy()
    share = _parting(at[:, one], model, random)
    offer[:, one] = random.binomial(at[:, one].astype(np.int64), share)
    offer[:, used] = at[:, one] - offer[:, one]
    return offer, _chance(offer[:, one], offer[:, used], share) + float(np.log((used + 1) / 2))


def _merged(at: Floats, used: int, model: Model, random: np.random.Generator) -> tuple[Floats, float]:
    one, other = sorted(int(k) for k in random.choice(used, 2, replace=False))
    offer = at.copy()
    share = _parting(at[:, one] + at[:, other], model, random)
    offer[:, one] += at[:, other]
    offer[:, other] = at[:, used - 1]
    offer[:, used - 1] = 0.0
    return offer, -_chance(at[:, one], at[:, other], share) - float(np.log(used / 2))


def _parting(persons: Floats, model: Model, random: np.random.Generator) -> Floats:
    """The share of a first class at each history, by EM from chance alone."""
    share = random.random(len(persons))
    for _ in range(STEPS):
        parts = np.stack([persons * share, persons * (1.0 - share)], axis=1)
        whole = parts.sum(axis=0)
        caught = (model.caught_by.T @ parts + 1.0) / (whole + 2.0)
        odds = np.log(caught / (1.0 - caught))
        level = np.log(whole + 1.0) + np.log1p(-caught).sum(axis=0)
        weight = model.caught_by @ (odds[:, 0] - odds[:, 1]) + level[0] - level[1]
        share = ALMOST + (1.0 - 2.0 * ALMOST) * expit(weight)
    return share


def _chance(one: Floats, other: Floats, share: Floats) -> float:
    there = (xlogy(one, share) + xlog1py(other, -share)).sum()
    turned = (xlogy(other, share) + xlog1py(one, -share)).sum()
    return float(np.logaddexp(there, turned))


def _by_size(sizes: Floats, random: np.random.Generator) -> list[int]:
    left = [int(k) for k in np.flatnonzero(sizes)]
    order: list[int] = []
    while left:
        chances = sizes[left] / sizes[left].sum()
        order.append(left.pop(int(np.searchsorted(np.cumsum(chances)[:-1], random.random(), side="right"))))
    return order + [k for k in range(len(sizes)) if sizes[k] == 0]


def _level(at: Floats, alpha: float, model: Model) -> float:
    """The log prior of the classes and the chance of their histories, less the chance of this order."""
    sizes, listed = at.sum(axis=0), model.caught_by.T @ at
    on_lists = gammaln(1 + listed) + gammaln(1 + sizes - listed) - gammaln(2 + sizes)
    behind = np.cumsum(sizes[::-1])[::-1]
    here, after = sizes[:-1], behind[1:]
    sticks = np.log(alpha) + gammaln(1 + here) + gammaln(alpha + after) - gammaln(1 + alpha + here + after)
    order = np.log(sizes[sizes > 0] / behind[sizes > 0]).sum()
    return float(on_lists[:, sizes > 0].sum() + sticks.sum() - order)
