"""The sheet of names as bytes, a workbook or a CSV file, out and back in. A formula is text, and never run."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from tollbook.decide.name_rows import COLUMNS, FILLED_IN, Row

SUFFIXES = (".xlsx", ".csv")
MOST_BYTES = 16 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 100_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ESCAPE = "'"
_WIDTHS = {"name": 30, "reason": 40, "passage": 90}
_NOT_OF_A_SHEET = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")


class SheetError(ValueError):
    """A file that is no sheet of names; what is wrong, in words."""


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """As spreadsheets open it: UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_escaped(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet, every cell of it text."""
    book = _openpyxl().Workbook()
    sheet = book.active
    sheet.title = "names"
    for number, row in enumerate((COLUMNS, *rows), 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = words.translate(_NOT_OF_A_SHEET)
            cell.data_type = "s"  # also where the words begin as a formula does
    for cell in sheet[1]:
        cell.font = _openpyxl().styles.Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 12)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(data: bytes) -> tuple[list[tuple[int, Row]], tuple[str, ...]]:
    """The rows that hold anything, each with its number, counted from 1 below the header, and what is wrong with
    others. Raises SheetError."""
    if len(data) > MOST_BYTES:
        raise SheetError(f"it is larger than {MOST_BYTES >> 20} MiB")
    cells = _of_workbook(data) if data.startswith(b"PK") else _of_csv(data)
    header = [str(cell or "").strip().casefold() for cell in next(cells, [])]
    missing = [name for name in FILLED_IN[:3] if name not in header]
    if missing:
        raise SheetError(f"its first row has no column {missing[0]}")
    rows: list[tuple[int, Row]] = []
    wrong = []
    for number, row in enumerate(cells, 1):
        if number > MOST_ROWS:
            wrong.append(f"row {number}: at most {MOST_ROWS} rows are read.")
            break
        own = dict(zip(header, row, strict=False))
        formula = next((name for name in FILLED_IN if name in own and own[name] is None), None)
        if formula:
            wrong.append(f"row {number}: {formula} holds a formula, which is never run. Write the words themselves.")
        elif any(own.values()):
            rows.append((number, {name: own.get(name) or "" for name in FILLED_IN}))
    return rows, tuple(wrong)


def _of_csv(data: bytes) -> Iterator[list[str | None]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise SheetError("it is neither a workbook nor UTF-8 text") from wrong
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_plain(cell) for cell in row]
    except csv.Error as wrong:
        raise SheetError("its quotation marks do not fit") from wrong


def _of_workbook(data: bytes) -> Iterator[list[str | None]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise SheetError(f"it unpacks to more than {MOST_UNPACKED >> 20} MiB")
        book = _openpyxl().load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows():
            yield [None if cell.data_type == "f" else _words(cell.value) for cell in row]
    except SheetError:
        raise
    except Exception as wrong:  # whatever a damaged workbook makes of its reader
        raise SheetError("it is a workbook that cannot be read") from wrong


def _openpyxl() -> Any:
    """Loaded when a workbook is; it has no types of its own."""
    return import_module("openpyxl")


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _escaped(words: str) -> str:
    return _ESCAPE + words if words.lstrip(_ESCAPE).startswith(_FORMULA) else words


def _plain(cell: str) -> str | None:
    """The words of a cell; None for what a spreadsheet would run."""
    cell = cell.strip()
    if cell.startswith(_ESCAPE) and cell.lstrip(_ESCAPE).startswith(_FORMULA):
        return cell[1:]
    return None if cell.startswith(_FORMULA) and len(cell) > 1 else cell
