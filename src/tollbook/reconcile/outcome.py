"""A rule's working as a toll with its steps, or as a word on why there is none."""

from collections.abc import Iterable, Sequence

from tollbook.model import Claim, Dispute, Indeterminate, Operation, SetAside, Step, Toll
from tollbook.model.toll import NO_TEST
from tollbook.reconcile.stated import ONLY_GROUP_NAMED, VAGUE, Working

_RESULTS = ("low", "best", "highest_stated")


def toll_of(rule: str, working: Working, used: Sequence[Claim]) -> Toll:
    """The toll of a rule whose steps gave "low", "best" or "highest_stated"; the engine puts in its scope. ``used`` may
    be of counts or of single persons."""
    dispute, aside = working.dispute, aside_of(working)
    low, best, top = (working.values.get(name, (None, None)) for name in _RESULTS)
    counts = [claim.count for claim in used]
    opened = any(count.quantity.open for count in counts if count)
    return Toll(
        incident=dispute.incident,
        harm=dispute.harm,
        group=dispute.group,
        rule=rule,
        mode=dispute.mode.value,
        scope=NO_TEST,
        low=low[0],
        best=best[0],
        high=None if opened else top[1],
        highest_stated=top[1],
        open=opened,
        used=tuple(claim.id for claim in used),
        set_aside=aside,
        steps=(*drops(aside), *_keeps(used, working), *working.steps),
        voices=voices_used(dispute, used),
        groups=tuple(sorted({count.group if count else dispute.group for count in counts})),
        derived=any(_derives(step) for step in working.steps),
    )


def _derives(step: Step) -> bool:
    return step.op is Operation.HALVE or (step.op is Operation.SUM and len(step.inputs) > 1)


def none_of(rule: str, working: Working, why: str, needs: str | None = None, rest: str | None = None) -> Indeterminate:
    """No figure, and why. ``needs``: what a person has to decide. ``rest``: the reason for which the claims left over
    are set aside."""
    dispute = working.dispute
    if rest is not None:
        working.set_aside(dispute.claims, rest)
    aside = aside_of(working)
    return Indeterminate(
        dispute.incident, dispute.harm, dispute.group, rule, dispute.mode.value, why, aside, 0, needs=needs
    )


def nothing_left(rule: str, working: Working) -> Indeterminate:
    """No figure, since no claim is left that the rule may use."""
    only_vague = set(working.aside.values()) == {VAGUE}
    words = "only vague words are stated, and this rule reads none of them as a number"
    return none_of(rule, working, words if only_vague else "no claim that the rule may use is left")


def aside_of(working: Working) -> tuple[SetAside, ...]:
    """What was set aside, in the order of the claims."""
    aside = working.aside
    given = (*working.dispute.claims, *working.dispute.undivided)
    return tuple(SetAside(claim.id, aside[claim.id]) for claim in given if claim.id in aside)


def drops(aside: Iterable[SetAside]) -> list[Step]:
    """The steps that set claims aside, one a reason."""
    by_reason: dict[str, list[str]] = {}
    for one in aside:
        by_reason.setdefault(one.reason, []).append(one.claim)
    return [Step(Operation.DROP, tuple(claims), because=why) for why, claims in by_reason.items()]


def _keeps(used: Sequence[Claim], working: Working) -> list[Step]:
    grouped = frozenset(working.floors)
    floors = tuple(claim.id for claim in used if claim.id in grouped)
    whole = tuple(claim.id for claim in used if claim.id not in grouped)
    keeps = [Step(Operation.KEEP, whole)] if whole else []
    return [*keeps, Step(Operation.KEEP, floors, because=ONLY_GROUP_NAMED)] if floors else keeps


def voices_used(dispute: Dispute, used: Sequence[Claim]) -> int:
    """How many voices the claims end in."""
    ids = {claim.id for claim in used}
    return sum(not ids.isdisjoint(voice.claims) for voice in dispute.voices)
