"""Persons whose death or injury people found proved, one by one: counted where a rule counts nothing else."""

from collections.abc import Sequence

from tollbook.model import Claim, Death, Dispute, Indeterminate, Operation, Toll, party_key
from tollbook.model.finding import StandardOfProof
from tollbook.model.toll import NOT_VERIFIED
from tollbook.reconcile.outcome import none_of, toll_of
from tollbook.reconcile.stated import Working

_NOT_COUNTED = "not-verified"  # figures stay claims; so does a person proved to less than the rule asks
_SAME_PERSON = "same-person"
_STANDARDS = tuple(StandardOfProof)  # from the least to the greatest


def persons_verified(rule: str, dispute: Dispute, least: StandardOfProof) -> Toll | Indeterminate:
    """How many persons, each proved to the standard ``least`` or a greater one. Never 0: that nobody was verified says
    nothing of how many there were."""
    working = Working(dispute)
    proved = [claim for claim in dispute.verified if _meets(claim, least)]
    if not proved or dispute.group != "all":
        return none_of(rule, working, _why(dispute, bool(proved)), "verification", _NOT_COUNTED)
    for claim in proved:
        working.values[claim.id] = (1, 1)
    persons = [_one(claims, number, working) for number, claims in enumerate(_by_person(proved), 1)]
    working.step(Operation.SUM, persons, "low", "best", "persons-verified")
    working.set_aside(dispute.claims, _NOT_COUNTED)
    return toll_of(rule, working, proved)


def _meets(claim: Claim, least: StandardOfProof) -> bool:
    met = [_STANDARDS.index(StandardOfProof(one.standard)) for one in claim.verified]
    return min(met, default=-1) >= _STANDARDS.index(least)


def _why(dispute: Dispute, proved: bool) -> str:
    if proved:
        return "not applied: persons verified one by one are counted for everyone, and not by group"
    persons = "1 person" if dispute.described == 1 else f"{dispute.described or 'no'} persons"
    return NOT_VERIFIED + ("" if dispute.described is None else f", {persons} described")


def _one(claims: Sequence[Claim], number: int, working: Working) -> str:
    """One person, however many claims tell of them."""
    if len(claims) == 1:
        return claims[0].id
    name = f"person-{number}"
    working.step(Operation.MAX, [claim.id for claim in claims], "low", name, _SAME_PERSON)
    return name


def _by_person(claims: Sequence[Claim]) -> list[list[Claim]]:
    """By what people found to be one person's, then by name; without either each claim is of a person of its own. Two
    of one name whom people found to be two stay two."""
    persons: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda one: one.id):
        alike = [
            one for one in persons if any(claim.id in each.same_person or each.id in claim.same_person for each in one)
        ]
        persons = [one for one in persons if one not in alike]
        persons.append([*(each for one in alike for each in one), claim])
    found: list[list[Claim]] = []
    for person in sorted(persons, key=lambda one: min(each.id for each in one)):
        namesake = next((one for one in found if _names(one) & _names(person) and not _are_two(one, person)), None)
        if namesake is None:
            found.append(person)
        else:
            namesake.extend(person)
    return [sorted(one, key=lambda each: each.id) for one in found]


def _are_two(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    apart = {id_ for each in one for id_ in each.other_person}
    return any(each.id in apart or each.part_of in apart for each in other)


def _names(claims: Sequence[Claim]) -> set[str]:
    return {name for one in claims for name in _name(one)}


def _name(claim: Claim) -> tuple[str, ...]:
    name = claim.statement.person.name if isinstance(claim.statement, Death) else None
    return (f"name:{party_key(name)}",) if name else ()
