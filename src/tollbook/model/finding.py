"""A finding: a person's answer to a question, the standard it meets, the grounds it rests on, and who joins it."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tollbook.model.claim import Claim


class StandardOfProof(StrEnum):
    """Weakest first, as commissions of inquiry use them (OHCHR, Guidance and Practice, 2015)."""

    SUSPICION = "suspicion"
    REASONABLE_GROUNDS = "reasonable_grounds"
    BALANCE_OF_PROBABILITIES = "balance_of_probabilities"
    CLEAR_AND_CONVINCING = "clear_and_convincing"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt"


class Fallen(StrEnum):
    """Why a ground does not hold."""

    REJECTED = "rejected"
    CORRECTED = "corrected"
    PROPOSED = "proposed"
    SUPERSEDED = "superseded"
    LATER = "later"
    GONE = "gone"


class Lack(StrEnum):
    """Why no finding can be made on what is left of its grounds."""

    SET_ASIDE = "set-aside-only"
    DERIVED = "derived-only"
    VOICES = "too-few-voices"


class FindingState(StrEnum):
    """``unsettled``: something that it rests on fell, or is not enough, and nobody has looked at it since."""

    STANDS = "stands"
    UNSETTLED = "unsettled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Position:
    """What a person did about a finding: joined it, did not, looked at it again, withdrew it. ``decision``: its id."""

    decision: str
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Against:
    """A decision that takes a ground away, or one voice from under it; ``in_force``: neither undone nor replaced."""

    claim: str
    decision: str
    kind: str
    by: str
    on: date
    reason: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A finding as people made it; the machine makes none. ``id`` is its decision's; ``grounds`` are ids of claims;
    ``considered``: ids of what was known against the grounds, when it was made or looked at again."""

    id: str
    incidents: tuple[str, ...]
    question: str
    answer: str
    standard: StandardOfProof | None
    grounds: tuple[str, ...]
    by: str
    on: date
    reason: str
    considered: frozenset[str] = frozenset()
    joined: tuple[Position, ...] = ()
    dissents: tuple[Position, ...] = ()
    reaffirmed: tuple[Position, ...] = ()
    withdrawn: Position | None = None

    def __post_init__(self) -> None:
        if not self.question or not self.answer:
            raise ValueError("a finding answers a question: give both")
        if not self.grounds:
            raise ValueError("a finding that rests on nothing cannot be made: name at least one claim")
        if not self.by:
            raise ValueError("a finding is a person's: say by whom")


@dataclass(frozen=True, slots=True)
class RestsOn:
    """One ground as it is now. ``fallen`` None: it holds. ``since``: what was decided against it that nobody has
    considered; ``looked_at``: its fall was considered, and the finding rests on the others."""

    claim: str
    fallen: Fallen | None = None
    since: tuple[Against, ...] = ()
    looked_at: bool = True

    @property
    def unsettles(self) -> bool:
        """Whether somebody has to look."""
        return bool(self.since) or not self.looked_at


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it stands now. ``voices``: how many that do not repeat one another its grounds come from, as far as
    texts and people show it; ``voices_asked``: how many the case asks for, None where it asks for none."""

    made: Made
    grounds: tuple[RestsOn, ...]
    voices: int
    voices_asked: int | None = None
    lacks: tuple[Lack, ...] = ()

    @property
    def state(self) -> FindingState:
        """Whether it stands, waits for somebody to look, or was withdrawn."""
        if self.made.withdrawn is not None:
            return FindingState.WITHDRAWN
        return FindingState.UNSETTLED if self.unsettled else FindingState.STANDS

    @property
    def unsettled(self) -> bool:
        """Whether a ground fell since somebody looked, or what is left is not enough."""
        return bool(self.lacks) or self.fell

    @property
    def fell(self) -> bool:
        """Whether a ground fell since somebody looked."""
        return any(one.unsettles for one in self.grounds)


_SET_ASIDE = {"rejected": Fallen.REJECTED, "corrected": Fallen.CORRECTED, "proposed": Fallen.PROPOSED}


def fallen(claim: Claim | None, superseded: Set[str], until: date | None = None) -> Fallen | None:
    """Why nothing can rest on a claim; None where something can. ``superseded``: ids of sources.
    ``until``: the day up to which the record counts; None where it counts all."""
    if claim is None:
        return Fallen.GONE
    if claim.decided_aside is not None:
        return _SET_ASIDE[claim.decided_aside]
    if claim.anchor.source in superseded:
        return Fallen.SUPERSEDED
    return Fallen.LATER if claim.stated_after(until) else None
