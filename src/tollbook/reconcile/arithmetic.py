"""What a step's operation makes of numbers: the same sums as publish/verify.py, which shares no code with anything."""

from collections import Counter
from collections.abc import Callable, Sequence

from tollbook.model import Operation

Number = tuple[int | None, str | None]  # a number, or nothing, and the day (ISO) it stood on, or nothing
_PLAIN: dict[Operation, Callable[[list[int]], int]] = {Operation.SUM: sum, Operation.MIN: min, Operation.MAX: max}


def calculate(op: Operation, inputs: Sequence[Number]) -> int | None:
    """A sum needs all its numbers; the others pass over what has none, and give nothing where the rest does not settle
    on one number."""
    if op is Operation.LATEST:
        last = max((day for number, day in inputs if number is not None and day), default=None)
        inputs = [(number, day) for number, day in inputs if day is not None and day == last]
    numbers = [number for number, _ in inputs if number is not None]
    if not numbers or (op is Operation.SUM and len(numbers) < len(inputs)):
        return None
    if len(numbers) == 1 and op is not Operation.HALVE:
        return numbers[0]
    if op in _PLAIN:
        return _PLAIN[op](numbers)
    if op is Operation.HALVE:
        return numbers[0] // 2
    (first, times), *others = Counter(numbers).most_common(2)
    if op is Operation.MAJORITY:
        return first if 2 * times > len(numbers) else None
    if op is Operation.LATEST:
        return None if others else first
    return first if op is Operation.MODE and (not others or others[0][1] < times) else None
