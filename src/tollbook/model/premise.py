"""What the scope of a published rule turns on, where people decided it of an incident."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Premise(StrEnum):
    """Questions of circumstance, each a field of ``Circumstances`` too (docs/reference/decisions.md)."""

    ARMED_CONFLICT = "armed_conflict"
    ORGANISED_ACTOR = "organised_actor"
    ONE_SIDED = "one_sided"
    CUSTODY = "custody"
    STATE_ACTED = "state_acted"
    OTHERS_ACTED = "others_acted"
    COMBATANTS = "combatants"
    POLITICAL = "political"
    MILITARY_ACTION = "military_action"
    ARMED_VIOLENCE = "armed_violence"


HOLDS, HOLDS_NOT = "holds", "does-not-hold"


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether a premise ``holds`` of an incident. ``by``: role codes in words; ``claims``: those that it was decided
    on, none where people did not say."""

    premise: Premise
    holds: bool
    by: str
    on: date
    reason: str
    claims: tuple[str, ...] = ()
