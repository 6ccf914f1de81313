"""Files of values set apart by commas, semicolons, tabs or bars: each row a row of cells under its headings."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice
from typing import NamedTuple

from tollbook.model import Issue
from tollbook.read.decode import canonical, decode
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.formats import not_text_because
from tollbook.read.laid_out import lay_out
from tollbook.read.office.columns import column_letters
from tollbook.read.office.tables import Row, TableCell, rows_shown, with_title
from tollbook.read.page import Taken, first_few, lost, to_look_at
from tollbook.read.texts import encoding_issues

_SIGNS = ",;\t|"
_LOOKED_AT = 65_536  # characters from which the sign is told
_ROWS_LOOKED_AT = 200
_MOST_LINES_OF_A_CELL = 200  # more: a quotation mark was never closed
_MOST_CELLS_OF_A_ROW = 16_384  # as in a sheet
_NAMED_SIGN = "sep="  # a first line by which a spreadsheet program names the sign
_MOST_NAMED = 8  # rows that an issue names


class _Values(NamedTuple):
    """The rows by their number; ``closed`` is False where a quotation mark was never closed, and quotes were taken as
    plain signs."""

    rows: list[tuple[int, list[str]]]
    closed: bool


def read_delimited(name: str, data: bytes) -> Taken:
    """A file of values; None where the bytes are no text."""
    decoded = None if not_text_because(data) else decode(data)
    if decoded is None:
        message = (
            "was not read: its bytes are not those of a text. Save it again from its own program as CSV, in UTF-8."
        )
        return None, (lost("not-text", name, message),)
    text, replaced = canonical(decoded.text)
    values = _values(text)
    page = lay_out(with_title(rows_shown(_row(number, cells) for number, cells in values.rows)))
    whole = replace(page, encoding=decoded.encoding, replaced=replaced + page.replaced)
    return whole, (*encoding_issues(name, decoded), *_issues(name, values))


def _values(text: str) -> _Values:
    sign, lines_before = _named_sign(text)
    body = text.split("\n", 1)[1] if lines_before else text
    sign = sign or sign_of(body)
    closed = _is_closed(body, sign)
    rows = list(islice(_rows(body, sign, quotes=closed), MOST_PASSAGES + 1))
    return _Values([(number + lines_before, row) for number, row in enumerate(rows, 1)], closed)


def _named_sign(text: str) -> tuple[str | None, int]:
    first = text[: len(_NAMED_SIGN) + 2]
    if first[:4].lower() == _NAMED_SIGN and first[4:5] and first[5:6] in ("\n", ""):
        return first[4], 1 if first[5:6] else 0
    return None, 0


def sign_of(text: str) -> str:
    """The sign that sets the values apart: the one by which most rows come out equally wide, then the widest."""
    sample = text[:_LOOKED_AT]
    if len(sample) < len(text):
        sample = sample.rpartition("\n")[0] or sample
    return max(_SIGNS, key=lambda sign: (*_evenness(sample, sign), -_SIGNS.index(sign)))


def _evenness(sample: str, sign: str) -> tuple[float, int]:
    try:
        rows = [row for row in islice(_rows(sample, sign, quotes=True), _ROWS_LOOKED_AT) if any(row)]
    except csv.Error:
        rows = []
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    return (round(count / len(rows), 1), width)


def _rows(text: str, sign: str, *, quotes: bool) -> Iterator[list[str]]:
    if quotes:
        return csv.reader(StringIO(text), delimiter=sign, skipinitialspace=True)
    return (line.split(sign) for line in text.removesuffix("\n").split("\n"))


def _is_closed(text: str, sign: str) -> bool:
    """Whether every quotation mark that opens a cell is closed: a last row of one's own is then read as one, and no
    cell swallows a good part of the file."""
    mark = "\ufffc"
    last: list[str] = []
    try:
        for last in _rows(f"{text}\n{mark}", sign, quotes=True):
            if any(cell.count("\n") > _MOST_LINES_OF_A_CELL for cell in last):
                return False
    except csv.Error:  # a cell of more than 131,072 characters
        return False
    return last == [mark]


def _row(number: int, values: list[str]) -> Row:
    return tuple(
        TableCell(column, text, f"row {number}, column {column_letters(column)}")
        for column, value in enumerate(values[:_MOST_CELLS_OF_A_ROW])
        if (text := value.strip())
    )


def _issues(name: str, values: _Values) -> Iterator[Issue]:
    if not values.closed:
        message = (
            "has a quotation mark that is never closed, so each line was read as a row, and quotation marks as they "
            'stand. Look for a lone " in it, and write it twice.'
        )
        yield to_look_at("quotes-unclosed", name, message)
    uneven = _uneven(values.rows)
    if uneven:
        message = (
            f"has rows that are longer or shorter than the others (row {first_few(uneven, _MOST_NAMED)}): their cells "
            "may stand under the wrong heading. Compare them with the original."
        )
        yield to_look_at("rows-uneven", name, message)


def _uneven(rows: Iterable[tuple[int, list[str]]]) -> list[int]:
    """Rows of another width than most; a row with nothing but a first cell is a title or a remark."""
    widths = [(number, len(row)) for number, row in rows if any(cell.strip() for cell in row[1:])]
    usual = Counter(width for _, width in widths).most_common(1)
    return [number for number, width in widths if width != usual[0][0]]
