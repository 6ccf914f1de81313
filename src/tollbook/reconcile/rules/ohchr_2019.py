"""OHCHR's guidance on casualty recording: persons verified one by one."""

from tollbook.model import Dispute, Harm, Indeterminate, Rule, Scope, StandardOfProof, Toll
from tollbook.reconcile.scopes import APPLIES, only_harms
from tollbook.reconcile.verified import persons_verified

ID = "ohchr-2019"


def scope(dispute: Dispute) -> Scope:
    """Persons killed or injured; in armed conflict and elsewhere."""
    return only_harms(dispute, [Harm.KILLED, Harm.INJURED]) or APPLIES


def apply_ohchr(dispute: Dispute) -> Toll | Indeterminate:
    """Figures that somebody states are no verified persons, and nothing is extrapolated."""
    return persons_verified(ID, dispute, StandardOfProof.REASONABLE_GROUNDS)


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
