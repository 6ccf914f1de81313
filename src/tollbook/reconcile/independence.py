"""Whether persons found that voices do not repeat one another: no machine can."""

from collections.abc import Iterable
from itertools import combinations

from tollbook.model import Claim, Dispute, Voice


def voices_of(dispute: Dispute, claims: Iterable[Claim]) -> list[Voice]:
    """The voices that some of these claims end in."""
    ids = {claim.id for claim in claims}
    return [voice for voice in dispute.voices if not ids.isdisjoint(voice.claims)]


def all_independent(voices: list[Voice]) -> bool:
    """Whether a person found each two of them independent."""
    return all(independent(one, other) for one, other in combinations(voices, 2))


def any_independent(voices: list[Voice]) -> bool:
    """Whether a person found two of them independent."""
    return any(independent(one, other) for one, other in combinations(voices, 2))


def independent(one: Voice, other: Voice) -> bool:
    """Whether a person found claims of these two independent."""
    return any(
        bool(set(found.claims) & set(one.claims)) and bool(set(found.claims) & set(other.claims))
        for found in (*one.independent, *other.independent)
    )
