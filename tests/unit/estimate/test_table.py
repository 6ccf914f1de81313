import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimate.read_table import read_table
from tollbook.estimate.table import CaptureTable, TableError

HISTORIES = st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=1).filter(lambda rows: any(map(any, rows)))


@given(HISTORIES, st.randoms())
def test_the_order_of_the_rows_is_nothing_to_the_hash(rows, random) -> None:
    persons = [row for row in rows if any(row)]
    one = CaptureTable.from_persons("ABCD", persons)
    random.shuffle(persons)
    assert CaptureTable.from_persons("ABCD", persons).sha256 == one.sha256
    assert one.n == len(persons)
    assert CaptureTable.from_counts("ABCD", one.cells) == one


@given(HISTORIES)
def test_overlaps_are_those_counted_by_hand(rows) -> None:
    persons = [row for row in rows if any(row)]
    overlaps = CaptureTable.from_persons("ABCD", persons).overlaps()
    assert overlaps[1, 2] == sum(row[1] and row[2] for row in persons)
    assert overlaps[3, 3] == sum(row[3] for row in persons)


def test_persons_on_lists_by_their_ids() -> None:
    table = CaptureTable.from_lists({"A": ["p1", "p2", "p2"], "B": ["p2", "p3"]})
    assert table.cells == (("01", 1), ("10", 1), ("11", 1))


def test_leaving_a_list_out_and_merging_two(tables) -> None:
    kosovo = tables["kosovo"]
    assert kosovo.without(3).n == 4400 - 306
    assert kosovo.merged(0, 1).lists == ("OSCE", "HRW", "EXH+ABA")
    assert kosovo.merged(0, 1).n == 4400


def test_its_canonical_text_is_a_table() -> None:
    table = CaptureTable.from_counts(["A", "B"], [((1, 1), 2), ((0, 1), 0), ((1, 0), 3)])
    assert table.text() == "A\tB\tcount\n1\t0\t3\n1\t1\t2\n"


def test_by_the_columns_named_there_is_a_table_for_each_stratum(tmp_path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("A,B,sex,count\n1,0,f,3\n1,1,f,2\n0,1,m,4\n", "utf-8")
    found = read_table(path, ["sex"])
    assert {stratum: table.n for stratum, table in found.items()} == {("f",): 5, ("m",): 4}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A,B,count\n1,0,-3\n", "Row 1: the count is below 0"),
        ("A,B,count\n1,0,2.5\n", "Row 1: the count is no whole number"),
        ("A,B,count\n1,0,3\n0,1,\n", "Row 2: the count is blank"),
        ("A,B,count\n1,NA,3\n", "Row 1, column 2: a cell of a list is neither 0 nor 1"),
        ("A,B,count\n1,,3\n", "Row 1, column 2: a cell of a list is blank"),
        ("A,A,count\n1,0,3\n", "Each column needs a name of its own"),
        ("A,B,count\n1,0,3\n0,0,9\n", "on no list"),
        ("A,B,count\n1,3\n", "Row 1 has 2 cells, the first line 3"),
        ("A,B,count\n", "Nobody is on any list"),
        ("", "Nobody is on any list"),
        ("A,B,count\n1,0,99999999999999\n", "Row 1: the count is over 1,000,000,000,000"),
    ],
)
def test_a_bad_table_says_where_and_what(tmp_path, text, says) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(TableError, match=says):
        read_table(path)


def test_count_may_be_written_as_a_spreadsheet_has_it(tmp_path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("\ufeffA;B;Count\r\n1;0;3\r\n1;1;2\r\n", "utf-8")
    assert read_table(path)[()].cells == (("10", 3), ("11", 2))


def test_a_row_a_person_is_read_in_no_more_than_its_different_histories(tmp_path) -> None:
    path = tmp_path / "persons.csv"
    path.write_text("A,B,C\n" + "1,0,1\n0,1,0\n" * 200_000, "utf-8")
    assert read_table(path)[()].cells == (("010", 200_000), ("101", 200_000))


def test_forty_lists_are_a_table(tmp_path) -> None:
    rows = [["1" if i in (k, (k * 7 + 1) % 40) else "0" for i in range(40)] for k in range(40)]
    path = tmp_path / "lists.csv"
    path.write_text("\n".join(",".join(row) for row in [[f"L{i}" for i in range(40)], *rows]), "utf-8")
    assert len(read_table(path)[()].lists) == 40
