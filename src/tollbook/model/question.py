"""An open question of an inquiry: the answers as sources give them, and what can tell them apart. None has a rank."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Bearing(StrEnum):
    """What a claim says to one answer. ``nothing``: as far as it goes, the answer may be so or not."""

    STATES = "states"
    FITS = "fits"
    FITS_NOT = "fits_not"
    DENIES = "denies"
    NOTHING = "nothing"


_AGAINST = (Bearing.FITS_NOT, Bearing.DENIES)


@dataclass(frozen=True, slots=True)
class Possible:
    """One answer. ``claims``: the ids of those that state it; ``words``: as the first of them has it, None of a figure,
    whose claim says it."""

    claims: tuple[str, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim against each of the answers, in their order."""

    claim: str
    bearings: tuple[Bearing, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether it speaks against some of the answers and not against all."""
        against = [one in _AGAINST for one in self.bearings]
        return any(against) and not all(against)


@dataclass(frozen=True, slots=True)
class EnteredAnswer:
    """What a person answered to an open question. ``source``: the id of what it comes from, None where not said."""

    decision: str
    words: str
    source: str | None
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """``answers`` in the order of the record: by nothing else. ``evidence``: every claim that bears on it; () where
    there are too many to be laid out (``whole`` False). ``access``: claims that access was refused or limited, under
    which absence of evidence counts for no answer."""

    incident: str
    code: str
    question: str
    answers: tuple[Possible, ...]
    evidence: tuple[Evidence, ...] = ()
    entered: tuple[EnteredAnswer, ...] = ()
    access: tuple[str, ...] = ()
    whole: bool = True

    def __post_init__(self) -> None:
        if any(len(one.bearings) != len(self.answers) for one in self.evidence):
            raise ValueError("a claim is laid out against every answer, or is no evidence")
