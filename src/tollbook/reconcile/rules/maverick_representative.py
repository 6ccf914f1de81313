"""MAVERICK's most-representative model: what most reports state."""

from collections.abc import Sequence

from tollbook.model import Operation
from tollbook.reconcile.each_bound import model_rule
from tollbook.reconcile.stated import Working

TIE = "lowest-of-tied"


def _most_frequent(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    """Of several, the lowest, as eventreport's calc_mode_numeric does: the others are compared with it last."""
    value = {name: working.values[name][0 if of == "low" else 1] for name in names}
    times: dict[int, int] = {}
    for number in value.values():
        if number is not None:
            times[number] = times.get(number, 0) + 1
    most = max(times.values(), default=0)
    frequent = [number for number in times if times[number] == most]
    if len(frequent) < 2:
        return working.step(Operation.MODE, names, of, into)
    tied = {number for number in frequent if number != min(frequent)}
    others = [name for name in names if value[name] not in tied]
    higher = [name for name in names if value[name] in tied]
    working.step(Operation.MODE, others, of, f"{into}.mode")
    return working.step(Operation.MIN, [f"{into}.mode", *higher], of, into, TIE)


REPRESENTATIVE = model_rule(
    "maverick-representative",
    "The low, the best and the high that most reports state, each by itself; of several, the lowest.",
    _most_frequent,
)
