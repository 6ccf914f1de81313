"""The documents of a case on disk, and what people gave of them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tollbook.errors import SettingsError
from tollbook.model import Document, Entered, Issue, Provenance, Register, Severity, Source, When
from tollbook.read import find_documents, load_entered
from tollbook.read.by_hand import given as sources_csv
from tollbook.read.by_hand import receipts as receipts_csv
from tollbook.read.by_hand.filled_in import MOST_BYTES
from tollbook.read.by_hand.given import Given, read_given
from tollbook.read.by_hand.receipts import Receipts, read_receipts, received_days
from tollbook.read.find import LISTS
from tollbook.settings import FILE_NAME as SETTINGS
from tollbook.settings import load_settings


def load_documents(case: Path) -> tuple[list[Document], list[Issue]]:
    """The documents of a case, none opened yet; what cannot be taken in is an Issue. Raises SettingsError."""
    if not case.exists():
        raise SettingsError(f"There is no file or folder {str(case)!r}. Give a folder of documents, or one document.")
    found, issues = find_documents(case)
    if any(issue.code == "case-is-dossier" for issue in issues):
        raise SettingsError(f"{str(case)!r} is a dossier, not a case. Give the folder that its documents came from.")
    aside = load_settings(case).not_sources
    documents = [Document(name, path) for name, path in found if name not in aside]
    return documents, [*issues, *_set_aside(aside, frozenset(name for name, _ in found))]


def _set_aside(aside: Iterable[str], found: Container[str]) -> Iterator[Issue]:
    """What case.toml calls no source is passed over, and said to be."""
    for name in aside:
        if name in found:
            message = f"{name} was passed over: {SETTINGS} says that it is no source of the case."
            yield Issue("not-a-source", message, Severity.NOTE, source=name)
        else:
            message = f"{SETTINGS}, not_sources: no document of the case is called {name}. Check its spelling."
            yield Issue("file-not-there", message, Severity.OPEN, source=SETTINGS)


class WrittenDown(NamedTuple):
    """What people wrote down for a case: facts of its sources, of them ``known`` what may enter a dossier, and claims.
    ``issues``: what could not be read."""

    given: Given
    known: Mapping[str, Provenance]
    entered: Entered
    issues: tuple[Issue, ...]


def load_written_down(case: Path) -> WrittenDown:
    """sources.csv, receipts.csv and claims.csv; nothing where ``case`` is one document."""
    given = load_given(case)
    claims, issues = load_entered(case)
    known = {name: facts.for_dossier() for name, facts in given.known.items()}
    return WrittenDown(given, known, Entered(claims, given.entries), (*given.issues, *issues))


def load_given(case: Path) -> Given:
    """What people gave of the sources of a case (sources.csv), and when each came in (receipts.csv). Nothing where
    ``case`` is one document."""
    data, unreadable = _own_file(case, sources_csv.FILE)
    given = read_given(data) if data is not None else Given()
    receipts = load_receipts(case)
    issues = (*unreadable, *given.issues, *receipts.issues)
    return given._replace(received=received_days(receipts.rows), issues=issues)


def load_receipts(case: Path) -> Receipts:
    """The receipts of a case; none where it has none."""
    data, unreadable = _own_file(case, receipts_csv.FILE)
    receipts = read_receipts(data) if data else Receipts()
    return receipts._replace(issues=(*unreadable, *receipts.issues))


def _own_file(case: Path, name: str) -> tuple[bytes | None, tuple[Issue, ...]]:
    """The bytes of a table of the case, at most one more than is read; None where it has none."""
    file = case / name
    if not case.is_dir() or not file.exists():
        return None, ()
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1), ()
    except OSError as wrong:
        message = f"{name} could not be read ({wrong.strerror or 'it cannot be opened'}). Check that it may be opened."
        return None, (Issue("unreadable", message, Severity.LOST, source=name),)


def with_receipts(sources: Iterable[Source], received: Mapping[str, When]) -> tuple[Source, ...]:
    """The sources, each with the day it came in where people did not give it: that of its own receipt, else of what
    holds it."""
    held = {source.id: source for source in sources}

    def day(id_: str | None) -> When | None:
        while id_ is not None and id_ not in received:
            id_ = held[id_].within if id_ in held else None
        return received[id_] if id_ else None

    return tuple(_received(source, day(source.id)) for source in held.values())


def _received(source: Source, day: When | None) -> Source:
    if day is None or source.provenance.received:
        return source
    return replace(source, provenance=replace(source.provenance, received=day))


def with_lists(register: Register, case: Path) -> Register:
    """With what the lists of the case say, where it has any. What works on them is loaded only then."""
    if not case.is_dir() or not (case / LISTS).is_file():
        return register
    estimation, issues = import_module("tollbook.tasks.case_estimates").estimation_of(case)
    found = sorted((*register.issues, *issues), key=lambda issue: issue.sort_key)
    return replace(register, estimation=estimation, issues=tuple(found))


def lost_files(issues: Iterable[Issue]) -> int:
    """How many whole files could not be read."""
    return len({issue.source for issue in issues if issue.severity is Severity.LOST and issue.at is None})
