"""Tables drawn with gaps: rows of cells under their columns."""

from collections.abc import Sequence
from typing import NamedTuple

from tollbook.read.pdf.lines import Row
from tollbook.read.pdf.order import Stretch, column_of, one_piece

_LONGEST_LABEL = 60


class Cell(NamedTuple):
    """The words of a cell, and the number of its column from where reading begins."""

    text: str
    column: int
    bold: bool


TableRow = list[Cell]


def table_rows(table: Stretch) -> list[TableRow]:
    """The rows in reading order; a row without its first cell, close under another, is the next line of its cells."""
    made: list[TableRow] = []
    above: Row | None = None
    for row in table.rows:
        cells = _cells(row, table.gutters)
        if above is not None and made and _goes_on(above, row, cells, made[-1]):
            made[-1] = _with(made[-1], cells)
        else:
            made.append(cells)
        above = row
    return made


def _cells(row: Row, gutters: tuple[float, ...]) -> TableRow:
    by_column: dict[int, Row] = {}
    leftward = sum(not piece.rightward for piece in row) * 2 > len(row)
    for piece in row:
        column = column_of(piece, gutters)
        by_column.setdefault(len(gutters) - column if leftward else column, []).append(piece)
    joined = {column: one_piece(pieces) for column, pieces in by_column.items()}
    return [Cell(piece.text, column, piece.bold) for column, piece in sorted(joined.items())]


def _goes_on(above: Row, row: Row, cells: TableRow, before: TableRow) -> bool:
    near = above[0].base - row[0].base < 1.35 * row[0].size
    columns = {cell.column for cell in cells}
    return near and 0 not in columns and len(cells) < len(before) and columns <= {cell.column for cell in before}


def _with(row: TableRow, more: TableRow) -> TableRow:
    added = {cell.column: cell.text for cell in more}
    return [cell._replace(text=f"{cell.text} {added[cell.column]}") if cell.column in added else cell for cell in row]


def headings_of(rows: Sequence[TableRow]) -> dict[int, str]:
    """The columns' names, where the first row tells them: it is bold alone, or alone has no figure in it."""
    if len(rows) < 2 or len(rows[0]) < 2 or any(_has_figure(cell) for cell in rows[0]):
        return {}
    if len(rows[0]) == 2 and any(row[0].text.endswith((":", "：")) for row in rows):
        return {}
    bold = all(cell.bold for cell in rows[0]) and not all(cell.bold for row in rows[1:] for cell in row)
    figures = [any(_has_figure(cell) for cell in row) for row in rows[1:]]
    plain = any(figures) if len(rows[0]) > 2 else all(_is_figure(row[-1]) for row in rows[1:])
    return {cell.column: cell.text for cell in rows[0]} if bold or plain else {}


def _has_figure(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in cell.text)


def _is_figure(cell: Cell) -> bool:
    return _has_figure(cell) and not any(sign.isalpha() for sign in cell.text)


def is_field(row: TableRow) -> bool:
    """Whether a row is a label and its value."""
    return len(row) == 2 and len(row[0].text) <= _LONGEST_LABEL and any(sign.isalpha() for sign in row[0].text)
