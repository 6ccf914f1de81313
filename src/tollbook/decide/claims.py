"""What people decided of single claims, before any of them is linked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from tollbook.decide.standing import Standing
from tollbook.model import Check, Claim, Decision, DecisionKind, Reading, Rejection


def review(reading: Reading, standing: Standing) -> Reading:
    """The reading with each claim as people left it."""
    if not standing.reviews:
        return reading
    return replace(reading, claims=tuple(_reviewed(claim, standing) for claim in reading.claims))


def _reviewed(claim: Claim, standing: Standing) -> Claim:
    said = standing.reviews.get((claim.id,), ())
    if not said:
        return claim
    if said[0].kind is DecisionKind.REJECT:
        return replace(claim, rejected=Rejection(said[0].by, day_of(said[0]), said[0].reason))
    return replace(claim, checked=checked_by(claim, said))


def checked_by(claim: Claim, said: Sequence[Decision]) -> tuple[Check, ...]:
    """Those who checked it before and those who decided so now."""
    return tuple(sorted({*claim.checked, *(Check(one.by, day_of(one)) for one in said)}))


def day_of(decision: Decision) -> date:
    """The day it was taken, in UTC."""
    return decision.at.astimezone(UTC).date()
