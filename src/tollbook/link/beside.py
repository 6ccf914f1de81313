"""Proposals that wait for a person, put beside what the embedded reading found: they make, move and change nothing."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.model import Claim, Incident

_REASON = "proposed by another extractor, and put beside the claim nearest to it"


def beside(
    proposals: Sequence[Claim], incidents: Sequence[Incident], claims: Sequence[Claim]
) -> tuple[list[Incident], list[Claim]]:
    """Each proposal in the incident of the claim of its source that stands nearest; in none where its source has no
    claim in one. The incidents are as they were, with these beside."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.anchor.source, []).append(claim)
    found, put = list(claims), dict[str, list[str]]()
    for one in sorted(proposals, key=lambda claim: (claim.anchor, claim.id)):
        near = min(by_source.get(one.anchor.source, ()), key=lambda claim: _distance(one, claim), default=None)
        found.append(replace(one, incident=near.incident if near else None))
        if near is not None and near.incident is not None:
            put.setdefault(near.incident, []).append(one.id)
    return [_with(one, put.get(one.id, [])) for one in incidents], found


def _distance(one: Claim, other: Claim) -> tuple[int, int, str]:
    return abs((one.sentence or 0) - (other.sentence or 0)), abs(one.anchor.start - other.anchor.start), other.id


def _with(incident: Incident, ids: Sequence[str]) -> Incident:
    if not ids:
        return incident
    return replace(incident, claims=(*incident.claims, *ids), reasons=(*incident.reasons, *(_REASON for _ in ids)))
