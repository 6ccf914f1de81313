"""The sheet of claims as bytes, a workbook or a CSV file. No cell of it is a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tollbook.decide.sheet_columns import COLUMNS, FILLED_IN, INSTRUCTIONS, LISTS, NUMBERS, WIDTH, WIDTHS
from tollbook.decide.sheet_signs import guarded, library, without_strange_signs

Row = Mapping[str, str]
SHEET, HELP = "claims", "how to"
_MOST_SIGNS = 32_000  # of a cell; spreadsheets hold 32,767
_LAST_ROWS = 50  # below the last row to which lists of choices reach, so that a row can be put in
_GREY = "FFEEEEEE"


def to_csv(rows: Iterable[Row]) -> bytes:
    """As spreadsheets open it: UTF-8 with its mark, every cell in quotation marks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(_cell(row, column)) for column in COLUMNS] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_workbook(rows: Sequence[Row]) -> bytes:
    """The claims on the first sheet, what to do on the second."""
    book = library("openpyxl").Workbook()
    book.properties.creator = None
    sheet: Any = book.active
    sheet.title = SHEET
    _fill(sheet, rows)
    _lists(sheet, len(rows))
    _set_up(sheet)
    _instructions(book.create_sheet(HELP))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(row: Row, column: str) -> str:
    words = without_strange_signs(row.get(column, ""))
    return words if len(words) <= _MOST_SIGNS else words[: _MOST_SIGNS - 1] + "…"


def _fill(sheet: Any, rows: Iterable[Row]) -> None:
    styles = library("openpyxl.styles")
    wrapped, bold = styles.Alignment(wrap_text=True, vertical="top"), styles.Font(bold=True)
    grey, free = styles.PatternFill("solid", fgColor=_GREY), styles.Protection(locked=False)
    for at, column in enumerate(COLUMNS, 1):
        _put(sheet.cell(1, at), column).font = bold
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = WIDTHS.get(column, WIDTH)
    for number, row in enumerate(rows, 2):
        for at, column in enumerate(COLUMNS, 1):
            words, cell = _cell(row, column), sheet.cell(number, at)
            if column in NUMBERS and words:
                cell.value = int(words)
            elif words:
                _put(cell, words)
            cell.alignment = wrapped
            if column in FILLED_IN:
                cell.protection = free
                cell.number_format = "@"  # a spreadsheet makes no date and no number of what is typed here
            else:
                cell.fill = grey


def _put(cell: Any, words: str) -> Any:
    """Text, also where it begins as a formula or an error does; the prefix keeps it so when somebody edits the cell."""
    cell.value = words
    cell.data_type = "s"
    cell.quotePrefix = guarded(words) != words
    return cell


def _lists(sheet: Any, rows: int) -> None:
    validations = library("openpyxl.worksheet.datavalidation")
    for column, choices in LISTS.items():
        letter = sheet.cell(1, COLUMNS.index(column) + 1).column_letter
        one = validations.DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        one.error, one.errorTitle = "Choose one of the list, or leave it blank.", column
        one.add(f"{letter}2:{letter}{rows + _LAST_ROWS}")
        sheet.add_data_validation(one)


def _set_up(sheet: Any) -> None:
    """The header stays in sight; what is shown cannot be changed by mistake. Without a password: it is no secret."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter", "deleteRows"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden


def _instructions(sheet: Any) -> None:
    styles = library("openpyxl.styles")
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(INSTRUCTIONS, 1):
        _put(sheet.cell(number, 1), line).alignment = styles.Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = styles.Font(bold=True)
