"""UCDP's georeferenced events: low, best and high, of which best is a coder's judgement."""

from tollbook.model import Dispute, Harm, Indeterminate, Operation, Rule, Scope, Toll
from tollbook.model.circumstances import Circumstances, Told
from tollbook.reconcile.compared import compare
from tollbook.reconcile.outcome import none_of, nothing_left
from tollbook.reconcile.scopes import applies, only_everyone, only_harms, out, turns_on

ID = "ucdp-ged-23"
_GROUP = "an organised armed group fought here"
_ONE_SIDED = "an organised actor used armed force against civilians, on purpose"
_NOBODY = (Told.NOT_TOLD, Told.NO)


def scope(dispute: Dispute) -> Scope:
    """Armed force by an organised actor; the killing by a state of persons in its custody is left out."""
    ruled_out = only_harms(dispute, [Harm.KILLED]) or only_everyone(dispute)
    return ruled_out or _of_custody(dispute.circumstances) or _of_actors(dispute.circumstances)


def _of_custody(of: Circumstances) -> Scope | None:
    group = of.organised_actor
    if of.custody.told is not Told.YES or group.told is Told.YES:
        return None
    if of.others_acted.told in _NOBODY and of.state_acted.told is Told.YES:
        did = "killed" if of.state_acted.by else "is said to have killed"
        return out(f"a state {did} persons in its custody, which UCDP leaves out", of.custody, of.state_acted)
    if group.told is Told.NO:
        return out("no organised armed group fought here, and UCDP leaves out whom a state holds", group, of.custody)
    question = f"{_GROUP}, or a state killed persons in its custody, which UCDP leaves out"
    return turns_on(question, of.others_acted if of.others_acted.claims else of.custody)


def _of_actors(of: Circumstances) -> Scope:
    for question, decided in ((_GROUP, of.organised_actor), (_ONE_SIDED, of.one_sided)):
        if decided.told is Told.YES:
            return applies(question, decided)
    acted = [one for one in (of.state_acted, of.others_acted) if one.told is Told.YES]
    if of.armed_conflict.told is Told.YES and acted:
        return applies("there was an armed conflict here, and one of its parties acted", of.armed_conflict, *acted)
    if Told.NO is of.organised_actor.told is of.one_sided.told:
        return out("no organised actor fought here, or used armed force on civilians", of.organised_actor, of.one_sided)
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
    unchecked=("The table of vague dates.",),
    scope=scope,
    dates=ID,
)
