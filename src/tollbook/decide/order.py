"""In what order claims are best read again: first those whose reading, were it wrong, would change a figure most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from tollbook.decide.bearing import may_change
from tollbook.model import Account, Claim, Disagreement, Harm, Indeterminate, Register, Toll

EVERYONE = "all"
FEW = 64  # claims of one harm: so many are tried one by one, without asking first which of them may matter

Figure = Toll | Indeterminate


class Given(NamedTuple):
    """What the rules give over some claims of one incident about one harm, and those alone."""

    tolls: Sequence[Figure]
    disagreements: Sequence[Disagreement]


Apply = Callable[[Account, Sequence[Claim]], Given]


class Weight(IntEnum):
    """What hangs on a claim, the weightiest first."""

    FIGURE = 0  # a figure over everyone
    GROUP = 1  # a figure over one group
    DISAGREEMENT = 2
    USED = 3  # a figure rests on it too, and would stand without it
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One figure as it is, and as it would be; None where there is none. ``incident`` is the title of its incident."""

    now: Figure | None
    then: Figure | None
    incident: str = ""

    @property
    def of(self) -> Figure:
        """The figure that it is about, as it is if it is there."""
        found = self.now or self.then
        assert found is not None
        return found

    @property
    def of_everyone(self) -> bool:
        """Whether it is a figure over everyone, and not over one group."""
        return self.of.group == EVERYONE

    @property
    def size(self) -> int:
        """By how many people its bounds would move; where there would be no figure, or there is none, all it states."""
        (low, high), (then_low, then_high) = _bounds(self.now), _bounds(self.then)
        if not isinstance(self.now, Toll) or not isinstance(self.then, Toll):
            return max(low, high, then_low, then_high)
        return abs(low - then_low) + abs(high - then_high)


@dataclass(frozen=True, slots=True)
class Stake:
    """What hangs on one claim: the figures that would be others if it were rejected, the greatest change first, and the
    disagreements that it opens."""

    claim: Claim
    changes: tuple[Change, ...] = ()
    opens: tuple[Disagreement, ...] = ()
    used: bool = False

    @property
    def weight(self) -> Weight:
        """Its place among all claims, before size and place in text decide."""
        if any(change.of_everyone for change in self.changes):
            return Weight.FIGURE
        if self.changes:
            return Weight.GROUP
        if self.opens:
            return Weight.DISAGREEMENT
        return Weight.USED if self.used else Weight.NOTHING

    @property
    def matters(self) -> bool:
        """Whether rejecting the claim would change a figure or end a disagreement."""
        return self.weight < Weight.USED


def stakes_of(account: Account, claims: Mapping[str, Claim], apply: Apply) -> dict[str, Stake]:
    """What hangs on each claim of an incident; ``claims`` are those of the register, by their ids. ``apply``: the rules
    of the incident, over any of its claims."""
    used = {id_ for toll in account.tolls if isinstance(toll, Toll) for id_ in toll.used}
    own = [claims[id_] for id_ in account.incident.claims]
    found = {claim.id: Stake(claim, used=claim.id in used) for claim in own}
    for harm in Harm:
        members = [claim for claim in own if claim.harm is harm]
        for id_ in _to_try(account, harm, claims, apply):
            left = [claim for claim in members if claim.id != id_]
            found[id_] = _stake(account, claims[id_], apply(account, left), True)
    return found


def in_order(register: Register, stakes: Mapping[str, Stake], claims: Sequence[Claim]) -> list[Stake]:
    """The stakes of ``claims``, the weightiest first; among equals a harm before how many came, the greater change,
    what the reader was least sure of, the place in the text."""
    sources = {source.id: number for number, source in enumerate(register.sources)}

    def key(one: Stake) -> tuple[object, ...]:
        anchor, sure = one.claim.anchor, one.claim.confidence
        unsure = (0, sure) if sure is not None else (1, 0.0)
        size = sum(change.size for change in one.changes if change.of_everyone or one.weight is Weight.GROUP)
        place = (sources.get(anchor.source, len(sources)), anchor.start, anchor.end, one.claim.id)
        return (one.weight, one.claim.harm is Harm.PRESENT, -size, -len(one.opens), unsure, place)

    return sorted((stakes.get(claim.id) or Stake(claim) for claim in claims), key=key)


def _to_try(account: Account, harm: Harm, claims: Mapping[str, Claim], apply: Apply) -> set[str]:
    """The claims whose rejection has to be tried. Where one harm has many: those that its figures may hang on, and all
    of a disagreement between few; among many, none ends one by going."""
    tolls = [toll for toll in account.tolls if isinstance(toll, Toll) and toll.harm is harm]
    used = {id_ for toll in tolls for id_ in toll.used}
    if len(used) <= FEW:
        return used
    found = {id_ for one in account.disagreements if one.harm is harm and len(one.claims) <= FEW for id_ in one.claims}
    for toll in tolls:
        found |= may_change(toll, _acknowledged(toll, account, claims, apply), claims, account.voices)
    return found


def _acknowledged(toll: Toll, account: Account, claims: Mapping[str, Claim], apply: Apply) -> Toll | None:
    """The same rule over those that acknowledge, alone."""
    if not toll.acknowledged_by:
        return None
    given = apply(account, [claims[id_] for id_ in toll.acknowledged_by])
    return next((one for one in given.tolls if one.id == toll.id and isinstance(one, Toll)), None)


def _stake(account: Account, claim: Claim, without: Given, used: bool) -> Stake:
    now = [toll for toll in account.tolls if toll.harm is claim.harm]
    changes = _changes(now, without.tolls, account.incident.title)
    left = {(one.code, one.harm) for one in without.disagreements}
    opens = tuple(one for one in account.disagreements if one.harm is claim.harm and (one.code, one.harm) not in left)
    return Stake(claim, changes, opens, used)


def changes_of(before: Register, after: Register) -> tuple[Change, ...]:
    """The figures that are others in ``after``, incident by incident."""
    was = {account.incident.id: account for account in before.accounts}
    found: list[Change] = []
    for account in after.accounts:
        one = was.pop(account.incident.id, None)
        found += _changes(one.tolls if one else (), account.tolls, account.incident.title)
    for account in was.values():
        found += _changes(account.tolls, (), account.incident.title)
    return tuple(found)


def _changes(before: Sequence[Figure], after: Sequence[Figure], incident: str) -> tuple[Change, ...]:
    """Those over everyone first, then the greatest change."""
    was, then = {toll.id: toll for toll in before}, {toll.id: toll for toll in after}
    pairs = [(was.get(id_), then.get(id_)) for id_ in dict.fromkeys((*was, *then))]
    found = [Change(now, other, incident) for now, other in pairs if _stated(now) != _stated(other)]
    return tuple(sorted(found, key=lambda change: (not change.of_everyone, -change.size, change.of.id)))


def _bounds(figure: Figure | None) -> tuple[int, int]:
    return (figure.low or 0, figure.highest_stated or 0) if isinstance(figure, Toll) else (0, 0)


def _stated(figure: Figure | None) -> tuple[object, ...] | None:
    """What a figure says, however it was made; one that cannot be given says nothing."""
    if not isinstance(figure, Toll):
        return None
    return (
        figure.low,
        figure.best,
        figure.high,
        figure.highest_stated,
        figure.open,
        figure.acknowledged_low,
        figure.acknowledged_high,
    )
