"""A sheet of a workbook, whichever program wrote it: its cells in order, what is hidden, what could not be seen."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tollbook.model import Zone
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.laid_out import MOST_CHARACTERS
from tollbook.read.office.columns import column_letters
from tollbook.read.office.tables import Row, TableCell

MOST_CELLS = MOST_PASSAGES  # of a workbook
MOST_ELEMENTS = 4_000_000  # of its markup, those of empty cells as well
MOST_REACHES = 10_000  # cells of a sheet that reach over several


class SheetCell(NamedTuple):
    """Row and column count from 0."""

    row: int
    column: int
    text: str
    hidden: bool = False
    heading: bool = False


class Reach(NamedTuple):
    """A cell that reaches to ``last_row`` and ``last_column``."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Room:
    """How much more may be taken of a workbook."""

    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS
    elements: int = MOST_ELEMENTS

    def takes(self, cells: int, characters: int) -> bool:
        """Whether cells of so many characters in all find room; there is then less."""
        self.cells -= cells
        self.characters -= characters
        return self.cells >= 0 and self.characters >= 0

    def passes(self) -> bool:
        """Whether one more element may be looked at."""
        self.elements -= 1
        return self.elements >= 0


@dataclass(slots=True)
class Sheet:
    """Filled while it is read. ``blind``: cells whose formula was saved without its result. ``whole`` is False where
    there was more than could be taken. ``cells_damaged`` and ``notes_damaged``: whether these could not be read, though
    others could."""

    name: str
    hidden: bool = False
    cells: list[SheetCell] = field(default_factory=list)
    reaches: list[Reach] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    blind: list[tuple[int, int]] = field(default_factory=list)
    whole: bool = True
    cells_damaged: bool = False
    notes_damaged: bool = False

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, in words."""
        return f"sheet {self.name}, cell {column_letters(column)}{row + 1}"

    def rows(self) -> Iterator[Row]:
        """Its rows in order, an empty one where rows are left out; a cell that reaches down stands in each row."""
        by_row: dict[int, dict[int, TableCell]] = {}
        for cell in self.cells:
            zone = Zone.HIDDEN if cell.hidden or self.hidden else Zone.MAIN
            made = TableCell(cell.column, cell.text, self.place(cell.row, cell.column), zone, cell.heading)
            by_row.setdefault(cell.row, {})[cell.column] = made
        self._reach_out(by_row)
        before = None
        for row in sorted(by_row):
            if before is not None and row > before + 1:
                yield ()
            yield tuple(cell for _, cell in sorted(by_row[row].items()))
            before = row

    def _reach_out(self, by_row: dict[int, dict[int, TableCell]]) -> None:
        present = sorted(by_row)
        left = MOST_CELLS
        for reach in self.reaches:
            cell = by_row.get(reach.row, {}).get(reach.column)
            if cell is None:
                continue
            wide = cell._replace(width=min(reach.last_column - reach.column + 1, 100))
            by_row[reach.row][reach.column] = wide
            if not any(sign.isalpha() for sign in cell.text):
                continue  # a bare figure is stated once, however tall its cell
            for row in present[bisect_right(present, reach.row) : bisect_left(present, reach.last_row + 1)]:
                by_row[row].setdefault(reach.column, wide)
                left -= 1
                if left < 0:
                    return
