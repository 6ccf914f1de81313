"""MAVERICK's most-informative model: the greatest of what reports state."""

from collections.abc import Sequence

from tollbook.model import Operation
from tollbook.reconcile.each_bound import model_rule
from tollbook.reconcile.stated import Working


def _greatest(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    return working.step(Operation.MAX, names, of, into)


INFORMATIVE = model_rule(
    "maverick-informative",
    "The greatest low, the greatest best and the greatest high that any report states, each by itself.",
    _greatest,
)
