"""What each voice or report states of the group that is asked for, once what its own words rule out is set aside
(READING, lines 15 and 16)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tollbook.model import Claim, Count, Dispute, Form, Mark, Operation, Stance, Step
from tollbook.reconcile.arithmetic import calculate

# Each reason for which a claim is set aside; the words for people stand in data/messages.
BY_STANCE = {
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.HYPOTHETICAL: "hypothetical",
    Stance.BELIEVES: "believed",
}
STATED = (Stance.ASSERTS, Stance.ESTIMATES)
EVERYONE = "all"
ONLY_GROUP_NAMED = "only-group-named"
VAGUE = "vague-no-convention"


class Stated(NamedTuple):
    """What one voice or report states: the names of claims, or of results of steps, that set its bounds. ``derived``:
    groups were added up for it; ``whole``: it counts everybody who is asked for, and no group of them alone."""

    by: str
    lows: tuple[str, ...]
    highs: tuple[str, ...]
    derived: bool = False
    whole: bool = True


@dataclass(slots=True)
class Working:
    """What a rule has done so far. ``values``: the bounds of each claim and result by name; ``days``: the days on which
    claims stood; ``steps``: those after the claims were kept or set aside; ``floors``: claims that count a group
    alone."""

    dispute: Dispute
    aside: dict[str, str] = field(default_factory=dict)
    floors: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    values: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of what a claim's word was read as

    def step(self, op: Operation, inputs: Sequence[str], of: str, into: str, because: str | None = None) -> int | None:
        """Does one step and notes it."""
        place = 0 if of == "low" else 1
        value = calculate(op, [(self.values[name][place], self.days.get(name)) for name in inputs])
        self.note(op, inputs, of, into, value, because)
        return value

    def note(
        self, op: Operation, inputs: Sequence[str], of: str, into: str, value: int | None, because: str | None = None
    ) -> None:
        """Notes a step whose value is known."""
        low, high = self.values.get(into, (None, None))
        self.values[into] = (value, high) if of == "low" else (low, value)
        self.steps.append(Step(op, tuple(inputs), of, into, value, because))

    def set_aside(self, claims: Sequence[Claim], reason: str) -> None:
        """Sets claims aside for a reason."""
        self.aside |= {claim.id: reason for claim in claims if claim.id not in self.aside}


def count_of(claim: Claim) -> Count:
    """The count that a claim states."""
    assert isinstance(claim.statement, Count)
    return claim.statement


def highest(claim: Claim) -> int | None:
    """The highest number that a claim states: "at least 50" states 50, though it sets no high."""
    quantity = count_of(claim).quantity
    return quantity.low if quantity.open and quantity.high is None else quantity.high


def eligible_claims(working: Working, reads: frozenset[str] = frozenset()) -> list[Claim]:
    """The claims that a rule may use. ``reads``: the vague terms that it has a number for."""
    dispute = working.dispute
    eligible = [claim for claim in dispute.claims if not _set_aside_alone(claim, dispute.group, reads, working)]
    return _without_overtaken(_without_individuals(eligible, working), dispute, working)


def _set_aside_alone(claim: Claim, group: str, reads: frozenset[str], working: Working) -> bool:
    """What a claim's own words rule out: its stance, other events, a repeat, a vague word without a convention. That
    none of a group were harmed sets no floor for everyone."""
    count = count_of(claim)
    reason = BY_STANCE.get(claim.attribution.stance)
    if reason is None and Mark.CUMULATIVE in count.marks:
        reason = "cumulative"
    if reason is None and Mark.REPEAT in count.marks:
        reason = "repeat"
    if reason is None and Mark.LATER_DIED in count.marks:
        reason = "later-died"
    if reason is None and count.quantity.form is Form.VAGUE and count.quantity.term not in reads:
        reason = VAGUE
    if reason is None and count.group != group and highest(claim) == 0:
        reason = "other-group"
    if reason is not None:
        working.aside[claim.id] = reason
    return reason is not None


def _without_individuals(eligible: list[Claim], working: Working) -> list[Claim]:
    """One person told of is no toll where anybody states one; without such, the persons told of are all there is. That
    nobody died is no toll that could hold them."""
    single = [claim for claim in eligible if Mark.INDIVIDUAL in count_of(claim).marks]
    if all(highest(claim) == 0 for claim in eligible if Mark.INDIVIDUAL not in count_of(claim).marks):
        return eligible
    working.set_aside(single, "individual-in-total")
    return [claim for claim in eligible if claim.id not in working.aside] if single else eligible


def _without_overtaken(eligible: list[Claim], dispute: Dispute, working: Working) -> list[Claim]:
    """What was first reported is no rival of what the same voice states since, "initially 5, then 13"; nor, where
    nobody is named for it, of what its own document states. It stays one of what anybody else states."""
    early = [claim for claim in eligible if Mark.EARLY in count_of(claim).marks]
    if not early:
        return eligible
    voice_of = {id_: voice.id for voice in dispute.voices for id_ in voice.claims}
    most: dict[str, int] = {}  # by voice, and by source
    for claim in eligible:
        for own in (voice_of.get(claim.id, ""), claim.anchor.source) if Mark.EARLY not in count_of(claim).marks else ():
            most[own] = max(highest(claim) or 0, most.get(own, 0))
    for claim in early:
        nobodys = claim.attribution.key is None
        known = max(most.get(voice_of.get(claim.id, ""), 0), most.get(claim.anchor.source, 0) if nobodys else 0)
        if (highest(claim) or 0) < known:
            working.aside[claim.id] = "overtaken"
    return [claim for claim in eligible if claim.id not in working.aside]


def take(by: str, claims: list[Claim], working: Working) -> Stated:
    """What one voice or report states: a stated total wins; else groups of one sentence are summed; else a group's
    figure is a floor."""
    group = working.dispute.group
    for claim in claims:
        working.values.setdefault(claim.id, (count_of(claim).quantity.low, highest(claim)))
        if claim.as_of:
            working.days[claim.id] = claim.as_of
    totals = [claim for claim in claims if is_total(claim, group)]
    if totals:
        working.set_aside([claim for claim in claims if not is_total(claim, group)], "part-of-total")
        ids = tuple(working.names.get(claim.id, claim.id) for claim in totals)
        return Stated(by, ids, ids)
    claims = _without_parts(claims, working)
    done = len(working.steps)
    results = tuple(_take_sentence(members, by, n, working) for n, members in enumerate(_by_sentence(claims)))
    derived = any(step.op is Operation.SUM for step in working.steps[done:])
    if len(results) < 2:
        return Stated(by, results, results, derived, derived)
    working.step(Operation.MAX, results, "low", f"{by}.low", "greatest-floor")
    return Stated(by, (f"{by}.low",), results, derived, derived)


def is_total(claim: Claim, group: str) -> bool:
    """Whether it counts all of a group, and no part of them."""
    count = count_of(claim)
    return count.group == group and not count.marks & {Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL}


def _without_parts(claims: list[Claim], working: Working) -> list[Claim]:
    """ "Seven members of a family, including two children": the seven hold the two, whatever group they are."""
    stated = {claim.id for claim in claims}
    parts = [claim for claim in claims if Mark.PART in count_of(claim).marks and claim.part_of in stated]
    working.set_aside(parts, "part-of-total")
    return [claim for claim in claims if claim.id not in working.aside]


def _by_sentence(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    grouped: dict[tuple[str, int | None], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.anchor.source, claim.sentence), []).append(claim)
    yield from grouped.values()


def _take_sentence(members: list[Claim], by: str, number: int, working: Working) -> str:
    """Disjoint groups of one sentence are summed, and marked derived; a lone group's figure sets a floor for
    everyone."""
    ids, name = [working.names.get(claim.id, claim.id) for claim in members], f"{by}.{number}"
    if len(members) == 1 or not _disjoint(members):
        working.floors.extend(claim.id for claim in members if count_of(claim).group != "all")
        if len(members) == 1:
            return ids[0]
        working.step(Operation.MAX, ids, "low", name, "greatest-floor")
        working.step(Operation.MAX, ids, "high", name, "greatest-of-groups")
        return name
    working.step(Operation.SUM, ids, "low", name, "disjoint-groups")
    working.step(Operation.SUM, ids, "high", name, "disjoint-groups")
    return name


def _disjoint(members: Sequence[Claim]) -> bool:
    groups = [count_of(claim).group for claim in members]
    individuals = all(Mark.INDIVIDUAL in count_of(claim).marks for claim in members)
    return len(set(groups)) == len(groups) or individuals
