"""The span of what is claimed: READING, lines 15 to 18."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tollbook.model import (
    Claim,
    Count,
    Dispute,
    Form,
    Indeterminate,
    Mark,
    Operation,
    Rule,
    Scope,
    SetAside,
    Stance,
    Step,
    Toll,
    Voice,
)

# Each reason for which the rule sets a claim aside; the words for people stand in data/messages.
BY_STANCE = {
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.HYPOTHETICAL: "hypothetical",
    Stance.BELIEVES: "believed",
}
ONLY_GROUP_NAMED = "only-group-named"


@dataclass(slots=True)
class _Working:
    """What the rule has done so far; ``lows`` and ``highs`` name the claims and earlier results that set a bound."""

    aside: dict[str, str] = field(default_factory=dict)
    floors: list[str] = field(default_factory=list)
    sums: list[Step] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    highs: list[str] = field(default_factory=list)
    values: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)


def apply_range(dispute: Dispute) -> Toll | Indeterminate:
    """The least low that is set to the greatest high; open where any claim is; no midpoint, no best."""
    working = _Working()
    eligible = [claim for claim in dispute.claims if not _set_aside_alone(claim, dispute.group, working)]
    eligible = _without_overtaken(_without_individuals(eligible, working), dispute.voices, working)
    by_id = {claim.id: claim for claim in eligible}
    for voice in dispute.voices:
        _take_voice([by_id[id_] for id_ in voice.claims if id_ in by_id], dispute.group, voice.id, working)
    used = [claim for claim in eligible if claim.id not in working.aside]
    set_aside = tuple(
        SetAside(claim.id, working.aside[claim.id]) for claim in dispute.claims if claim.id in working.aside
    )
    if not used:
        return Indeterminate(
            dispute.incident,
            dispute.harm,
            dispute.group,
            "range",
            "as-published",
            _why_none(working),
            set_aside,
            _voices(dispute, []),
        )
    return _toll(dispute, used, set_aside, working)


def _count(claim: Claim) -> Count:
    assert isinstance(claim.statement, Count)
    return claim.statement


def _set_aside_alone(claim: Claim, group: str, working: _Working) -> bool:
    """What a claim's own words rule out: its stance, other events, a repeat, a vague word without a convention. That
    none of a group were harmed sets no floor for everyone."""
    count, stance = _count(claim), claim.attribution.stance
    reason = BY_STANCE.get(stance)
    if reason is None and Mark.CUMULATIVE in count.marks:
        reason = "cumulative"
    if reason is None and Mark.REPEAT in count.marks:
        reason = "repeat"
    if reason is None and Mark.LATER_DIED in count.marks:
        reason = "later-died"
    if reason is None and count.quantity.form is Form.VAGUE:
        reason = "vague-no-convention"
    if reason is None and count.group != group and _highest(claim) == 0:
        reason = "other-group"
    if reason is not None:
        working.aside[claim.id] = reason
    return reason is not None


def _without_individuals(eligible: list[Claim], working: _Working) -> list[Claim]:
    """One person told of is no toll where anybody states one; without such, the persons told of are all there is."""
    if all(Mark.INDIVIDUAL in _count(claim).marks for claim in eligible):
        return eligible
    for claim in eligible:
        if Mark.INDIVIDUAL in _count(claim).marks:
            working.aside[claim.id] = "individual-in-total"
    return [claim for claim in eligible if claim.id not in working.aside]


def _without_overtaken(eligible: list[Claim], voices: Sequence[Voice], working: _Working) -> list[Claim]:
    """What was first reported is no rival of what the same voice states since, "initially 5, then 13"; nor, where
    nobody is named for it, of what its own document states. It stays one of what anybody else states."""
    voice_of = {id_: voice.id for voice in voices for id_ in voice.claims}
    most: dict[str, int] = {}  # by voice, and by source
    for claim in eligible:
        for own in (voice_of.get(claim.id, ""), claim.anchor.source) if Mark.EARLY not in _count(claim).marks else ():
            most[own] = max(_highest(claim) or 0, most.get(own, 0))
    for claim in eligible:
        nobodys = claim.attribution.key is None
        known = max(most.get(voice_of.get(claim.id, ""), 0), most.get(claim.anchor.source, 0) if nobodys else 0)
        if Mark.EARLY in _count(claim).marks and (_highest(claim) or 0) < known:
            working.aside[claim.id] = "overtaken"
    return [claim for claim in eligible if claim.id not in working.aside]


def _take_voice(claims: list[Claim], group: str, voice: str, working: _Working) -> None:
    """Within a voice a stated total wins; else groups of one sentence are summed; else a group's figure is a floor."""
    for claim in claims:
        working.values[claim.id] = (_count(claim).quantity.low, _highest(claim))
    totals = [claim for claim in claims if _is_total(claim, group)]
    if totals:
        for claim in claims:
            if not _is_total(claim, group):
                working.aside[claim.id] = "part-of-total"
        _take_totals(totals, working)
        return
    claims = _without_parts(claims, working)
    results = [_take_sentence(members, voice, number, working) for number, members in enumerate(_by_sentence(claims))]
    if len(results) > 1:
        _step(working, Operation.MAX, results, "low", f"{voice}.low", "greatest-floor")
        working.lows.append(f"{voice}.low")
    else:
        working.lows.extend(results)
    working.highs.extend(results)


