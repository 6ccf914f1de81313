"""Back from the canonical text to the place in the original that a person can go to."""

from dataclasses import dataclass

from tollbook.model import Passage, Source

COUNTED_IN_LINES = ("text/plain", "text/markdown")  # formats whose characters are kept one for one


@dataclass(frozen=True, slots=True, order=True)
class LineColumn:
    """Both count from 1, in characters, as editors count. Exact for formats whose characters are kept one for one:
    a byte order mark counts for nothing, and CR LF for one line end in both texts."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


def line_column(text: str, offset: int) -> LineColumn:
    """Where an offset of the canonical text stands in the original of a plain text."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"{offset} is outside a text of {len(text)} characters")
    return LineColumn(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def passage_at(source: Source, offset: int) -> Passage | None:
    """The passage that holds an offset; None between passages."""
    low, high = 0, len(source.passages)
    while low < high:
        middle = (low + high) // 2
        if source.passages[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    found = source.passages[low] if low < len(source.passages) else None
    return found if found and found.start <= offset else None


def place_of(source: Source, offset: int) -> str:
    """The place in words: line and column; elsewhere the page, cell or element, and how far into its text."""
    if source.media_type in COUNTED_IN_LINES:
        return str(line_column(source.text, offset))
    passage = passage_at(source, offset)
    if passage is None:
        return str(line_column(source.text, offset)) + " of its text"
    return f"{passage.origin}, character {offset - passage.start + 1}"
