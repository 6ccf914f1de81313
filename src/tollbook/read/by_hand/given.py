"""sources.csv: what people know of each source, row by row."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tollbook.model import UNKNOWN, Consent, Document, EdtfError, Entry, Issue, Provenance, Severity, When
from tollbook.model.provenance import ASKED_OF_CONSENT, DATES, WORDS, name_key
from tollbook.read.by_hand.filled_in import Row, nearest, read_filled_in

FILE = "sources.csv"
CONSENT = (*(f"consent_{name}" for name in ASKED_OF_CONSENT), "consent_conditions")
FACTS = (
    *(*WORDS[:3], *DATES, "language", *WORDS[3:], *CONSENT),
    *("consent_withdrawn_on", "sensitivity", "supersedes", "sha256"),
)
NOTE = "note"  # for the person who fills it in; it is read by nobody else
COLUMNS = ("file", "kind", *FACTS, NOTE)
BASIS = "given by a person"
_LANGUAGE = re.compile(r"[a-z]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_NAMES_COMPARED = 5_000


class Wrong(NamedTuple):
    """A fact that was given and cannot be read: in which column, and what it should be."""

    column: str
    wanted: str


class Given(NamedTuple):
    """What people gave. ``known`` is by the sources' names as ``name_key`` spells them, ``rows`` says in which row of
    sources.csv each stands. ``entries``: the sources that a row says the ``kind`` of, since the case may hold no file
    of them. ``received``: the day on which bytes first came in, by their SHA-256."""

    known: Mapping[str, Provenance] = MappingProxyType({})
    rows: Mapping[str, int] = MappingProxyType({})
    entries: tuple[Entry, ...] = ()
    received: Mapping[str, When] = MappingProxyType({})
    issues: tuple[Issue, ...] = ()


def read_given(data: bytes) -> Given:
    """The facts of a sources.csv. A row that cannot be used is an issue, and the others are used."""
    table = read_filled_in(FILE, data, COLUMNS)
    known: dict[str, Provenance] = {}
    rows: dict[str, int] = {}
    kinds: dict[str, str] = {}
    issues = list(table.issues)
    for row in table.rows:
        facts, wrong = provenance_of(row.cells)
        issues += (_fact_not_read(row, one) for one in wrong)
        name = name_key(row.cells.get("file", ""))
        if not name:
            issues.append(_nameless(row))
            continue
        if name in known:
            issues.append(_twice(row, rows[name]))
        known[name] = known.get(name, UNKNOWN).over(facts)
        rows.setdefault(name, row.number)
        if "kind" in row.cells:
            kinds.setdefault(name, " ".join(row.cells["kind"].split()))
    entries = tuple(Entry(name, kind, known[name].sha256) for name, kind in kinds.items())
    return Given(known, rows, entries, issues=tuple(issues))


def provenance_of(cells: Mapping[str, str]) -> tuple[Provenance, list[Wrong]]:
    """The facts that stand in ``cells`` by their columns, and those that cannot be read."""
    said = {name: " ".join(value.split()) for name, value in cells.items() if value.strip()}
    wrong: list[Wrong] = []
    consent = Consent(
        **{name.removeprefix("consent_"): said.get(name) for name in CONSENT},
        withdrawn_on=_date(said, "consent_withdrawn_on", wrong),
    )
    found: dict[str, Any] = {name: said.get(name) for name in WORDS}
    found |= {name: _date(said, name, wrong) for name in DATES}
    facts = Provenance(
        **found,
        language=_fitting(said, "language", _LANGUAGE, "a code of two letters, such as en, ru or tg", wrong),
        consent=consent,
        sensitivity=said.get("sensitivity"),
        supersedes=name_key(cells["supersedes"]) if "supersedes" in said else None,
        sha256=_fitting(said, "sha256", _SHA256, "a SHA-256 in 64 hexadecimal digits", wrong),
    )
    return facts, wrong


def _date(said: Mapping[str, str], column: str, wrong: list[Wrong]) -> When | None:
    value = said.get(column)
    if value is None:
        return None
    try:
        return When(value, value, BASIS)
    except EdtfError:
        wrong.append(Wrong(column, "a date such as 2018-11-07, 2018-11, 2018, 2018~ (about) or 2018-11-04/2018-11-08"))
        return None


def _fitting(
    said: Mapping[str, str], column: str, pattern: re.Pattern[str], wanted: str, wrong: list[Wrong]
) -> str | None:
    value = said.get(column)
    if value is None or pattern.fullmatch(value.casefold()):
        return value.casefold() if value else None
    wrong.append(Wrong(column, wanted))
    return None


def not_there(given: Given, names: Iterable[str]) -> Iterator[Issue]:
    """The rows for files that are not among the ``names`` of the case's documents. A row's own word for its file is not
    repeated: where columns slipped, it can be anybody's name."""
    held = {name_key(name): name for name in names}
    compared = sorted(held)[:_MOST_NAMES_COMPARED]
    entered = {entry.name for entry in given.entries}
    for name, row in given.rows.items():
        if name not in held and name not in entered:
            meant = nearest(name, compared)
            advice = f"Perhaps {held[meant]} is meant." if meant else "Check its spelling and its folder."
            message = f"{FILE}, row {row}, column file: no document of the case has this name. {advice}"
            message += " For a source of which there is no file, say under kind what it is."
            yield Issue("file-not-there", message, Severity.OPEN, source=FILE)


def other_bytes(document: Document, data: bytes) -> Iterator[Issue]:
    """An issue where the bytes of a document are not those whose SHA-256 people gave."""
    expected = document.known.sha256
    if expected and hashlib.sha256(data).hexdigest() != expected:
        message = (
            f"{document.name} has other bytes than those whose SHA-256 {FILE} gives. Compare it with the file that was "
            "handed over before you rely on it."
        )
        yield Issue("bytes-differ", message, Severity.OPEN, source=document.name)


def is_packed(document: Document) -> bool:
    """Whether this is somebody's sources.csv within an archive: it can name the people who gave the sources."""
    return document.within is not None and document.name.rpartition("/")[2].casefold() == FILE


def _fact_not_read(row: Row, wrong: Wrong) -> Issue:
    message = f"{FILE}, row {row.number}, column {wrong.column} was not read: it is not {wrong.wanted}."
    return Issue("fact-not-read", message, Severity.OPEN, source=FILE)


def _twice(row: Row, before: int) -> Issue:
    message = (
        f"{FILE}, row {row.number} is for the same file as row {before}: only what that row leaves blank was taken "
        "from it. Make one row of the two."
    )
    return Issue("given-twice", message, Severity.OPEN, source=FILE)


def _nameless(row: Row) -> Issue:
    message = f"{FILE}, row {row.number} was not read: its column file is blank. Name the document that it is about."
    return Issue("row-not-read", message, Severity.LOST, source=FILE)
