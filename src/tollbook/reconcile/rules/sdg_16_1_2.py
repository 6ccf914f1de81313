"""SDG indicator 16.1.2: deaths in armed conflict, documented one by one and, apart from them, estimated."""

from tollbook.model import Dispute, Harm, Indeterminate, Rule, Scope, StandardOfProof, Toll
from tollbook.reconcile.scopes import asks, only_harms
from tollbook.reconcile.verified import persons_verified

ID = "sdg-16.1.2"


def scope(dispute: Dispute) -> Scope:
    """Armed conflict by international humanitarian law, on the assessment of mandated bodies and not of the press."""
    question = "the United Nations or another mandated body holds this to be of an armed conflict"
    ruled_out = only_harms(dispute, [Harm.KILLED])
    return ruled_out or asks(question, dispute.circumstances.armed_conflict)


def apply_sdg(dispute: Dispute) -> Toll | Indeterminate:
    """Documented deaths are of single persons; an estimate of the undocumented is none of a rule over claims."""
    return persons_verified(ID, dispute, StandardOfProof.REASONABLE_GROUNDS)


SDG_16_1_2 = Rule(
    id=ID,
    says="Deaths in armed conflict: documented ones one by one, and apart from them an estimate of the others.",
    reference="sdg-16-1-2",
    in_force=(2018, None),
    apply=apply_sdg,
    publisher="the United Nations (OHCHR, custodian)",
    scope=scope,
)
