"""The sheet of names goes out and comes back, as a workbook and as CSV; nothing in it is ever run."""

import io
from collections.abc import Callable, Iterable, Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide.name_rows import COLUMNS, FILLED_IN, NameWord, rows_of
from tollbook.decide.name_sheet import SheetError, read_sheet, to_csv, to_workbook

Writer = Callable[[Iterable[Sequence[str]]], bytes]
BOTH = pytest.mark.parametrize("write", [to_csv, to_workbook])
WORDS = [
    NameWord("Velm", 2, "the market in Velm, 9 people"),
    NameWord("=HYPERLINK(1)", 1, "+44 20 7946 0000"),
    NameWord("Ҷамшед Ғуломов", 1, 'said "no"\nand left'),
    NameWord("'Ndrangheta", 1, "'='"),
    NameWord("@handle", 1, "- one"),
]


@BOTH
def test_every_name_comes_back_as_it_went_out(write: Writer) -> None:
    rows, wrong = read_sheet(write(rows_of(WORDS)))
    assert wrong == ()
    assert [(number, row["name"]) for number, row in rows] == [(n, one.name) for n, one in enumerate(WORDS, 1)]
    assert all(not row["clear"] for _, row in rows)


@BOTH
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda one: one == one.strip()))
def test_any_name_comes_back(write: Writer, name: str) -> None:
    ((_, row),), wrong = read_sheet(write(rows_of([NameWord(name, 1, "")])))
    assert wrong == ()
    assert row["name"] == (name if write is to_csv else name.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}))


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(rows_of(WORDS))))
    assert {cell.data_type for row in book["names"].iter_rows(max_col=1) for cell in row} == {"s"}


@BOTH
def test_what_a_person_filled_in_is_read(write: Writer) -> None:
    if write is to_csv:
        data = b"\xef\xbb\xbfClear;NAME;reason;extra\r\nyes;Velm;a town;x\r\n\r\nno;Oke;private;\r\n"
    else:
        book = openpyxl.Workbook()
        for row in (
            ("Clear", "NAME", "reason", "extra"),
            (True, "Velm", "a town", "x"),
            (),
            ("no", "Oke", "private", None),
        ):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    rows, wrong = read_sheet(data)
    assert wrong == ()
    assert [(number, row["clear"], row["name"], row["reason"]) for number, row in rows] == [
        (1, "yes", "Velm", "a town"),
        (3, "no", "Oke", "private"),
    ]


@BOTH
def test_a_formula_in_a_cell_is_said_by_its_row_and_never_run(write: Writer) -> None:
    if write is to_csv:
        data = b"name,clear,reason\nVelm,=1+1,a town\nHarrow,yes,a town\n"
    else:
        book = openpyxl.Workbook()
        for row in (("name", "clear", "reason"), ("Velm", "=1+1", "a town"), ("Harrow", "yes", "a town")):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    rows, wrong = read_sheet(data)
    assert [row["name"] for _, row in rows] == ["Harrow"]
    assert wrong == ("row 1: clear holds a formula, which is never run. Write the words themselves.",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no column name"),
        (b"name,clear\n", "no column reason"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04broken", "cannot be read"),
        (b"a" * (16 * 1024 * 1024 + 1), "larger than"),
    ],
)
def test_what_is_no_sheet_of_names_is_said(data: bytes, says: str) -> None:
    with pytest.raises(SheetError, match=says):
        read_sheet(data)


def test_what_is_filled_in_comes_before_what_is_there_to_help() -> None:
    assert COLUMNS[: len(FILLED_IN)] == FILLED_IN
