"""What people cleared to leave, and what must not: all that a public register is made by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tollbook.model.decision import Protection

Level = Protection  # how far something is protected


@dataclass(frozen=True, slots=True)
class Protected:
    """``about``: the id of a source, a speaker or a claim (a passage), or ("person", a pseudonym), as the decision has
    it; ``kind`` says which of the four. ``shown_as`` and ``believed_because`` are all that is ever said of it.
    ``sources`` are the ids of those that hold it. ``spellings`` are in every script; None: no key was given, and nobody
    knows what to take out."""

    about: tuple[str, ...]
    kind: str
    level: Level
    shown_as: str | None = None
    believed_because: str | None = None
    sources: tuple[str, ...] = ()
    spellings: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Allegation:
    """What stands beside one who is alleged to be responsible: the standard met, and whether they were asked."""

    standard: str
    asked: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """``by`` (a role code) releases ``on`` this day. ``names`` exactly as they may stand; ``claims`` whose quote,
    ``texts`` (sources) whose whole text, ``sources`` whose bytes, ``times`` (claims) whose times of day may leave.
    ``withheld``: ids of claims and sources, and names, that must not. ``alleged``: by the name, or the claim's id.
    ``k``: among how many a person without a name must stand. ``findings``: ids of those that may leave."""

    by: str
    on: date
    names: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    protected: tuple[Protected, ...] = ()
    alleged: Mapping[str, Allegation] = field(default_factory=dict, hash=False)
    k: int = 3
    findings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.by:
            raise ValueError("a release says who makes it, as a role code")
        object.__setattr__(self, "alleged", MappingProxyType(dict(self.alleged)))
