"""What must not be kept put out of the cache, so that no byte of it stands in its file any more."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from tollbook.errors import StoreError
from tollbook.store.cache import FILE, cache_folder
from tollbook.store.fingerprint import fingerprint

_WAIT = 30.0  # seconds that a build may hold it
_AT_ONCE = 1 << 20


Keeps = Callable[[str, bytes], bool]  # whether a row may stay, by its kind and its value


def purge_cache(keeps: Keeps, folder: Path | None = None) -> bool:
    """Puts out every row that ``keeps`` does not want kept, and all that another version of the program made, since
    nobody can tell what these hold. Whether there was a cache. Raises StoreError."""
    try:
        folder = folder or cache_folder()
    except RuntimeError:  # no home folder is known, so there is none
        return False
    file = folder / FILE
    if not file.exists():
        return False
    try:
        try:
            _purge(file, keeps)
        except sqlite3.DatabaseError as wrong:
            if isinstance(wrong, sqlite3.OperationalError):
                raise
            for one in _files(file):  # it is no database any more
                _overwrite(one)
    except (OSError, sqlite3.Error) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise StoreError(
            f"The cache could not be purged ({reason}), and may hold what is to be protected. End whatever else of "
            f"Tollbook runs, and do this again; or delete {folder.name}/{FILE} in your cache folder."
        ) from wrong
    return True


def _purge(file: Path, keeps: Keeps) -> None:
    with closing(sqlite3.connect(file, timeout=_WAIT, isolation_level=None)) as opened:
        opened.execute("pragma secure_delete = on")
        opened.execute("pragma temp_store = memory")
        if opened.execute("select 1 from sqlite_master where name = 'derived'").fetchone():
            opened.execute("begin immediate")
            opened.executemany("delete from derived where place = ?", list(_out(opened, keeps)))
            opened.execute("commit")
        opened.execute("vacuum")
        (busy, *_) = opened.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise OSError(None, "another build uses it")


def _out(opened: sqlite3.Connection, keeps: Keeps) -> Iterator[tuple[int]]:
    version = fingerprint()
    for place, key, value in opened.execute("select place, key, value from derived"):
        kind, _, _ = key[len(version) :].partition(b":")
        if not key.startswith(version) or not keeps(kind.decode("ascii", "replace"), value):
            yield (place,)


def _files(file: Path) -> Iterator[Path]:
    yield from (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def _overwrite(file: Path) -> None:
    with suppress(FileNotFoundError), file.open("r+b") as opened:
        for _ in range(0, os.fstat(opened.fileno()).st_size, _AT_ONCE):
            opened.write(b"\0" * _AT_ONCE)
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink(missing_ok=True)
