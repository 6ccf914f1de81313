"""sources.csv: every row is read or said, and no issue repeats a cell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tollbook.model import Severity
from tollbook.model.provenance import name_key
from tollbook.read.by_hand.filled_in import as_text
from tollbook.read.by_hand.given import COLUMNS, Given, not_there, read_given

SECRET = "Zulfiya Testova"


def read(text: str) -> Given:
    return read_given(text.encode())


def codes(found: Given) -> list[str]:
    return [issue.code for issue in found.issues]


def test_what_stands_in_a_row_is_known_of_its_file() -> None:
    found = read(
        "file,title,date,language,obtained_from,consent_publish,consent_withdrawn_on,sensitivity,received\n"
        'a.txt,"The toll, again",2018-11~,TG,Zulfiya,only after 2020,2021-03,names inside,2020-02-01\n'
    )
    one = found.known["a.txt"]
    assert (one.title, one.language, one.obtained_from) == ("The toll, again", "tg", "Zulfiya")
    assert one.date is not None and (one.date.edtf, one.date.basis) == ("2018-11~", "given by a person")
    assert one.received is not None and one.received.edtf == "2020-02-01"
    assert one.consent.publish == "only after 2020" and one.consent.record is None
    assert one.consent.withdrawn_on is not None and one.consent.withdrawn_on.edtf == "2021-03"
    assert one.sensitive and found.issues == ()


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\n", "\n\n"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_as_spreadsheets_of_all_countries_write_it(start: str, sign: str) -> None:
    rows = [("Title", " File ", "obtained how"), ("Über Худжанд", "a.txt", "by e-mail"), ("", "", "")]
    found = read(start + "\r\n".join(sign.join(row) for row in rows))
    assert found.known["a.txt"].title == "Über Худжанд" and found.known["a.txt"].obtained_how == "by e-mail"
    assert found.issues == () and list(found.known) == ["a.txt"]


def test_a_bad_row_never_stops_the_others() -> None:
    found = read(
        "file,title,date,language,sha256,publischer\n"
        "a.txt,A,2018,en,,x\n"
        "b.txt,B,07.11.2018,english,123,x\n"
        "c.txt,C,2018,en,,x,one too many\n"
        '"d".txt,D\n'
        ",no file\n"
        "a.txt,again,2019,ru\n"
        "e.txt,E,2018,en\n"
    )
    assert list(found.known) == ["a.txt", "b.txt", "e.txt"]
    said = [(issue.code, issue.message.partition(" was")[0].partition(" is")[0]) for issue in found.issues]
    assert said == [
        ("column-not-read", "sources.csv, column 6"),
        ("row-not-read", "sources.csv, row 3"),
        ("row-not-read", "sources.csv, row 4"),
        ("fact-not-read", "sources.csv, row 2, column date"),
        ("fact-not-read", "sources.csv, row 2, column language"),
        ("fact-not-read", "sources.csv, row 2, column sha256"),
        ("row-not-read", "sources.csv, row 5"),
        ("given-twice", "sources.csv, row 6"),
    ]
    assert "publisher" in found.issues[0].message
    assert found.known["b.txt"].title == "B" and found.known["b.txt"].date is None


def test_a_second_row_for_a_file_fills_only_what_the_first_leaves_blank() -> None:
    found = read("file,title,consent_publish,consent_withdrawn_on\na.txt,A,yes,\na.txt,B,no,2020\n")
    one = found.known["a.txt"]
    assert (one.title, one.consent.publish) == ("A", "yes")
    assert one.consent.withdrawn_on is not None, "a withdrawal is never lost with a row"


@pytest.mark.parametrize("cell", ["=1+1", "+7 000", "-x", "@SUM(A1)", '=HYPERLINK("https://example.org")'])
def test_a_formula_is_text_and_said(cell: str) -> None:
    quoted = cell.replace('"', '""')
    found = read(f'file,title\na.txt,"{quoted}"\n')
    assert found.known["a.txt"].title == cell
    assert codes(found) == ["formula-like"] and "row 1, column title" in found.issues[0].message
    escaped = as_text(cell).replace('"', '""')
    again = read(f'file,title\na.txt,"{escaped}"\n')
    assert again.known["a.txt"].title == cell and again.issues == ()


def test_a_dash_for_nothing_is_blank() -> None:
    assert read("file,title,author\na.txt,-,—\n").known["a.txt"].title is None


@pytest.mark.parametrize("data", ["file\nü".encode("cp1252"), "file,title\n".encode("utf-16"), b"\0" * 40, b"a;b\n1;2"])
def test_a_table_that_is_none_is_said(data: bytes) -> None:
    found = read_given(data)
    assert codes(found) == ["table-not-read"] and found.issues[0].severity is Severity.LOST


def test_an_empty_table_says_what_it_lacks() -> None:
    assert codes(read("")) == ["table-not-read"] and codes(read("file,title\n")) == []


def test_a_row_for_a_file_that_is_not_there_names_the_nearest() -> None:
    found = read("file\nreport.txt\npapers.zip/note.txt\n2018/reprot.txt\nelsewhere.mov\n")
    missing = list(not_there(found, ["report.txt", "papers.zip", "papers.zip/note.txt", "2018/report.txt"]))
    assert [(one.code, one.message.partition(",")[2][:7]) for one in missing] == [
        ("file-not-there", " row 3,"),
        ("file-not-there", " row 4,"),
    ]
    assert "Perhaps 2018/report.txt is meant" in missing[0].message


def test_a_source_without_a_file_says_what_it_is() -> None:
    found = read("file,kind,title\ninterview-3,interview note,Talk at the gate\n")
    assert [(one.name, one.kind) for one in found.entries] == [("interview-3", "interview note")]
    assert list(not_there(found, [])) == []


def test_one_spelling_of_a_name_finds_the_other() -> None:
    composed, apart = "отчёт й.txt", "отче\u0308т и\u0306.txt"
    found = read(f"file,title\nfolder\\{composed},A\n")
    assert found.known[name_key(f"folder/{apart}")].title == "A"
    assert list(not_there(found, [f"folder/{apart}"])) == []


CELLS = st.sampled_from(
    ["", "a.txt", SECRET, "2018", "en", "yes", f'"{SECRET}', f'{SECRET}"', f"={SECRET}", f"{SECRET};x", "é\n"]
)
HEADS = st.sampled_from([*COLUMNS, SECRET, "obtained from", "", "titel"])


@given(st.lists(HEADS, max_size=8), st.lists(st.lists(CELLS, max_size=9), max_size=6), st.sampled_from(",;\t"))
@example(["file", SECRET], [[SECRET, SECRET, SECRET]], ",")
@example([], [[SECRET, SECRET]], ";")
def test_no_issue_ever_repeats_a_cell(head: list[str], rows: list[list[str]], sign: str) -> None:
    found = read("\n".join(sign.join(row) for row in [head, *rows]))
    for issue in (*found.issues, *not_there(found, ["b.txt"])):
        assert "Zulfiya" not in issue.message and "Testova" not in issue.message
        assert issue.source == "sources.csv"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_are_said(data: bytes) -> None:
    found = read_given(data)
    assert found.known or found.issues or not data.strip()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).map(str.strip).filter(bool))
def test_what_is_written_for_a_spreadsheet_is_read_back(title: str) -> None:
    quoted = as_text(title).replace('"', '""')
    found = read(f'file,title\na.txt,"{quoted}"\n')
    expected = " ".join(title.split())
    assert found.known["a.txt"].title == (None if expected in ("–", "—") else expected)
