"""A table that a person filled in, as spreadsheets save it: strict on columns, lenient on commas, never an exception.

No issue quotes a cell. Where columns slipped, a cell of any column can hold the name of a person who must not be named.
"""

import csv
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from io import StringIO
from typing import NamedTuple

from tollbook.model import Issue, Severity
from tollbook.read.decode import canonical

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 100_000
_DELIMITERS = ",;\t"
_FORMULA = ("=", "+", "-", "@")
_BLANKS = frozenset(("-", "–", "—"))
_ESCAPE = "'"  # what spreadsheets put before text that would be taken for a formula


class Row(NamedTuple):
    """One row: its number, counted from 1 below the header, and what stands in it by column; blank cells left out."""

    number: int
    cells: dict[str, str]


class Table(NamedTuple):
    """``delimiter`` and ``header`` are the file's own; "" stands for a column that is not read."""

    rows: tuple[Row, ...] = ()
    issues: tuple[Issue, ...] = ()
    delimiter: str = ","
    header: tuple[str, ...] = ()


def read_filled_in(name: str, data: bytes, columns: Sequence[str]) -> Table:
    """The rows of ``name``, by the ``columns`` it may have, in any order, any left out."""
    text = _text(data)
    if text is None:
        message = (
            f"{name} was not read: it is not UTF-8 text of at most {MOST_BYTES} bytes. In a spreadsheet, save it as "
            "“CSV UTF-8”."
        )
        return Table(issues=(Issue("table-not-read", message, Severity.LOST, source=name),))
    delimiter = _delimiter(text, columns)
    records = _records(text, delimiter)
    first = next((cells for cells in records if cells is None or any(cells)), [])
    header, wrong = _header(name, first or [], columns)
    if not any(header):
        message = (
            f"{name} was not read: its first row names none of the columns that it can have. Start it with a row of "
            f"names such as {', '.join(columns[:3])}."
        )
        return Table(issues=(Issue("table-not-read", message, Severity.LOST, source=name),))
    rows, issues = [], wrong
    for number, cells in enumerate(records, 1):
        if number > MOST_ROWS:
            issues.append(_row_lost(name, number, f"at most {MOST_ROWS} rows are read. Split the table"))
            break
        row, found = _row(name, number, cells, header)
        rows += [row] if row else []
        issues += found
    return Table(tuple(rows), tuple(issues), delimiter, header)


def as_text(value: str) -> str:
    """A value as it can stand in a cell: no spreadsheet takes it for a formula, and it is read back as it was."""
    return _ESCAPE + value if value.lstrip(_ESCAPE).startswith(_FORMULA) else value


def nearest(name: str, names: Sequence[str], likeness: float = 0.6) -> str | None:
    """The one of ``names`` that ``name`` was most likely meant to be; ``likeness`` runs from 0 to 1, the same."""
    return next(iter(get_close_matches(name, names, 1, likeness)), None)


def _text(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8-sig") if len(data) <= MOST_BYTES else None
    except UnicodeDecodeError:
        return None
    if text is None:
        return None
    first, _, rest = text.partition("\n")
    named = first.strip().casefold().startswith("sep=")  # a line that one spreadsheet writes for itself
    return canonical(rest if named else text)[0]


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """The sign at which the header falls into the most columns that are known."""
    return max(_DELIMITERS, key=lambda sign: sum(one in columns for one in map(_column, _first(text, sign))))


def _first(text: str, delimiter: str) -> list[str]:
    return next((cells for cells in _records(text, delimiter) if cells), [])


def _records(text: str, delimiter: str) -> Iterator[list[str] | None]:
    """The cells of each record, bare; None for one whose quotation marks do not fit."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            yield [cell.strip() for cell in next(reader)]
        except csv.Error:
            yield None
        except StopIteration:
            return


def _column(cell: str) -> str:
    return cell.casefold().replace(" ", "_")


def _header(name: str, cells: Sequence[str], columns: Sequence[str]) -> tuple[tuple[str, ...], list[Issue]]:
    header: list[str] = []
    issues = []
    for at, cell in enumerate(cells, 1):
        column = _column(cell)
        if column in columns and column not in header:
            header.append(column)
            continue
        header.append("")
        if column:
            issues.append(Issue("column-not-read", _not_read(name, at, column, columns), Severity.OPEN, source=name))
    return tuple(header), issues


def _not_read(name: str, at: int, column: str, columns: Sequence[str]) -> str:
    if column in columns:
        return f"{name}, column {at} has the same name ({column}) as one before it, and was not read. Take one out."
    meant = nearest(column, columns)
    advice = f"Perhaps {meant} is meant." if meant else f"There are: {', '.join(columns)}."
    return f"{name}, column {at} was not read: there is no column of its name. {advice}"


def _row(name: str, number: int, cells: list[str] | None, header: Sequence[str]) -> tuple[Row | None, list[Issue]]:
    if cells is None:
        why = (
            "its quotation marks do not fit, or it is far too long; rows below it may have gone with it. Close each "
            "mark that opens, and write one within as two"
        )
        return None, [_row_lost(name, number, why)]
    if any(cells[len(header) :]):
        why = (
            f"it has more cells than there are columns ({len(header)}). Put a cell that holds a {{}} in quotation marks"
        )
        return None, [_row_lost(name, number, why.format("comma or semicolon"))]
    found, issues = {}, []
    for column, cell in zip(header, cells, strict=False):
        if not column or not cell or cell in _BLANKS:
            continue
        if cell.startswith(_FORMULA):
            message = (
                f"{name}, row {number}, column {column}: the cell begins as a formula does. It was taken as text, and "
                "nothing in it was run."
            )
            issues.append(Issue("formula-like", message, Severity.NOTE, source=name))
        found[column] = cell[1:] if _is_escaped(cell) else cell
    return (Row(number, found) if found else None), issues


def _is_escaped(cell: str) -> bool:
    return cell.startswith(_ESCAPE) and cell.lstrip(_ESCAPE).startswith(_FORMULA)


def _row_lost(name: str, number: int, why: str) -> Issue:
    return Issue("row-not-read", f"{name}, row {number} was not read: {why}.", Severity.LOST, source=name)
