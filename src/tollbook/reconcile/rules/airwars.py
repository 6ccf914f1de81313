"""Airwars: the least and greatest that any account gives, with a grade."""

from dataclasses import replace

from tollbook.model import (
    Claim,
    Conceded,
    Dispute,
    Grade,
    Harm,
    Indeterminate,
    Operation,
    Rule,
    Scope,
    SpeakerType,
    Toll,
)
from tollbook.model.circumstances import Circumstances, Told
from tollbook.reconcile.compared import Compared, compare
from tollbook.reconcile.outcome import nothing_left
from tollbook.reconcile.scopes import APPLIES, asks, only_harms, only_where

ID = "airwars"
_STRIKES = frozenset(("strike", "explosion"))
_BELLIGERENTS = (SpeakerType.AUTHORITY, SpeakerType.ARMED_GROUP)


def scope(dispute: Dispute) -> Scope:
    """Harm to civilians by the militaries and armed groups of the wars that it names."""
    ruled_out = only_harms(dispute, [Harm.KILLED, Harm.INJURED]) or only_where(dispute, ID)
    if ruled_out is not None:
        return ruled_out
    of = dispute.circumstances
    if of.military_action.by is not None or of.kind not in _STRIKES:
        return asks("a military action of one of these wars did it", of.military_action, of.state_acted)
    return APPLIES


def apply_airwars(dispute: Dispute) -> Toll | Indeterminate:
    """The range over all accounts. What a party concedes that takes responsibility stands beside it."""
    compared = compare(dispute)
    if not compared.used:
        return nothing_left(ID, compared.working)
    conceded = conceded_in(dispute.circumstances, compared)
    grade = grade_of(dispute.circumstances, len(compared.reports))
    return replace(compared.span(ID), grade=grade, conceded=conceded)


def conceded_in(of: Circumstances, compared: Compared) -> Conceded | None:
    """Of a belligerent that takes responsibility in its own name: that one states deaths concedes nothing."""
    own = [claim for claim in compared.used if _concedes(claim, of)]
    if not own:
        return None
    names, working = [claim.id for claim in own], compared.working
    low = working.step(Operation.MIN, names, "low", "of-accepting")
    high = working.step(Operation.MAX, names, "high", "of-accepting")
    opened = any(claim.count and claim.count.quantity.open for claim in own)
    return Conceded(low, None if opened else high, tuple(names))


def _concedes(claim: Claim, of: Circumstances) -> bool:
    said = claim.attribution
    return said.key in of.accepted_by and said.speaker_type in _BELLIGERENTS and not said.anonymous


def grade_of(of: Circumstances, accounts: int) -> Grade:
    """As far as claims can tell: that sources are credible, or that those killed had fought, a person decides."""
    if of.accepted.told is Told.YES:
        return Grade.CONFIRMED
    if of.state_acted.told is Told.YES and of.others_acted.told is Told.YES:
        return Grade.CONTESTED
    return Grade.WEAK if accounts == 1 else Grade.FAIR_IF_CREDIBLE


AIRWARS = Rule(
    id=ID,
    says="The least and the greatest over all accounts, graded; apart from it, what a belligerent concedes.",
    reference="airwars-methodology",
    in_force=(2014, None),
    apply=apply_airwars,
    publisher="Airwars",
    unchecked=("The list of the wars that it names.",),
    scope=scope,
)
