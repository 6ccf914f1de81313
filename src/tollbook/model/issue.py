"""What could not be read, resolved or decided: a value with a place, never an exception, never silence."""

from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.anchor import Anchor
from tollbook.model.swift import swift


class Severity(StrEnum):
    """``lost``: material could not be read. ``open``: a person should decide. ``note``: worth knowing."""

    LOST = "lost"
    OPEN = "open"
    NOTE = "note"


@swift
@dataclass(frozen=True, slots=True)
class Issue:
    """``message`` says what is wrong, where, and what to do. ``about`` holds ids of the claims involved; ``source`` is
    the name of the file for issues that have no place in a text."""

    code: str
    message: str
    severity: Severity
    at: Anchor | None = None
    source: str | None = None
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.code or not self.message:
            raise ValueError("an issue needs a code and a message")

    @property
    def sort_key(self) -> tuple[str, str, int, str]:
        """By source, place and code, so that order never depends on how the issue was found."""
        place = self.at.source if self.at else (self.source or "")
        return (place, self.code, self.at.start if self.at else -1, self.message)
