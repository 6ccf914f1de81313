"""What people decided of incidents, for linking: which claim goes where, and what is one or two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Said(NamedTuple):
    """``by``: role codes, in words; ``on`` the day of the first. ``decisions``: who decided, when, under which id, as
    messages name it."""

    by: str
    on: date
    reason: str
    decisions: str


@dataclass(frozen=True, slots=True)
class Placing:
    """``moved``: by claim, the incident that it goes to; None: one of its own. ``together`` and ``apart``: pairs of
    incidents, or of claims of theirs. ``places``: by a place's folded name, the one that it counts as;
    ``places_apart``: pairs of such names, in order, that are of two places.
    ``named``: incidents that people decided other things of, which may have another id by now."""

    moved: Mapping[str, tuple[str | None, Said]] = field(default_factory=dict)
    together: Mapping[tuple[str, str], Said] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], Said] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    places_apart: frozenset[tuple[str, str]] = frozenset()
    persons_apart: frozenset[tuple[str, str]] = frozenset()
    named: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.moved or self.together or self.apart or self.named)


NOTHING_PLACED = Placing()
