"""The rows of a table on disk, one after another, however long the table is."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from tollbook.errors import SettingsError
from tollbook.read.decode import decode
from tollbook.read.office.delimited import sign_of
from tollbook.read.office.packed_office import unpack_office

MOST_OF_A_CELL = 32 * 1024 * 1024  # characters
_LOOKED_AT = 256 * 1024  # bytes from which the encoding and the delimiter are told
_DELIMITERS = {".tsv": "\t", ".tab": "\t"}
_ROWS_AT_ONCE = 1024
_WITH_ITS_MARK = {  # a byte order mark at the head is none of the first column's name
    "utf-8": "utf-8-sig",
    **{f"utf-{width}-{order}": f"utf-{width}" for width in (16, 32) for order in ("le", "be")},
}


class TableRow(NamedTuple):
    """``number`` counts from 1 below the header. ``cells`` in the order of the header; None where the row could not be
    read."""

    number: int
    cells: Sequence[str] | None


class Rows(NamedTuple):
    """``header`` as the table gives it. ``rows`` are read as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[TableRow]


@contextmanager
def open_rows(path: Path) -> Iterator[Rows]:
    """The table in a file: .csv, .tsv, .xlsx (its first sheet) or .parquet. Raises SettingsError where it is none, or
    cannot be opened."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            with _opened_parquet(path) as rows:
                yield rows
        elif suffix == ".xlsx":
            yield _of_sheet(path)
        elif suffix in (".csv", ".txt", *_DELIMITERS):
            with _opened_text(path) as text:
                yield text
        else:
            raise SettingsError(f"{path.name} is no table that is read: give a .csv, .tsv, .xlsx or .parquet file.")
    except BrokenPipeError:
        raise  # of what is written while the rows are read: whoever took it has what they want
    except OSError as wrong:
        raise SettingsError(f"{path.name} could not be read: {wrong.strerror or 'it cannot be opened'}.") from wrong


@contextmanager
def _opened_text(path: Path) -> Iterator[Rows]:
    with path.open("rb") as file:
        sample = file.read(_LOOKED_AT)
    decoded = decode(sample[: sample.rfind(b"\n") + 1] or sample if len(sample) == _LOOKED_AT else sample)
    if decoded is None:
        raise SettingsError(f"{path.name} is not text in an encoding that is known. Save it as CSV, in UTF-8.")
    sign = _DELIMITERS.get(path.suffix.lower()) or sign_of(decoded.text)
    encoding = _WITH_ITS_MARK.get(decoded.encoding, decoded.encoding)
    before = csv.field_size_limit(MOST_OF_A_CELL)  # of the whole process, where other tables keep to less
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            yield _headed(_each(_Lines(text), sign), path)
    finally:
        csv.field_size_limit(before)


class _Lines:
    """The lines of a text; ``over`` once more were asked for than there are."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text, self.over = text, False

    def __iter__(self) -> Iterator[str]:
        yield from self._text
        self.over = True


def _each(lines: _Lines, sign: str) -> Iterator[Sequence[str] | None]:
    """The rows; None for one that is no row, such as a quotation mark that is opened and not closed for megabytes, or
    to the end: within it rows may stand that nobody would miss."""
    reader = csv.reader(lines, delimiter=sign)
    while True:
        try:
            row = next(reader)
            yield None if lines.over else row
        except StopIteration:
            return
        except csv.Error:
            yield None


def _headed(rows: Iterator[Sequence[str] | None], path: Path) -> Rows:
    header = next((row for row in rows if row is None or any(cell.strip() for cell in row)), None)
    if header is None:
        raise SettingsError(f"{path.name} holds no row of column names.")
    return Rows(tuple(cell.strip() for cell in header), _numbered(rows, len(header)))


def _numbered(rows: Iterable[Sequence[str] | None], width: int) -> Iterator[TableRow]:
    """Blank lines at the end, and between, are no rows."""
    number = 0
    for row in rows:
        if row is not None and not row:
            continue
        number += 1
        yield TableRow(number, None if row is None else [*row[:width], *[""] * (width - len(row))])


def _of_sheet(path: Path) -> Rows:
    data = path.read_bytes()
    try:
        parts, issues = unpack_office(path.name, data)
        if parts is None:
            raise SettingsError("; ".join(issue.message for issue in issues))
        book = import_module("openpyxl").load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return _headed(_cells_of(book.worksheets[0]), path)
    except SettingsError:
        raise
    except Exception as wrong:  # the library raises what it likes of a damaged file
        message = f"{path.name} is damaged, or is no workbook ({type(wrong).__name__}). Save it anew, or as CSV."
        raise SettingsError(message) from None


def _cells_of(sheet: Any) -> Iterator[Sequence[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield ["" if value is None else _cell_text(value) for value in row]


def _cell_text(value: object) -> str:
    """A day without an hour as a day; a whole number without a point."""
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@contextmanager
def _opened_parquet(path: Path) -> Iterator[Rows]:
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise SettingsError(
            f"{path.name}: reading parquet needs pyarrow. Install it with: pip install 'tollbook[parquet]'"
        ) from None
    try:
        file = parquet.ParquetFile(path, memory_map=True)
    except (OSError, ValueError) as wrong:
        raise SettingsError(f"{path.name} is damaged, or is no parquet file ({type(wrong).__name__}).") from None
    with file:
        yield Rows(tuple(file.schema_arrow.names), _numbered(_of_parquet(file), len(file.schema_arrow.names)))


def _of_parquet(file: Any) -> Iterator[Sequence[str]]:
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield ["" if value is None else _cell_text(value) for value in values]
