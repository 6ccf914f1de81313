"""One Gibbs sweep of every chain: the size, classes, their order, alpha, the sticks, the chances of capture."""

import numpy as np
from scipy.special import gammaln

from tollbook.estimate.latent_class.plain.posterior import Chances, Model
from tollbook.estimate.latent_class.plain.splitting import regroup
from tollbook.estimate.latent_class.settings import FEW_SPLITS, MANY_LISTS
from tollbook.estimate.latent_class.table import Floats

BEYOND_COUNTING = 1e15


def log_gamma_draws(shapes: Floats, random: np.random.Generator) -> Floats:
    """Logs of Gamma draws; a small shape's draw itself would be nought."""
    return np.asarray(np.log(random.standard_gamma(shapes + 1.0)) + np.log1p(-random.random(shapes.shape)) / shapes)


def unseen(now: Chances, model: Model, random: np.random.Generator) -> Floats:
    """How many no list recorded, without an end."""
    mean = random.standard_gamma(model.persons, size=len(now.seen)) * now.cells[:, 0] / now.seen
    counted = random.poisson(np.minimum(mean, BEYOND_COUNTING)).astype(np.float64)
    return np.where(mean > BEYOND_COUNTING, np.floor(mean), counted)


def classify(now: Chances, hidden: Floats, model: Model, random: np.random.Generator) -> Floats:
    """Persons by history and class: chains × histories × classes."""
    persons = np.broadcast_to(model.counts, now.cells.shape).copy()
    persons[:, 0] = np.minimum(hidden, BEYOND_COUNTING)
    shares = now.parts / now.cells[:, :, None]
    shares /= shares.sum(axis=2, keepdims=True)
    drawn = random.multinomial(persons.astype(np.int64), shares).astype(np.float64)
    drawn[:, 0] *= np.maximum(1.0, hidden / BEYOND_COUNTING)[:, None]
    return drawn


def reorder(members: Floats, listed: Floats, alpha: Floats, random: np.random.Generator) -> None:
    """Offers each class the place of the next, sticks integrated out."""
    last = members.shape[1] - 1
    behind = np.zeros(len(members))
    for k in range(last - 1, -1, -1):
        here, there = members[:, k], members[:, k + 1]
        if k + 1 == last:
            ratio = gammaln(1 + there) + gammaln(alpha + here) - gammaln(1 + here) - gammaln(alpha + there)
        else:
            ratio = np.log((alpha + there + behind) / (alpha + here + behind))
        swap = np.flatnonzero(np.log1p(-random.random(len(members))) < ratio)
        for kept in (members, listed.swapaxes(1, 2)):
            kept[swap, k], kept[swap, k + 1] = kept[swap, k + 1], kept[swap, k]
        behind = behind + members[:, k + 1]


def alpha_level(log_alpha: Floats, members: Floats, model: Model) -> Floats:
    """The log density of log alpha given everybody's class, sticks integrated out."""
    alpha = np.exp(log_alpha)[:, None]
    behind = (np.cumsum(members[:, ::-1], axis=1)[:, ::-1])[:, 1:]
    here = members[:, :-1]
    some = log_alpha[:, None] + gammaln(alpha + np.maximum(behind, 1e-300)) - gammaln(alpha + 1 + behind + here)
    none = gammaln(alpha + 1) - gammaln(alpha + 1 + here)
    return np.asarray(np.where(behind > 0, some, none).sum(axis=1) + model.shape * log_alpha - model.rate * alpha[:, 0])


def draw_alpha(log_alpha: Floats, members: Floats, model: Model, random: np.random.Generator) -> Floats:
    """Alpha given everybody's class: a wide step and a short one."""
    now = alpha_level(log_alpha, members, model)
    for scale in (4.0, 1.0):
        offer = log_alpha + scale * random.standard_normal(len(log_alpha))
        then = alpha_level(offer, members, model)
        taken = np.log1p(-random.random(len(log_alpha))) < then - now
        log_alpha, now = np.where(taken, offer, log_alpha), np.where(taken, then, now)
    return log_alpha


def draw_places(members: Floats, listed: Floats, alpha: Floats, random: np.random.Generator) -> Floats:
    """Sticks and chances of capture, given everybody's class; logits, so that none rounds to 0 or 1."""
    caught = np.log(random.standard_gamma(1.0 + listed))
    missed = np.log(random.standard_gamma(1.0 + members[:, None, :] - listed))
    behind = (np.cumsum(members[:, ::-1], axis=1)[:, ::-1])[:, 1:]
    here = log_gamma_draws(1.0 + members[:, :-1], random)
    sticks = here - log_gamma_draws(alpha[:, None] + behind, random)
    return np.concatenate([(caught - missed).reshape(len(members), -1), sticks], axis=1)


def sweep(now: Chances, model: Model, random: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """The places after a sweep; those unseen, and classes in use."""
    rate = model.rate - now.log_share[:, -1]
    log_alpha = np.log(random.standard_gamma(model.shape + model.classes - 1.0, size=len(rate)) / rate)
    hidden = unseen(now, model, random)
    drawn = classify(now, hidden, model, random)
    used = (drawn.sum(axis=1) > 0).sum(axis=1)
    if model.lists >= MANY_LISTS or random.random() < FEW_SPLITS:
        drawn = np.stack([regroup(*one, model, random) for one in zip(drawn, np.exp(log_alpha), strict=True)])
    members, listed = drawn.sum(axis=1), model.caught_by.T @ drawn
    reorder(members, listed, np.exp(log_alpha), random)
    log_alpha = draw_alpha(log_alpha, members, model, random)
    return draw_places(members, listed, np.exp(log_alpha), random), hidden, used
