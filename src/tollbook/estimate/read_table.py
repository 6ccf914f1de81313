"""A capture table from a file of comma- or tab-separated values: a column of 0 and 1 for each list, and ``count``."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tollbook.estimate.table import MOST_CELLS, MOST_PERSONS, CaptureTable, TableError

COUNT = "count"
_MOST_BYTES = 2**31
_LONGEST = 100_000  # signs of a line
_LONGEST_COUNT = len(str(MOST_PERSONS))
_MOST_LINES = 4 * MOST_CELLS


@dataclass(frozen=True, slots=True)
class Rows:
    """The header, and each different line with its number and how often it stands there."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...], int], ...]


def read_table(path: Path, by: Sequence[str] = ()) -> Mapping[tuple[str, ...], CaptureTable]:
    """The tables of the strata by the columns named, or under ``()`` the one table. Without a column ``count`` a row is
    a person. Raises TableError."""
    rows = read_rows(path)
    names = [name for name in rows.header if name != COUNT]
    if missing := [name for name in by if name not in names]:
        raise TableError(f"There is no column {missing[0]!r} to divide by.")
    lists = [name for name in names if name not in by]
    tallies: dict[tuple[str, ...], Counter[str]] = {}
    for number, cells, times in rows.rows:
        one = dict(zip(rows.header, cells, strict=True))
        stratum = tuple(one[name] for name in by)
        history = "".join(_sign(one[name], number, place) for place, name in enumerate(lists, 1))
        tallies.setdefault(stratum, Counter())[history] += times * _count(one.get(COUNT, "1"), number)
    _nobody(tallies.values())
    return {
        stratum: CaptureTable.from_counts(lists, tally.items())
        for stratum, tally in sorted(tallies.items())
        if any(tally.values())
    }


def _nobody(tallies: Iterable[Counter[str]]) -> None:
    if not any(any(tally.values()) for tally in tallies):
        raise TableError("Nobody is on any list: the table has no row, or every count is 0.")


def read_rows(path: Path) -> Rows:
    """Equal lines are read as one, so that a row a person costs what the different histories cost."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TableError("The table is over 2 GB: count its persons by history first.")
        with path.open(encoding="utf-8-sig", newline=None) as file:
            head = file.readline(_LONGEST).rstrip("\n")
            tally = _tally(file)
    except OSError as wrong:
        raise TableError(f"It could not be opened: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise TableError("It is no text in UTF-8. Save it as CSV in UTF-8.") from wrong
    sign = "\t" if "\t" in head else ";" if ";" in head and "," not in head else ","
    named = [name.strip() for name in next(csv.reader([head], delimiter=sign), [])]
    header = tuple(COUNT if name.casefold() == COUNT else name for name in named)
    if len(header) != len(set(header)) or not all(header):
        raise TableError("Each column needs a name of its own in the first line.")
    return Rows(header, tuple(_split(tally, sign, len(header))))


def _tally(file: io.TextIOWrapper) -> dict[str, tuple[int, int]]:
    """Each different line: the number of the first such, and how many there are."""
    tally: dict[str, list[int]] = {}
    for number, line in enumerate(file, 1):
        if (known := tally.get(line)) is not None:
            known[1] += 1
        elif len(line) > _LONGEST or len(tally) > _MOST_LINES:
            raise TableError(f"Row {number}: too long, or too many different rows for a table of lists.")
        else:
            tally[line] = [number, 1]
    return {line.strip(): (number, times) for line, (number, times) in tally.items() if line.strip()}


def _split(tally: Mapping[str, tuple[int, int]], sign: str, width: int) -> Iterator[tuple[int, tuple[str, ...], int]]:
    lines = list(tally)
    for (number, times), cells in zip(tally.values(), csv.reader(lines, delimiter=sign), strict=False):
        if len(cells) != width:
            raise TableError(f"Row {number} has {len(cells)} cells, the first line {width}.")
        yield number, tuple(cell.strip() for cell in cells), times


def _sign(cell: str, row: int, place: int) -> str:
    if cell in ("0", "1"):
        return cell
    what = "is blank" if not cell else "is neither 0 nor 1"
    raise TableError(
        f"Row {row}, column {place}: a cell of a list {what}. If the column is no list, take it out, or divide by it "
        "with --by."
    )


def _count(cell: str, row: int) -> int:
    if cell.isascii() and cell.isdigit():
        if len(cell) > _LONGEST_COUNT:
            raise TableError(f"Row {row}: the count is over {MOST_PERSONS:,}. Look for a slip in it.")
        return int(cell)
    what = "is blank" if not cell else "is below 0" if cell.startswith("-") else "is no whole number"
    raise TableError(f"Row {row}: the count {what}. A count is 0, 1, 2 and so on.")
