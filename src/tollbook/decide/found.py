"""Findings as people made them: who joins, who does not, and what was decided against what they rest on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from tollbook.decide.claims import not_used
from tollbook.decide.days import day_of
from tollbook.decide.standing import Standing, find_standing
from tollbook.model import Claim, Decision, DecisionKind, Issue, StandardOfProof
from tollbook.model.finding import Against, Made, Position, fallen

_AGAINST = frozenset(map(DecisionKind, ("reject", "correct", "echo", "move")))


def made_findings(
    standing: Standing, decisions: Sequence[Decision], meant: Mapping[str, str]
) -> tuple[tuple[Made, ...], list[Issue]]:
    """The findings that stand or were withdrawn, oldest first, and an Issue for each that says too little. ``meant``:
    by every id that an incident has or had, the one it has."""
    if not any(one.kind is DecisionKind.FIND for one in decisions):
        return (), []
    found, issues = [], list[Issue]()
    said = {one.id: one for one in decisions if one.kind is DecisionKind.FIND and one.id not in standing.replaced}
    for one in sorted(said.values(), key=lambda one: (one.at, one.id)):
        if one.sealed:
            continue
        try:
            found.append(_made(one, standing, decisions, meant))
        except ValueError as wrong:
            if one.id not in standing.undone:
                issues.append(not_used(one, str(wrong)))
    return tuple(found), issues


def _made(one: Decision, standing: Standing, decisions: Sequence[Decision], meant: Mapping[str, str]) -> Made:
    value = one.value
    again = _about(one.id, standing.reaffirmings.values())
    return Made(
        id=one.id,
        incidents=tuple(dict.fromkeys(meant[about] for about in one.about if about in meant)),
        question=str(value.get("question") or ""),
        answer=str(value.get("answer") or ""),
        standard=StandardOfProof(one.verdict) if one.verdict in tuple(StandardOfProof) else None,
        grounds=tuple(dict.fromkeys(map(str, value["grounds"]))),
        by=one.by,
        on=day_of(one),
        reason=one.reason,
        considered=frozenset(id_ for each in (one, *again) for id_ in _considered(each)),
        joined=tuple(map(_position, _about(one.id, standing.joinings.values()))),
        dissents=tuple(map(_position, _about(one.id, standing.dissents.values()))),
        reaffirmed=tuple(map(_position, again)),
        withdrawn=_withdrawn(one, standing, decisions),
    )


def _considered(one: Decision) -> Iterator[str]:
    given = one.value.get("considered")
    yield from map(str, given) if isinstance(given, list | tuple) else ()


def _about(finding: str, said: Iterable[tuple[Decision, ...]]) -> list[Decision]:
    """Of those that stand, the ones about a finding; of each person who says the same twice the first."""
    found = [ones[0] for ones in said if ones[0].about[0] == finding]
    return sorted(found, key=lambda one: (one.at, one.id))


def _position(one: Decision) -> Position:
    return Position(one.id, one.by, day_of(one), one.reason)


def _withdrawn(one: Decision, standing: Standing, decisions: Sequence[Decision]) -> Position | None:
    if one.id not in standing.undone:
        return None
    out = standing.undone | standing.replaced
    undos = [by for by in decisions if by.kind is DecisionKind.UNDO and one.id in by.about and by.id not in out]
    return _position(min(undos, key=lambda by: (by.at, by.id), default=one))


def against_of(decisions: Iterable[Decision], standing: Standing) -> dict[str, tuple[Against, ...]]:
    """By claim, all that anybody ever decided against it, undone or not; a blind second coding decides nothing."""
    out = standing.undone | standing.replaced
    found: dict[str, dict[str, Against]] = {}
    for one in sorted(decisions, key=lambda one: (one.at, one.id)):
        if one.kind in _AGAINST and not one.blind:
            for claim in one.about:
                said = Against(claim, one.id, one.kind.value, one.by, day_of(one), one.reason, one.id not in out)
                found.setdefault(claim, {})[one.id] = said
    return {claim: tuple(said.values()) for claim, said in found.items()}


def known_against(
    grounds: Iterable[str],
    claims: Mapping[str, Claim],
    superseded: AbstractSet[str],
    decisions: Sequence[Decision],
    until: date | None = None,
) -> tuple[str, ...]:
    """The ids of all that speaks against these grounds now: decisions, and the grounds that do not hold themselves."""
    every, wanted = against_of(decisions, find_standing(decisions)), tuple(grounds)
    said = {one.decision for claim in wanted for one in every.get(claim, ())}
    return tuple(sorted(said | {claim for claim in wanted if fallen(claims.get(claim), superseded, until)}))


def about_no_finding(standing: Standing, made: Iterable[Made]) -> Iterator[Decision]:
    """Of those that join, dissent or look again: the ones whose finding is not there."""
    there = {one.id for one in made}
    for table in (standing.joinings, standing.dissents, standing.reaffirmings):
        yield from (one for ones in table.values() for one in ones if one.about[0] not in there)
