"""The cache of derived rows: one SQLite file in the user's cache folder, which may be deleted at any time."""

import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from zlib import crc32

from tollbook.store.fingerprint import fingerprint

FILE = "derived.sqlite"
MOST_BYTES = 1024**3
_LAYOUT = 1  # of the tables below
_WAIT = 5.0  # seconds that another build may hold the file
_AT_ONCE = 64 * 1024 * 1024  # bytes kept in memory before they are written
_TABLES = """
create table if not exists derived (place integer primary key, key blob not null unique, sum integer not null,
  value blob not null) strict;
"""


def cache_folder() -> Path:
    """The user's cache folder for this program, by the custom of the system."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "tollbook" / "cache"
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given.startswith("/"):
        return Path(given) / "tollbook"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "tollbook"


class Cache:
    """Kept values by key. One that cannot be used is passed over: ``trouble`` then says why, in a line."""

    def __init__(self, folder: Path | None = None, most: int = MOST_BYTES) -> None:
        self.trouble: str | None = None
        self._most = most
        self._new: dict[bytes, bytes] = {}
        self._held = 0
        self._file: sqlite3.Connection | None = None
        self._version = b""
        if most <= 0:
            return
        try:
            self._open(folder or cache_folder())
            self._version = fingerprint()
        except (OSError, RuntimeError, sqlite3.Error) as wrong:  # RuntimeError: no home folder is known
            self._give_up(wrong)

    @classmethod
    def off(cls) -> "Cache":
        """One that keeps nothing."""
        return cls(most=0)

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        self.close()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What this version of the program kept under a key; None where it kept nothing, or it is not whole."""
        place = self._place(kind, key)
        if self._file is None or place in self._new:
            return self._new.get(place)
        try:
            row = self._file.execute("select sum, value from derived where key = ?", (place,)).fetchone()
        except sqlite3.Error as wrong:
            self._give_up(wrong)
            return None
        if row is None or _sum(place, row[1]) != row[0]:
            return None
        return bytes(row[1])

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keeps a value; it is written with others, at the latest by ``close``."""
        if self._file is None:
            return
        self._new[self._place(kind, key)] = value
        self._held += len(value)
        if self._held > _AT_ONCE:
            self._write()

    def close(self) -> None:
        """Writes what is new, puts out what is oldest where there is too much, and lets go of the file."""
        self._write()
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
            self._file = None

    def _place(self, kind: str, key: bytes) -> bytes:
        return self._version + kind.encode() + b":" + key

    def _open(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._path = folder / FILE
        try:
            self._file = _opened(self._path)
        except sqlite3.DatabaseError as wrong:
            if isinstance(wrong, sqlite3.OperationalError):
                raise
            self._remove()
            self._file = _opened(self._path)

    def _remove(self) -> None:
        """It is no database any more: nothing is lost that cannot be made again."""
        for end in ("", "-wal", "-shm"):
            self._path.with_name(FILE + end).unlink(missing_ok=True)

    def _write(self) -> None:
        rows = [(key, _sum(key, value), value) for key, value in self._new.items()]
        self._new, self._held = {}, 0
        if self._file is None or not rows:
            return
        try:
            with self._file:
                self._file.executemany("insert or replace into derived (key, sum, value) values (?, ?, ?)", rows)
            self._shrink(self._file)
        except sqlite3.Error as wrong:
            self._give_up(wrong)

    def _shrink(self, file: sqlite3.Connection) -> None:
        """Oldest out, until a quarter is free: what is needed again is made again."""
        (size,) = file.execute("pragma page_size").fetchone()
        (pages,), (free,) = (file.execute(f"pragma {name}").fetchone() for name in ("page_count", "freelist_count"))
        over = (pages - free) * size - self._most
        if over <= 0:
            return
        over += self._most // 4
        with file:
            for place, length in file.execute("select place, length(value) from derived order by place").fetchall():
                if over <= 0:
                    break
                file.execute("delete from derived where place = ?", (place,))
                over -= length
        file.execute("pragma incremental_vacuum").fetchall()

    def _give_up(self, wrong: Exception) -> None:
        """From here on the build goes without it."""
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        self.trouble = f"The cache was not used, which costs time and nothing else: {reason}."
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
        self._file, self._new = None, {}
        if isinstance(wrong, sqlite3.DatabaseError) and not isinstance(wrong, sqlite3.OperationalError):
            with suppress(OSError):
                self._remove()


def _sum(place: bytes, value: bytes) -> int:
    """Of both, one after the other."""
    return crc32(value, crc32(place))


def _opened(file: Path) -> sqlite3.Connection:
    """The database, its file readable for its owner alone. Raises OSError and sqlite3.Error."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    opened = sqlite3.connect(file, timeout=_WAIT)
    try:
        opened.execute("pragma auto_vacuum = incremental")
        opened.execute("pragma journal_mode = wal")
        opened.execute("pragma synchronous = off")  # a row that was not written whole is found out by its sum
        (layout,) = opened.execute("pragma user_version").fetchone()
        if layout != _LAYOUT:
            opened.executescript(f"drop table if exists derived; {_TABLES} pragma user_version = {_LAYOUT};")
    except sqlite3.Error:
        opened.close()
        raise
    return opened
