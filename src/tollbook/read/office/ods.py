"""Workbooks as LibreOffice and other programs write them (.ods): each sheet's cells, told one after another."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from tollbook.read.office.cell_words import moment_words, number_words, parts_of, share_words
from tollbook.read.office.columns import MOST_COLUMNS, MOST_ROWS
from tollbook.read.office.markup_stream import Attributes, listen
from tollbook.read.office.packed_office import Parts
from tollbook.read.office.sheets import MOST_REACHES, Reach, Room, Sheet, SheetCell

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = (b"encryption-data", b"encrypted-package")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_MOST_BLIND = 1_000
_MOST_COMMENTS = 10_000
_MOST_SPACES = 100
_SIGNS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


def is_locked(parts: Parts) -> bool:
    """Whether the parts can be read only with a password."""
    return any(mark in parts.markup.get(_MANIFEST, b"") for mark in _ENCRYPTED) or any(
        name.startswith("encrypted-package") for name in parts.names
    )


def ods_sheets(parts: Parts) -> list[Sheet] | None:
    """The sheets in the order of the workbook; None where it holds none."""
    if _CONTENT not in parts.markup:
        return None
    listener = _Content()
    listen(parts.markup[_CONTENT], listener)
    return listener.sheets


@dataclass(slots=True)
class _Cell:
    attributes: Attributes
    repeated: int
    covered: bool
    paragraphs: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class _Content:
    """Fills ``sheets``. What is drawn, changed or noted within a cell stands apart from its words."""

    sheets: list[Sheet] = field(default_factory=list)
    enough: bool = False
    _room: Room = field(default_factory=Room)
    _row: int = 0
    _rows: int = 1
    _row_hidden: bool = False
    _row_cells: list[SheetCell] = field(default_factory=list)
    _column: int = 0
    _columns: int = 0
    _hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _hidden_styles: set[str] = field(default_factory=set)
    _style: str = ""
    _cell: _Cell | None = None
    _apart: list[list[str]] | None = None
    _apart_tag: str = ""
    _passing: int = 0
    _into: list[str] | None = None

    def opens(self, tag: str, attributes: Attributes) -> None:
        if not self._room.passes():
            self._stop()
        elif self._passing or tag == f"{_TABLE}tracked-changes":
            self._passing += 1
        elif self._apart is not None:
            self._open_words(tag, attributes, self._apart)
        elif (step := _STEPS.get(tag)) is not None:
            step(self, tag, attributes)
        elif self._cell is not None:
            self._open_words(tag, attributes, self._cell.paragraphs)

    def _open_style(self, tag: str, attributes: Attributes) -> None:
        if tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _open_table(self, tag: str, attributes: Attributes) -> None:
        hidden = attributes.get(f"{_TABLE}style-name") in self._hidden_styles
        self.sheets.append(Sheet(attributes.get(f"{_TABLE}name", ""), hidden))
        self._row = self._columns = 0
        self._hidden_columns = []

    def _open_column(self, tag: str, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated")
        if _is_collapsed(attributes) and len(self._hidden_columns) < _MOST_BLIND:
            self._hidden_columns.append((self._columns, self._columns + count - 1))
        self._columns += count

    def _open_row(self, tag: str, attributes: Attributes) -> None:
        self._rows = _count(attributes, "number-rows-repeated")
        self._row_hidden, self._row_cells, self._column = _is_collapsed(attributes), [], 0

    def _open_cell(self, tag: str, attributes: Attributes) -> None:
        repeated = _count(attributes, "number-columns-repeated")
        self._cell = _Cell(attributes, repeated, covered=tag == f"{_TABLE}covered-table-cell")

    def _open_apart(self, tag: str, attributes: Attributes) -> None:
        """A comment on a cell, or what is drawn over the sheet."""
        self._apart, self._apart_tag = [], tag

    def _open_words(self, tag: str, attributes: Attributes, paragraphs: list[list[str]]) -> None:
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._into = []
            paragraphs.append(self._into)
        elif self._into is not None:
            spaces = _count(attributes, "c", _TEXT) if tag == f"{_TEXT}s" else 0
            self._into.append(_SIGNS.get(tag, " " * min(spaces, _MOST_SPACES)))

    def says(self, words: str) -> None:
        if self._into is not None and not self._passing:
            self._into.append(words)

    def closes(self, tag: str) -> None:
        if self._passing:
            self._passing -= 1
        elif tag == self._apart_tag and self._apart is not None:
            self._close_apart(self._apart)
        elif tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._into = None
        elif tag in _CELLS and self._cell is not None:
            self._close_cell(self._cell)
        elif tag == f"{_TABLE}table-row" and self.sheets:
            self._close_row(self.sheets[-1])

    def _close_apart(self, paragraphs: list[list[str]]) -> None:
        words = _joined(paragraphs)
        tag, self._apart, self._apart_tag, self._into = self._apart_tag, None, "", None
        if not words or not self.sheets:
            return
        sheet = self.sheets[-1]
        if tag == f"{_OFFICE}annotation" and len(sheet.comments) < _MOST_COMMENTS:
            sheet.comments.append((self._row, self._column, words))
        elif len(sheet.drawn) < _MOST_COMMENTS:
            sheet.drawn.append(words)

    def _close_cell(self, cell: _Cell) -> None:
        words = _words(cell)
        if words:
            hidden = cell.covered or self._row_hidden
            for column in range(self._column, min(self._column + cell.repeated, MOST_COLUMNS)):
                unseen = hidden or any(first <= column <= last for first, last in self._hidden_columns)
                self._row_cells.append(SheetCell(self._row, column, words, unseen))
        elif self.sheets and f"{_TABLE}formula" in cell.attributes and f"{_OFFICE}value-type" not in cell.attributes:
            self.sheets[-1].blind += [(self._row, self._column)] * (len(self.sheets[-1].blind) < _MOST_BLIND)
        self._take_reach(cell)
        self._column = min(self._column + cell.repeated, MOST_COLUMNS)
        self._cell = self._into = None

    def _take_reach(self, cell: _Cell) -> None:
        rows, columns = (_count(cell.attributes, f"number-{way}-spanned") for way in ("rows", "columns"))
        if rows * columns > 1 and self.sheets and len(self.sheets[-1].reaches) < MOST_REACHES:
            reach = Reach(self._row, self._column, self._row + rows - 1, self._column + columns - 1)
            self.sheets[-1].reaches.append(reach)

    def _close_row(self, sheet: Sheet) -> None:
        characters = sum(len(cell.text) for cell in self._row_cells)
        for again in range(self._rows if self._row_cells else 0):
            if not self._room.takes(len(self._row_cells), characters):
                self._stop()
                return
            sheet.cells += [cell._replace(row=cell.row + again) for cell in self._row_cells]
        self._row = min(self._row + self._rows, MOST_ROWS)
        self._row_cells = []

    def _stop(self) -> None:
        self.enough = True
        if self.sheets:
            self.sheets[-1].whole = False


_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_STEPS: dict[str, Callable[[_Content, str, Attributes], None]] = {
    f"{_STYLE}style": _Content._open_style,
    f"{_STYLE}table-properties": _Content._open_style,
    f"{_TABLE}table": _Content._open_table,
    f"{_TABLE}table-column": _Content._open_column,
    f"{_TABLE}table-row": _Content._open_row,
    **dict.fromkeys(_CELLS, _Content._open_cell),
    f"{_OFFICE}annotation": _Content._open_apart,
    f"{_TABLE}shapes": _Content._open_apart,
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 frame": _Content._open_apart,
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 custom-shape": _Content._open_apart,
}


def _count(attributes: Attributes, name: str, of: str = _TABLE) -> int:
    value = attributes.get(of + name, "1")
    return min(max(int(value), 1), MOST_ROWS) if value.isdecimal() and len(value) < 12 else 1


def _is_collapsed(attributes: Attributes) -> bool:
    return attributes.get(f"{_TABLE}visibility", "visible") != "visible"


def _joined(paragraphs: list[list[str]]) -> str:
    return "\n".join("".join(pieces) for pieces in paragraphs).strip()


def _words(cell: _Cell) -> str:
    """What the cell shows; a number, a share or a date by its value, since how it is shown differs by place."""
    shown = _joined(cell.paragraphs)
    kind = cell.attributes.get(f"{_OFFICE}value-type", "")
    value = cell.attributes.get(f"{_OFFICE}value", "")
    day = cell.attributes.get(f"{_OFFICE}date-value", "")[:19]
    with suppress(ValueError, OverflowError):
        if kind == "float":
            return number_words(float(value))
        if kind == "percentage":
            return share_words(float(value))
        if kind == "date" and _DAY.fullmatch(day):
            moment = datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
            return moment_words(moment, parts_of(shown, moment))
    return shown
