"""A sentence as a row of chunks: what patterns, speakers and places are read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tollbook.extract.dates import FoundDate
from tollbook.extract.quantities import Line
from tollbook.model import Quantity
from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Chunk:
    """``symbol`` is the concept that patterns name; tokens ``first`` to ``last`` (excluded)."""

    symbol: str
    first: int
    last: int
    quantity: Quantity | None = None
    group: str | None = None
    attr: str = ""
    noun: str = ""
    marks: frozenset[str] = frozenset()
    date: FoundDate | None = None


@swift
@dataclass(frozen=True, slots=True)
class Chunked:
    """One sentence: its line of tokens and its row of chunks. ``symbols``: those that stand anywhere in the row, by
    which whoever looks for some of them leaves most sentences at once."""

    line: Line
    chunks: tuple[Chunk, ...]
    start: int
    end: int
    symbols: frozenset[str] = field(init=False, compare=False, repr=False)  # follows from the chunks

    def __post_init__(self) -> None:
        object.__setattr__(self, "symbols", frozenset([chunk.symbol for chunk in self.chunks]))

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens ``first`` to ``last`` (excluded) stand in the text."""
        return self.line.tokens[first].start, self.line.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        """The text of chunks ``first`` to ``last`` (excluded)."""
        return self.line.words(self.chunks[first].first, self.chunks[last - 1].last)


def rows_of(chunks: Sequence[Chunk]) -> str:
    """The symbols of a row, for people: "n be harm_ed"."""
    return " ".join(chunk.symbol for chunk in chunks)
