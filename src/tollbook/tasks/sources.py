"""``tollbook sources``: every source of a case, what is unknown of it, and a receipt for each that is new."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from tollbook.decide import find_standing
from tollbook.decide.protected import never_kept
from tollbook.errors import SettingsError
from tollbook.intake import Progress, ReadDocument, no_progress, read_all, unpack_all, with_held
from tollbook.model import Document, Issue, Provenance, Severity, Source
from tollbook.model.provenance import NEVER_PUBLISHED, known_of, name_key
from tollbook.publish.record import issue_line
from tollbook.read.by_hand.filled_in import as_text
from tollbook.read.by_hand.given import COLUMNS, Given, not_there
from tollbook.read.formats import Format, format_named
from tollbook.tasks.case import load_documents, load_given, load_receipts
from tollbook.tasks.decisions import load_decisions
from tollbook.tasks.machine import Readers, cache_of
from tollbook.tasks.receipts import Intake, take_in, write_receipts

_TOO_LARGE = "too-large"
_BOM = "\ufeff"  # spreadsheets take a file without it for something else than UTF-8


@dataclass(frozen=True, slots=True)
class Listed:
    """One source of a case. ``unknown``: the facts that neither people nor the document give, by the columns of
    sources.csv. ``problems``: the codes of what kept it from being read."""

    file: str
    format: str
    size: int | None
    language: str | None
    date: str | None
    title: str | None
    sha256: str | None
    unknown: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSources:
    """``written`` is False where no receipt was written, since none was asked for or none is new."""

    listed: tuple[Listed, ...]
    intake: Intake
    written: bool
    issues: tuple[Issue, ...]

    @property
    def lost(self) -> bool:
        """Whether something could not be read."""
        return any(issue.severity is Severity.LOST for issue in self.issues)

    def as_json(self) -> dict[str, Any]:
        """The whole as plain values. Of what can give a person away it names the column alone."""
        return {
            "sources": [asdict(one) for one in self.listed],
            "receipts": {
                "written": self.written,
                "new": [one._asdict() for one in self.intake.new],
                "changed": [{"before": a._asdict(), "now": b._asdict()} for a, b in self.intake.changed],
                "gone": [{**one._asdict(), "now": now or None} for one, now in self.intake.gone],
            },
            "issues": [issue_line(issue) for issue in self.issues],
        }


class _Held(NamedTuple):
    """A case as it was opened: each document with what it gave, and the files too large to open, by name."""

    given: Given
    read: Sequence[tuple[Document, ReadDocument]]
    large: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def names(self) -> list[str]:
        return [*(document.name for document, _ in self.read), *self.large]

    @property
    def problems(self) -> dict[str, tuple[str, ...]]:
        """The codes of what kept each document from being read, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for issue in self.issues:
            if issue.source and issue.severity is Severity.LOST:
                found[issue.source] = (*found.get(issue.source, ()), issue.code)
        return found


def list_sources(case: Path, moment: datetime, receipt: bool = True, progress: Progress = no_progress) -> CaseSources:
    """Every source of a case; and where ``receipt``, a receipt at this ``moment`` for each file whose bytes have none.
    Raises SettingsError and StoreError; then nothing is written."""
    held = _open(case, progress)
    receipts = load_receipts(case)
    on_disk = [document.name for document, _ in held.read if isinstance(document.held, Path)]
    intake = take_in(case, [*on_disk, *held.large], receipts, moment) if case.is_dir() else Intake()
    writes = receipt and bool(intake.new)
    if writes:
        write_receipts(case, intake.new, receipts)
    receipted = {one.sha256 for one in (*receipts.rows, *(intake.new if writes else ()))}
    listed = [*_read(held, receipted), *_not_opened(held, intake, receipted), *_entries(held)]
    return CaseSources(tuple(sorted(listed, key=lambda one: one.file)), intake, writes, held.issues)


def sources_template(case: Path, progress: Progress = no_progress) -> bytes:
    """A sources.csv with a row for each document that has none yet: what the document says filled in, all else blank.
    Raises SettingsError."""
    held = _open(case, progress)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = {name: dict[str, str | None]() for name in held.names}
    rows |= {document.name: _says(one.source) for document, one in held.read if one.source}
    for name, says in sorted(rows.items()):
        if name_key(name) not in held.given.known:
            cells = {**says, "file": name}
            writer.writerow([as_text(str(cells.get(column) or "")) for column in COLUMNS])
    return (_BOM + out.getvalue()).encode("utf-8", "replace")


