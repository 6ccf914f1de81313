"""Workbooks as Excel and LibreOffice write them: values as they are shown, headings, what is hidden or noted."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tollbook.model import Issue, PassageKind, Source, Zone
from tollbook.read import place_of, read_document

HEAD = ["Source", "Date", "Killed", "Injured"]


def xlsx(*rows: list[Any], **named: Any) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for reference, value in named.items():
        book.active[reference] = value
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*rows: list[Any], table: Any = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = table or Table(name="Dead")
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(value if not isinstance(value, str) else cell(value))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = BytesIO()
    document.write(out)
    return out.getvalue()


def cell(shown: str, **attributes: Any) -> Any:
    made = TableCell(**(attributes or {"valuetype": "string"}))
    for line in shown.split("\n"):
        made.addElement(P(text=line))
    return made


def read(data: bytes, name: str = "a.xlsx") -> tuple[Source, dict[str, Issue]]:
    source, issues = read_document(name, data)
    assert source is not None, issues
    return source, {issue.code: issue for issue in issues}


def told(source: Source, zone: Zone = Zone.MAIN) -> list[str]:
    return [source.text[one.start : one.end] for one in source.passages if one.zone is zone]


def test_cells_stand_under_their_headings_and_lead_back_to_the_sheet() -> None:
    book = xlsx(HEAD, ["Ministry", date(2004, 5, 3), 12, 30], ["Families", "4 May 2004", "at least 50", "dozens"])
    book.active.title = "Dead"
    source, issues = read(saved(book))
    assert source.text.splitlines()[2] == "Ministry\t2004-05-03\t12\t30"
    assert [one.label for one in source.passages] == [None] * 4 + HEAD * 2
    assert place_of(source, source.text.index("at least 50")) == "sheet Dead, cell C3, character 1"
    assert issues == {}


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        *((24, "General", "24"), (24.0, "0.00", "24"), (0.1 + 0.2, "General", "0.3"), (1234567, "#,##0", "1234567")),
        *((1e20, "General", "1" + "0" * 20), ("1,234", "General", "1,234"), ("24–158", "General", "24–158")),
        *((0.25, "0%", "25%"), (0.125, "0.0%", "12.5%"), (7, '0" %"', "7"), (True, "General", "TRUE")),
        *((date(2004, 5, 3), "d/m/yy", "2004-05-03"), (date(2004, 5, 1), "mmm yyyy", "2004-05")),
        *(
            (date(2004, 1, 1), "yyyy", "2004"),
            (datetime.fromisoformat("2004-05-03T04:05"), "d/m/yy h:mm", "2004-05-03 04:05"),
        ),
        *((time(12, 5), "h:mm", "12:05"), (timedelta(hours=30), "[h]:mm:ss", "30:00"), ("#N/A", "General", "#N/A")),
    ],
)
def test_a_value_is_read_as_it_is_shown(value: Any, number_format: str, shown: str) -> None:
    book = xlsx(["Name", "Value"], ["one", value])
    book.active["B2"].number_format = number_format
    assert told(read(saved(book))[0])[-1] == shown


def test_days_may_be_counted_from_1904() -> None:
    book = xlsx(["Name", "Value"], ["one", date(2004, 5, 3)])
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    assert told(read(saved(book))[0])[-1] == "2004-05-03"


def test_a_formula_without_a_result_is_named() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May 2004", 12, "=C2*2"])
    book.active.title = "Dead"
    source, issues = read(saved(book))
    assert "Dead!D2" in issues["formula-without-result"].message
    assert told(source)[-1] == "12"


def test_hidden_sheets_rows_and_columns_are_kept_and_not_read() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May", 12, 30], ["Union", "3 May", 99, 98])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    other = book.create_sheet("Draft")
    other.append(["Killed", "1000"])
    other.sheet_state = "veryHidden"
    source, issues = read(saved(book))
    assert told(source, Zone.HIDDEN) == ["Injured", "30", "Union", "3 May", "99", "98", "Draft", "Killed\t1000"]
    assert "12" in told(source) and "99" not in told(source) and "cells-hidden" in issues


def test_several_sheets_are_headed_by_their_names_and_one_is_not() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May", 12, 30])
    book.active.title = "Dead"
    assert PassageKind.HEADING not in {one.kind for one in read(saved(book))[0].passages}
    book.create_sheet("Hurt").append(["Source", "Injured"])
    source, _ = read(saved(book))
    heads = [source.text[one.start : one.end] for one in source.passages if one.kind is PassageKind.HEADING]
    assert heads == ["Dead", "Hurt"]


def test_comments_are_kept_as_comments() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May", 12, 30])
    book.active["C2"].comment = Comment("13 by the evening", "someone")
    source, _ = read(saved(book))
    assert told(source, Zone.COMMENT) == ["13 by the evening"]
    assert "13" not in " ".join(told(source))


def test_a_cell_that_reaches_down_names_the_speaker_of_each_row_but_repeats_no_figure() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May", 12, 30], [None, "4 May", 13, None])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("D2:D3")
    source, _ = read(saved(book))
    assert source.text.endswith("Ministry\t3 May\t12\t30\n\nMinistry\t4 May\t13")


def test_a_heading_over_two_columns_names_both() -> None:
    book = xlsx(["Source", "Killed", None], ["Ministry", 12, 14])
    book.active.merge_cells("B1:C1")
    assert [one.label for one in read(saved(book))[0].passages][-2:] == ["Killed", "Killed"]


def test_bold_words_head_the_columns_even_with_figures_in_them() -> None:
    book = xlsx(["Outlet", "2017", "As of 2018"], ["Agency", "12", "14"])
    for one in book.active[1]:
        one.font = Font(bold=True)
    assert [one.label for one in read(saved(book))[0].passages][3:] == ["Outlet", "2017", "As of 2018"]


def test_a_second_table_below_has_its_own_headings() -> None:
    book = xlsx(["Dead, by source"], [], ["Source", "Killed"], ["A", 1], [], ["Source", "Injured"], ["B", 2])
    source, _ = read(saved(book))
    assert source.title is not None and source.title.words == "Dead, by source"
    assert [one.label for one in source.passages][-2:] == ["Source", "Injured"]


def test_ods_values_comments_and_repeats() -> None:
    noted = cell("Ministry")
    note = Annotation()
    note.addElement(P(text="by telephone"))
    noted.insertBefore(note, noted.firstChild)
    row = [
        noted,
        cell("3/5/04", valuetype="date", datevalue="2004-05-03"),
        cell("1,234", valuetype="float", value="1234"),
        cell("25 %", valuetype="percentage", value="0.25"),
        cell("May 2004", valuetype="date", datevalue="2004-05-01"),
    ]
    data = ods(
        ["Source", "Date", "Killed", "Share", "Month"], row, [cell("x\ny"), cell("same", numbercolumnsrepeated=2)]
    )
    source, _ = read(data, "a.ods")
    assert told(source)[5:] == ["Ministry", "2004-05-03", "1234", "25%", "2004-05", "x\ny", "same", "same"]
    assert told(source, Zone.COMMENT) == ["by telephone"]
    assert source.passages[7].origin == "sheet Dead, cell C2"


def test_ods_hidden_rows_columns_cells_and_formulas() -> None:
    table = Table(name="Dead")
    table.addElement(TableColumn())
    table.addElement(TableColumn(visibility="collapse"))
    lines = [["Source", "Killed"], ["Ministry", "12"]]
    hidden = TableRow(visibility="filter")
    hidden.addElement(cell("Union"))
    table.addElement(hidden)
    covered = CoveredTableCell()
    covered.addElement(P(text="under it"))
    data = ods(*lines, [covered, TableCell(formula="of:=1+1")], table=table)
    source, issues = read(data, "a.ods")
    assert told(source, Zone.HIDDEN) == ["Union", "Killed", "12", "under it"]
    assert {"cells-hidden", "formula-without-result"} <= set(issues)


def test_an_ods_sheet_may_be_hidden_by_its_style() -> None:
    document = OpenDocumentSpreadsheet()
    style = Style(name="ta1", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)
    table = Table(name="Draft", stylename=style)
    row = TableRow()
    row.addElement(cell("Killed: 1000"))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    out = BytesIO()
    document.write(out)
    source, issues = read_document("a.ods", out.getvalue())
    assert source is not None and {one.zone for one in source.passages} == {Zone.HIDDEN}
    assert "cells-hidden" in {issue.code for issue in issues}


def test_a_damaged_sheet_is_set_aside_and_the_others_are_read() -> None:
    book = xlsx(HEAD, ["Ministry", "3 May", 12, 30])
    book.create_sheet("Hurt").append(["Source", "Injured"])
    out = BytesIO()
    with ZipFile(BytesIO(saved(book))) as whole, ZipFile(out, "w") as broken:
        for name in whole.namelist():
            data = whole.read(name)
            broken.writestr(name, data[:-20] if name.endswith("sheet2.xml") else data)
    source, issues = read(out.getvalue())
    assert "12" in told(source) and "Hurt" in issues["sheet-damaged"].message


VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=10),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(max_examples=60)
def test_the_same_cells_as_another_reader_finds(rows: list[list[Any]]) -> None:
    """Calamine reads the same file: each of its values stands in the text, in its order."""
    rows = [[one for one in row if not str(one).startswith("=")] for row in rows]
    data = saved(xlsx(*rows))
    sheet = python_calamine.load_workbook(BytesIO(data)).get_sheet_by_index(0)
    expected = [_shown(value) for row in sheet.to_python() for value in row]
    source, _ = read_document("a.xlsx", data)
    found = [] if source is None else [source.text[one.start : one.end] for one in source.passages]
    split = [part for words in found for part in words.split("\t")]
    assert split == [value for value in expected if value]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip().replace("\t", " ")
