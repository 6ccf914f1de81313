"""The cells of one sheet as Excel writes them, told one after another."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from tollbook.read.office.cell_words import moment_words, number_words, parts_shown, share_words
from tollbook.read.office.columns import MOST_COLUMNS, cell_at
from tollbook.read.office.markup_stream import Attributes, local
from tollbook.read.office.sheets import MOST_REACHES, Reach, Room, Sheet, SheetCell

_MOST_COLUMNS_TOLD = 1_000  # runs of hidden columns
_MOST_BLIND = 1_000
_YES = ("1", "true")
_TRUTH = {"1": "TRUE", "0": "FALSE"}  # as the program shows them


class Look(NamedTuple):
    """How cells of one style show their values."""

    number_format: str
    share: bool
    bold: bool


PLAIN = Look("General", False, False)


class Shared(NamedTuple):
    """What the sheets of a workbook share."""

    texts: list[str]
    looks: list[Look]
    from_1904: bool


@dataclass(slots=True)
class _Open:
    """The cell that is being told."""

    row: int
    column: int
    kind: str
    look: Look
    formula: bool = False
    value: list[str] | None = None
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CellListener:
    """Fills ``sheet`` with as many cells as there is room for."""

    sheet: Sheet
    shared: Shared
    room: Room
    enough: bool = False
    _row: int = -1
    _column: int = -1
    _row_hidden: bool = False
    _hidden_columns: bytearray = field(default_factory=lambda: bytearray(MOST_COLUMNS))
    _told: int = 0
    _cell: _Open | None = None
    _into: list[str] | None = None
    _aside: int = 0

    def opens(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if not self.room.passes():
            self._stop()
        elif name == "c":
            self._open_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column, self._row_hidden = -1, attributes.get("hidden") in _YES
        elif name == "col" and attributes.get("hidden") in _YES:
            self._hide_columns(attributes.get("min", ""), attributes.get("max", ""))
        elif name == "mergeCell":
            self._take_reach(attributes.get("ref", ""))
        elif self._cell is not None:
            self._open_within(name)

    def _open_cell(self, attributes: Attributes) -> None:
        at = cell_at(attributes.get("r", ""))
        self._row, self._column = at or (max(self._row, 0), self._column + 1)
        style = attributes.get("s", "")
        look = PLAIN
        if style.isdecimal() and int(style) < len(self.shared.looks):
            look = self.shared.looks[int(style)]
        self._cell = _Open(self._row, self._column, attributes.get("t", "n"), look)

    def _hide_columns(self, first: str, last: str) -> None:
        self._told += 1
        if first.isdecimal() and last.isdecimal() and self._told < _MOST_COLUMNS_TOLD:
            start, end = max(int(first[:9]) - 1, 0), min(int(last[:9]), MOST_COLUMNS)
            self._hidden_columns[start:end] = b"\1" * max(end - start, 0)

    def _open_within(self, name: str) -> None:
        assert self._cell is not None
        self._aside += name == "rPh"
        if name == "v":
            self._cell.value = self._into = []
        elif name == "t" and not self._aside:
            self._into = self._cell.words
        elif name == "f":
            self._cell.formula = True

    def _take_reach(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, other = cell_at(first), cell_at(last)
        if one and other and len(self.sheet.reaches) < MOST_REACHES:
            self.sheet.reaches.append(Reach(*one, *other))

    def says(self, words: str) -> None:
        if self._into is not None:
            self._into.append(words)

    def closes(self, tag: str) -> None:
        name = local(tag)
        self._into = None
        self._aside -= name == "rPh"
        if name == "c" and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None

    def _close_cell(self, cell: _Open) -> None:
        text = self._words(cell).strip()
        saved = cell.value is not None and (cell.kind == "str" or bool(cell.value))
        if cell.formula and not saved and not text and len(self.sheet.blind) < _MOST_BLIND:
            self.sheet.blind.append((cell.row, cell.column))
        if text and cell.column < MOST_COLUMNS:
            if not self.room.takes(1, len(text)):
                self._stop()
                return
            hidden = self._row_hidden or bool(self._hidden_columns[cell.column])
            self.sheet.cells.append(SheetCell(cell.row, cell.column, text, hidden, cell.look.bold))

    def _stop(self) -> None:
        self.sheet.whole = False
        self.enough = True

    def _words(self, cell: _Open) -> str:
        value = "".join(cell.value or ())
        if cell.kind == "inlineStr":
            return unescaped("".join(cell.words))
        if cell.kind == "s":
            at = int(value) if value.isdecimal() and len(value) < 9 else len(self.shared.texts)
            return self.shared.texts[at] if at < len(self.shared.texts) else ""
        if cell.kind == "b":
            return _TRUTH.get(value.strip(), value)
        if cell.kind == "n" and value:
            return _number(value, cell.look, self.shared.from_1904)
        return unescaped(value)


def _number(value: str, look: Look, from_1904: bool) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    kind = _kind_of_format(look.number_format)
    if kind:
        return _moment(number, look.number_format, kind, from_1904)
    return share_words(number) if look.share else number_words(number)


def _moment(number: float, number_format: str, kind: str, from_1904: bool) -> str:
    times = _openpyxl("openpyxl.utils.datetime")
    epoch = times.MAC_EPOCH if from_1904 else times.WINDOWS_EPOCH
    try:
        moment = times.from_excel(number, epoch, timedelta=kind == "span")
    except (ValueError, OverflowError):
        return number_words(number)
    return moment_words(moment, parts_shown(number_format))


@lru_cache(maxsize=1_000)
def _kind_of_format(number_format: str) -> str | None:
    """Whether numbers so shown are days ("clock") or a span of time ("span"); None for plain numbers."""
    formats = _openpyxl("openpyxl.styles.numbers")
    if not formats.is_date_format(number_format):
        return None
    return "span" if formats.is_timedelta_format(number_format) else "clock"


def builtin_format(number: str) -> str:
    """The format that a number below 164 stands for."""
    formats = _openpyxl("openpyxl.styles.numbers").BUILTIN_FORMATS
    return str(formats.get(int(number), "General")) if number.isdecimal() and len(number) < 9 else "General"


def unescaped(words: str) -> str:
    """Text without the escapes in which Excel writes signs that markup cannot hold: "_x000D_"."""
    return str(_openpyxl("openpyxl.utils.escape").unescape(words)) if "_x" in words else words


@cache
def _openpyxl(module: str) -> Any:  # the library carries no types, and is loaded when a workbook is read
    return import_module(module)
