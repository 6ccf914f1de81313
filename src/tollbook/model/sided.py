"""What people decided of speakers and sources, as the record shows it."""

from dataclasses import dataclass
from datetime import date

from tollbook.model.decision import Protection, Side


@dataclass(frozen=True, slots=True)
class Sided:
    """Where a speaker stands in an incident, and in words what it has to gain or lose by its figure. ``speaker_id`` is
    its key, ``speaker`` one of its spellings. ``by``, ``on`` and ``reason`` are of the side, else of the interest."""

    speaker_id: str
    speaker: str
    side: Side
    interest: str | None
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Independence:
    """A person found that two claims do not go back to one another: never inferred."""

    claims: tuple[str, str]
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ProtectedSource:
    """A source that stays in the building, wholly or in part; ``shown_as`` is what may be said of it."""

    source: str
    level: Protection
    shown_as: str | None = None
