"""Reports of a table put together by event, on disk: rows of one event need not stand together, and may be millions."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from types import TracebackType

from tollbook.errors import StoreError
from tollbook.model import Harm
from tollbook.model.coded import CodedReport

_TABLES = """
pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -4096; pragma temp_store = file;
create table event (place integer primary key, name text not null unique) strict;
create table report (event integer not null, row integer not null, harm text, low integer, best integer, high integer,
  speaker text not null, source text not null, day text not null, troubles text not null) strict;
"""
_AT_ONCE = 4096
_Row = tuple[int, int, str | None, int | None, int | None, int | None, str, str, str, str]


class EventRows:
    """``add`` reports, then take them back event by event. The file has no name, and goes with the process."""

    def __init__(self) -> None:
        self._held: list[_Row] = []
        try:
            self._file = sqlite3.connect("", isolation_level=None)  # a private database, spilt to disk as it grows
            self._file.executescript(_TABLES)
            self._file.execute("begin")
        except sqlite3.Error as wrong:
            raise _no_room(wrong) from wrong

    def __enter__(self) -> "EventRows":
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        self._file.close()

    def add(self, event: str, reports: Iterable[CodedReport]) -> None:
        """The reports of one row. Raises StoreError where the disk is full."""
        try:
            place = self._place(event)
            for one in reports:
                harm = None if one.harm is None else str(one.harm)
                figures = (one.row, harm, one.low, one.best, one.high)
                self._held.append((place, *figures, one.speaker, one.source, one.day, ";".join(one.troubles)))
            if len(self._held) >= _AT_ONCE:
                self._write()
        except sqlite3.Error as wrong:
            raise _no_room(wrong) from wrong

    def events(self) -> Iterator[tuple[str, Iterator[CodedReport]]]:
        """Each event with its reports, in the order in which the table first names them."""
        try:
            self._write()
            found = self._file.execute(
                "select name, row, harm, low, best, high, speaker, source, day, troubles "
                "from report join event on event.place = report.event order by report.event, report.rowid"
            )
            for name, rows in groupby(found, itemgetter(0)):
                yield name, map(_report, rows)
        except sqlite3.Error as wrong:
            raise _no_room(wrong) from wrong

    def count(self) -> int:
        """How many events there are."""
        (number,) = self._file.execute("select count(*) from event").fetchone()
        return int(number)

    def _place(self, event: str) -> int:
        found = self._file.execute("select place from event where name = ?", (event,)).fetchone()
        if found is None:
            return int(self._file.execute("insert into event (name) values (?)", (event,)).lastrowid or 0)
        return int(found[0])

    def _write(self) -> None:
        self._file.executemany("insert into report values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._held)
        self._held.clear()


def _report(row: tuple[str, int, str | None, int | None, int | None, int | None, str, str, str, str]) -> CodedReport:
    _, number, harm, low, best, high, speaker, source, day, troubles = row
    codes = tuple(troubles.split(";")) if troubles else ()
    return CodedReport(number, Harm(harm) if harm else None, low, best, high, speaker, source, day, codes)


def _no_room(wrong: sqlite3.Error) -> StoreError:
    return StoreError(
        f"The rows could not be put together by event: {wrong}. Make room in the folder of passing files."
    )
