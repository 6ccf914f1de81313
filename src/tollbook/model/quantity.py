"""How many, as the words state it: bounds that may be open, and vague words kept as words."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.swift import swift


class Form(StrEnum):
    """How the words state a number (READING 1 and 3)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


@swift
@dataclass(frozen=True, slots=True)
class Quantity:
    """``low`` None: the words set no bottom. ``high``: the highest number stated. ``open``: the top is not closed.

    A vague word ("dozens") has a ``term`` and neither number: only a rule that names its convention may read one.
    """

    low: int | None
    high: int | None
    open: bool
    form: Form
    words: str
    term: str | None = None

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a quantity needs the words that state it")
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            raise ValueError(f"a count of people cannot be negative: {self.words!r}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds cross: low {self.low} is above high {self.high} in {self.words!r}")
        if not _FITS[self.form](self):
            raise ValueError(
                f"low {self.low}, high {self.high}, open {self.open} do not make a quantity of form {self.form}"
            )
        if (self.form is Form.VAGUE) != (self.term is not None):
            raise ValueError("a vague quantity, and only that, names its term")

    @property
    def number(self) -> int | None:
        """The one number stated, for exact and about; None for every other form."""
        return self.low if self.form in (Form.EXACT, Form.ABOUT) else None


_FITS: dict[Form, Callable[[Quantity], bool]] = {
    Form.EXACT: lambda q: q.low is not None and q.low == q.high and not q.open,
    Form.ABOUT: lambda q: q.low is not None and q.low == q.high and not q.open,
    Form.AT_LEAST: lambda q: q.low is not None and q.high is None and q.open,
    Form.AT_MOST: lambda q: q.low is None and q.high is not None and not q.open,
    Form.RANGE: lambda q: q.low is not None and q.high is not None,
    Form.VAGUE: lambda q: q.low is None and q.high is None and not q.open,
}
