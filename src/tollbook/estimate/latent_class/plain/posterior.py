"""The posterior with the size and everybody's class integrated out, and its slope, for many chains at once."""

from dataclasses import dataclass

import numpy as np

from tollbook.estimate.latent_class.table import Floats, Tree


@dataclass(frozen=True, slots=True)
class Model:
    """The table (``caught_by``: histories × lists, the first on none), how many classes, and alpha's prior."""

    caught_by: Floats
    counts: Floats
    persons: float
    classes: int
    shape: float
    rate: float

    @property
    def lists(self) -> int:
        return int(self.caught_by.shape[1])


@dataclass(frozen=True, slots=True)
class Chances:
    """Of each chain: of being caught (lists × classes), of history and class, of history, of any list."""

    caught: Floats
    log_share: Floats
    parts: Floats
    cells: Floats
    seen: Floats


def model_of(tree: Tree, classes: int, shape: float, rate: float) -> Model:
    """The tree written out as a matrix."""
    caught_by = np.zeros((tree.parent.size, tree.lists))
    for node in range(1, tree.parent.size):
        caught_by[node] = caught_by[tree.parent[node]]
        caught_by[node, tree.last[node]] = 1.0
    return Model(caught_by, tree.counts, tree.persons, classes, shape, rate)


def unfold(places: Floats, model: Model) -> tuple[Floats, Floats]:
    """The logits of being caught, and of the sticks."""
    end = model.lists * model.classes
    return places[:, :end].reshape(-1, model.lists, model.classes), places[:, end:]


def chances(places: Floats, model: Model) -> Chances:
    """All that a sweep or a step needs of a place."""
    logits, sticks = unfold(places, model)
    left = -np.cumsum(np.logaddexp(0.0, sticks), axis=1)
    log_share = np.concatenate([-np.logaddexp(0.0, -sticks), np.zeros((len(places), 1))], axis=1)
    log_share[:, 1:] += left
    log_missed = -np.logaddexp(0.0, logits).sum(axis=1)
    parts = np.exp(model.caught_by @ logits + (log_share + log_missed)[:, None, :])
    seen = -(np.exp(log_share) * np.expm1(log_missed)).sum(axis=1)
    return Chances(1.0 / (1.0 + np.exp(-logits)), log_share, parts, parts.sum(axis=2), seen)


def height(places: Floats, now: Chances, model: Model) -> Floats:
    """The log density of each chain's place, up to a constant."""
    logits, sticks = unfold(places, model)
    used = model.counts > 0
    result = np.log(now.cells[:, used]) @ model.counts[used] - model.persons * np.log(now.seen)
    result -= (np.logaddexp(0.0, logits) + np.logaddexp(0.0, -logits)).sum(axis=(1, 2))
    result -= np.logaddexp(0.0, -sticks).sum(axis=1)
    pull = np.log(model.rate - now.log_share[:, -1])
    return np.asarray(result - (model.shape + model.classes - 1.0) * pull)


def slope(places: Floats, now: Chances, model: Model) -> Floats:
    """The gradient of the log density."""
    _, sticks = unfold(places, model)
    weights = np.divide(model.counts, now.cells, out=np.zeros_like(now.cells), where=model.counts > 0)
    weights[:, 0] = model.persons / now.seen
    persons = weights[:, :, None] * now.parts
    mass = persons.sum(axis=1)
    logits = model.caught_by.T @ persons - now.caught * (mass + 2.0)[:, None, :] + 1.0
    behind = np.cumsum(mass[:, ::-1], axis=1)[:, ::-1][:, 1:]
    pull = ((model.shape + model.classes - 1.0) / (model.rate - now.log_share[:, -1]))[:, None]
    stick = 1.0 / (1.0 + np.exp(-sticks))
    along = (mass[:, :-1] + 1.0) * (1.0 - stick) - stick * (behind + pull)
    return np.concatenate([logits.reshape(len(places), -1), along], axis=1)
