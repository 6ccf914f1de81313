"""What the answer of a method leans on: the same method again on tables that are a little otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tollbook.estimate.asked import Asked
from tollbook.estimate.families import METHODS, one_method
from tollbook.estimate.table import CaptureTable
from tollbook.estimate.variants import (
    Variant,
    consistency,
    leave_one_out,
    linkage,
    merge_two,
    trajectory,
)
from tollbook.estimate.xi import OverXi, over_xi
from tollbook.model.estimate import Estimate


@dataclass(frozen=True, slots=True)
class LeansOn:
    """``variants`` by what was done: a list left out, two merged, errors of linkage, a share of the persons; and of
    those on each list, whose number is known, what the other lists say. ``xi``: None where a history is missing."""

    method: str
    as_it_is: Estimate
    variants: Mapping[str, tuple[Variant, ...]]
    xi: OverXi | None

    @property
    def held(self) -> tuple[int, int]:
        """Of so many lists whose size the others told, how many intervals hold it."""
        known = [one.held for one in self.variants["consistency"] if one.held is not None]
        return sum(known), len(known)

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        number = self.as_it_is.number
        return {
            "method": self.method,
            "xi": None
            if self.xi is None
            else {
                "at_one": self.xi.seen + self.xi.at_one,
                "se": self.xi.se,
                "implied": self.xi.implied(number) if number is not None else None,
                "numbers": [list(one) for one in self.xi.numbers],
            },
            **{name: [_line(one) for one in each] for name, each in self.variants.items()},
        }


def _line(one: Variant) -> dict[str, Any]:
    said = one.estimate
    line = {"what": one.what, "n": one.table.n, "status": said.status.value, "reasons": list(said.reasons)}
    line |= {"number": said.number, "low": said.low, "high": said.high}
    return line | ({"known": one.known, "held": one.held} if one.known is not None else {})


def leans_on(table: CaptureTable, method: str, asked: Asked) -> LeansOn:
    """Runs the method some thirty times. Raises ValueError for a method that there is not."""
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; there are: {', '.join(METHODS)}.")
    run = one_method(method, asked)
    ways: dict[str, Iterable[Variant]] = {
        "leave_one_out": leave_one_out(table, run),
        "merge_two": merge_two(table, run),
        "consistency": consistency(table, run),
        "linkage": linkage(table, run),
        "trajectory": trajectory(table, run, asked.seed),
    }
    found: dict[str, tuple[Variant, ...]] = {}
    for done, (name, variants) in enumerate(ways.items()):
        asked.progress("what it leans on", done, len(ways))
        found[name] = tuple(variants)
    return LeansOn(method, run(table), found, over_xi(table))
