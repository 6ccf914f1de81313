"""Echoes: claims of one incident that go back to one another, as far as texts show it."""

from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.anchor import Anchor
from tollbook.model.toll import Toll
from tollbook.model.voice import Voice


class EchoKind(StrEnum):
    """What two claims share."""

    WORDING = "wording"  # the words around them
    WIRE = "wire"  # the medium that both have it of
    ORIGIN = "origin"  # a document that one of them is said to be taken from
    SPELLING = "spelling"  # a name misspelt alike
    DAY = "day"  # a day that cannot be
    SUM = "sum"  # parts that come to more than their total


@dataclass(frozen=True, slots=True)
class Echo:
    """``claim`` repeats ``of``, which is the earlier by the days of their documents (``in_order``), or stands first
    where no days tell. ``places``: the words that show it, of the one and of the other. ``shared``: how many words
    both have in one order; ``name``: the wire, the origin or the error, ``instead`` what others write or the total."""

    claim: str
    of: str
    kind: EchoKind
    places: tuple[Anchor, Anchor]
    in_order: bool
    shared: int = 0
    name: str | None = None
    instead: str | None = None

    def __post_init__(self) -> None:
        if self.claim == self.of:
            raise ValueError("a claim does not repeat itself")
        if not (self.shared or self.name):
            raise ValueError("an echo says what both places share")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An echo from one incident to another: ``incident`` is that of the claim which repeats, ``of`` that of the claim
    which is repeated. Nothing else shows that the two are one."""

    echo: Echo
    incident: str
    of: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a claim in nobody's name ends: the voice of whom its document is said to come from, or was published by.
    ``at``: the words that say so, None where people gave it."""

    key: str
    name: str
    at: Anchor | None


@dataclass(frozen=True, slots=True)
class Echoing:
    """What was found of one incident's claims. ``endings``: by claim."""

    echoes: tuple[Echo, ...] = ()
    endings: tuple[tuple[str, Ending], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.echoes or self.endings)


NO_ECHOES = Echoing()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a figure would be without one voice and all that repeats it. ``none``: nothing would be left; else ``toll``
    is what would be, with its steps."""

    voice: str
    low: int | None
    high: int | None
    highest_stated: int | None
    open: bool
    none: bool = False
    toll: Toll | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """On how many voices a toll rests when echoes are folded, and which of them would change it by its absence.
    ``whole``: each was left out in turn; not where there are too many."""

    toll: str
    voices: int
    left_out: tuple[LeftOut, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Echoed:
    """Echoes of one incident and what comes of them. ``voices``: those that some claim belongs to by an echo.
    ``elsewhere``: those that lead from it to another incident, or from another to it."""

    echoes: tuple[Echo, ...] = ()
    endings: tuple[tuple[str, Ending], ...] = ()
    voices: tuple[Voice, ...] = ()
    resting: tuple[Resting, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


NOTHING_ECHOED = Echoed()
