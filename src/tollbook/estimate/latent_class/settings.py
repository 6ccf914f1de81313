"""What a run of the latent-class model is asked to do, and what it says of itself on the way."""

from dataclasses import dataclass
from enum import StrEnum

from tollbook.errors import SettingsError

CHUNK = 512  # sweeps of each chain between two looks at whether to go on
MOST_CLASSES = 64
MOST_STEPS = 200  # of a trajectory
FEW_SPLITS = 0.25  # of the sweeps, those in which a class is offered to be split, or two to be one
MANY_LISTS = 10  # where chains get stuck for want of them, in every sweep
WANTED = 0.8  # of trajectories taken: steps are tuned to it


class Engine(StrEnum):
    """What computes: ``auto`` is compiled where numba is installed."""

    AUTO = "auto"
    COMPILED = "compiled"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Settings:
    """``shape`` and ``rate`` are of alpha's Gamma prior. The run ends by what its chains tell, never by a clock: so the
    same seed gives the same draws."""

    seed: int
    classes: int = 10
    chains: int = 8
    shape: float = 0.25
    rate: float = 0.25
    burn_in: int = 2048
    most_sweeps: int = 1 << 18
    length: float = 4.0  # of the longest trajectory
    target_ess: float = 4000.0
    rhat_max: float = 1.01
    engine: Engine = Engine.AUTO

    def __post_init__(self) -> None:
        for wrong, words in (
            (not 0 <= self.seed < 1 << 63, "The seed is a whole number from 0 to 2⁶³ − 1."),
            (not 2 <= self.classes <= MOST_CLASSES, f"The model takes 2 to {MOST_CLASSES} classes."),
            (not 2 <= self.chains <= 256, "At least two chains: one alone cannot show that it is stuck; 256 at most."),
            (not (self.shape > 0 and self.rate > 0), "Shape and rate of alpha's prior are greater than nought."),
            (self.burn_in < CHUNK, f"At least {CHUNK} sweeps of burn-in."),
            (self.most_sweeps < CHUNK, f"At least {CHUNK} sweeps."),
            (not 0 < self.length <= 100, "A trajectory has a length, of 100 at most."),
            (
                not (self.target_ess > 0 and self.rhat_max > 1),
                "The target is over 0, R-hat's bound over 1.",
            ),
        ):
            if wrong:
                raise SettingsError(words)


@dataclass(frozen=True, slots=True)
class Progress:
    """Sweeps of each chain so far, burn-in counted; R-hat and the effective draws as of the last look, if any."""

    sweeps: int
    most: int
    burning: bool
    rhat: float | None
    ess_bulk: float | None
