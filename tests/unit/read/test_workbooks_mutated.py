"""Office documents with a few bytes changed: a source or an issue, never an exception, the same each time."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tollbook.model import Severity
from tollbook.read import read_document

ROWS = [["Source", "Killed"], ["Ministry", "12"], ["Families", "at least 50"]]
PIECES = st.sampled_from(
    [
        *(b"", b"\0", b"\xff", b'"', b"<", b"]]>", b"<!--", b"&#0;", b"&amp;", b'"0"', b'"-1"', b'"99999999999"'),
        *(b'r="XFD1048576"', b"A1:XFD1048576", b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b"<row/>", b"<c/>", b"nan"),
        *(b'table:number-columns-repeated="16384"', b'w:val="zz"', b"http://127.0.0.1/"),
    ]
)


def word() -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_heading("On the harbour", 1)
    document.add_comment(document.add_paragraph("The police killed 12 people.").runs, text="13", author="x")
    table = document.add_table(3, 2)
    for at, value in enumerate(value for row in ROWS for value in row):
        table.cell(at // 2, at % 2).text = value
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def calc() -> bytes:
    document, table, out = OpenDocumentSpreadsheet(), Table(name="Dead"), BytesIO()
    for row in ROWS:
        line = TableRow()
        for value in row:
            made = TableCell(valuetype="string")
            made.addElement(P(text=value))
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.write(out)
    return out.getvalue()


FILES = {"a.docx": word(), "a.xlsx": excel(), "a.ods": calc()}


def changed(data: bytes, at: int, gone: int, piece: bytes) -> bytes:
    start = at % (len(data) + 1)
    return data[:start] + piece + data[start + gone :]


def within(data: bytes, part: int, at: int, gone: int, piece: bytes) -> bytes:
    """The document with one of its parts changed, and packed again as it should be."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        names = old.namelist()
        for number, name in enumerate(names):
            held = old.read(name)
            new.writestr(name, changed(held, at, gone, piece) if number == part % len(names) else held)
    return out.getvalue()


def check(name: str, data: bytes) -> None:
    source, issues = read_document(name, data)
    assert source is not None or [issue for issue in issues if issue.severity is Severity.LOST]
    for passage in source.passages if source else ():
        words = source.text[passage.start : passage.end] if source else ""
        assert words and words == words.strip() and passage.origin
    assert (source, issues) == read_document(name, data)


PLACES = (st.integers(0, 60_000), st.integers(0, 40), PIECES)


@pytest.mark.parametrize("name", FILES)
@given(*PLACES)
@settings(max_examples=60)
def test_the_file_changed(name: str, at: int, gone: int, piece: bytes) -> None:
    check(name, changed(FILES[name], at, gone, piece))


@pytest.mark.parametrize("name", FILES)
@given(st.integers(0, 30), *PLACES)
@settings(max_examples=120)
def test_a_part_changed(name: str, part: int, at: int, gone: int, piece: bytes) -> None:
    check(name, within(FILES[name], part, at, gone, piece))


@pytest.mark.soak
@pytest.mark.parametrize("name", FILES)
@given(st.integers(0, 30), *PLACES)
def test_a_part_changed_for_long(name: str, part: int, at: int, gone: int, piece: bytes) -> None:
    check(name, within(FILES[name], part, at, gone, piece))
