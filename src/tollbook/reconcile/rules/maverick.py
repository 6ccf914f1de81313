"""MAVERICK's three models, as the R package eventreport applies them to deaths and injuries: low, best and high each by
itself, over reports."""

from collections import Counter
from collections.abc import Callable, Sequence

from tollbook.model import Claim, Dispute, Indeterminate, Operation, Rule, Toll
from tollbook.reconcile.outcome import none_of, nothing_left, toll_of
from tollbook.reconcile.reports import reports_of
from tollbook.reconcile.stated import Stated, Working, eligible_claims, take

Choose = Callable[[Working, Sequence[str], str, str], int | None]
TIE = "lowest-of-tied"
CROSSED = "bounds-cross"


def _least(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    return working.step(Operation.MIN, names, of, into)


def _greatest(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    return working.step(Operation.MAX, names, of, into)


def _most_frequent(working: Working, names: Sequence[str], of: str, into: str) -> int | None:
    """Of several, the lowest, as eventreport's calc_mode_numeric does: the others are compared with it last."""
    value = {name: working.values[name][0 if of == "low" else 1] for name in names}
    times = Counter(one for one in value.values() if one is not None)
    most = max(times.values(), default=0)
    tied = sorted(one for one in times if times[one] == most)
    if len(tied) < 2:
        return working.step(Operation.MODE, names, of, into)
    higher = [name for name in names if value[name] in tied[1:]]
    working.step(Operation.MODE, [name for name in names if value[name] not in tied[1:]], of, f"{into}.mode")
    return working.step(Operation.MIN, [f"{into}.mode", *higher], of, into, TIE)


def _apply(rule: str, choose: Choose, dispute: Dispute) -> Toll | Indeterminate:
    working = Working(dispute)
    eligible = eligible_claims(working)
    stated = [take(report.id, report.claims, working) for report in reports_of(dispute, eligible)]
    used: list[Claim] = [claim for claim in eligible if claim.id not in working.aside]
    if not used:
        return nothing_left(rule, working)
    lows = [_one(working, one.by, one.lows, Operation.MIN, "low") for one in stated]
    highs = [_one(working, one.by, one.highs, Operation.MAX, "high") for one in stated]
    low = choose(working, lows, "low", "low")
    highest = choose(working, highs, "high", "highest_stated")
    single = [name for name, top in zip(lows, highs, strict=True) if _is_single(working, name, top)]
    if single:
        choose(working, single, "low", "best")
    if low is not None and highest is not None and low > highest:
        return none_of(rule, working, "the most frequent low is above the most frequent high", rest=CROSSED)
    return toll_of(rule, working, used)


def _one(working: Working, by: str, names: Sequence[str], op: Operation, of: str) -> str:
    """The one bound of a report that states several."""
    if len(names) == 1:
        return names[0]
    working.step(op, names, of, f"{by}.report")
    return f"{by}.report"


def _is_single(working: Working, low: str, high: str) -> bool:
    """Whether a report states one number, which stands for the best that nobody coded."""
    return working.values[low][0] is not None and working.values[low][0] == working.values[high][1]
