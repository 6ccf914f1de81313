"""All chains at once, with numpy alone."""

import numpy as np

from tollbook.estimate.latent_class.plain.gibbs import sweep
from tollbook.estimate.latent_class.plain.posterior import chances, model_of
from tollbook.estimate.latent_class.plain.trajectory import travel
from tollbook.estimate.latent_class.settings import MOST_STEPS, WANTED, Settings
from tollbook.estimate.latent_class.starts import packed, unpacked
from tollbook.estimate.latent_class.state import CELLS_EVERY, Traces, Walkers, room_for_traces
from tollbook.estimate.latent_class.table import Tree


class Plain:
    """Trajectories of all chains are of the same number of steps; each chain has its own step."""

    def __init__(self, tree: Tree, settings: Settings) -> None:
        self._model = model_of(tree, settings.classes, settings.shape, settings.rate)
        self._length = settings.length

    def __call__(self, walkers: Walkers, chunk: int, tuning: float) -> tuple[Walkers, Traces]:
        generators = unpacked(walkers.generators)
        random, places, steps = generators[0], walkers.places, walkers.log_steps
        traces = room_for_traces(len(places), chunk, self._model.counts.size)
        for number in range(chunk):
            most = min(MOST_STEPS, self._length / float(np.exp(np.median(steps))))
            number_of_steps = 1 + int(most * random.random())
            places, chance = travel(places, self._model, np.exp(steps), number_of_steps, random)
            steps = steps + tuning * (chance - WANTED)
            now = chances(places, self._model)
            places, hidden, used = sweep(now, self._model, random)
            traces.size[:, number] = self._model.persons + hidden
            traces.missed[:, number] = now.cells[:, 0]
            traces.used[:, number] = used
            if number % CELLS_EVERY == 0:
                traces.cells[:, number // CELLS_EVERY] = now.cells
        return Walkers(places, steps, packed(generators)), traces
