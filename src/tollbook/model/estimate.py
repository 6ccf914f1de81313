"""What a method of estimation says of how many there were, or why it says nothing."""

from dataclasses import dataclass
from enum import StrEnum

METHODS = ("chapman", "chao", "loglinear", "stepwise", "dga", "lcm")
SEED = 1  # where none is given; it is told with the result, so that anyone can repeat it


class Status(StrEnum):
    """``estimate``: nothing that was looked for stands against it. ``conditional``: it stands only on the assumption
    that its statement names. ``refused``: there is no number, and the reasons say why."""

    ESTIMATE = "estimate"
    CONDITIONAL = "conditional"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of all persons, those on no list with them. ``low`` to ``high`` is its interval at ``level``; ``median`` where
    it has draws or a posterior. ``reasons``: codes of ``estimate/words.json``, the gravest first. ``statement``: all
    that must be said beside the number, in words."""

    method: str
    model: str
    status: Status
    reasons: tuple[str, ...] = ()
    estimate: float | None = None
    se: float | None = None
    low: float | None = None
    median: float | None = None
    high: float | None = None
    level: float | None = None
    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None
    statement: str = ""

    def __post_init__(self) -> None:
        if self.status is Status.REFUSED and self.number is not None:
            raise ValueError("what is refused has no number")
        if self.status is not Status.ESTIMATE and not self.reasons:
            raise ValueError("what is refused or conditional has a reason")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("an interval goes from low to high")

    @property
    def number(self) -> float | None:
        """The one number of it: the median where it has one, as the mean of a heavy tail may not exist."""
        return self.median if self.median is not None else self.estimate

    def __add__(self, other: object) -> "Estimate":
        raise TypeError("Estimates are not added: add the draws of the strata, one by one (estimate.sum_strata).")

    def __sub__(self, other: object) -> "Estimate":
        raise TypeError(
            "Estimates are not subtracted: the errors of both stay, and what is left is neither's "
            "(docs/explanation/estimation.md, Peru). Estimate the stratum itself."
        )

    __radd__ = __add__
    __rsub__ = __sub__


@dataclass(frozen=True, slots=True)
class Estimation:
    """Of the lists of a case: who was on which (each history as signs 0 and 1, with its count; the hash is of the whole
    table), and what each method says. ``seed``: of what was drawn by chance and recorded; None where nothing was."""

    lists: tuple[str, ...]
    cells: tuple[tuple[str, int], ...]
    sha256: str
    seed: int | None
    results: tuple[Estimate, ...]

    @property
    def n(self) -> int:
        """Persons on at least one list."""
        return sum(count for _, count in self.cells)