def _open(case: Path, progress: Progress) -> _Held:
    """The documents of a case, unpacked and read."""
    documents, found = load_documents(case)
    given = load_given(case)
    if not documents and not found and not given.entries:
        raise SettingsError(f"{str(case)!r} holds no documents. Put the documents there, or name another folder.")
    with Readers() as readers, cache_of(True) as cache:
        never = never_kept(find_standing(load_decisions(case)))
        members, unpacked = unpack_all(documents, readers, cache, _passed_on(given), never)
        read = read_all(members, readers, progress, cache, with_held(never, members))
    large = tuple(issue.source for issue in found if issue.code == _TOO_LARGE and issue.source)
    held = _Held(given, list(zip(members, read, strict=True)), large, ())
    issues = [*found, *given.issues, *not_there(given, held.names), *unpacked]
    issues += (issue for one in read for issue in one.issues if issue.at is None)
    return held._replace(issues=tuple(sorted(issues, key=lambda issue: issue.sort_key)))


def _passed_on(given: Given) -> dict[str, Provenance]:
    """What a reader is given: not who gave the document, as in a build, since it is kept by the same key."""
    return {name: facts.for_dossier() for name, facts in given.known.items()}


def _says(source: Source) -> dict[str, str | None]:
    """What a document says of itself."""
    anchors = {"title": source.title, "publisher": source.publisher, "author": source.author}
    says = {name: " ".join(anchor.words.split()) if anchor else None for name, anchor in anchors.items()}
    return {
        **says,
        "date": source.date.edtf if source.date else None,
        "language": source.language,
        "address": source.provenance.address,
    }


def _read(held: _Held, receipted: set[str]) -> Iterator[Listed]:
    within = {one.source.id: document.within for document, one in held.read if one.source}
    problems = held.problems
    for document, one in held.read:
        says = _says(one.source) if one.source else {}
        found = one.source.provenance if one.source else document.known
        known = known_of(held.given.known, document.name).over(found)
        sha256 = one.source.id if one.source else _digest(document)
        yield Listed(
            file=document.name,
            format=_format(one.source.media_type if one.source else None, document.name),
            size=one.source.size if one.source else _size(document),
            language=says.get("language") or known.language,
            date=says.get("date") or (known.date.edtf if known.date else None),
            title=says.get("title") or known.title,
            sha256=sha256,
            unknown=_unknown(known, says, bool({sha256, *_holders(document, within)} & receipted)),
            problems=problems.get(document.name, ()),
        )


def _holders(document: Document, within: Mapping[str, str | None]) -> Iterator[str]:
    """The ids of what holds a document, from the nearest outwards."""
    id_ = document.within
    while id_ is not None:
        yield id_
        id_ = within.get(id_)


def _unknown(known: Provenance, says: dict[str, str | None], receipted: bool) -> tuple[str, ...]:
    said = {name for name, value in says.items() if value} | ({"received"} if receipted else set())
    return (*known.unknown(said), *(name for name in NEVER_PUBLISHED if getattr(known, name) is None))


def _not_opened(held: _Held, intake: Intake, receipted: set[str]) -> Iterator[Listed]:
    """Files that are too large to be read; a video may have gigabytes."""
    hashed, problems = {one.file: one for one in intake.here}, held.problems
    for name in held.large:
        known, here = known_of(held.given.known, name), hashed.get(name)
        yield Listed(
            file=name,
            format=_format(None, name),
            size=here.size if here else None,
            language=known.language,
            date=known.date.edtf if known.date else None,
            title=known.title,
            sha256=here.sha256 if here else None,
            unknown=_unknown(known, {}, here is not None and here.sha256 in receipted),
            problems=(*problems.get(name, ()), *(["bytes-differ"] if here and _differs(known, here.sha256) else [])),
        )


def _differs(known: Provenance, sha256: str) -> bool:
    return known.sha256 is not None and known.sha256 != sha256


def _entries(held: _Held) -> Iterator[Listed]:
    """Sources of which the case holds no file."""
    there = {name_key(name) for name in held.names}
    for entry in held.given.entries:
        if entry.name not in there:
            known = known_of(held.given.known, entry.name)
            date = known.date.edtf if known.date else None
            unknown = _unknown(known, {}, receipted=True)  # of what is not here nothing was received
            yield Listed(entry.name, entry.kind, None, known.language, date, known.title, entry.sha256, unknown, ())


def _format(media_type: str | None, name: str) -> str:
    """A format in one short word; a file's extension where it is none that is read."""
    named = format_named(name)
    kind = next((one for one in Format if one.value == media_type), named)
    return kind.name.lower().replace("_", " ") if kind else name.rpartition(".")[2]


def _digest(document: Document) -> str | None:
    try:
        return hashlib.sha256(document.data()).hexdigest()
    except OSError:
        return None


def _size(document: Document) -> int | None:
    try:
        return len(document.held) if isinstance(document.held, bytes) else document.held.stat().st_size
    except OSError:
        return None
