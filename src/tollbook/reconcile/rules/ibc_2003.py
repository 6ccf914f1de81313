"""Iraq Body Count: the lowest and highest of two independent sources or more."""

from tollbook.model import Dispute, Indeterminate, Rule, Toll
from tollbook.reconcile.compared import compare
from tollbook.reconcile.independence import any_independent, voices_of
from tollbook.reconcile.outcome import none_of, nothing_left
from tollbook.reconcile.scopes import iraqi_civilians

ID = "ibc-2003"


def apply_ibc(dispute: Dispute) -> Toll | Indeterminate:
    """The range, where a person found two voices independent; no machine can."""
    compared = compare(dispute)
    if not compared.used:
        return nothing_left(ID, compared.working)
    voices = voices_of(dispute, compared.used)
    if len(voices) < 2:
        why = "it asks for two independent sources, and these figures go back to one voice"
        return none_of(ID, compared.working, why, "independence", "to-be-decided")
    if not any_independent(voices):
        why = "it asks for two independent sources: whether two of these are independent has to be decided by a person"
        return none_of(ID, compared.working, why, "independence", "to-be-decided")
    return compared.span(ID)


IBC_2003 = Rule(
    id=ID,
    says="From the lowest to the highest figure of two independent sources or more.",
    reference="ibc-methods",
    in_force=(2003, 2007),
    apply=apply_ibc,
    publisher="Iraq Body Count",
    unchecked=("What it does where several sources report none.",),
    scope=iraqi_civilians,
)
