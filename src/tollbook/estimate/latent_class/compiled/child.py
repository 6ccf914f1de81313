"""The process that compiles one part for the cache, and ends."""

import sys
from typing import Any

import numpy as np
from numba import typeof

from tollbook.estimate.latent_class.compiled.gibbs import classify, sweep
from tollbook.estimate.latent_class.compiled.posterior import Prior
from tollbook.estimate.latent_class.compiled.running import Pace, Trace, desk_for, run
from tollbook.estimate.latent_class.compiled.splitting import regroup
from tollbook.estimate.latent_class.compiled.trajectory import travel
from tollbook.estimate.latent_class.state import room_for_traces
from tollbook.estimate.latent_class.table import arrange


def calls() -> dict[str, tuple[Any, tuple[Any, ...]]]:
    """Of each part its function, and arguments of the types that it is called with."""
    tree = arrange(np.array([[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]), np.array([1, 2, 3, 4])).tree
    desk, prior, random = desk_for(tree, 2), Prior(0.25, 0.25), np.random.default_rng(0)
    place, traces = np.zeros((1, 4 * 2 - 1))[0], room_for_traces(1, 1, tree.parent.size)
    trace = Trace(traces.size[0], traces.missed[0], traces.used[0], traces.cells[0])
    return {
        "trajectory": (travel, (place, tree, prior, desk.room, desk.flight, 0.1, 1, random)),
        "splitting": (regroup, (desk.members, tree, desk.parting, 0.5, random)),
        "classes": (classify, (tree, desk.room, desk.members, 1.0, random)),
        "sweep": (sweep, (place, tree, prior, desk.room, desk.members, desk.parting, random)),
        "run": (run, (place, tree, prior, desk, trace, Pace(0.1, 1.0, 0.1), random)),
    }


if __name__ == "__main__":
    function, arguments = calls()[sys.argv[1]]
    function.compile(tuple(typeof(one) for one in arguments))  # type: ignore[no-untyped-call]
