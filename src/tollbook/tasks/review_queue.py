"""Which claims a reviewer is shown, and in what order."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tollbook.decide import find_standing
from tollbook.decide.agreement import codings, find_agreement
from tollbook.decide.order import Apply, Given, Stake, in_order, stakes_of
from tollbook.decide.placing import voicing_of
from tollbook.errors import SettingsError
from tollbook.model import Account, Claim, Decision, DecisionKind, Mode, Register, Toll
from tollbook.model.decision import is_role_code
from tollbook.reconcile import find_disagreements, reconcile_incident
from tollbook.tasks.working import Working

REVIEWS = (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who reviews, and how. ``blind``: without seeing what others decided. ``every``: also what is decided already.
    ``settling``: what coders decided differently, to decide over all of it. ``sample``: so many claims and no more, the
    same ones for one ``seed``, whoever asks. ``by`` is blank where nothing is decided."""

    by: str
    blind: bool = False
    every: bool = False
    settling: bool = False
    sample: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.by and not is_role_code(self.by):
            raise SettingsError("Who reviews is given as a code of letters and digits, such as R1, not as a name.")
        if self.blind and (self.every or self.settling):
            raise SettingsError(
                "A blind coding shows nothing of what is decided. Leave out --all, --settle or --blind."
            )
        if self.sample is not None and self.sample < 1:
            raise SettingsError("A sample holds at least one claim.")


Known = dict[str, tuple[Account, dict[str, Stake]]]  # what hung on the claims of an incident when it was last asked


def register_for(working: Working, sitting: Sitting) -> Register:
    """The register as the reviewer may see it: a blind one as if others had reviewed nothing."""
    if not sitting.blind:
        return working.built.register
    others = [one for one in working.decisions if one.kind not in REVIEWS]
    return replace(working, decisions=tuple(others)).with_decisions(()).register


def to_review(register: Register, decisions: Sequence[Decision], sitting: Sitting) -> list[Claim]:
    """The claims that wait for this reviewer, by their places in the texts."""
    if sitting.blind:
        own = codings([one for one in decisions if one.by == sitting.by])
        waiting = [one for one in register.claims if not one.checked]
        return [one for one in sampled(waiting, sitting) if one.id not in own]
    if sitting.settling:
        return sampled([one.claim for one in find_agreement(register.claims, decisions).unsettled], sitting)
    shown = [one for one in register.claims if one.corrected_by is None]
    if sitting.every:
        return sampled(shown, sitting)
    decided = find_standing(decisions).reviews
    return sampled([one for one in shown if not one.checked and (one.id,) not in decided], sitting)


def sampled(claims: Sequence[Claim], sitting: Sitting) -> list[Claim]:
    """As many as were asked for, drawn by the seed and the claims' ids alone."""
    if sitting.sample is None:
        return list(claims)
    drawn = sorted(claims, key=lambda one: hashlib.sha256(f"{sitting.seed} {one.id}".encode()).digest())
    chosen = {one.id for one in drawn[: sitting.sample]}
    return [one for one in claims if one.id in chosen]


def queue(register: Register, claims: Sequence[Claim], sitting: Sitting, known: Known) -> list[Stake]:
    """The claims in the order in which they are shown: by what hangs on them, for a blind coder by their places.
    ``known`` is filled; an incident that is as it was is not asked again."""
    if sitting.blind:
        return [Stake(one) for one in claims]
    return in_order(register, stakes(register, known), claims)


def stakes(register: Register, known: Known) -> dict[str, Stake]:
    """What hangs on each claim of every incident."""
    by_id = {claim.id: claim for claim in register.claims}
    apply, found = applying(register), dict[str, Stake]()
    for account in register.accounts:
        before = known.get(account.incident.id)
        if before is None or before[0] != account:
            before = known[account.incident.id] = (account, stakes_of(_of_spans(account, register), by_id, apply))
        found |= {id_: replace(one, claim=by_id[id_]) for id_, one in before[1].items()}
    return found


def _of_spans(account: Account, register: Register) -> Account:
    """The account with the spans of what is claimed alone, as each document states it: what hangs on a claim is what
    these would be without it. Published rules give what they give of the same claims."""
    spans = [toll for toll in account.tolls if toll.rule == register.rules[0].id and toll.mode == Mode.AS_PUBLISHED]
    return replace(account, tolls=tuple(spans))


def applying(register: Register) -> Apply:
    """The span of what is claimed, over any claims of one of the register's incidents."""
    voicing, superseded = voicing_of(find_standing(register.decisions)), register.superseded

    def apply(account: Account, claims: Sequence[Claim]) -> Given:
        voices, tolls = reconcile_incident(
            account.incident, claims, register.rules[:1], register.until, superseded, voicing
        )
        return Given(tolls, find_disagreements(claims, [one for one in tolls if isinstance(one, Toll)], voices))

    return apply


def in_force(decisions: Iterable[Decision], replaced: bool = False) -> dict[str, list[Decision]]:
    """By claim, the reviews that no other is over and that are not undone, blind ones too. ``replaced``: those that
    another is over as well."""
    every = tuple(decisions)
    standing = find_standing(every)
    out = standing.undone if replaced else standing.undone | standing.replaced
    found: dict[str, list[Decision]] = {}
    for one in every:
        if one.kind in REVIEWS and one.id not in out:
            found.setdefault(one.about[0], []).append(one)
    return found
