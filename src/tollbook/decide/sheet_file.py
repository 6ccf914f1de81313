"""A sheet that a person filled in, from the bytes of whatever program saved it. Nothing in it is run."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from tollbook.decide.sheet_columns import COLUMNS, FILLED_IN, KEYS
from tollbook.decide.sheet_out import SHEET
from tollbook.decide.sheet_signs import library, unguarded

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
HEADER_WITHIN = 20  # rows in which the header is looked for
_READ = frozenset((*FILLED_IN, *KEYS))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')

Cells = list[str | None]  # None: a formula


class SheetError(ValueError):
    """A file that is no sheet of claims; what is wrong, in words."""


class Filled(NamedTuple):
    """A row: ``number`` counts from 1 below the header, ``line`` is that of the program. ``cells`` by column, the blank
    ones left out. ``formulas``: columns in which a formula stands."""

    number: int
    line: int
    cells: dict[str, str]
    formulas: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """The rows that hold anything. ``letters``: where each column stands. ``wrong``: what could not be read."""

    rows: tuple[Filled, ...]
    letters: dict[str, str]
    wrong: tuple[str, ...]


def read_sheet(data: bytes) -> Sheet:
    """Raises SheetError where no row can be read."""
    if len(data) > MOST_BYTES:
        raise SheetError(f"it is larger than {MOST_BYTES >> 20} MiB")
    merged: list[tuple[int, int]] = []
    if data.startswith(b"PK"):
        merged = _merged(data)
        rows = _of_workbook(data)
    else:
        rows = _of_csv(data)
    return _sheet(rows, merged)


def _sheet(rows: Iterator[Cells], merged: Sequence[tuple[int, int]]) -> Sheet:
    above, names = _header(rows)
    header, wrong = _columns(names)
    found: list[Filled] = []
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            wrong.append(f"At most {MOST_ROWS} rows are read. Split the sheet.")
            break
        own = {column: cell for column, cell in zip(header, cells, strict=False) if column in _READ and cell != ""}
        formulas = tuple(column for column, cell in own.items() if cell is None)
        if own:
            found.append(Filled(number, above + number, {name: cell for name, cell in own.items() if cell}, formulas))
    letters = {column: _letter(at) for at, column in enumerate(header) if column}
    wrong += _merges(merged, letters, above)
    return Sheet(tuple(found), letters, tuple(wrong))


def _header(rows: Iterator[Cells]) -> tuple[int, list[str]]:
    """How many rows stand above the first claim, and the names of the columns."""
    for line, cells in enumerate(rows, 1):
        names = [" ".join((cell or "").casefold().replace("_", " ").split()) for cell in cells]
        if {"claim", "decision"} <= set(names):
            return line, names
        if line >= HEADER_WITHIN:
            break
    raise SheetError("it has no row of names with the columns claim and decision")


def _columns(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The columns by their places, "" for one that is not read, and what is wrong with those."""
    header, wrong = [], []
    for at, name in enumerate(names):
        header.append(name if name in COLUMNS and name not in header else "")
        if name and not header[-1]:
            twice = "it has the same name as one before it" if name in COLUMNS else "no column is called so"
            wrong.append(f"Column {_letter(at)} was not read: {twice}. Give it back the name it had.")
    wrong += [f"Column {column} is gone: rows were read without it." for column in KEYS if column not in header]
    return header, wrong


def _merges(merged: Iterable[tuple[int, int]], letters: Mapping[str, str], above: int) -> Iterator[str]:
    """Merged cells hold their words once: of the rest nobody can tell whether they were meant."""
    read = {letters[column] for column in _READ if column in letters}
    for line, column in sorted(merged):
        if line > above and _letter(column) in read:
            where = f"Row {line - above}, cell {_letter(column)}{line}"
            yield f"{where}: it is merged with others, of which only the first counts. Split the cells."


def _of_csv(data: bytes) -> Iterator[Cells]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise SheetError("it is neither a workbook nor UTF-8 text") from wrong
    first = text.partition("\n")[0]
    if first.strip().casefold().startswith("sep="):  # a line that one spreadsheet writes for itself
        text = text.partition("\n")[2]
        first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [None if (cell := unguarded(one)) is None else cell.strip() for one in row[:MOST_COLUMNS]]
    except csv.Error as wrong:
        raise SheetError("its quotation marks do not fit") from wrong


def _of_workbook(data: bytes) -> Iterator[Cells]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library passes over: none of it is read here
        return iter(_cells_of(data))


def _cells_of(data: bytes) -> list[Cells]:
    try:
        book = library("openpyxl").load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet: Any = next((one for one in book.worksheets if one.title == SHEET), book.worksheets[0])
        sheet.reset_dimensions()  # what a program says of its size is not always so
        rows = islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS + HEADER_WITHIN)
        return [[None if cell.data_type == "f" else _words(cell.value) for cell in row] for row in rows]
    except Exception as wrong:  # whatever a damaged workbook makes of its reader
        raise SheetError("it is a workbook that cannot be read") from wrong


def _merged(data: bytes) -> list[tuple[int, int]]:
    """The first cells of merged ones on the first sheet, row and column."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise SheetError(f"it unpacks to more than {MOST_UNPACKED >> 20} MiB")
            sheets = sorted(name for name in packed.namelist() if name.startswith("xl/worksheets/sheet"))
            part = packed.read(sheets[0]) if sheets else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as wrong:
        if isinstance(wrong, SheetError):
            raise
        raise SheetError("it is a workbook that cannot be read") from wrong
    return [(int(row), _place(column.decode())) for column, row, _, _ in _MERGED.findall(part)]


def _words(value: object) -> str:
    """A value as a person would have typed it, whatever type the program gave it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _letter(at: int) -> str:
    """A, B … Z, AA: the name of a column by its place from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