def _without_parts(claims: list[Claim], working: _Working) -> list[Claim]:
    """ "Seven members of a family, including two children": the seven hold the two, whatever group they are."""
    stated = {claim.id for claim in claims}
    for claim in claims:
        if Mark.PART in _count(claim).marks and claim.part_of in stated:
            working.aside[claim.id] = "part-of-total"
    return [claim for claim in claims if claim.id not in working.aside]


def _highest(claim: Claim) -> int | None:
    """The highest number that a claim states: "at least 50" states 50, though it sets no high."""
    quantity = _count(claim).quantity
    return quantity.low if quantity.open and quantity.high is None else quantity.high


def _is_total(claim: Claim, group: str) -> bool:
    count = _count(claim)
    return count.group == group and not count.marks & {Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL}


def _take_totals(totals: list[Claim], working: _Working) -> None:
    working.lows.extend(claim.id for claim in totals)
    working.highs.extend(claim.id for claim in totals)


def _by_sentence(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    grouped: dict[tuple[str, int | None], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.anchor.source, claim.sentence), []).append(claim)
    yield from grouped.values()


def _take_sentence(members: list[Claim], voice: str, number: int, working: _Working) -> str:
    """Disjoint groups of one sentence are summed, and marked derived; a lone group's figure sets a floor for
    everyone."""
    ids = [claim.id for claim in members]
    if len(members) == 1 or not _disjoint(members):
        working.floors.extend(id_ for id_, claim in zip(ids, members, strict=True) if _count(claim).group != "all")
        if len(members) == 1:
            return ids[0]
        _step(working, Operation.MAX, ids, "low", f"{voice}.{number}", "greatest-floor")
        return _step(working, Operation.MAX, ids, "high", f"{voice}.{number}", "greatest-of-groups")
    name = f"{voice}.{number}"
    _step(working, Operation.SUM, ids, "low", name, "disjoint-groups")
    _step(working, Operation.SUM, ids, "high", name, "disjoint-groups")
    return name


def _disjoint(members: Sequence[Claim]) -> bool:
    groups = [_count(claim).group for claim in members]
    individuals = all(Mark.INDIVIDUAL in _count(claim).marks for claim in members)
    return len(set(groups)) == len(groups) or individuals


def _step(working: _Working, op: Operation, inputs: list[str], of: str, into: str, because: str) -> str:
    """Does one step and notes it. A sum has a value only where each of its inputs has one."""
    bounds = [working.values[name][0 if of == "low" else 1] for name in inputs]
    known = [bound for bound in bounds if bound is not None]
    whole = len(known) == len(bounds)
    value = (sum(known) if whole else None) if op is Operation.SUM else max(known, default=None)
    low, high = working.values.get(into, (None, None))
    working.values[into] = (value, high) if of == "low" else (low, value)
    working.sums.append(Step(op, tuple(inputs), of, into, value, because))
    return into


def _toll(dispute: Dispute, used: list[Claim], set_aside: tuple[SetAside, ...], working: _Working) -> Toll:
    low = min((bound for name in working.lows if (bound := working.values[name][0]) is not None), default=None)
    highest = max((bound for name in working.highs if (bound := working.values[name][1]) is not None), default=None)
    opened = any(_count(claim).quantity.open for claim in used)
    return Toll(
        incident=dispute.incident,
        harm=dispute.harm,
        group=dispute.group,
        rule="range",
        mode="as-published",
        scope=Scope("no-test", None),
        low=low,
        best=None,
        high=None if opened else highest,
        highest_stated=highest,
        open=opened,
        used=tuple(claim.id for claim in used),
        set_aside=set_aside,
        steps=_steps(used, set_aside, working, low, highest),
        voices=_voices(dispute, used),
        groups=tuple(sorted({_count(claim).group for claim in used})),
        derived=any(step.op is Operation.SUM for step in working.sums),
    )


def _steps(
    used: list[Claim], set_aside: tuple[SetAside, ...], working: _Working, low: int | None, highest: int | None
) -> tuple[Step, ...]:
    reasons = dict.fromkeys(aside.reason for aside in set_aside)
    drops = [
        Step(Operation.DROP, tuple(one.claim for one in set_aside if one.reason == why), because=why) for why in reasons
    ]
    grouped = frozenset(working.floors)
    floors = [claim.id for claim in used if claim.id in grouped]
    whole = [claim.id for claim in used if claim.id not in grouped]
    keeps = [Step(Operation.KEEP, tuple(whole))] if whole else []
    if floors:
        keeps.append(Step(Operation.KEEP, tuple(floors), because=ONLY_GROUP_NAMED))
    return (
        *drops,
        *keeps,
        *working.sums,
        Step(Operation.MIN, tuple(working.lows), "low", "low", low),
        Step(Operation.MAX, tuple(working.highs), "high", "highest_stated", highest),
    )


def _voices(dispute: Dispute, used: Sequence[Claim]) -> int:
    ids = {claim.id for claim in used}
    return sum(bool(ids & set(voice.claims)) for voice in dispute.voices)


def _why_none(working: _Working) -> str:
    reasons = set(working.aside.values())
    if reasons == {"vague-no-convention"}:
        return "only vague words are stated, and this rule reads none of them as a number"
    return "no claim that the rule may use is left"


RANGE = Rule(
    id="range",
    says="From the least figure that any voice sets as a bottom to the greatest any states; open where one is open.",
    reference="tollbook-reading-1",
    in_force=(2026, None),
    apply=apply_range,
)
