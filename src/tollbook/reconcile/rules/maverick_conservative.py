"""MAVERICK's most-conservative model: the least of what reports state."""

from collections.abc import Sequence

from tollbook.model import Operation
from tollbook.reconcile.each_bound import model_rule
from tollbook.reconcile.stated import Working


def _least(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    return working.step(Operation.MIN, names, of, into)


CONSERVATIVE = model_rule(
    "maverick-conservative",
    "The least low, the least best and the least high that any report states, each by itself.",
    _least,
)
