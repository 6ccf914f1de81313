"""A release: what leaves the case, what stays, and what is kept so that it can be proven later."""

from dataclasses import dataclass, field
from datetime import date

from tollbook.model.register import Register


@dataclass(frozen=True, slots=True, order=True)
class Leaves:
    """One name, place, time or file that would leave, and ``where`` it stands in the release."""

    words: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Everything in a release that could point at somebody. ``sources``: those whose bytes would leave."""

    names: tuple[Leaves, ...] = ()
    places: tuple[Leaves, ...] = ()
    times: tuple[Leaves, ...] = ()
    sources: tuple[Leaves, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Commitment:
    """``hash`` is the SHA-256 of a salt and of what was taken out, so that a later disclosure can be proven.
    ``stands_for`` says in public terms what it is; ``kind``: "passage", "source" or "decision"."""

    id: str
    kind: str
    stands_for: str
    hash: str


@dataclass(frozen=True, slots=True, order=True)
class ShownAs:
    """A protected source: what kind it is, why it is believed, and nothing more. ``source``: its id in the release."""

    source: str
    shown_as: str
    believed_because: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many of each are not in the release. ``figures``: claims that left without their words."""

    sources: int = 0
    claims: int = 0
    figures: int = 0
    incidents: int = 0
    tolls: int = 0
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Released:
    """What a release says of itself."""

    by: str
    on: date
    withheld: Withheld = field(default_factory=Withheld)
    protected: tuple[ShownAs, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A toll that may not leave, since it rests on claims that may not: ``claims`` are those, each with the code of the
    reason. All ids are the case's own."""

    toll: str
    incident: str
    harm: str
    group: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Public:
    """What is released, and nothing else: ``register`` holds no more than may leave. ``held_back``: by the case's own
    id of each claim that does not leave the code of the reason; ``bare``: of those that leave as figures without words.
    ``ids``: the case's ids of sources, claims, incidents and speakers to the release's. ``findings_kept``: by the
    case's id of each finding that was cleared and cannot leave the code of the reason."""

    register: Register
    released: Released
    listing: Leaving
    commitments: tuple[Commitment, ...]
    refused: tuple[Refused, ...] = ()
    held_back: tuple[tuple[str, str], ...] = ()
    bare: tuple[tuple[str, str], ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    findings_kept: tuple[tuple[str, str], ...] = ()
