"""``tollbook reconcile``: a table of coded reports in, what named rules make of each event out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Issue, Severity, content_id
from tollbook.model.cells import on_one_line
from tollbook.model.coded import CodedReport
from tollbook.read.coded_rows import Columns, coded_reports, columns_of, whole
from tollbook.read.rows import Rows, open_rows
from tollbook.reconcile import RULES
from tollbook.reconcile.coded import AskedOfTable, Line, lines_number, reconcile_reports
from tollbook.store.cache import Cache
from tollbook.tasks.event_rows import EventRows
from tollbook.tasks.half_done import HalfDone
from tollbook.tasks.machine import cache_of, few_collections
from tollbook.version import __version__

HEADER = Line._fields
MOST_REPORTS = 20_000  # of one event
_MOST_LOST = 20  # rows that are named
_AT_ONCE = 4096  # lines that are written together
_TOLD = 2048  # rows or events after which progress is told


@dataclass(frozen=True, slots=True)
class ReconcileAsked:
    """By which rules (none named: all); whether 0 says nothing; whether names of one outlet are one voice."""

    rules: tuple[str, ...] = ()
    zero_is_silence: bool = False
    fold_wires: bool = False


@dataclass(frozen=True, slots=True)
class ReconciledTable:
    """``rows`` in all, of so many ``events``; ``made``: of how many of these, the others being known already.
    ``lost_rows`` could not be used, of which ``lost`` tells the first."""

    rows: int
    events: int
    made: int
    lost_rows: int
    lost: tuple[Issue, ...]


def reconcile(
    table: Path,
    asked: ReconcileAsked,
    out: Path | None,
    progress: Progress = no_progress,
    use_cache: bool = True,
) -> ReconciledTable:
    """Reconciles a table into ``out`` (.csv or .tsv), or onto standard output where that is None. Raises SettingsError
    and StoreError."""
    names, tally = _rules(asked), _Tally()
    with ExitStack() as held:
        held.enter_context(few_collections())
        rows = held.enter_context(open_rows(table))
        columns = columns_of(rows.header)
        kept = held.enter_context(HalfDone(out, HEADER, _key(table, asked, names)))
        events = held.enter_context(EventRows())
        for event, reports in _reports(rows, columns, asked.zero_is_silence, tally):
            events.add(event, reports)
            if tally.rows % _TOLD == 0:
                progress("reading", tally.rows, 0)
        by = AskedOfTable(tuple(RULES[name] for name in names), asked.fold_wires, columns.has_best)
        cache = held.enter_context(cache_of(use_cache))
        of = events.count()
        for lines, done in _portions(_made(events, by, cache, kept.rows, tally)):
            kept.write(lines, 0)
            progress("reconciling", done, of)
        kept.finish()
    return ReconciledTable(tally.rows, of, tally.made, tally.lost_rows, tuple(tally.lost))


@dataclass
class _Tally:
    """What was met on the way."""

    rows: int = 0
    made: int = 0
    lost_rows: int = 0
    lost: list[Issue] = field(default_factory=list)


def _rules(asked: ReconcileAsked) -> tuple[str, ...]:
    unknown = [name for name in asked.rules if name not in RULES]
    if unknown:
        raise SettingsError(f"There is no rule {unknown[0]!r}; there are: {', '.join(sorted(RULES))}.")
    return tuple(dict.fromkeys(asked.rules)) or tuple(sorted(RULES))


def _key(table: Path, asked: ReconcileAsked, rules: Sequence[str]) -> str:
    """What the half of a table that stands already must have been made of and by."""
    stat = table.stat()
    flags = f"{asked.zero_is_silence} {asked.fold_wires}"
    return content_id("reconcile", __version__, table.name, stat.st_size, stat.st_mtime_ns, flags, *rules)


def _reports(
    rows: Rows, columns: Columns, zero_is_silence: bool, tally: _Tally
) -> Iterator[tuple[str, list[CodedReport]]]:
    """Each row that can be read and names an event."""
    for number, cells in rows.rows:
        tally.rows += 1
        event = whole(cells[columns.event].strip()) if cells is not None else ""
        if cells is None:
            _lose(tally, _no_row(number))
        elif not event:
            _lose(tally, _no_event(number))
        else:
            yield event, coded_reports(number, cells, columns, zero_is_silence)


def _no_row(number: int) -> Issue:
    message = f"Row {number} could not be told from those after it: a quotation mark may be open. Look for a lone one."
    return Issue("row-not-read", message, Severity.LOST, source=f"row {number}")


def _no_event(number: int) -> Issue:
    message = f"Row {number} names no event, and was used for none. Give it one, or take it out."
    return Issue("no-event", message, Severity.LOST, source=f"row {number}")


def _lose(tally: _Tally, issue: Issue, rows: int = 1) -> None:
    if len(tally.lost) < _MOST_LOST:
        tally.lost.append(issue)
    tally.lost_rows += rows


def _made(events: EventRows, by: AskedOfTable, cache: Cache, written: int, tally: _Tally) -> Iterator[list[list[str]]]:
    """The lines of each event that are not written yet."""
    settings = repr(([rule.id for rule in by.rules], by.fold_wires, by.has_best))
    for event, stored in events.events():
        reports = list(islice(stored, MOST_REPORTS))
        if more := len({one.row for one in stored}):
            reports.append(_too_many(reports[-1].row, more, tally))
        length = lines_number(reports, by)
        if written >= length:
            written -= length
            continue
        key = hashlib.sha256(repr((settings, event, reports)).encode("utf-8", "surrogatepass")).digest()
        known = cache.get("reconciled", key)
        if known is None:
            tally.made += 1
            known = json.dumps([_cells(line) for line in reconcile_reports(event, reports, by)]).encode()
            cache.put("reconciled", key, known)
        yield json.loads(known)


def _too_many(row: int, more: int, tally: _Tally) -> CodedReport:
    message = f"{more} reports of one event, after row {row}, are more than are used of one. Divide the event."
    issue = Issue("too-many-reports", message, Severity.LOST, source=f"row {row}")
    _lose(tally, issue, more)
    return CodedReport(row, None, None, None, None, troubles=(issue.code,))


def _portions(made: Iterable[list[list[str]]]) -> Iterator[tuple[list[list[str]], int]]:
    """Lines that are written together, with how many events are done by then."""
    held: list[list[str]] = []
    done = 0
    for lines in made:
        held += lines
        done += 1
        if len(held) >= _AT_ONCE:
            yield held, done
            held = []
    if held:
        yield held, done


def _cells(line: Line) -> list[str]:
    return [line.event, *map(_cell, line[1:-1]), on_one_line(line.note)]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
