"""What counts once: each voice in each document as published, each voice where echoes are folded."""

from collections.abc import Sequence
from typing import NamedTuple

from tollbook.model import Claim, Dispute, Mode


class Report(NamedTuple):
    """What counts once, and its claims in their order. ``voice`` is its voice's id."""

    id: str
    voice: str
    claims: list[Claim]


def reports_of(dispute: Dispute, claims: Sequence[Claim]) -> list[Report]:
    """The reports that ``claims`` of a dispute make, in the order of its voices."""
    by_id = {claim.id: claim for claim in claims}
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for voice in dispute.voices:
        for id_ in voice.claims:
            if (claim := by_id.get(id_)) is not None:
                source = claim.anchor.source if dispute.mode is Mode.AS_PUBLISHED else ""
                grouped.setdefault((voice.id, source), []).append(claim)
    first: dict[str, int] = {}
    found = []
    for (voice_id, _), members in grouped.items():
        first[voice_id] = first.get(voice_id, 0) + 1
        own = voice_id if first[voice_id] == 1 else f"{voice_id}-{first[voice_id]}"
        found.append(Report(own, voice_id, members))
    return found
