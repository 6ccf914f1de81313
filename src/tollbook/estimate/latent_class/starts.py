"""Where chains begin: far apart, from one class to many, from nearly everybody seen to hardly anybody."""

import json

import numpy as np

from tollbook.estimate.latent_class.settings import Settings
from tollbook.estimate.latent_class.state import Walkers
from tollbook.estimate.latent_class.table import Tree

MOST_SHIFT = 4.0  # of the logit of being on a list
FIRST_STEP = -3.0


def generators(settings: Settings) -> list[np.random.Generator]:
    """One for each chain; the first in the order of chains is also the one of whoever moves them all at once."""
    seeds = np.random.SeedSequence(settings.seed).spawn(settings.chains)
    return [np.random.Generator(np.random.PCG64(seed)) for seed in seeds]


def packed(random: list[np.random.Generator]) -> str:
    """Their states, as JSON."""
    return json.dumps([one.bit_generator.state for one in random])


def unpacked(states: str) -> list[np.random.Generator]:
    """Generators that go on from there."""
    found = []
    for state in json.loads(states):
        bits = np.random.PCG64(0)
        bits.state = state
        found.append(np.random.Generator(bits))
    return found


def starts(tree: Tree, settings: Settings) -> Walkers:
    """Positions: logits of being caught (lists × classes), then of the sticks."""
    random, places = generators(settings), []
    for number, one in enumerate(random):
        far = (number % 8) / 7
        chances = one.logistic(size=(tree.lists, settings.classes)) - MOST_SHIFT * far * one.random()
        alpha = float(np.exp(one.uniform(np.log(0.05), np.log(20.0))))
        sticks = one.logistic(size=settings.classes - 1) - np.log(alpha)
        places.append(np.concatenate([chances.ravel(), sticks]))
    return Walkers(np.array(places), np.full(settings.chains, FIRST_STEP), packed(random))
