"""ACLED's coding of fatalities: the most conservative figure reported."""

from tollbook.model import Claim, Dispute, Harm, Indeterminate, Operation, Rule, Scope, Toll
from tollbook.reconcile.compared import Compared, compare
from tollbook.reconcile.outcome import none_of, nothing_left, toll_of
from tollbook.reconcile.scopes import APPLIES, asks, only_everyone, only_harms, only_where
from tollbook.reconcile.stated import STATED, count_of

ID = "acled-2024"
_POLITICAL = frozenset(("riot", "demonstration", "killing", "attack", "explosion", "clash", "crackdown", "strike"))
NO_LEAST = "no report sets a least number, and this rule takes the least"


def scope(dispute: Dispute) -> Scope:
    """Political violence and demonstrations, the dead alone, where and since when ACLED counts."""
    ruled_out = only_harms(dispute, [Harm.KILLED]) or only_everyone(dispute) or only_where(dispute, ID)
    if ruled_out is not None:
        return ruled_out
    of = dispute.circumstances
    if of.political.by is not None or of.kind not in _POLITICAL:
        return asks("this was political violence or a demonstration", of.political)
    return APPLIES


def apply_acled(dispute: Dispute) -> Toll | Indeterminate:
    """The least low; where the dead are stated only together with the injured, half of that, rounded down."""
    compared = compare(dispute, ID)
    if not compared.used:
        return _halved(dispute, compared)
    if compared.working.step(Operation.MIN, compared.lows, "low", "best", "most-conservative") is None:
        return none_of(ID, compared.working, NO_LEAST, rest="sets-no-least")
    return toll_of(ID, compared.working, compared.used)


def _halved(dispute: Dispute, compared: Compared) -> Toll | Indeterminate:
    working = compared.working
    usable = [claim for claim in dispute.undivided if _states_least(claim)]
    if not usable:
        return nothing_left(ID, working)
    for claim in usable:
        working.values[claim.id] = (count_of(claim).quantity.low, None)
    working.step(Operation.MIN, [claim.id for claim in usable], "low", "undivided", "most-conservative")
    working.step(Operation.HALVE, ["undivided"], "low", "best", "killed-and-injured-halved")
    return toll_of(ID, working, usable)


def _states_least(claim: Claim) -> bool:
    count = count_of(claim)
    return count.quantity.low is not None and not count.marks and claim.attribution.stance in STATED


ACLED_2024 = Rule(
    id=ID,
    says="The most conservative figure that any report gives; 10 for tens, 12 for dozens, 100 for hundreds.",
    reference="acled-faq-2024",
    in_force=(2023, None),
    apply=apply_acled,
    publisher="ACLED",
    unchecked=(
        "Since which year it covers each country.",
        "Numbers for scores, several and unknown: seen in notes of its rows, published as no rule.",
        "The halving of killed and injured together: seen in notes of its rows, published as no rule.",
    ),
    scope=scope,
    terms=ID,
    halves=True,
)
