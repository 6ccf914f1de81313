"""MAVERICK's models, as the R package eventreport applies them to deaths and injuries: low, best and high are each
aggregated by themselves, over reports."""

from collections.abc import Callable, Sequence

from tollbook.model import Dispute, Indeterminate, Rule, Toll
from tollbook.reconcile.outcome import none_of, nothing_left, toll_of
from tollbook.reconcile.reports import reports_of
from tollbook.reconcile.stated import Working, eligible_claims, take

# Chooses one number of what the names stand for on a bound, as a step into a result
Choose = Callable[[Working, Sequence[str], str, str], int | None]
CROSSED = "low-above-high"
CROSSED_WHY = "its low would be above its high, since they are of different reports"


def model_rule(id_: str, says: str, choose: Choose) -> Rule:
    """One of the three models."""
    return Rule(
        id=id_,
        says=says,
        reference="van-baalen-hoglund-2026",
        in_force=(2026, None),
        apply=lambda dispute: aggregate(id_, choose, dispute),
        publisher="S. van Baalen and K. Höglund (MAVERICK; eventreport 0.1.2)",
        unchecked=(
            "what counts as the best figure of a report that nobody coded: here, the one number that it states",
        ),
    )


def aggregate(rule: str, choose: Choose, dispute: Dispute) -> Toll | Indeterminate:
    """What a model makes of the reports of a dispute; no figure where its low would be above its high."""
    working = Working(dispute)
    eligible = eligible_claims(working)
    stated = [take(report.id, report.claims, working) for report in reports_of(dispute, eligible)]
    used = [claim for claim in eligible if claim.id not in working.aside]
    if not used:
        return nothing_left(rule, working)
    lows = [_one(working, one.by, one.lows, choose, "low") for one in stated]
    highs = [_one(working, one.by, one.highs, choose, "high") for one in stated]
    low = choose(working, lows, "low", "low")
    highest = choose(working, highs, "high", "highest_stated")
    single = [name for name, top in zip(lows, highs, strict=True) if _is_single(working, name, top)]
    if single:
        choose(working, single, "low", "best")
    if low is not None and highest is not None and low > highest:
        return none_of(rule, working, CROSSED_WHY, rest=CROSSED)
    return toll_of(rule, working, used)


def _one(working: Working, by: str, names: Sequence[str], choose: Choose, of: str) -> str:
    """Of several figures of one report, or of one voice, the model chooses as it does among reports."""
    if len(names) == 1:
        return names[0]
    choose(working, names, of, f"{by}.report")
    return f"{by}.report"


def _is_single(working: Working, low: str, high: str) -> bool:
    """Whether a report states one number, which stands for the best that nobody coded."""
    return working.values[low][0] is not None and working.values[low][0] == working.values[high][1]
