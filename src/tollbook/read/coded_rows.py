"""Rows of a table that somebody has coded: which form it is in, and what each row states of which harm."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tollbook.errors import SettingsError
from tollbook.model import Harm, Issue, Severity
from tollbook.model.coded import CodedReport

BOUNDS = ("low", "best", "high")
MAVERICK = (
    (Harm.KILLED, ("deaths_low", "deaths_best", "deaths_high")),
    (Harm.INJURED, ("injuries_low", "injuries_best", "injuries_high")),
)
_SILENT = frozenset(("", "NA", "NaN", "NULL"))  # as R, Python and databases write what is not there
_NUMBER = re.compile(r"([0-9]{1,12})(?:\.0+)?|([0-9]{1,3}(?:,[0-9]{3}){1,3})")
_DAY_IN_SOURCE = re.compile(r"\(([0-9]{4}-[0-9]{2}-[0-9]{2})\)")
_LONGEST = 400  # characters of a speaker or a source that are kept
_HARMS = {str(harm): harm for harm in Harm}


class Columns(NamedTuple):
    """Where a table's cells stand. ``figures``: by harm, the columns of low, best and high; of no harm where a column
    (``harm``) names it in each row. ``in_source``: the day of a report stands within its source."""

    event: int
    harm: int | None
    figures: tuple[tuple[Harm | None, tuple[int | None, ...]], ...]
    speaker: int | None
    source: int | None
    day: int | None
    in_source: bool = False

    @property
    def has_best(self) -> bool:
        """Whether each row has its coder's best figure."""
        return any(places[1] is not None for _, places in self.figures)


def columns_of(header: Sequence[str]) -> Columns:
    """The form of a table, told from its columns. Raises SettingsError where it is none that is known."""
    names = {name.strip().lower(): place for place, name in reversed(list(enumerate(header)))}
    if {"event", "harm"} <= names.keys() and names.keys() & set(BOUNDS):
        figures: list[tuple[Harm | None, tuple[int | None, ...]]] = [(None, tuple(map(names.get, BOUNDS)))]
        day, speaker = names.get("date"), names.get("speaker")
        return Columns(names["event"], names["harm"], tuple(figures), speaker, names.get("source"), day)
    figures = [(harm, tuple(map(names.get, columns))) for harm, columns in MAVERICK]
    figures = [(harm, places) for harm, places in figures if any(place is not None for place in places)]
    if "event_id" in names and figures:
        speaker, source = names.get("source_author"), names.get("source")
        return Columns(names["event_id"], None, tuple(figures), speaker, source, None, in_source=True)
    raise SettingsError(
        "This table is in neither of the forms that are read. Give it the columns event, harm, low and high (and best, "
        "speaker, source, date, if they are known), or MAVERICK's event_id, deaths_best, injuries_best, source_author."
    )


def coded_reports(
    number: int, cells: Sequence[str], columns: Columns, zero_is_silence: bool = False
) -> list[CodedReport]:
    """What a row states, harm by harm, each with the codes of what could not be read of it."""
    found = []
    source, speaker = _words(cells, columns.source), _words(cells, columns.speaker)
    day, wrong = _day(number, cells, columns, source)
    for named, places in columns.figures:
        issues = list(wrong)
        harm = named or _harm(number, cells[columns.harm or 0], issues)
        low, best, high = (_figure(number, cells, place, zero_is_silence, issues) for place in places)
        if low is not None and high is not None and low > high:
            message = f"row {number}: its low is above its high. Neither was used; look them up where they were coded."
            issues.append(Issue("bounds-cross", message, Severity.OPEN, source=f"row {number}"))
            low = high = None
        codes = tuple(dict.fromkeys(issue.code for issue in issues))
        found.append(CodedReport(number, harm, low, best, high, speaker, source, day, codes))
    return found


def whole(words: str) -> str:
    """Without halves of signs, which workbooks may hold and no file can be written with."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def _words(cells: Sequence[str], place: int | None) -> str:
    if place is None:
        return ""
    words = whole(cells[place].strip())
    return "" if words in _SILENT else words[:_LONGEST]


def _harm(number: int, cell: str, issues: list[Issue]) -> Harm | None:
    harm = _HARMS.get(cell.strip().lower())
    if harm is None:
        message = f"row {number} names a harm that is no code. Write one of: {', '.join(_HARMS)}."
        issues.append(Issue("harm-not-known", message, Severity.OPEN, source=f"row {number}"))
    return harm


def _figure(
    number: int, cells: Sequence[str], place: int | None, zero_is_silence: bool, issues: list[Issue]
) -> int | None:
    cell = "" if place is None else cells[place].strip()
    if cell in _SILENT:
        return None
    match = _NUMBER.fullmatch(cell)
    if match is None:
        message = f"row {number}: a cell holds no whole number. Write one in digits, or leave it blank for silence."
        issues.append(Issue("figure-not-read", message, Severity.OPEN, source=f"row {number}"))
        return None
    value = int(match[1] or match[2].replace(",", ""))
    return None if zero_is_silence and not value else value


def _day(number: int, cells: Sequence[str], columns: Columns, source: str) -> tuple[str, list[Issue]]:
    """The day of the report, not of the event; a cell may go on with an hour."""
    if columns.in_source:
        match = _DAY_IN_SOURCE.search(source)
        return match[1] if match and _is_day(match[1]) else "", []
    cell = _words(cells, columns.day)
    if not cell or _is_day(cell[:10]):
        return cell[:10], []
    message = f"row {number}: the cell of its day gives none that can be read for sure. Write it as YYYY-MM-DD."
    return "", [Issue("date-not-read", message, Severity.OPEN, source=f"row {number}")]


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
