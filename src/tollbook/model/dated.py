"""The days that a published rule's own table gives for an incident: derived, and never evidence."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dated:
    """By ``rule``, from ``first`` to ``last``, of vague ``words`` beside a ``claim`` that was ``reported`` on a day.
    ``line``: the line of the table; ``precision``: the publisher's code; ``odd``: what is strange in the table."""

    rule: str
    claim: str
    words: str
    reported: date
    first: date
    last: date
    precision: int
    line: str
    odd: str = ""
