"""Krippendorff's alpha over what several people coded: how far they agree beyond chance, or why it cannot be said."""

from collections import Counter
from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

MOST_CELLS = 20_000_000  # of the table of coincidences that the library builds, 8 bytes each


class Level(StrEnum):
    """How far apart two values are: equal or not, or by how much."""

    NOMINAL = "nominal"
    INTERVAL = "interval"


class Alpha(NamedTuple):
    """``value`` None: it was not computed, and ``why`` says why. ``units``: how many were coded twice or more."""

    value: float | None
    units: int
    why: str = ""


def alpha(units: Sequence[Sequence[Hashable]], level: Level) -> Alpha:
    """Of units coded by two or more each; who coded which does not matter to it. Values of an interval are numbers."""
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    if len(pairable) < 2:
        return Alpha(None, len(pairable), "fewer than 2 claims were decided by two people")
    domain = sorted({value for unit in pairable for value in unit}, key=_order)
    if len(domain) < 2:
        return Alpha(None, len(pairable), "everybody gave the same value each time, so chance cannot be told")
    counts = _merged(pairable)
    if len(counts) * len(domain) ** 2 > MOST_CELLS:
        return Alpha(None, len(pairable), f"{len(domain)} different values are too many for one table; draw a sample")
    return Alpha(_computed(counts, domain, level), len(pairable))


def _order(value: Hashable) -> tuple[str, object]:
    """Numbers by size, codes by code point."""
    return (type(value).__name__, value)


def _merged(units: Sequence[Counter[Hashable]]) -> list[Counter[Hashable]]:
    """Units in which all agree on one value, as one unit for each value: m equal values weigh m in the coincidences,
    however many units they stand in."""
    agreed: Counter[Hashable] = Counter()
    others = []
    for unit in units:
        if len(unit) == 1:
            agreed.update(unit)
        else:
            others.append(unit)
    return [*others, *(Counter({value: many}) for value, many in agreed.items())]


def _computed(counts: Sequence[Counter[Hashable]], domain: Sequence[Any], level: Level) -> float:
    import krippendorff  # noqa: PLC0415 - it loads numpy, which no other command uses

    places = list(range(len(domain))) if level is Level.NOMINAL else list(domain)
    table = [[unit[value] for value in domain] for unit in counts]
    return float(krippendorff.alpha(value_counts=table, value_domain=places, level_of_measurement=level.value))
