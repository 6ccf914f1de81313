"""A finding: a person's answer to a question, the standard it meets, and the grounds it rests on."""

from dataclasses import dataclass
from enum import StrEnum


class StandardOfProof(StrEnum):
    """Weakest first, as commissions of inquiry use them (OHCHR, Guidance and Practice, 2015)."""

    SUSPICION = "suspicion"
    REASONABLE_GROUNDS = "reasonable_grounds"
    BALANCE_OF_PROBABILITIES = "balance_of_probabilities"
    CLEAR_AND_CONVINCING = "clear_and_convincing"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt"


@dataclass(frozen=True, slots=True)
class Finding:
    """The machine makes none: ``by`` is who found, ``grounds`` are ids of claims that stand."""

    question: str
    answer: str
    standard: StandardOfProof
    grounds: tuple[str, ...]
    by: str

    def __post_init__(self) -> None:
        if not self.question or not self.answer:
            raise ValueError("a finding answers a question: give both")
        if not self.grounds:
            raise ValueError("a finding that rests on nothing cannot be made: name at least one claim")
        if not self.by:
            raise ValueError("a finding is a person's: say by whom")
