"""The Crowd Counting Consortium: how large a crowd was. Never used for deaths."""

from tollbook.model import Dispute, Harm, Indeterminate, Rule, Scope, Toll
from tollbook.reconcile.compared import compare
from tollbook.reconcile.outcome import nothing_left
from tollbook.reconcile.scopes import APPLIES, only_harms, only_where

ID = "ccc"


def scope(dispute: Dispute) -> Scope:
    """Crowds in the United States."""
    return only_harms(dispute, [Harm.PRESENT]) or only_where(dispute, ID) or APPLIES


def apply_ccc(dispute: Dispute) -> Toll | Indeterminate:
    """The least and greatest size reported; its mean of the two is not computed."""
    compared = compare(dispute, ID)
    return compared.span(ID) if compared.used else nothing_left(ID, compared.working)


CCC = Rule(
    id=ID,
    says="The least and the greatest size reported of a crowd; 200 for hundreds, 2,000 for thousands.",
    reference="ccc-data-dictionary",
    in_force=(2017, None),
    apply=apply_ccc,
    publisher="the Crowd Counting Consortium",
    scope=scope,
    terms=ID,
)
