"""Tables of a Word document: rows of cells, and tables that only lay the page out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tollbook.model import PassageKind, Zone
from tollbook.read.office.tables import Row, TableCell
from tollbook.read.office.word_styles import Node, Styles, W, is_on, value_of
from tollbook.read.office.word_words import STRUCK_OUT, Changes, Said, children, words_of

_MOST_PARAGRAPHS = 8  # of a cell that holds data
_LONGEST = 2_000  # characters of one
_MOST_WIDE = 100
_LAYS_OUT = frozenset((PassageKind.TITLE, PassageKind.HEADING))


class Cell(NamedTuple):
    """``down``: whether it goes on a cell of the row above."""

    node: Node
    column: int
    width: int
    down: bool
    said: tuple[Said, ...]

    @property
    def text(self) -> str:
        """What it shows."""
        return "\n".join(said.text for said in self.said if said.text)


class Line(NamedTuple):
    """A row; ``gone`` where it is struck out, ``heads`` where it is repeated at the head of each page."""

    cells: tuple[Cell, ...]
    gone: bool
    heads: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data. ``place`` is its place in words."""

    place: str
    lines: tuple[Line, ...] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Its rows; a cell that reaches down stands in each row, unless it is a bare figure."""
        above: dict[int, TableCell] = {}
        for number, line in enumerate(self.lines, 1):
            made = []
            for cell in line.cells:
                shown = self._cell(number, cell, line) if not cell.down else above.get(cell.column)
                if cell.down and shown is not None and not any(sign.isalpha() for sign in shown.text):
                    continue
                if shown is not None:
                    above[cell.column] = shown
                    made.append(shown)
                else:
                    above.pop(cell.column, None)
            yield tuple(made)

    def _cell(self, number: int, cell: Cell, line: Line) -> TableCell | None:
        text = cell.text
        if not text:
            return None
        place = f"{self.place}, row {number}, column {cell.column + 1}"
        bold = all(said.bold for said in cell.said if said.text)
        zone = Zone.HIDDEN if line.gone else Zone.MAIN
        return TableCell(cell.column, text, place, zone, line.heads or bold, cell.width)


def lines_of(table: Node, styles: Styles, changes: Changes, gone: bool = False) -> tuple[Line, ...]:
    """Its rows; what is struck out is counted."""
    return tuple(_line(row, styles, changes, gone or struck) for row, struck in _below(table, f"{W}tr"))


def lays_out(lines: tuple[Line, ...], styles: Styles) -> bool:
    """Whether the table parts the page rather than holds data: one cell a row, or cells with blocks of their own."""
    if max((len(line.cells) for line in lines), default=0) < 2:
        return True
    return any(_is_page(cell, styles) for line in lines for cell in line.cells)


def _is_page(cell: Cell, styles: Styles) -> bool:
    if sum(bool(said.text) for said in cell.said) > _MOST_PARAGRAPHS or len(cell.text) > _LONGEST:
        return True
    if next(cell.node.iter(f"{W}tbl"), None) is not None:
        return True
    looks = (styles.look_of(paragraph.find(f"{W}pPr")) for paragraph, _ in _below(cell.node, f"{W}p"))
    return any(look.kind in _LAYS_OUT for look in looks)


def _line(row: Node, styles: Styles, changes: Changes, gone: bool) -> Line:
    properties = row.find(f"{W}trPr")
    if properties is not None:
        for mark in children(properties):
            changes.count(mark.tag)
            gone = gone or mark.tag in STRUCK_OUT
    column = _number(value_of(properties, "gridBefore"), 0)
    cells = []
    for node, struck in _below(row, f"{W}tc"):
        own = node.find(f"{W}tcPr")
        width = max(_number(value_of(own, "gridSpan"), 1), 1)
        merged = own.find(f"{W}vMerge") if own is not None else None
        down = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        said = tuple(words_of(one, styles, changes, gone or struck or lost) for one, lost in _below(node, f"{W}p"))
        cells.append(Cell(node, column, width, down, said))
        column += width
    return Line(tuple(cells), gone, bool(is_on(properties, "tblHeader")))


def _below(node: Node, tag: str, gone: bool = False) -> Iterator[tuple[Node, bool]]:
    """The nearest elements of one name, through whatever only wraps them, and whether they are struck out."""
    for child in children(node):
        if child.tag == tag:
            yield child, gone
        elif child.tag != f"{W}tbl":
            yield from _below(child, tag, gone or child.tag in STRUCK_OUT)


def _number(value: str | None, otherwise: int) -> int:
    return min(int(value), _MOST_WIDE) if value is not None and value.isdecimal() and len(value) < 9 else otherwise
