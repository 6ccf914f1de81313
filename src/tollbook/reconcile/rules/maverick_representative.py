"""MAVERICK's most-representative model: what most reports state."""

from collections import Counter
from collections.abc import Sequence

from tollbook.model import Operation
from tollbook.reconcile.each_bound import model_rule
from tollbook.reconcile.stated import Working

TIE = "lowest-of-tied"


def _most_frequent(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    """Of several, the lowest, as eventreport's calc_mode_numeric does: the others are compared with it last."""
    value = {name: working.values[name][0 if of == "low" else 1] for name in names}
    times = Counter(value.values())
    del times[None]
    most = max(times.values(), default=0)
    lowest = min((one for one in times if one is not None and times[one] == most), default=None)
    higher = [name for name in names if value[name] != lowest and times[value[name]] == most]
    if not higher:
        return working.step(Operation.MODE, names, of, into)
    others = set(higher)
    working.step(Operation.MODE, [name for name in names if name not in others], of, f"{into}.mode")
    return working.step(Operation.MIN, [f"{into}.mode", *higher], of, into, TIE)


REPRESENTATIVE = model_rule(
    "maverick-representative",
    "The low, the best and the high that most reports state, each by itself; of several, the lowest.",
    _most_frequent,
)
