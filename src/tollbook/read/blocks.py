"""Lines and runs of lines: the shape of plain text before anything is known of what it says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_BLOCK = 2_000  # lines; a longer run without a blank line is cut, so that memory stays bounded

_LINE = re.compile(r"[^\n]+")


class Line(NamedTuple):
    """``start`` to ``end`` without the white space around; ``number`` counts from 1 as an editor counts."""

    start: int
    end: int
    number: int
    indent: int

    @property
    def length(self) -> int:
        """In characters, without the white space around."""
        return self.end - self.start


Block = tuple[Line, ...]


def lines_of(text: str, start: int = 0, end: int | None = None, number: int = 1) -> Iterator[Line]:
    """The lines that hold more than white space; ``number`` is the number of the line at ``start``."""
    counted = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        words = match.group()
        stripped = words.strip()
        if not stripped:
            continue
        number += text.count("\n", counted, match.start())
        counted = match.start()
        indent = len(words) - len(words.lstrip()) if stripped is not words else 0
        first = match.start() + indent
        yield Line(first, first + len(stripped), number, indent)


def blocks_of(text: str, start: int = 0, end: int | None = None, number: int = 1) -> Iterator[Block]:
    """Runs of lines with no blank line between."""
    block: list[Line] = []
    for line in lines_of(text, start, end, number):
        if block and (line.number != block[-1].number + 1 or len(block) == LONGEST_BLOCK):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)
