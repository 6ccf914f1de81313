"""A whole case as one sealed file: its documents, its own files, its case file as of one moment, and what they are."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from tollbook.errors import StoreError
from tollbook.store.case_file import FILE, tell_nobody
from tollbook.store.checking import check
from tollbook.store.opening import find_book
from tollbook.store.sealed_files import seal_stream
from tollbook.store.syncing import sync_folder
from tollbook.store.tables import ENTRIES
from tollbook.store.tape import Entry, tape_of

CASE, MANIFEST, SCHEMA = "case/", "MANIFEST.json", "tollbook-backup/1"
DOSSIER_MARK = "MANIFEST.sha256"
SIDE_FILES = frozenset(f"{FILE}{end}" for end in ("-wal", "-shm", "-journal"))  # what they hold is in the case file
_AT_ONCE = 1 << 20
Count = Callable[[int, int], None]  # how many are done, of how many


@dataclass(frozen=True, slots=True)
class Sealing:
    """To whom a backup is sealed: recipients of age, or a passphrase, or both."""

    recipients: tuple[str, ...] = ()
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a case is in no backup, and why. ``lost``: that is to be mended."""

    name: str
    why: str
    lost: bool


@dataclass(frozen=True, slots=True)
class BackedUp:
    """``decisions``: how many entries the log has; None where there is no case file. ``wrong``: what is wrong with the
    log, in words."""

    files: int
    size: int
    decisions: int | None
    wrong: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The case file of one moment."""

    data: bytes
    entries: int
    wrong: tuple[str, ...]


def write_backup(case: Path, out: Path, to: Sealing, version: str, count: Count) -> BackedUp:
    """Seals a case into a file that is not there yet. Raises StoreError; then no file is left."""
    snapshot = _snapshot(case)
    files, left_out = files_of(case)
    writing = _Writing(case, files, snapshot, version, count)
    partial = out.with_name(out.name + ".partial")  # sealed from its first byte
    try:
        with open(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as opened:
            seal_stream(tape_of(writing.entries()), opened, to.recipients, to.passphrase)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(partial, out)
        sync_folder(out.parent)
    except OSError as wrong:
        raise StoreError(f"{out.name} cannot be written: {wrong.strerror}. No backup was made.") from wrong
    finally:
        with suppress(OSError):
            partial.unlink()
    return BackedUp(
        len(writing.listed),
        sum(one["size"] for one in writing.listed),
        snapshot.entries if snapshot else None,
        snapshot.wrong if snapshot else (),
        tuple(left_out),
    )


def _snapshot(case: Path) -> _Snapshot | None:
    """The case file as it is at this moment, with what its side file holds: in memory, and nowhere on a disk."""
    if not ((case / FILE).exists() or (case / FILE).is_symlink()):
        return None
    with closing(find_book(case / FILE, tell_nobody)) as book:
        wrong = check(book)
        with book.reading() as connection:
            entries = connection.execute(select(func.count()).select_from(ENTRIES)).scalar_one()
            raw = connection.connection.driver_connection
            assert raw is not None
            return _Snapshot(raw.serialize(), entries, wrong)


def files_of(case: Path) -> tuple[list[tuple[str, Path]], list[LeftOut]]:
    """The files of a case by their names, and what is left out."""
    found: list[tuple[str, Path]] = []
    left_out: list[LeftOut] = []
    inside, waiting = case.resolve(), [case]
    while waiting:
        folder = waiting.pop()
        place = folder.relative_to(case).as_posix()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as wrong:
            left_out.append(LeftOut(place, f"it cannot be opened ({wrong.strerror})", lost=True))
            continue
        if folder != case and any(entry.name == DOSSIER_MARK for entry in entries):
            left_out.append(LeftOut(place, "it is a dossier, which can be built again", lost=False))
            continue
        for entry in entries:
            path = folder / entry.name
            name = path.relative_to(case).as_posix()
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif not (folder == case and (entry.name == FILE or entry.name in SIDE_FILES)):
                why = _not_taken(path, inside)
                if why is None:
                    found.append((name, path))
                else:
                    left_out.append(LeftOut(name, why, lost=True))
    return sorted(found), sorted(left_out, key=lambda one: one.name)


def _not_taken(path: Path, inside: Path) -> str | None:
    """Why a file is left out; None where it is not. A link to a file of the case is taken as the file."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "it is a link that leads nowhere"
    if not target.is_relative_to(inside):
        return "it is a link out of the case"
    if target.is_dir():
        return "it is a link to a folder"
    if not target.is_file():
        return "it is not a file"
    return None if os.access(target, os.R_OK) else "it cannot be opened"


class _Writing:
    """Gives the files of a case, and after them the list of what was given."""

    def __init__(
        self, case: Path, files: Sequence[tuple[str, Path]], snapshot: _Snapshot | None, version: str, count: Count
    ) -> None:
        self._case, self._files, self._snapshot = case, files, snapshot
        self._version, self._count = version, count
        self.listed: list[dict[str, Any]] = []

    def entries(self) -> Iterator[tuple[Entry, Iterator[bytes]]]:
        """Each file with its bytes."""
        of = len(self._files) + 1
        for number, (name, path) in enumerate(self._files):
            self._count(number, of)
            try:
                seen = path.stat()
            except OSError as wrong:
                raise _not_read(name, wrong) from wrong
            yield Entry(CASE + name, seen.st_size, int(seen.st_mtime)), self._pieces(name, path, seen.st_size)
        self._count(of - 1, of)
        if self._snapshot is not None:
            data = self._snapshot.data
            yield Entry(CASE + FILE, len(data), 0), self._hashed(FILE, iter([data]))
        manifest = json.dumps({"schema": SCHEMA, "version": self._version, "files": self.listed}).encode()
        yield Entry(MANIFEST, len(manifest), 0), iter([manifest])
        self._count(of, of)

    def _pieces(self, name: str, path: Path, size: int) -> Iterator[bytes]:
        given = 0
        try:
            with path.open("rb") as opened:
                for piece in self._hashed(name, iter(lambda: opened.read(_AT_ONCE), b"")):
                    given += len(piece)
                    yield piece
        except OSError as wrong:
            raise _not_read(name, wrong) from wrong
        if given != size:
            raise StoreError(f"{name} was written to while the backup was made, so none was made. Please try again.")

    def _hashed(self, name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece
        self.listed.append({"name": name, "size": size, "sha256": digest.hexdigest()})


def _not_read(name: str, wrong: OSError) -> StoreError:
    return StoreError(
        f"{name} could not be read: {wrong.strerror}. No backup was made. Please see to it and try again."
    )
