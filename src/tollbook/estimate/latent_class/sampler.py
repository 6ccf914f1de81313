"""A run: chains from far apart, burn-in, then chunks of sweeps until they agree and tell enough, or the end."""

import hashlib
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tollbook.errors import SettingsError
from tollbook.estimate.diagnostics import ess_bulk, ess_tail, rhat
from tollbook.estimate.latent_class.draws import Draws
from tollbook.estimate.latent_class.settings import CHUNK, MOST_STEPS, Engine, Progress, Settings
from tollbook.estimate.latent_class.starts import starts
from tollbook.estimate.latent_class.state import State, Traces, Walkers, keep, room_for_traces
from tollbook.estimate.latent_class.table import Arranged, Tree, arrange

FIRST_LOOK = 4 * CHUNK
NEXT_LOOK = 1.5
WORK = 240_000_000_000  # chains × sweeps × leaps × (histories + 50) × classes: about ten minutes
FEWEST_SWEEPS = 8 * CHUNK
USUAL_LEAPS = 64.0  # of a trajectory, on the mean, before its step is tuned
MOST_WHOLE = 1 << 62


class Mover(Protocol):
    """Moves all chains by a chunk of sweeps; ``tuning``: how fast steps follow their acceptance."""

    def __call__(self, walkers: Walkers, chunk: int, tuning: float) -> tuple[Walkers, Traces]: ...


@dataclass(frozen=True, slots=True)
class Look:
    """What the chains tell so far."""

    rhat: float | None = None
    ess_bulk: float | None = None
    enough: bool = False


def sample(
    matrix: NDArray[Any],
    counts: NDArray[Any],
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
    resume: State | None = None,
    threads: int = 1,
    keep: Callable[[State], None] | None = None,
) -> Draws:
    """Draws of the size of the population from histories (rows of 0 and 1) and how many persons have each.

    A KeyboardInterrupt, also one raised by ``progress``, gives what is there. ``resume`` goes on from the state of such
    draws: the end is the same as if nothing had happened. ``threads`` change the time taken, not the draws. ``keep`` is
    given the state after each chunk of sweeps."""
    arranged = arrange(matrix, counts)
    settings = replace(settings, engine=chosen(settings.engine))
    state = resume if resume is not None else _first(arranged.tree, settings)
    if state.key != _key(arranged.tree, settings):
        raise SettingsError("The saved state is of another table or of other settings: begin anew, or give the same.")
    move = mover(arranged.tree, settings, threads)
    finished, tell = False, progress or (lambda _: None)
    try:
        for newer in _states(state, arranged.tree, settings, move, tell):
            state = newer
            if keep is not None:
                keep(state)
        finished = True
    except KeyboardInterrupt:
        pass
    return _drawn(state, arranged, settings, finished)


def too_wide(nodes: int, settings: Settings) -> bool:
    """Whether drawing would take much longer than ten minutes before it could tell anything."""
    return _allowed(nodes, settings, USUAL_LEAPS) < FEWEST_SWEEPS


def _allowed(nodes: int, settings: Settings, leaps: float) -> int:
    return int(WORK / (settings.chains * leaps * (nodes + 50) * settings.classes))


def _last(state: State, tree: Tree, settings: Settings) -> int:
    """The sweep at which a run ends, agreed or not: by the work that its steps, once tuned, ask for."""
    leaps = 0.5 * float(np.minimum(MOST_STEPS, settings.length / np.exp(state.walkers.log_steps)).mean())
    return min(settings.most_sweeps, max(FEWEST_SWEEPS, _allowed(tree.parent.size, settings, 1.0 + leaps)))


def _states(
    state: State, tree: Tree, settings: Settings, move: Mover, tell: Callable[[Progress], None]
) -> Iterator[State]:
    while state.sweeps < 0:
        walkers, _ = move(state.walkers, CHUNK, _tuning(state.sweeps, settings))
        state = replace(state, walkers=walkers, sweeps=min(0, state.sweeps + CHUNK))
        yield state
        most = settings.burn_in + _last(state, tree, settings)
        tell(Progress(settings.burn_in + state.sweeps, most, True, None, None))
    look, last = Look(), _last(state, tree, settings)
    while state.sweeps < last:
        if state.sweeps in LOOKS:
            look = _look(state.kept, settings)
            if look.enough:
                return
        walkers, traces = move(state.walkers, CHUNK, 0.0)
        state = keep(state, walkers, traces, CHUNK)
        yield state
        burnt = settings.burn_in
        tell(Progress(burnt + state.sweeps, burnt + last, False, look.rhat, look.ess_bulk))


def _looks() -> frozenset[int]:
    found, at = set(), float(FIRST_LOOK)
    while at < 1 << 40:
        found.add(int(at) // CHUNK * CHUNK)
        at *= NEXT_LOOK
    return frozenset(found)


LOOKS = _looks()


def _look(kept: Traces, settings: Settings) -> Look:
    values = np.log(kept.size)
    spread = rhat(values)
    bulk = ess_bulk(values)
    enough = spread <= settings.rhat_max and min(bulk, ess_tail(values)) >= settings.target_ess
    return Look(spread, bulk, enough)


def _tuning(sweeps: int, settings: Settings) -> float:
    return 0.2 / (1.0 + 20.0 * (settings.burn_in + sweeps) / settings.burn_in)


def _first(tree: Tree, settings: Settings) -> State:
    walkers = starts(tree, settings)
    kept = room_for_traces(settings.chains, 0, tree.parent.size)
    return State(_key(tree, settings), -settings.burn_in, 1, walkers, kept)


def _key(tree: Tree, settings: Settings) -> str:
    """Of all that changes what is drawn; the length of the run does not."""
    said = (settings.seed, settings.classes, settings.chains, settings.shape, settings.rate, settings.burn_in)
    digest = hashlib.sha256(repr((*said, settings.length, str(settings.engine), tree.lists)).encode())
    for column in (tree.parent, tree.last, tree.counts):
        digest.update(column.tobytes())
    return digest.hexdigest()


def chosen(engine: Engine) -> Engine:
    """What ``auto`` is here."""
    there = importlib.util.find_spec("numba") is not None
    if engine is Engine.COMPILED and not there:
        raise SettingsError("The compiled sampler needs numba: install tollbook[fast], or let the plain one run.")
    return (Engine.COMPILED if there else Engine.PLAIN) if engine is Engine.AUTO else engine


def mover(tree: Tree, settings: Settings, threads: int) -> Mover:
    """Numba is imported here and not before: it takes its time."""
    if settings.engine is Engine.COMPILED:
        from tollbook.estimate.latent_class.compiled.ahead import prepare  # noqa: PLC0415

        prepare()  # while this process has not yet loaded what it draws with
        from tollbook.estimate.latent_class.compiled.moving import Compiled  # noqa: PLC0415

        return Compiled(tree, settings, threads)
    from tollbook.estimate.latent_class.plain.moving import Plain  # noqa: PLC0415

    return Plain(tree, settings)


def _drawn(state: State, arranged: Arranged, settings: Settings, finished: bool) -> Draws:
    nodes = np.concatenate([[0], arranged.node_of_row])
    cells = state.kept.cells[:, :, nodes].reshape(-1, nodes.size)
    size = np.minimum(state.kept.size, MOST_WHOLE).astype(np.int64)
    persons = int(arranged.tree.persons)
    return Draws(size, state.kept.missed, cells, state.kept.used, persons, settings, state, finished)
