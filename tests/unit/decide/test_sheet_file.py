"""A sheet of claims out and back in, as different programs save it, and as people mangle it."""

import csv
import io
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.utils import get_column_letter

from tollbook.decide.sheet_columns import COLUMNS, FILLED_IN, LISTS
from tollbook.decide.sheet_file import MOST_BYTES, SheetError, read_sheet
from tollbook.decide.sheet_in import RowError, Wanted, wanted_by
from tollbook.decide.sheet_out import to_csv, to_workbook
from tollbook.decide.sheet_signs import guarded, unguarded

CLAIM = "4ced97f3cdbde2f9"
ROW = {"claim": CLAIM, "words": "12 prisoners", "passage": "The ministry said that 12 prisoners", "low": "12"}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "'=1", "=cmd|' /C calc'!A1")


def edited(rows: list[dict[str, str]], **cells: Any) -> bytes:
    """The workbook of rows, with values put under columns in its second row, as a program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(rows)))
    for column, value in cells.items():
        book["claims"].cell(2, COLUMNS.index(column.replace("_", " ")) + 1).value = value
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_row(data: bytes) -> dict[str, str]:
    (row,) = read_sheet(data).rows
    return row.cells


def wanted(data: bytes) -> Wanted | None:
    (row,) = read_sheet(data).rows
    return wanted_by(row, "R1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    row = {column: formula for column in COLUMNS if column not in ("low", "high")}
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook([row])))["claims"]
    written = [cell for cell in sheet[2] if cell.value is not None]
    assert {cell.data_type for cell in written} == {"s"}
    assert {cell.quotePrefix for cell in written} == {True}
    cells = next(csv.reader(io.StringIO(to_csv([row]).decode("utf-8-sig").partition("\n")[2], newline="")))
    assert all(cell.startswith("'") for cell in cells if cell)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(to_workbook([row]))).read("xl/worksheets/sheet1.xml")


@given(st.text(max_size=12))
def test_a_guarded_cell_is_read_back_as_it_was(words: str) -> None:
    assert unguarded(guarded(words)) == words


def test_what_looks_like_an_error_or_a_number_stays_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook([ROW | {"words": "#N/A", "where": "007"}])))["claims"]
    assert [cell.data_type for cell in sheet[2] if cell.value in ("#N/A", "007")] == ["s", "s"]


def test_signs_no_workbook_holds_are_shown_as_such() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook([ROW | {"passage": "a\x00b\ud800c" + "d" * 40_000}])))[
        "claims"
    ]
    words = sheet.cell(2, COLUMNS.index("passage") + 1).value
    assert words.startswith("a\ufffdb\ufffdc")
    assert len(words) < 32_767


def test_what_a_person_may_change_is_free_and_the_rest_is_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook([ROW])))
    sheet = book["claims"]
    free = {column for column in COLUMNS if not sheet.cell(2, COLUMNS.index(column) + 1).protection.locked}
    assert free == set(FILLED_IN)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "B2"
    assert {str(one.sqref).partition(":")[0] for one in sheet.data_validations.dataValidation} == {
        f"{get_column_letter(COLUMNS.index(column) + 1)}2" for column in LISTS
    }
    assert "never a name" in " ".join(str(cell.value) for (cell,) in book["how to"].iter_rows())
    assert all(len(f'"{",".join(choices)}"') <= 255 for choices in LISTS.values())


def test_both_files_are_read_back_alike() -> None:
    rows = [ROW | {"decision": "reject", "reason": "- hearsay", "decided": "blind"}]
    assert read_sheet(to_workbook(rows)).rows == read_sheet(to_csv(rows)).rows


def test_a_row_becomes_what_is_wanted() -> None:
    one = wanted(
        edited([ROW], decision=" Correct ", reason=" a  list\nsays so ", new_low=40.0, new_high="50 ", by="R2")
    )
    assert one is not None
    assert (one.kind, one.reason, one.by, dict(one.typed)) == (
        "correct",
        "a list says so",
        "R2",
        {"low": "40", "high": "50"},
    )
    assert (one.claim, one.words, one.decided, one.blind) == (CLAIM, "12 prisoners", (), False)
    assert wanted(to_workbook([ROW])) is None


def test_dates_and_truths_are_read_as_a_person_typed_them() -> None:
    assert one_row(edited([ROW], new_when=date(2018, 11, 7)))["new when"] == "2018-11-07"
    midnight = datetime(2018, 11, 7)  # noqa: DTZ001 - spreadsheets know no zones
    assert one_row(edited([ROW], new_when=midnight))["new when"] == "2018-11-07"
    assert one_row(edited([ROW], new_open=True))["new open"] == "yes"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"decision": "=1+1"}, "decision"),
        ({"decision": "accept", "by": '=HYPERLINK("http://example.org","R1")'}, "by"),
        ({"decision": "yes"}, "decision"),
        ({"decision": "reject"}, "reason"),
        ({"decision": "correct", "reason": "x"}, "decision"),
        ({"decision": "accept", "new_low": 4}, "decision"),
        ({"new_low": 4}, "decision"),
        ({"decision": "accept", "by": "Ann Smith"}, "by"),
        ({"decision": "accept", "claim": "12"}, "claim"),
        ({"decision": "reject", "reason": "x" * 5000}, "reason"),
    ],
)
def test_a_row_that_cannot_be_used_names_its_column(cells: dict[str, Any], column: str) -> None:
    with pytest.raises(RowError) as refused:
        wanted(edited([ROW], **cells))
    assert refused.value.column == column


def test_columns_moved_renamed_and_gone_are_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(edited([ROW], decision="accept", reason="as it says")))
    sheet = book["claims"]
    sheet.move_range(f"A1:A{sheet.max_row}", cols=60)
    sheet.cell(1, COLUMNS.index("reason") + 1).value = "comment"
    sheet.delete_cols(COLUMNS.index("words") + 1)
    found = read_sheet(saved(book))
    assert found.rows[0].cells == {"claim": CLAIM, "decision": "accept"}
    assert any("was not read: no column is called so" in line for line in found.wrong)
    assert "Column words is gone: rows were read without it." in found.wrong


def test_rows_sorted_deleted_and_a_title_above() -> None:
    rows = [ROW | {"claim": f"{number:016x}"} for number in range(5)]
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(rows)))
    sheet = book["claims"]
    sheet.delete_rows(3)
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "For Monday"
    sheet.cell(4, COLUMNS.index("decision") + 1).value = "accept"
    found = read_sheet(saved(book))
    assert [(row.number, row.line, row.cells.get("decision")) for row in found.rows] == [
        (1, 3, None),
        (2, 4, "accept"),
        (3, 5, None),
        (4, 6, None),
    ]


def test_merged_cells_are_reported() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook([ROW, ROW, ROW])))
    at = get_column_letter(COLUMNS.index("decision") + 1)
    book["claims"].merge_cells(f"{at}2:{at}4")
    assert read_sheet(saved(book)).wrong == (
        f"Row 1, cell {at}2: it is merged with others, of which only the first counts. Split the cells.",
    )


def test_a_workbook_of_another_program_is_read() -> None:
    """Inline words, no styles, numbers with a point, a prefix before each name, rows and cells left out."""
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    names = _inline("A3", "Claim") + _inline("B3", "DECISION") + _inline("C3", "new_low")
    cells = _inline("A5", CLAIM) + _inline("B5", " Reject ") + '<x:c r="C5"><x:v>24.0</x:v></x:c>'
    sheet = f'<x:row r="3">{names}</x:row><x:row r="5">{cells}</x:row>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relation(office, "officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relation(office, "worksheet", "worksheets/one.xml"),
        "xl/workbook.xml": f'<x:workbook xmlns:x="{main}" xmlns:r="{office}/officeDocument/2006/relationships">'
        '<x:sheets><x:sheet name="Tabelle1" sheetId="1" r:id="r1"/></x:sheets></x:workbook>',
        "xl/worksheets/one.xml": f'<x:worksheet xmlns:x="{main}"><x:sheetData>{sheet}</x:sheetData></x:worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    (row,) = read_sheet(out.getvalue()).rows
    assert (row.number, row.line) == (2, 5)
    assert row.cells == {"claim": CLAIM, "decision": "Reject", "new low": "24"}


def _inline(place: str, words: str) -> str:
    return f'<x:c r="{place}" t="inlineStr"><x:is><x:t>{words}</x:t></x:is></x:c>'


def _relation(office: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and no more",
        b"\xff\xfe\x00",
        b"name,reason\nR1,x\n",
        b'claim,decision\n"' + b"x" * 200_000,
        b"x" * (MOST_BYTES + 1),
    ],
)
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(SheetError):
        read_sheet(data)


def test_a_workbook_that_unpacks_to_very_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (100 * 1024 * 1024))
    with pytest.raises(SheetError, match="unpacks"):
        read_sheet(out.getvalue())


def test_a_cell_far_away_costs_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(edited([ROW], decision="accept")))
    book["claims"].cell(60_000, 16_000).value = "x"
    found = read_sheet(saved(book))
    assert found.rows[0].cells["decision"] == "accept"


def test_a_document_of_another_kind_is_refused() -> None:
    out = io.BytesIO()
    OpenDocumentSpreadsheet().save(out)
    with pytest.raises(SheetError):
        read_sheet(out.getvalue())


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(noise: bytes) -> None:
    whole = to_workbook([ROW])
    for data in (noise, whole[:200] + noise, b"claim,decision,reason\n" + noise):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                read_sheet(data)
            except SheetError as said:
                assert str(said)
