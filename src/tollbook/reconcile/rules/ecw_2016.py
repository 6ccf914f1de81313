"""Every Casualty's Standards: a range where sources differ, pending while one alone speaks."""

from tollbook.model import Dispute, Harm, Indeterminate, Rule, Scope, Toll
from tollbook.reconcile.compared import compare
from tollbook.reconcile.outcome import none_of, nothing_left
from tollbook.reconcile.reports import reports_of
from tollbook.reconcile.scopes import APPLIES, asks, only_harms

ID = "ecw-2016"
_NOT_BY_ARMS = frozenset(("disaster", "fire"))


def scope(dispute: Dispute) -> Scope:
    """Deaths and injuries from armed violence, whoever did it and wherever, custody too."""
    ruled_out = only_harms(dispute, [Harm.KILLED, Harm.INJURED])
    if ruled_out is not None:
        return ruled_out
    of = dispute.circumstances
    if of.armed_violence.by is not None or of.kind in _NOT_BY_ARMS:
        return asks("armed violence did it", of.armed_violence)
    return APPLIES


def apply_ecw(dispute: Dispute) -> Toll | Indeterminate:
    """The range over reports; pending where there is but one."""
    compared = compare(dispute)
    if not compared.used:
        return nothing_left(ID, compared.working)
    if len(reports_of(dispute, compared.used)) < 2:
        why = "pending: one report, and the Standards ask for another outlet, author and primary source"
        return none_of(ID, compared.working, why, "corroboration", "to-be-decided")
    return compared.span(ID)


ECW_2016 = Rule(
    id=ID,
    says="A range from the least to the greatest where sources differ; what one report alone gives is kept pending.",
    reference="ecw-standards-2016",
    in_force=(2016, None),
    apply=apply_ecw,
    publisher="Every Casualty Worldwide",
    unchecked=(
        "The range is one of several ways that the Standards leave to the recorder; choosing it is Tollbook's act.",
        "That sources differ in outlet, author and primary source is not tested: reports are counted.",
    ),
    scope=scope,
)
