"""How far people who coded the same claims agree, field by field, and what is left to settle between them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tollbook.decide.alpha import Alpha, Level, alpha
from tollbook.decide.standing import find_standing
from tollbook.model import Claim, ClaimKind, Decision, DecisionKind

Coded = Mapping[str, Any]  # what one person coded of one claim, by field
STANDS = "stands"
FIELDS = ("low", "high", "harm", "group", "speaker", "stance")
_LEVELS = {"low": Level.INTERVAL, "high": Level.INTERVAL}
_REVIEWS = (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT)
_ONE_FOR = {"died": "killed"}  # a harm to enter; in the record it is killed, in other words


@dataclass(frozen=True, slots=True)
class Agreed:
    """For one field of claims of one kind. ``percent``: of all pairs of people who coded one claim, how many gave the
    same; None where there is no pair. ``units``: claims that two or more coded."""

    kind: ClaimKind
    field: str
    percent: float | None
    units: int
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A claim that people coded differently, and what each decided; ``fields`` are those in which they differ."""

    claim: Claim
    said: tuple[Decision, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """``coders``: how many claims each coded. ``unsettled``: what somebody is to decide over, in the claims' order."""

    coders: Mapping[str, int]
    fields: tuple[Agreed, ...]
    unsettled: tuple[Unsettled, ...]


def find_agreement(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Agreement:
    """Of the decisions on ``claims``, each person's last on each. A decision over another person's saw it: it settles,
    and is no coding."""
    every = tuple(decisions)
    coded = codings(every)
    both = [(claim, said) for claim in claims if len(said := coded.get(claim.id, {})) > 1]
    coders: dict[str, int] = {}
    for claim in claims:
        for by in coded.get(claim.id, ()):
            coders[by] = coders.get(by, 0) + 1
    fields = tuple(one for kind in ClaimKind for one in _of_kind(kind, both))
    return Agreement(dict(sorted(coders.items())), fields, tuple(_unsettled(both, every)))


def codings(decisions: Sequence[Decision]) -> dict[str, dict[str, Decision]]:
    """By claim and by coder, what they decided of it last, that they did not undo."""
    by_id = {one.id: one for one in decisions}
    undone = find_standing(decisions).undone
    found: dict[str, dict[str, Decision]] = {}
    for one in sorted(decisions, key=lambda one: (one.at, one.id)):
        if one.kind in _REVIEWS and one.id not in undone and not _saw_others(one, by_id):
            found.setdefault(one.about[0], {})[one.by] = one
    return found


def _saw_others(one: Decision, by_id: Mapping[str, Decision]) -> bool:
    return any(by_id[id_].by != one.by for id_ in one.over if id_ in by_id)


def coded_by(claim: Claim, said: Decision) -> dict[str, Any]:
    """What the decision makes of the claim, field by field; of one that is rejected, that it does not stand."""
    if said.kind is DecisionKind.REJECT:
        return {STANDS: False}
    count = claim.count
    own: dict[str, Any] = {"harm": str(claim.harm) if claim.harm else None} if claim.harm else {}
    if count:
        own |= {"low": count.quantity.low, "high": count.quantity.high, "group": count.group}
    own |= {"speaker": claim.attribution.speaker, "stance": str(claim.attribution.stance)}
    given = {name: said.value[name] for name in own if name in said.value}
    if "harm" in given:
        given["harm"] = _ONE_FOR.get(given["harm"], given["harm"])
    return {STANDS: True, **own, **given}


def _of_kind(kind: ClaimKind, both: Sequence[tuple[Claim, Mapping[str, Decision]]]) -> Iterable[Agreed]:
    """A line for each field of a kind that two people coded at all."""
    own = [[coded_by(claim, one) for one in said.values()] for claim, said in both if claim.kind is kind]
    for field in (STANDS, *FIELDS) if own else ():
        units = [[coded[field] for coded in unit if field in coded] for unit in own]
        pairs = [one == other for unit in units for one, other in combinations(unit, 2)]
        if not pairs and field != STANDS:
            continue
        level = _LEVELS.get(field, Level.NOMINAL)
        percent = 100 * sum(pairs) / len(pairs) if pairs else None
        coded_twice = sum(len(unit) > 1 for unit in units)
        yield Agreed(kind, field, percent, coded_twice, alpha([_values(unit, level) for unit in units], level))


def _values(unit: Sequence[Any], level: Level) -> list[Any]:
    """Values as alpha takes them: bounds that the words do not set are no number; nobody named is a value."""
    if level is Level.INTERVAL:
        return [value for value in unit if value is not None]
    return [str(value) if value is not None else "" for value in unit]


def _unsettled(
    both: Sequence[tuple[Claim, Mapping[str, Decision]]], decisions: Sequence[Decision]
) -> Iterable[Unsettled]:
    """What two people coded differently, and nobody has decided over since."""
    replaced = find_standing(decisions).replaced
    for claim, said in both:
        waiting = [one for one in said.values() if one.id not in replaced]
        coded = [coded_by(claim, one) for one in waiting]
        fields = tuple(_differing(coded))
        if fields:
            yield Unsettled(claim, tuple(waiting), fields)


def _differing(coded: Sequence[Coded]) -> Iterable[str]:
    """The fields in which they differ; where one says that it does not stand, that alone."""
    different: Callable[[str], bool] = lambda field: len({repr(one.get(field)) for one in coded}) > 1  # noqa: E731
    if different(STANDS):
        yield STANDS
    else:
        yield from (field for field in FIELDS if different(field))
