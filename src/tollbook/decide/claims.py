"""What people decided of single claims, before any of them is linked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tollbook.decide.alike import together
from tollbook.decide.days import day_of, named
from tollbook.decide.fields import UnusableError, entered_row
from tollbook.decide.standing import Standing
from tollbook.model import (
    Check,
    Claim,
    Count,
    Death,
    Decision,
    DecisionKind,
    EnteredClaim,
    Issue,
    Likeness,
    Mark,
    Rejection,
    Severity,
    Verification,
)

Corrections = list[tuple[Claim, tuple[EnteredClaim, ...]]]


def entered_by_decision(standing: Standing) -> tuple[list[EnteredClaim], list[Issue]]:
    """The claims that people added, as they would stand in claims.csv; an Issue for each that makes none."""
    rows, issues = [], []
    for said in standing.added.values():
        for one in said:
            try:
                rows.append(entered_row(one, one.about[0]))
            except UnusableError as wrong:
                issues.append(not_used(one, str(wrong)))
    return rows, issues


def corrections_of(claims: Iterable[Claim], standing: Standing) -> tuple[Corrections, list[Issue]]:
    """The claims that people corrected, each with what they put in its place, by all who say the same."""
    found: Corrections = []
    issues = []
    for claim in claims if standing.corrections else ():
        said = standing.corrections.get((claim.id,), ())
        if not said or claim.corrected_by is not None:
            continue
        try:
            found.append((claim, tuple(entered_row(one, claim.anchor.source, claim) for one in said)))
        except UnusableError as wrong:
            issues.append(not_used(said[0], str(wrong), claim))
    return found, issues


def review(claims: Sequence[Claim], standing: Standing) -> tuple[Claim, ...]:
    """The claims as people left them: checked, rejected, verified, or parts of another."""
    if not (standing.reviews or standing.parts or standing.same or standing.different or standing.verified):
        return tuple(claims)
    same, others = _same_persons(standing), _other_persons(standing)
    left = (_verified(_in_parts(_reviewed(one, standing), standing), standing) for one in claims)
    told = tuple(_with_persons(one, same, others) for one in left)
    return _counted_once(told) if same else told


def _reviewed(claim: Claim, standing: Standing) -> Claim:
    said = standing.reviews.get((claim.id,), ())
    if not said:
        return claim
    if said[0].kind is DecisionKind.REJECT:
        return replace(claim, rejected=Rejection(said[0].by, day_of(said[0]), said[0].reason))
    checks = {Check(one.by, day_of(one)) for one in said}
    return replace(claim, checked=tuple(sorted({*claim.checked, *checks})))


def _verified(claim: Claim, standing: Standing) -> Claim:
    said = standing.verified.get((claim.id,), ()) if isinstance(claim.statement, Death) else ()
    found = {Verification(one.by, day_of(one), one.verdict) for one in said}
    return replace(claim, verified=tuple(sorted(found))) if found else claim


def _in_parts(claim: Claim, standing: Standing) -> Claim:
    said = standing.parts.get((claim.id,), ())
    if not said or not isinstance(claim.statement, Count) or "total" not in said[0].value:
        return claim
    total = said[0].value["total"]
    marks = claim.statement.marks - {Mark.PART} if total is None else claim.statement.marks | {Mark.PART}
    return replace(claim, part_of=total, statement=replace(claim.statement, marks=marks))


def _same_persons(standing: Standing) -> dict[str, tuple[str, ...]]:
    """By claim, the other claims that tell of the same person."""
    found = together((one, other) for likeness, one, other in standing.same if likeness == Likeness.PERSON)
    return {one: tuple(sorted(every - {one})) for one, every in found.items()}


def _other_persons(standing: Standing) -> dict[str, tuple[str, ...]]:
    """By claim, those that tell of another person, however alike the names."""
    found: dict[str, set[str]] = {}
    for likeness, one, other in standing.different:
        if likeness == Likeness.PERSON:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {one: tuple(sorted(every)) for one, every in found.items()}


def _with_persons(claim: Claim, same: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]) -> Claim:
    apart = tuple(sorted({*others.get(claim.id, ()), *others.get(claim.part_of or "", ())}))
    if claim.id not in same and not (apart and isinstance(claim.statement, Death)):
        return claim
    return replace(claim, same_person=same.get(claim.id, ()), other_person=apart)


def _counted_once(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Of counts by one voice that tell of the same person, those after the first only repeat it."""
    first: dict[tuple[str, str | None], str] = {}
    again = set()
    for claim in claims:
        person, key = min((claim.id, *claim.same_person)), claim.attribution.key
        if claim.same_person and claim.part_of and first.setdefault((person, key), claim.part_of) != claim.part_of:
            again.add(claim.part_of)
    return tuple(_repeating(claim) if claim.id in again else claim for claim in claims)


def _repeating(claim: Claim) -> Claim:
    if not isinstance(claim.statement, Count):
        return claim
    return replace(claim, statement=replace(claim.statement, marks=claim.statement.marks | {Mark.REPEAT}))


def is_taken_up(proposal: Claim, standing: Standing) -> bool:
    """Whether a person accepted or corrected a proposal, so that it is a claim like others."""
    reviews = standing.reviews.get((proposal.id,), ())
    return (proposal.id,) in standing.corrections or any(one.kind is DecisionKind.ACCEPT for one in reviews)


def missing_totals(claims: Sequence[Claim], standing: Standing) -> Iterator[Issue]:
    """Totals named by people that are no claim of the record."""
    there = {claim.id for claim in claims} if standing.parts else frozenset()
    for (part,), said in standing.parts.items():
        total = said[0].value.get("total")
        if part in there and total is not None and total not in there:
            yield not_used(said[0], "the claim of the total is not in the record")


def not_used(said: Decision, why: str, at: Claim | None = None) -> Issue:
    """A decision that cannot take effect."""
    message = f"The decision to {said.kind.value} by {named(said)} has no effect: {why}. Decide again, over it."
    about = (at.id,) if at else ()
    return Issue("decision-not-used", message, Severity.OPEN, at.anchor if at else None, about=about)
