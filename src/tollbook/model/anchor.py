"""Where words stand: a stretch of a source's canonical text."""

from dataclasses import dataclass

from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """``words`` stand at ``start`` (included) to ``end`` (excluded) in the canonical text, in Unicode code points."""

    source: str
    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not self.source:
            raise ValueError("an anchor needs the id of its source")
        if not 0 <= self.start < self.end:
            raise ValueError(f"an anchor needs 0 <= start < end, not {self.start} and {self.end}")
        if len(self.words) != self.end - self.start:
            raise ValueError(f"{len(self.words)} characters of words cannot stand at {self.start} to {self.end}")

    def stands_in(self, text: str) -> bool:
        """Whether the words are found in ``text`` exactly where the anchor says."""
        return text[self.start : self.end] == self.words
