"""What was known of one harm, day by day."""

from dataclasses import dataclass

from tollbook.model.claim import Harm
from tollbook.model.toll import SetAside


@dataclass(frozen=True, slots=True)
class KnownOn:
    """The span of claims as it stood on a day: each voice by its latest figure, however often it is repeated.
    ``came``: the claims first stated on it; ``gone``: what they put aside, or what was put aside with them."""

    day: str
    low: int | None
    high: int | None
    highest_stated: int | None
    open: bool
    voices: int
    used: tuple[str, ...]
    came: tuple[str, ...] = ()
    gone: tuple[SetAside, ...] = ()

    @property
    def figure(self) -> tuple[int | None, int | None, int | None, bool]:
        """Its numbers alone."""
        return self.low, self.high, self.highest_stated, self.open


@dataclass(frozen=True, slots=True)
class Series:
    """``days``: those on which something was stated, in their order. ``undated``: claims of no stated day; nobody knows
    on which they were known, and they stand on none. ``whole``: each day is there; of too many, some are, spread evenly
    over them."""

    harm: Harm
    days: tuple[KnownOn, ...]
    undated: tuple[str, ...] = ()
    whole: bool = True
