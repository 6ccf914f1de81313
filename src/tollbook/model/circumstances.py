"""What the claims of an incident tell of its circumstances, as far as a rule's scope asks: each with who tells it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Told(StrEnum):
    """Whether something is told of an incident: so, not so, both ways, or not at all."""

    YES = "yes"
    NO = "no"
    CONTESTED = "contested"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One circumstance, and the claims that tell it. ``by``: the role codes of those who decided it, in words; None: it
    is as the claims tell it."""

    told: Told = Told.NOT_TOLD
    claims: tuple[str, ...] = ()
    by: str | None = None


NOT_TOLD = Circumstance()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``country`` (ISO 3166 alpha-3), ``first`` and ``last`` day: None where not told. ``custody``: whether those
    harmed were held by a state; ``armed_conflict``: whether there was one here; ``state_acted``, ``others_acted``:
    whether forces of a state, or others, are said to have done it; ``combatants``: whether those harmed are said to
    have fought; ``accepted``: whether somebody takes responsibility in their own name, and who (keys of speakers).
    No claim tells the last five, people alone decide them: whether an organised armed group or another organised
    actor used armed force, whether it was used against civilians on purpose and from one side, whether this was
    political violence or a demonstration, a military action, armed violence at all."""

    kind: str = "event"
    country: str | None = None
    first: date | None = None
    last: date | None = None
    custody: Circumstance = NOT_TOLD
    armed_conflict: Circumstance = NOT_TOLD
    state_acted: Circumstance = NOT_TOLD
    others_acted: Circumstance = NOT_TOLD
    combatants: Circumstance = NOT_TOLD
    accepted: Circumstance = NOT_TOLD
    accepted_by: frozenset[str] = frozenset()
    organised_actor: Circumstance = NOT_TOLD
    one_sided: Circumstance = NOT_TOLD
    political: Circumstance = NOT_TOLD
    military_action: Circumstance = NOT_TOLD
    armed_violence: Circumstance = NOT_TOLD


NOTHING_TOLD = Circumstances()
