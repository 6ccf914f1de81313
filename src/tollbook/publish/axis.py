"""The axis of the chart: where a number stands, in per cent of the width, and which numbers are written along it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

LEFT, RIGHT = 4.0, 88.0  # per cent; room at the right for the arrow of an open figure
ZERO_APART = 14.0  # where a logarithmic axis begins when zero stands apart, left of the break
LOG_FROM = 50  # the greatest is at least so many times the least (DOSSIER, The chart)


@dataclass(frozen=True, slots=True)
class Tick:
    """``at`` in per cent; ``label`` is False where the number would crowd its neighbour."""

    n: int
    at: float
    label: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """``log`` where the greatest is 50 times the least or more; ``zero`` is whether a zero stands apart from it."""

    first: int
    last: int
    log: bool
    zero: bool
    ticks: tuple[Tick, ...]

    def at(self, n: int) -> float:
        """Where a number stands, in per cent of the width."""
        return _at(n, self.first, self.last, self.log, self.zero)


def axis_for(numbers: Iterable[int]) -> Axis | None:
    """An axis that holds all numbers; None where there is none to hold."""
    held = sorted(set(numbers))
    if not held:
        return None
    positive = [n for n in held if n > 0]
    log = bool(positive) and positive[-1] >= LOG_FROM * positive[0]
    if not log:
        step = _step(held[-1])
        last = max(step, math.ceil(held[-1] / step) * step)
        marks = range(0, last + 1, step)
        return Axis(0, last, False, False, tuple(Tick(n, _at(n, 0, last, False, False)) for n in marks))
    zero = held[0] == 0
    first, last = _below(positive[0]), _above(positive[-1])
    return Axis(first, last, True, zero, _log_ticks(first, last, zero))


def _at(n: int, first: int, last: int, log: bool, zero: bool) -> float:
    if not log:
        return round(LEFT + (RIGHT - LEFT) * (n - first) / (last - first), 2)
    if n <= 0:
        return LEFT
    left = ZERO_APART if zero else LEFT
    share = (math.log10(n) - math.log10(first)) / (math.log10(last) - math.log10(first))
    return round(left + (RIGHT - left) * share, 2)


def _step(greatest: int) -> int:
    """1, 2 or 5 with as many noughts as give at most four steps."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if greatest <= 4 * step:
                return step
        size *= 10


def _below(n: int) -> int:
    size = int(10.0 ** (len(str(n)) - 1))
    return max(step * size for step in (1, 2, 5) if step * size <= n)


def _above(n: int) -> int:
    size = int(10.0 ** (len(str(n)) - 1))
    return min(step * size for step in (1, 2, 5, 10) if step * size >= n)


def _log_ticks(first: int, last: int, zero: bool) -> tuple[Tick, ...]:
    powers = [10**power for power in range(len(str(last)) + 1) if first <= 10**power <= last]
    ticks = [Tick(0, LEFT)] if zero else []
    for n in sorted({first, last, *powers}):
        at = _at(n, first, last, True, zero)
        crowded = any(tick.label and at - tick.at < _room(tick.n, n) for tick in ticks)
        if n == last and crowded:
            ticks = [Tick(tick.n, tick.at, tick.label and at - tick.at >= _room(tick.n, n)) for tick in ticks]
            crowded = False
        ticks.append(Tick(n, at, not crowded))
    return tuple(ticks)


def _room(one: int, other: int) -> float:
    """Per cent of the width that two numbers need side by side, on a telephone."""
    return 4 + 1.5 * (len(str(one)) + len(str(other)))
