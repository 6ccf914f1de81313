"""Tables drawn in plain text: rows of cells set apart by pipes or tabs."""

import re
from typing import NamedTuple

from tollbook.model import PassageKind
from tollbook.read.blocks import Block, Line
from tollbook.read.drafts import Draft

_DRAWN = re.compile(r"[-:=+| \t]+")
_LONGEST_ROW = 20_000


class Cell(NamedTuple):
    """Where a cell's words stand; ``start`` equals ``end`` in an empty one."""

    start: int
    end: int


class Row(NamedTuple):
    """A row as it stands; ``cells`` is empty for a line that is only drawn."""

    line: Line
    cells: tuple[Cell, ...]


def grid_at(text: str, block: Block, at: int) -> tuple[Row, ...]:
    """The rows of the table that begins here: at least two with the same number of cells; else nothing."""
    sign = next((sign for sign in "|\t" if text.find(sign, block[at].start, block[at].end) >= 0), None)
    if sign is None:
        return ()
    rows: list[Row] = []
    width = 0
    while at + len(rows) < len(block):
        row = _row(text, block[at + len(rows)], sign)
        if row is None or (row.cells and len(row.cells) != (width or max(len(row.cells), 2))):
            break  # too uneven, or too narrow: else each next line would look at all below it again
        width = width or len(row.cells)
        rows.append(row)
    return tuple(rows) if width >= 2 and sum(bool(row.cells) for row in rows) >= 2 else ()


def _row(text: str, line: Line, sign: str) -> Row | None:
    words = text[line.start : line.end]
    if sign not in words or len(words) > _LONGEST_ROW:
        return None
    if sign == "|" and _DRAWN.fullmatch(words):
        return Row(line, ())
    return Row(line, split_row(words, line.start, sign))


def split_row(words: str, start: int, sign: str = "|") -> tuple[Cell, ...]:
    """The cells of one row whose words stand at ``start``; pipes at either edge only frame it."""
    first = 1 if sign == "|" and words.startswith("|") else 0
    last = len(words) - 1 if sign == "|" and len(words) > 1 and words.endswith("|") else len(words)
    cells = []
    at = start + first
    for piece in words[first:last].split(sign):
        stripped = piece.strip()
        begin = at + len(piece) - len(piece.lstrip()) if stripped else at
        cells.append(Cell(begin, begin + len(stripped)))
        at += len(piece) + 1
    return tuple(cells)


def grid_drafts(text: str, rows: tuple[Row, ...]) -> list[Draft]:
    """The cells under their headings; rows of a label and a value, where no row is a heading, are fields."""
    drawn = any(not row.cells for row in rows)
    full = [row for row in rows if row.cells]
    unnamed = not text[rows[0].line.start : rows[0].line.end].strip("| \t")  # a box in Markdown has such a head
    headed = not unnamed and (drawn or not _has_digits(text, full[0]))
    if not headed and len(full[0].cells) == 2:
        return [draft for row in full for draft in _field(text, row)]
    names = [text[cell.start : cell.end] or None for cell in full[0].cells] if headed else [None] * len(full[0].cells)
    drafts = []
    for number, row in enumerate(full):
        for cell, name in zip(row.cells, names, strict=True):
            if cell.end > cell.start:
                label = None if headed and number == 0 else name
                drafts.append(Draft(PassageKind.CELL, cell.start, cell.end, row.line.number, label=label))
    return drafts


def _has_digits(text: str, row: Row) -> bool:
    return any(sign.isdigit() for sign in text[row.line.start : row.line.end])


def _field(text: str, row: Row) -> list[Draft]:
    label, value = row.cells
    if label.end == label.start or value.end == value.start:
        return [
            Draft(PassageKind.CELL, cell.start, cell.end, row.line.number)
            for cell in row.cells
            if cell.end > cell.start
        ]
    name = text[label.start : label.end].rstrip(" :")
    return [Draft(PassageKind.FIELD, label.start, value.end, row.line.number, label=name, value_start=value.start)]
