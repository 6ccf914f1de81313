"""Iraq Body Count: the lowest and highest of acceptable sources, of which one may be enough."""

from tollbook.model import Dispute, Indeterminate, Rule, Toll
from tollbook.reconcile.compared import compare
from tollbook.reconcile.independence import voices_of
from tollbook.reconcile.outcome import none_of, nothing_left
from tollbook.reconcile.scopes import iraqi_civilians

ID = "ibc-2008"


def apply_ibc(dispute: Dispute) -> Toll | Indeterminate:
    """The range; that a single source is credible, a person decides."""
    compared = compare(dispute)
    if not compared.used:
        return nothing_left(ID, compared.working)
    if len(voices_of(dispute, compared.used)) < 2:
        why = "it admits a single source where it is credible: that has to be decided by a person"
        return none_of(ID, compared.working, why, "credibility", "to-be-decided")
    return compared.span(ID)


IBC_2008 = Rule(
    id=ID,
    says="From the lowest to the highest figure of acceptable sources; one that is credible may be enough.",
    reference="ibc-announcement-3",
    in_force=(2008, None),
    apply=apply_ibc,
    publisher="Iraq Body Count",
    unchecked=("What it does where several sources report none.", "Which sources are acceptable: all are taken here."),
    scope=iraqi_civilians,
)
