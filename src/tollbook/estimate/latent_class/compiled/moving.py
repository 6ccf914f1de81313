"""All chains, each by itself, compiled; on threads where asked."""

from concurrent.futures import ThreadPoolExecutor

from tollbook.estimate.latent_class.compiled.posterior import Prior
from tollbook.estimate.latent_class.compiled.running import Pace, Trace, desk_for, run
from tollbook.estimate.latent_class.settings import Settings
from tollbook.estimate.latent_class.starts import packed, unpacked
from tollbook.estimate.latent_class.state import Traces, Walkers, room_for_traces
from tollbook.estimate.latent_class.table import Tree


class Compiled:
    """Moves a chain after the other, or several at a time: what they draw is the same."""

    def __init__(self, tree: Tree, settings: Settings, threads: int = 1) -> None:
        self._tree, self._prior = tree, Prior(settings.shape, settings.rate)
        self._classes, self._length, self._threads = settings.classes, settings.length, min(threads, settings.chains)

    def __call__(self, walkers: Walkers, chunk: int, tuning: float) -> tuple[Walkers, Traces]:
        random, places, steps = unpacked(walkers.generators), walkers.places.copy(), walkers.log_steps.copy()
        traces = room_for_traces(len(random), chunk, self._tree.parent.size)

        def move(number: int) -> None:
            trace = Trace(traces.size[number], traces.missed[number], traces.used[number], traces.cells[number])
            pace = Pace(float(steps[number]), self._length, tuning)
            desk = desk_for(self._tree, self._classes)
            steps[number] = run(places[number], self._tree, self._prior, desk, trace, pace, random[number])

        if self._threads > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(move, range(len(random))))
        else:
            for number in range(len(random)):
                move(number)
        return Walkers(places, steps, packed(random)), traces
