"""The Global Terrorism Database's nkill and nwound: the latest figure, else the majority's, else the lowest."""

from tollbook.model import Claim, Dispute, Harm, Indeterminate, Operation, Rule, Scope, SpeakerType, Toll
from tollbook.model.circumstances import Told
from tollbook.reconcile.compared import Compared, compare
from tollbook.reconcile.independence import all_independent, voices_of
from tollbook.reconcile.outcome import none_of, nothing_left, toll_of
from tollbook.reconcile.scopes import applies, asks, only_everyone, only_harms, out

ID = "gtd-2017"
_PARTIES = (SpeakerType.AUTHORITY, SpeakerType.ARMED_GROUP)


def scope(dispute: Dispute) -> Scope:
    """Attacks by others than a state."""
    ruled_out = only_harms(dispute, [Harm.KILLED, Harm.INJURED]) or only_everyone(dispute)
    if ruled_out is not None:
        return ruled_out
    of = dispute.circumstances
    state, others = of.state_acted, of.others_acted
    if state.told is Told.YES and others.told in (Told.NOT_TOLD, Told.NO):
        did = "did it" if state.by else "are said to have done it"
        return out(f"forces of a state {did}, and GTD counts attacks by others", state)
    if others.told is Told.YES and state.told in (Told.NOT_TOLD, Told.NO):
        return applies("others than a state did it", others, state)
    return asks("others than a state did it", others, others if others.claims else state)


def apply_gtd(dispute: Dispute) -> Toll | Indeterminate:
    """Most recent, unless it is questionable; majority of independent sources; lowest. Vague words are left blank."""
    compared = _numbers_alone(compare(dispute))
    if not compared.used:
        return nothing_left(ID, compared.working)
    if len(compared.figures()) == 1:
        return _with(Operation.MIN, "all-agree", compared)
    last = _latest(compared)
    if len({claim.count.quantity.low for claim in last if claim.count}) == 1:
        if any(claim.attribution.speaker_type in _PARTIES for claim in last):
            return _asks(
                compared, "questionable", "whether the latest figure, of an authority or armed group, is doubtful"
            )
        return _with(Operation.LATEST, "latest", compared)
    if not all_independent(voices_of(dispute, compared.used)):
        return _asks(compared, "independence", "which sources are independent, since no one figure is the latest,")
    if compared.working.step(Operation.MAJORITY, compared.lows, "low", "majority", "of-independent") is None:
        return _with(Operation.MIN, "no-majority", compared)
    return _with(Operation.MAJORITY, "of-independent", compared)


def _numbers_alone(compared: Compared) -> Compared:
    """A span or an upper bound is no one number; a sum of ours has no vote where somebody states a number."""
    of = compared.working.values
    compared = compared.without(
        [one for one in compared.reports if any(of[name][0] is None or len(set(of[name])) > 1 for name in one.lows)],
        "no-one-number",
    )
    derived = [one for one in compared.reports if one.derived]
    return compared.without(derived, "derived-no-vote") if len(derived) < len(compared.reports) else compared


def _latest(compared: Compared) -> list[Claim]:
    """The claims of the latest day that set a low; none where a figure has no day, since it may be later."""
    numbered = [claim for claim in compared.used if claim.count and claim.count.quantity.low is not None]
    if any(claim.as_of is None for claim in numbered) or any(one.derived for one in compared.reports):
        return []
    last = max((claim.as_of or "" for claim in numbered), default="")
    return [claim for claim in numbered if claim.as_of == last]


def _with(op: Operation, because: str, compared: Compared) -> Toll:
    compared.working.step(op, compared.lows, "low", "best", because)
    return toll_of(ID, compared.working, compared.used)


def _asks(compared: Compared, needs: str, what: str) -> Indeterminate:
    return none_of(ID, compared.working, f"{what}, has to be decided by a person", needs, "to-be-decided")


GTD_2017 = Rule(
    id=ID,
    says="The most recent figure, unless questionable; else that of most independent sources; else the lowest.",
    reference="gtd-codebook-2017",
    in_force=(2017, None),
    apply=apply_gtd,
    publisher="the Global Terrorism Database (START)",
    unchecked=(
        "At least N as N: published for perpetrators and hostages alone, and taken for the dead and injured too.",
    ),
    scope=scope,
)
