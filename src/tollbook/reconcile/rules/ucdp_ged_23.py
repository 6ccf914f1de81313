"""UCDP's georeferenced events: low, best and high, of which best is a coder's judgement."""

from tollbook.model import Dispute, Harm, Indeterminate, Operation, Rule, Scope, Toll
from tollbook.model.circumstances import Told
from tollbook.reconcile.compared import compare
from tollbook.reconcile.outcome import none_of, nothing_left
from tollbook.reconcile.scopes import APPLIES, only_everyone, only_harms, out, turns_on

ID = "ucdp-ged-23"


def scope(dispute: Dispute) -> Scope:
    """Armed force by an organised actor; the killing by a state of persons in its custody is left out."""
    ruled_out = only_harms(dispute, [Harm.KILLED]) or only_everyone(dispute)
    return ruled_out or _of_custody(dispute) or _of_actors(dispute)


def _of_custody(dispute: Dispute) -> Scope | None:
    of = dispute.circumstances
    if of.custody.told is not Told.YES:
        return None
    if of.others_acted.told in (Told.NOT_TOLD, Told.NO) and of.state_acted.told is Told.YES:
        claims = (*of.custody.claims, *of.state_acted.claims)
        return out("a state is said to have killed persons in its custody, which UCDP leaves out", claims)
    question = "an organised armed group fought here, or a state killed persons in its custody, which UCDP leaves out"
    return turns_on(question, of.others_acted if of.others_acted.claims else of.custody)


def _of_actors(dispute: Dispute) -> Scope:
    of = dispute.circumstances
    if of.armed_conflict.told is Told.YES and Told.YES in (of.state_acted.told, of.others_acted.told):
        return APPLIES
    return turns_on("an organised actor used armed force, and against whom", of.armed_conflict)


def apply_ucdp(dispute: Dispute) -> Toll | Indeterminate:
    """One figure where all agree; else which is the most reliable, and which are reliable at all, a person decides."""
    compared = compare(dispute)
    if not compared.used:
        return nothing_left(ID, compared.working)
    figures = compared.figures()
    if len(figures) > 1 or len(set(*figures)) > 1:
        return none_of(
            ID,
            compared.working,
            "which figure is the most reliable, and which are reliable at all, has to be decided by a person",
            needs="most-reliable",
            rest="to-be-decided",
        )
    compared.working.step(Operation.MIN, compared.lows, "low", "best", "all-agree")
    return compared.span(ID)


UCDP_GED_23 = Rule(
    id=ID,
    says="Low the most conservative figure, best the one a coder finds most reliable, high the highest reliable one.",
    reference="ucdp-ged-23",
    in_force=(2023, None),
    apply=apply_ucdp,
    publisher="UCDP, Uppsala University",
    scope=scope,
)
