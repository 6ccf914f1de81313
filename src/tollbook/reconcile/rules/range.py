"""The span of what is claimed: READING, lines 15 to 18."""

from tollbook.model import Dispute, Indeterminate, Operation, Rule, Toll
from tollbook.reconcile.outcome import nothing_left, toll_of
from tollbook.reconcile.stated import Working, eligible_claims, take


def apply_range(dispute: Dispute) -> Toll | Indeterminate:
    """The least low that is set to the greatest high; open where any claim is; no midpoint, no best."""
    working = Working(dispute)
    eligible = eligible_claims(working)
    by_id = {claim.id: claim for claim in eligible}
    voices = [(voice.id, [by_id[id_] for id_ in voice.claims if id_ in by_id]) for voice in dispute.voices]
    stated = [take(voice, claims, working) for voice, claims in voices if claims]
    used = [claim for claim in eligible if claim.id not in working.aside]
    if not used:
        return nothing_left("range", working)
    working.step(Operation.MIN, [name for one in stated for name in one.lows], "low", "low")
    working.step(Operation.MAX, [name for one in stated for name in one.highs], "high", "highest_stated")
    return toll_of("range", working, used)


RANGE = Rule(
    id="range",
    says="From the least figure that any voice sets as a bottom to the greatest any states; open where one is open.",
    reference="tollbook-reading-1",
    in_force=(2026, None),
    apply=apply_range,
)
