"""Where a run stands after a chunk: enough to go on as if it had never stopped."""

import io
import json
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tollbook.errors import SettingsError
from tollbook.estimate.latent_class.table import Floats

MOST_KEPT = 16_384  # draws of a chain; where there are more, every second goes
CELLS_EVERY = 64  # of the draws, those of which the chances of all histories are kept
MANY_NODES = 1024  # of a table so wide fewer are kept: else they would take more room than all the rest
FORM = 1


@dataclass(frozen=True, slots=True)
class Walkers:
    """Of all chains: where they are, their steps, and the states of their generators (as JSON)."""

    places: Floats
    log_steps: Floats
    generators: str


@dataclass(frozen=True, slots=True)
class Traces:
    """What was kept: chains × draws, and of ``cells`` chains × fewer draws × nodes."""

    size: Floats
    missed: Floats
    used: NDArray[np.int64]
    cells: Floats


@dataclass(frozen=True, slots=True)
class State:
    """``key`` tells the table and the settings that it belongs to."""

    key: str
    sweeps: int
    every: int
    walkers: Walkers
    kept: Traces

    def to_bytes(self) -> bytes:
        """The same bytes for the same state; holds no names and no rows of the table."""
        file = io.BytesIO()
        head = json.dumps([FORM, self.key, self.sweeps, self.every, self.walkers.generators])
        arrays: dict[str, Any] = {"head": np.frombuffer(head.encode(), dtype=np.uint8), "places": self.walkers.places}
        arrays |= {"log_steps": self.walkers.log_steps, "size": self.kept.size, "missed": self.kept.missed}
        arrays |= {"used": self.kept.used, "all_cells": self.kept.cells}
        np.savez(file, allow_pickle=False, **arrays)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as file:
                given: dict[str, NDArray[Any]] = dict(file.items())
            form, key, sweeps, every, generators = json.loads(given["head"].tobytes())
            walkers = Walkers(given["places"], given["log_steps"], generators)
            kept = Traces(given["size"], given["missed"], given["used"], given["all_cells"])
        except (ValueError, KeyError, OSError, EOFError) as error:
            raise SettingsError("This is no saved state of a run, or it is broken: begin anew.") from error
        if form != FORM:
            raise SettingsError("The saved state is of another version: begin anew.")
        return cls(key, sweeps, every, walkers, kept)


def room_for_traces(chains: int, draws: int, nodes: int) -> Traces:
    """Noughts, to be filled."""
    none = np.zeros((chains, draws))
    cells = np.zeros((chains, -(-draws // CELLS_EVERY), nodes))
    return Traces(none, none.copy(), none.astype(np.int64), cells)


def keep(state: State, walkers: Walkers, new: Traces, chunk: int) -> State:
    """The state after a chunk that is kept, thinned where there is too much."""
    rows, apart = chunk // CELLS_EVERY, state.every * _sparser(new.cells.shape[2])
    cells = new.cells[:, (-(state.sweeps // CELLS_EVERY)) % apart : rows : apart]
    kept, every = _joined(state.kept, new, state.every, cells), state.every
    if kept.size.shape[1] > MOST_KEPT and every < chunk:
        kept, every = _thinned(kept), 2 * every
    return State(state.key, state.sweeps + chunk, every, walkers, kept)


def _sparser(nodes: int) -> int:
    return 1 << (max(0, nodes - 1) // MANY_NODES).bit_length()


def _joined(old: Traces, new: Traces, every: int, cells: Floats) -> Traces:
    return Traces(
        np.concatenate([old.size, new.size[:, ::every]], axis=1),
        np.concatenate([old.missed, new.missed[:, ::every]], axis=1),
        np.concatenate([old.used, new.used[:, ::every]], axis=1),
        np.concatenate([old.cells, cells], axis=1),
    )


def _thinned(kept: Traces) -> Traces:
    return Traces(kept.size[:, ::2], kept.missed[:, ::2], kept.used[:, ::2], kept.cells[:, ::2])
