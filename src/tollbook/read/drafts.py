"""A passage while it is being made: what was seen on the page before its kind is settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.model import Passage, PassageKind, Zone
from tollbook.model.swift import swift

MOST_PASSAGES = 200_000  # a book has fewer; beyond this, memory would be at the mercy of the file


@swift
@dataclass(frozen=True, slots=True)
class Draft:
    """``block`` numbers the run of lines it stands in, of ``block_lines`` lines; ``lines`` are its own.

    ``marker`` is the list marker taken off its front.
    """

    kind: PassageKind
    start: int
    end: int
    line: int
    block: int = 0
    lines: int = 1
    block_lines: int = 1
    marker: str = ""
    label: str | None = None
    level: int | None = None
    value_start: int | None = None
    zone: Zone = Zone.MAIN

    @property
    def stands_alone(self) -> bool:
        """Whether it is one line with a blank line, or the edge of the document, on both sides."""
        return self.lines == 1 and self.block_lines == 1

    def passage(self) -> Passage:
        """The passage it has become; the origin is its line."""
        return Passage(
            self.kind, self.start, self.end, self.zone, self.label, self.level, self.value_start, f"line {self.line}"
        )


def passages_of(drafts: Iterable[Draft]) -> tuple[Passage, ...]:
    """The passages, in their order."""
    return tuple(draft.passage() for draft in drafts)
