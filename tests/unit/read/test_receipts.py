"""receipts.csv is read however a spreadsheet saved it, and written so that it reads back."""

from hypothesis import given
from hypothesis import strategies as st

from tollbook.read.by_hand.receipts import COLUMNS, Receipt, read_receipts, receipt_rows, received_days

ONE = Receipt("a.txt", "a" * 64, 12, "2026-11-22T05:03:11Z", "0.1.0")


def test_what_is_written_is_read_back() -> None:
    rows = [ONE, Receipt("=odd, name;.txt", "b" * 64, 0, "2026-11-23T00:00:00Z", "0.1.0")]
    for sign in ",;":
        header = ("size", "", "file", "sha256", "version", "received_at")
        text = sign.join(("size", "remark", "file", "sha256", "version", "received_at")) + "\n"
        found = read_receipts((text + receipt_rows(rows, sign, header)).encode("utf-8-sig"))
        assert list(found.rows) == rows
        assert found.delimiter == sign and found.header == header


def test_rows_that_are_no_receipts_are_said_and_a_second_header_is_passed_over() -> None:
    head = ",".join(COLUMNS) + "\n"
    torn = f"b.txt,{'b' * 40}\n"
    found = read_receipts((head + receipt_rows([ONE], ",", COLUMNS) + head + torn).encode())
    assert found.rows == (ONE,)
    assert [issue.code for issue in found.issues] == ["receipt-not-read"] and "row 3" in found.issues[0].message


def test_bytes_came_in_on_the_first_day_of_their_receipts() -> None:
    later = ONE._replace(file="moved.txt", received_at="2026-12-01T00:00:00Z")
    assert received_days([later, ONE])["a" * 64].edtf == "2026-11-22"


@given(st.binary(max_size=300))
def test_any_bytes_are_receipts_or_are_said(data: bytes) -> None:
    found = read_receipts(data)
    assert found.rows or found.issues or data.count(b"\n") < 2
