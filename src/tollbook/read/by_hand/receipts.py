"""receipts.csv: which bytes came into the case, under which name, and when. Rows are added and never changed."""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from typing import NamedTuple

from tollbook.model import Issue, Severity, When
from tollbook.read.by_hand.filled_in import as_text, read_filled_in

FILE = "receipts.csv"
COLUMNS = ("file", "sha256", "size", "received_at", "version")
BASIS = "from its receipt"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Receipt(NamedTuple):
    """``received_at``: the moment in UTC, to the second: "2026-11-22T05:03:11Z". ``version``: of the program."""

    file: str
    sha256: str
    size: int
    received_at: str
    version: str

    @property
    def day(self) -> str:
        """The day of it, in UTC."""
        return self.received_at[:10]


class Receipts(NamedTuple):
    """In their order. ``delimiter`` and ``header`` are those of the file, for whoever adds to it."""

    rows: tuple[Receipt, ...] = ()
    issues: tuple[Issue, ...] = ()
    delimiter: str = ","
    header: tuple[str, ...] = COLUMNS


def read_receipts(data: bytes) -> Receipts:
    """The receipts of a file; one that is not whole is an issue. A header that stands again is passed over."""
    table = read_filled_in(FILE, data, COLUMNS)
    rows, issues = [], list(table.issues)
    for number, cells in table.rows:
        if all(cells.get(column, column) == column for column in COLUMNS):
            continue
        receipt = _receipt(cells)
        if receipt:
            rows.append(receipt)
        else:
            message = (
                f"{FILE}, row {number} is no whole receipt (a file, a SHA-256, a moment), and was passed over. Mend it "
                "from a copy if you have one."
            )
            issues.append(Issue("receipt-not-read", message, Severity.OPEN, source=FILE))
    return Receipts(tuple(rows), tuple(issues), table.delimiter, table.header)


def _receipt(cells: Mapping[str, str]) -> Receipt | None:
    sha256, at, size = cells.get("sha256", "").casefold(), cells.get("received_at", ""), cells.get("size", "")
    if "file" not in cells or not _SHA256.fullmatch(sha256) or not _is_day(at[:10]):
        return None
    return Receipt(cells["file"], sha256, int(size) if size.isdecimal() else 0, at, cells.get("version", ""))


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def received_days(receipts: Iterable[Receipt]) -> dict[str, When]:
    """The day on which bytes first came in, by their SHA-256."""
    days: dict[str, str] = {}
    for receipt in receipts:
        days[receipt.sha256] = min(receipt.day, days.get(receipt.sha256, receipt.day))
    return {sha256: When(day, day, BASIS) for sha256, day in days.items()}


def receipt_rows(receipts: Iterable[Receipt], delimiter: str, header: Iterable[str]) -> str:
    """The receipts as rows of the file, in the order of its own columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    columns = list(header)
    for receipt in receipts:
        cells = {name: as_text(str(value)) for name, value in receipt._asdict().items()}
        writer.writerow([cells.get(column, "") for column in columns])
    return out.getvalue()
