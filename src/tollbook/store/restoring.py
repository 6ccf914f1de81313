"""A case out of its backup: opened, every hash and the log checked, and only then written."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from sqlalchemy import NullPool, create_engine

from tollbook.errors import StoreError
from tollbook.store.backup import CASE, MANIFEST, SCHEMA, SIDE_FILES
from tollbook.store.book import Book
from tollbook.store.case_file import FILE, tell_nobody
from tollbook.store.checking import check
from tollbook.store.sealed_files import open_stream
from tollbook.store.tables import LAYOUTS
from tollbook.store.tape import Entry, NotWhole, Tape

_MOST_MANIFEST = 256 * 1024 * 1024
_LISTED = CASE + FILE
Count = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a backup: keys, and where it is sealed with one, a passphrase that is asked for."""

    keys: tuple[str, ...] = ()
    passphrase: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup holds. ``decisions``: the entries of its log, None where it has no case file."""

    files: int
    size: int
    decisions: int | None
    version: str


def check_backup(backup: Path, by: Opening, count: Count) -> Restored:
    """Reads a backup whole and writes nothing. Raises SettingsError where no key fits, StoreError where it could not
    be restored."""
    return _read(backup, by, _Checked(), count)


def restore_backup(backup: Path, case: Path, by: Opening, count: Count) -> Restored:
    """Checks a backup whole, then writes it into a folder that is not there yet, or is empty. Raises SettingsError and
    StoreError; then nothing is left of it."""
    if by.passphrase is not None:
        by = replace(by, passphrase=cache(by.passphrase))  # asked for once, for both readings
    check_backup(backup, by, count)
    partial = case.with_name(case.name + ".partial")
    try:
        partial.mkdir(mode=0o700)
    except OSError as wrong:
        raise StoreError(
            f"{partial.name} cannot be made: {wrong.strerror}. If it is left over from before, please delete it."
        ) from wrong
    try:
        found = _read(backup, by, _Written(partial), count)
        with suppress(FileNotFoundError):
            case.rmdir()
        partial.rename(case)
    except OSError as wrong:
        shutil.rmtree(partial, ignore_errors=True)
        raise StoreError(f"{case.name} cannot be written: {wrong.strerror}. Nothing was restored.") from wrong
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return found


def _read(backup: Path, by: Opening, taker: "_Checked", count: Count) -> Restored:
    try:
        with backup.open("rb") as opened:
            tape, counted = Tape(taker), _Counted(opened, backup.stat().st_size, count)
            open_stream(counted, tape, by.keys, by.passphrase)  # type: ignore[arg-type]
            tape.close()
        return taker.found(by.keys)
    except NotWhole as wrong:
        raise StoreError(
            f"{backup.name} is no backup that can be restored: {wrong}. Nothing was written. Please use another copy."
        ) from None
    except OSError as wrong:
        raise StoreError(f"{backup.name} cannot be read: {wrong.strerror}. Nothing was written.") from wrong


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, size: int, count: Count) -> None:
        self._file, self._size, self._count = file, size, count

    def read(self, most: int = -1) -> bytes:
        data = self._file.read(most)
        self._count(self._file.tell(), self._size)
        return data

    def readline(self, most: int = -1) -> bytes:
        return self._file.readline(most)

    def seek(self, to: int) -> int:
        return self._file.seek(to)


class _Checked:
    """Takes the files of a backup and holds what they are; of their bytes the list and the case file alone."""

    def __init__(self) -> None:
        self._hashes: dict[str, tuple[int, str]] = {}
        self._kept: dict[str, bytearray] = {MANIFEST: bytearray(), _LISTED: bytearray()}
        self._entry = Entry("", 0, 0)
        self._digest = hashlib.sha256()

    def begin(self, entry: Entry) -> None:
        self._entry, self._digest = entry, hashlib.sha256()
        if entry.name != MANIFEST:
            _check_name(entry.name)
        if entry.name in self._hashes:
            raise NotWhole("a file is in it twice")
        if entry.name == MANIFEST and entry.size > _MOST_MANIFEST:
            raise NotWhole("its list is too long")

    def take(self, data: bytes) -> None:
        self._digest.update(data)
        if (kept := self._kept.get(self._entry.name)) is not None:
            kept += data

    def end(self) -> None:
        self._hashes[self._entry.name] = (self._entry.size, self._digest.hexdigest())

    def found(self, keys: Sequence[str]) -> Restored:
        """Raises NotWhole where what came is not what the list says, or the log is not whole."""
        listed, version = _listed(bytes(self._kept[MANIFEST]))
        there = {name.removeprefix(CASE): of for name, of in self._hashes.items() if name != MANIFEST}
        if there != listed:
            wrong = sorted({*there.items()} ^ {*listed.items()})
            raise NotWhole(f"{wrong[0][0]!a} is not what its list says")
        size = sum(size for size, _ in there.values())
        entries = _entries(bytes(self._kept[_LISTED]), keys) if FILE in there else None
        return Restored(len(there), size, entries, version)


class _Written(_Checked):
    """Writes them as well."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = self._path = folder
        self._open: BinaryIO | None = None

    def begin(self, entry: Entry) -> None:
        super().begin(entry)
        if entry.name != MANIFEST:
            self._path = self._folder / entry.name.removeprefix(CASE)
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._open = os.fdopen(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")

    def take(self, data: bytes) -> None:
        super().take(data)
        if self._open is not None:
            self._open.write(data)

    def end(self) -> None:
        super().end()
        if self._open is not None:
            self._open.flush()
            os.fsync(self._open.fileno())
            self._open.close()
            self._open = None
            with suppress(OSError, OverflowError):
                os.utime(self._path, (self._entry.modified, self._entry.modified))


def _check_name(name: str) -> None:
    """Raises NotWhole for a name that would lead out of the folder, on any system."""
    inner = name.removeprefix(CASE)
    parts = inner.split("/")
    leads_out = PurePosixPath(inner).is_absolute() or PureWindowsPath(inner).drive or "\0" in inner
    if not name.startswith(CASE) or leads_out or any(part in ("", ".", "..") for part in parts):
        raise NotWhole("a name in it leads out of the case")
    if inner != FILE and parts[0].casefold() in (FILE, *SIDE_FILES):
        raise NotWhole("something in it would be taken for a part of the case file")


def _listed(manifest: bytes) -> tuple[Mapping[str, tuple[int, str]], str]:
    try:
        held = json.loads(manifest)
        schema, version = held["schema"], str(held["version"])
        listed = {one["name"]: (one["size"], one["sha256"]) for one in held["files"]}
    except (ValueError, KeyError, TypeError):
        raise NotWhole("the list of what is in it is missing") from None
    if schema != SCHEMA:
        raise NotWhole(f"it was made by a newer Tollbook ({version!a:.20}); install that")
    return listed, version


def _entries(data: bytes, keys: Sequence[str]) -> int:
    """How many entries a case file's log has, looked at in memory. Raises NotWhole where it is not whole."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        database.deserialize(data[:18] + b"\1\1" + data[20:])  # in memory there is no side file
        engine = create_engine("sqlite://", creator=lambda: database, poolclass=NullPool, hide_parameters=True)
        with closing(Book(engine, FILE, tell_nobody)) as book:
            book.check_pages()
            _bring_up(database, book)
            wrong = check(book, keys)
            if wrong:
                raise NotWhole(f"its log is not whole ({wrong[0]})")
            (count,) = database.execute("select count(*) from entries").fetchone()
            return int(count)
    except (sqlite3.Error, StoreError):
        raise NotWhole("its case file is damaged") from None
    finally:
        database.close()


def _bring_up(database: sqlite3.Connection, book: Book) -> None:
    """An older layout is brought up to date, as it would be where the case is opened: here in memory alone."""
    (layout,) = database.execute("select version_num from alembic_version").fetchone()
    if layout not in LAYOUTS:
        raise NotWhole("its case file was written by a newer Tollbook; install that")
    if layout != LAYOUTS[-1]:
        from tollbook.store.migrating import migrate  # noqa: PLC0415 - Alembic is needed once in a case's life

        with book.writing() as connection:
            migrate(connection)
