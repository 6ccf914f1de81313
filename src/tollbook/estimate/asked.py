"""What is asked of the families."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, int, int], None]


def no_progress(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``one_voice``: pairs of lists known to be copies. ``seed``: for the methods that draw; the same gives the same.
    ``replicates`` of the bootstrap; ``classes``, ``chains`` and the most ``sweeps`` of the latent-class model, whose
    draws are kept in the file ``resume`` and gone on from where it is there."""

    methods: tuple[str, ...]
    seed: int = 0
    one_voice: tuple[tuple[str, str], ...] = ()
    replicates: int = 1000
    classes: int = 10
    chains: int = 8
    sweeps: int = 1 << 20
    resume: Path | None = field(default=None, compare=False)
    progress: Progress = field(default=no_progress, compare=False)
