"""OHCHR's guidance on casualty recording: persons verified one by one."""

from tollbook.model import Dispute, Harm, Indeterminate, Rule, Scope
from tollbook.model.toll import NOT_VERIFIED
from tollbook.reconcile.outcome import none_of
from tollbook.reconcile.scopes import APPLIES, only_harms
from tollbook.reconcile.stated import Working

ID = "ohchr-2019"


def scope(dispute: Dispute) -> Scope:
    """Persons killed or injured; in armed conflict and elsewhere."""
    return only_harms(dispute, [Harm.KILLED, Harm.INJURED]) or APPLIES


def not_verified(rule: str, dispute: Dispute) -> Indeterminate:
    """Never 0: that nobody was verified says nothing of how many there were."""
    persons = "1 person" if dispute.described == 1 else f"{dispute.described or 'no'} persons"
    why = NOT_VERIFIED + ("" if dispute.described is None else f", {persons} described")
    return none_of(rule, Working(dispute), why, "verification", "not-verified")


def apply_ohchr(dispute: Dispute) -> Indeterminate:
    """Figures that somebody states are no verified persons, and nothing is extrapolated."""
    return not_verified(ID, dispute)


OHCHR_2019 = Rule(
    id=ID,
    says="The persons whose death was verified one by one to reasonable grounds to believe; figures stay claims.",
    reference="ohchr-guidance-2019",
    in_force=(2019, None),
    apply=apply_ohchr,
    publisher="OHCHR",
    unchecked=("Compared in a third party's copy alone.",),
    scope=scope,
)
