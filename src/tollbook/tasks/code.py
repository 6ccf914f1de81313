"""``tollbook code``: a table of reports in, coded figures with the words they rest on out, row by row."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tollbook.coding import HARMS, Asked, Coded, Figure, Report, code_report
from tollbook.errors import SettingsError
from tollbook.executors import Executor, InThisProcess, Stopped, Workers
from tollbook.intake import Progress, no_progress
from tollbook.model import GROUPS, Issue, Severity, content_id
from tollbook.model.cells import on_one_line
from tollbook.read.rows import Rows, TableRow, open_rows
from tollbook.reconcile import RULES
from tollbook.tasks.half_done import HalfDone
from tollbook.tasks.machine import MOST_WORKERS, few_collections
from tollbook.version import __version__

ROW_NUMBER = "row"
COLUMNS = (
    *(f"{harm}_{what}" for harm in HARMS for what in ("low", "high", "highest", "words")),
    *("when", "where", "speakers", "n_claims", "issues"),
)
NOT_READ = frozenset(("row-not-read", "row-stopped"))
_AT_ONCE = 64  # rows that a worker is given together
_MOST_AT_ONCE = 256 * 1024  # characters of them
_WINDOW = 32  # portions under way before the first of them is written
_MOST_NAMES, _LONGEST_NAME = 30, 60  # of columns, and characters of each, that a message gives
_BETWEEN = "; "  # what stands between several values of one cell


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Which table, and which of its columns hold the text, an id (None: rows are counted) and a day."""

    path: Path
    text: str
    id: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class CodedTable:
    """``rows`` in all, ``resumed`` of them from an earlier run, ``lost`` that could not be read."""

    rows: int
    resumed: int
    lost: int


@dataclass(frozen=True, slots=True)
class _Portion:
    """Rows that are coded together: each with its id, and None for a report where the row could not be read."""

    rows: tuple[tuple[str, Report | None], ...]
    asked: Asked

    @property
    def size(self) -> int:
        return sum(len(report.text) for _, report in self.rows if report)


def code(table: ReportTable, asked: Asked, out: Path | None, progress: Progress = no_progress) -> CodedTable:
    """Codes a table into ``out`` (.csv or .tsv), or onto standard output where that is None. What an earlier run that
    was stopped has done is not done again. Raises SettingsError and StoreError."""
    _check(asked)
    with ExitStack() as held:
        held.enter_context(few_collections())
        rows = held.enter_context(open_rows(table.path))
        reports = _reports(rows, table)
        kept = held.enter_context(HalfDone(out, (table.id or ROW_NUMBER, *COLUMNS), _key(table, asked)))
        resumed = sum(1 for _ in islice(reports, kept.rows))
        done = resumed
        for portion, coded in _coded(_portions(reports, asked), held):
            lines = [[name, *_cells(one)] for (name, _), one in zip(portion.rows, coded, strict=True)]
            kept.write(lines, sum(any(issue.code in NOT_READ for issue in one.issues) for one in coded))
            done += len(lines)
            progress("coding", done, 0)
        kept.finish()
    return CodedTable(done, resumed, kept.lost)


def _check(asked: Asked) -> None:
    if asked.group not in GROUPS:
        raise SettingsError(f"There is no group {asked.group!r}; there are: {', '.join(GROUPS)}.")
    if asked.rule not in RULES:
        raise SettingsError(f"There is no rule {asked.rule!r}; there are: {', '.join(sorted(RULES))}.")


def _key(table: ReportTable, asked: Asked) -> str:
    """What the half of a table that stands already must have been made of and by."""
    stat = table.path.stat()
    facts = (table.text, table.id, table.date, asked.group, asked.rule, asked.language, asked.date_order)
    return content_id("code", __version__, table.path.name, stat.st_size, stat.st_mtime_ns, *facts)


def _reports(rows: Rows, table: ReportTable) -> Iterator[tuple[str, Report | None]]:
    text, name, day = (_column(rows, column) for column in (table.text, table.id, table.date))
    assert text is not None
    for row in rows.rows:
        own = row.cells[name] if row.cells is not None and name is not None else str(row.number)
        yield own, _report(row, text, day)


def _report(row: TableRow, text: int, day: int | None) -> Report | None:
    return None if row.cells is None else Report(row.number, row.cells[text], "" if day is None else row.cells[day])


def _column(rows: Rows, name: str | None) -> int | None:
    if name is None:
        return None
    if name not in rows.header:
        raise SettingsError(f"The table has no column {name!r}; it has: {_listed(rows.header)}.")
    return rows.header.index(name)


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in names[:_MOST_NAMES]]
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(shown) + more


def _portions(reports: Iterable[tuple[str, Report | None]], asked: Asked) -> Iterator[_Portion]:
    held: list[tuple[str, Report | None]] = []
    size = 0
    for name, report in reports:
        held.append((name, report))
        size += len(report.text) if report else 0
        if len(held) >= _AT_ONCE or size >= _MOST_AT_ONCE:
            yield _Portion(tuple(held), asked)
            held, size = [], 0
    if held:
        yield _Portion(tuple(held), asked)


def code_portion(portion: _Portion) -> list[Coded]:
    """What each of its rows gives. A function of a module, since it runs in another process."""
    return [_no_row(name) if report is None else code_report(report, portion.asked) for name, report in portion.rows]


def _coded(portions: Iterator[_Portion], held: ExitStack) -> Iterator[tuple[_Portion, list[Coded]]]:
    """Each portion with what it gave, in order; so many at once that memory stays as it is however long the table."""
    workers: Workers | None = None
    while window := list(islice(portions, _WINDOW)):
        if workers is None and (len(window) > 1 or window[0].size > _MOST_AT_ONCE):
            workers = held.enter_context(Workers(min(os.cpu_count() or 1, MOST_WORKERS), size=lambda one: one.size))
        executor = workers or InThisProcess()
        for portion, made in zip(window, executor.map(code_portion, window), strict=True):
            yield portion, _one_by_one(portion, executor) if isinstance(made, Stopped) else made


def _one_by_one(portion: _Portion, executor: Executor) -> list[Coded]:
    """One row can bring a worker to its end: the others of its portion are coded without it."""
    alone = [_Portion((one,), portion.asked) for one in portion.rows]
    made = executor.map(code_portion, alone)
    return [
        _stopped(one.rows[0][0]) if isinstance(done, Stopped) else done[0]
        for one, done in zip(alone, made, strict=True)
    ]


def _no_row(name: str) -> Coded:
    message = f"Row {name} could not be told from those after it: a quotation mark may be open. Look for a lone one."
    return Coded(issues=(Issue("row-not-read", message, Severity.LOST, source=name),))


def _stopped(name: str) -> Coded:
    message = f"Row {name} took more time or memory than one row may take. Code its text by hand, or split it."
    return Coded(issues=(Issue("row-stopped", message, Severity.LOST, source=name),))


def _cells(coded: Coded) -> Iterator[str]:
    for harm in HARMS:
        figure = coded.figures.get(harm, Figure())
        yield from ("" if number is None else str(number) for number in (figure.low, figure.high, figure.highest))
        yield _BETWEEN.join(dict.fromkeys(map(on_one_line, figure.words)))
    yield coded.when or ""
    yield on_one_line(coded.where or "")
    yield _BETWEEN.join(on_one_line(speaker) for speaker in coded.speakers)
    yield str(coded.claims)
    yield ";".join(sorted({issue.code for issue in coded.issues}))
