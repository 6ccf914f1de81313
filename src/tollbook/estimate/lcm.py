"""Latent classes: Manrique-Vallier, D. 2016, Biometrics 72: 1246–1254; drawn by many chains, and refused where these
disagree."""

import math
import os
import time  # noqa: TID251 - says when draws are written down, and nothing of what is drawn
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tollbook.errors import SettingsError
from tollbook.estimate.asked import Asked
from tollbook.estimate.findings import Finding
from tollbook.estimate.latent_class import Draws, Progress, Settings, State, sample
from tollbook.estimate.latent_class.sampler import too_wide
from tollbook.estimate.latent_class.table import MOST_LISTS, arrange
from tollbook.estimate.result import Numbers, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

HEAVY = 0.01  # a chance of more than 21 times those seen that is worth a word
EVERY_SECONDS = 5.0  # between two times that draws are written down


def lcm(table: CaptureTable, findings: Sequence[Finding], asked: Asked) -> Iterator[Estimate]:
    """One result."""
    found = against(table, findings, asked)
    if any(one.status == "refused" for one in found):
        yield result("lcm", _model(asked), table, found)
    else:
        yield estimate_of(table, found, asked, drawn(table, asked))


def against(table: CaptureTable, findings: Sequence[Finding], asked: Asked) -> list[Finding]:
    """The findings, and what else speaks against drawing: a table too wide for it."""
    if len(table.lists) > MOST_LISTS:
        return [*findings, Finding("too-many-lists", figure=f"3 to {MOST_LISTS}")]
    settings = settings_of(asked)
    if too_wide(len(table.cells), settings) or too_wide(_nodes(table), settings):
        return [*findings, Finding("too-many-histories", figure=f"{len(table.cells):,}")]
    return list(findings)


def _nodes(table: CaptureTable) -> int:
    return int(arrange(table.matrix(), table.counts()).tree.parent.size)


def estimate_of(table: CaptureTable, findings: Sequence[Finding], asked: Asked, draws: Draws) -> Estimate:
    """What the draws tell, or why they do not."""
    return result("lcm", _model(asked), table, [*findings, *spoken(draws)], _numbers(draws))


def _model(asked: Asked) -> str:
    return f"{asked.classes} classes, {asked.chains} chains"


def drawn(table: CaptureTable, asked: Asked) -> Draws:
    """The draws themselves; a Ctrl-C gives those that there are. Raises SettingsError."""
    kept = asked.resume
    if kept is None:
        return sample(table.matrix(), table.counts(), settings_of(asked), told(asked))
    before = _read(kept) if kept.exists() else None
    now_and_then = Checkpoints(kept)
    draws = sample(table.matrix(), table.counts(), settings_of(asked), told(asked), before, keep=now_and_then)
    now_and_then.write(draws.state)
    return draws


class Checkpoints:
    """Writes a state down every few seconds: whoever kills the process loses no more than these."""

    def __init__(self, kept: Path) -> None:
        self._kept, self._last = kept, -math.inf  # at once the first time: what cannot be written shows then

    def __call__(self, state: State) -> None:
        if time.monotonic() - self._last >= EVERY_SECONDS:
            self.write(state)

    def write(self, state: State) -> None:
        """Whole or not at all, and through to the disk. Raises SettingsError."""
        partial = self._kept.with_name(f".{self._kept.name}.part")
        try:
            with partial.open("wb") as file:
                file.write(state.to_bytes())
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._kept)
        except OSError as wrong:
            partial.unlink(missing_ok=True)
            raise SettingsError(f"{self._kept.name} could not be written: {wrong.strerror}.") from None
        self._last = time.monotonic()


def _read(kept: Path) -> State:
    try:
        return State.from_bytes(kept.read_bytes())
    except OSError as wrong:
        raise SettingsError(f"{kept.name} could not be read: {wrong.strerror}.") from None


def settings_of(asked: Asked) -> Settings:
    """What the sampler is asked to do. Raises SettingsError."""
    return Settings(seed=asked.seed, classes=asked.classes, chains=asked.chains, most_sweeps=asked.sweeps)


def told(asked: Asked) -> Callable[[Progress], None]:
    """Tells of sweeps, as far as they may go: chains that agree end sooner."""
    return lambda now: asked.progress("lcm", now.sweeps, now.most)


def spoken(draws: Draws) -> Iterator[Finding]:
    """What the chains give to think."""
    if "chains-disagree" in draws.reasons:
        yield Finding("chains-disagree", figure=f"{draws.rhat:.3f}")
    if "few-draws" in draws.reasons:
        yield Finding("few-draws", figure=f"{min(draws.ess_bulk, draws.ess_tail):.0f}")
    if not draws.finished:
        yield Finding("stopped")
    if draws.beyond > HEAVY:
        yield Finding("heavy-tail", figure=f"{draws.beyond:.2f}")
    if len(draws.modes) > 1:
        yield Finding("several-modes", figure=str(len(draws.modes)))


def sizes(draws: Draws) -> NDArray[np.float64]:
    """All draws of the number of persons, chain after chain."""
    return draws.N.astype(np.float64).ravel()


def _numbers(draws: Draws) -> Numbers:
    low, median, high = (draws.quantile(at) for at in (0.025, 0.5, 0.975))
    return Numbers(low, high, median=median, rhat=draws.rhat, ess_bulk=draws.ess_bulk, ess_tail=draws.ess_tail)
