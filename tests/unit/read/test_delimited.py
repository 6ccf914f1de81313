"""Files of values: the sign that parts them, quotes, headings, uneven rows, encodings."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import PassageKind, Severity, Source, Zone
from tollbook.read import place_of, read_document
from tollbook.read.office.delimited import sign_of

TABLE = [["Source", "Killed", "Injured"], ["Ministry of the Interior", "12", "30"], ["Families", "at least 50", "many"]]


def written(rows: list[list[str]], sign: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read(data: bytes | str, name: str = "a.csv") -> tuple[Source, set[str]]:
    source, issues = read_document(name, data.encode() if isinstance(data, str) else data)
    assert source is not None, issues
    return source, {issue.code for issue in issues}


def cells(source: Source) -> list[tuple[str | None, str]]:
    return [(one.label, source.text[one.start : one.end]) for one in source.passages if one.kind is PassageKind.CELL]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_is_told_by_the_values(sign: str) -> None:
    source, codes = read(written(TABLE, sign))
    assert cells(source)[3:] == [
        *(("Source", "Ministry of the Interior"), ("Killed", "12"), ("Injured", "30")),
        *(("Source", "Families"), ("Killed", "at least 50"), ("Injured", "many")),
    ]
    assert codes == set()


def test_cells_of_a_row_stand_on_a_line_and_lead_back_to_it() -> None:
    source, _ = read(written(TABLE))
    assert "Families\tat least 50\tmany" in source.text
    assert place_of(source, source.text.index("at least 50")) == "row 3, column B, character 1"


def test_commas_in_prose_do_not_outweigh_semicolons() -> None:
    text = "Source;What they say\nA, B and C;It was bad, very bad, they say\nD;Nothing, or little\n"
    assert sign_of(text) == ";"


def test_a_first_line_may_name_the_sign() -> None:
    source, _ = read("sep=;\nSource;Killed\nPolice;3\n")
    assert cells(source)[-1] == ("Killed", "3")
    assert source.passages[-1].origin == "row 3, column B"


def test_quotes_hold_signs_lines_and_quotes() -> None:
    source, codes = read('Source,Killed,Words\nPolice,3,"He said: ""No,\nnever"""\nUnion,12,none\n')
    assert ("Words", 'He said: "No,\nnever"') in cells(source)
    assert cells(source)[-3:] == [("Source", "Union"), ("Killed", "12"), ("Words", "none")]
    assert codes == set()


@pytest.mark.parametrize("tail", ["Union,12\n", "Union,12\n" * 500])
def test_a_quote_that_is_never_closed_swallows_nothing(tail: str) -> None:
    source, codes = read(f'Source,Killed\nPolice,"3\n{tail}')
    assert "quotes-unclosed" in codes
    assert cells(source)[-2:] == [("Source", "Union"), ("Killed", "12")]


def test_a_cell_of_megabytes_is_read_whole() -> None:
    source, codes = read("Source,Killed\nPolice," + "x " * 100_000 + "\nUnion,12\n")
    assert cells(source)[-1] == ("Killed", "12")
    assert codes == {"quotes-unclosed"} or codes == set()


def test_uneven_rows_are_named() -> None:
    source, issues = read_document("a.csv", b"Source,Killed,Injured\nPolice,3\nUnion,1,2\nArmy,1,2,9\nOthers,1,1\n")
    assert source is not None
    (issue,) = issues
    assert issue.code == "rows-uneven" and "row 2, 4)" in issue.message and issue.severity is Severity.OPEN


def test_a_title_above_and_a_remark_below_are_no_cells() -> None:
    remark = "Figures of the union were gathered by telephone in the week after the events, and are not complete."
    source, _ = read(f'Deaths reported\n\nSource,Deaths\nPolice,3\nUnion,12\n"{remark}",\n')
    assert source.title is not None and source.title.words == "Deaths reported"
    assert source.passages[-1].kind is PassageKind.CAPTION and source.text.endswith(remark)


def test_rows_of_a_label_and_a_value_are_fields() -> None:
    source, _ = read("Place,Porto Novo\nDate,14 April 1997\nDeaths,24–158\n")
    found = [(one.kind, one.label, source.text[one.value_start : one.end]) for one in source.passages]
    assert found == [
        (PassageKind.FIELD, "Place", "Porto Novo"),
        (PassageKind.FIELD, "Date", "14 April 1997"),
        (PassageKind.FIELD, "Deaths", "24–158"),
    ]


def test_headings_that_are_said_again_are_headings() -> None:
    source, _ = read(written([*TABLE, TABLE[0], ["Union", "7", "8"]]))
    assert cells(source)[9:12] == [(None, "Source"), (None, "Killed"), (None, "Injured")]
    assert cells(source)[-1] == ("Injured", "8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_other_encodings(encoding: str) -> None:
    rows = [["Источник", "Убито"], ["Министерство внутренних дел", "12"], ["Родственники погибших", "не менее 50"]]
    source, _ = read(written(rows * 3).encode(encoding))
    assert ("Убито", "не менее 50") in cells(source)


def test_bytes_that_are_no_text() -> None:
    source, issues = read_document("a.csv", b"a,b\n" + b"\0" * 100)
    assert source is None and [issue.code for issue in issues] == ["not-text"]


def test_a_register_of_persons_states_no_count() -> None:
    from tollbook.extract import read_claims_of

    source, _ = read("Name,Age,Died on,Place\nA. Alpha,34,3 May 2004,Porto Novo\nB. Beta,19,3 May 2004,Porto Novo\n")
    assert read_claims_of(source).claims == ()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_every_value_is_found_in_the_text(rows: list[list[str]], sign: str) -> None:
    source, _ = read_document("a.csv", written(rows, sign).encode())
    for value in (value.strip() for row in rows for value in row):
        if value and source is not None and sign_of(written(rows, sign)) == sign and not value.startswith("sep="):
            assert value.replace("\t", " ") in source.text.replace("\t", " ")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    source, issues = read_document("a.csv", data)
    assert source is not None or [issue for issue in issues if issue.severity is Severity.LOST]
    for passage in source.passages if source else ():
        words = source.text[passage.start : passage.end] if source else ""
        assert words and words == words.strip() and passage.zone is Zone.MAIN and passage.origin
