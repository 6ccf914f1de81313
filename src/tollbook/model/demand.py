"""A demand in the ledger: who asks what of whom, what it rests on, and every answer since."""

from dataclasses import dataclass
from datetime import date

from tollbook.model.decision import Response


@dataclass(frozen=True, slots=True)
class DemandAnswer:
    """An answer as it stands in a source, and how a person reads it. ``answer`` and ``grounds`` are the source's own
    words; ``start`` is where they begin, ``place`` where in a source without text. ``given_on`` is EDTF, None where it
    is not known; ``days`` from the demand to it, where both days are. ``by`` is the role code of who entered it."""

    decision: str
    response: Response
    answer: str
    source: str
    start: int | None
    place: str | None
    answered_by: str | None
    given_on: str | None
    grounds: str | None
    by: str
    on: date
    reason: str
    days: int | None = None

    def __post_init__(self) -> None:
        if not self.answer or not self.source:
            raise ValueError("an answer has words, and a source in which they stand")


@dataclass(frozen=True, slots=True)
class DemandGrounds:
    """What a person says that a demand rests on: ids of claims, and of norms of data/norms."""

    decision: str
    claims: tuple[str, ...]
    norms: tuple[str, ...]
    by: str
    on: date
    reason: str

    def __post_init__(self) -> None:
        if not (self.claims or self.norms):
            raise ValueError("a demand rests on claims or on norms: name at least one")


@dataclass(frozen=True, slots=True)
class DemandEntry:
    """``claim`` is the id of the claim that states it. ``made_on``: the day (EDTF) of its document, None where it has
    none. ``within``: the claim of the demand in whose terms it stands. ``days``: from that day to ``as_of``. Without an
    answer, none was found in these documents up to ``as_of``."""

    claim: str
    incident: str | None
    demanded_by: str | None
    asked: tuple[str, ...]
    to_act: tuple[str, ...]
    terms: str
    by_when: str | None
    made_on: str | None
    within: str | None
    contains: tuple[str, ...]
    rests_on: DemandGrounds | None
    answers: tuple[DemandAnswer, ...]
    as_of: date | None
    days: int | None
