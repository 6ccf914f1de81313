"""The cache emptied, so that no byte of what it held stands in its file any more."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from tollbook.errors import StoreError
from tollbook.store.cache import FILE, cache_folder

_WAIT = 30.0  # seconds that a build may hold it
_AT_ONCE = 1 << 20


def empty_cache(folder: Path | None = None) -> bool:
    """Whether there was one. Its rows lie under hashes, which do not say of what they are: so all of them go, and cost
    no more than being made again. Raises StoreError."""
    try:
        folder = folder or cache_folder()
    except RuntimeError:  # no home folder is known, so there is none
        return False
    file = folder / FILE
    if not file.exists():
        return False
    try:
        try:
            _empty(file)
        except sqlite3.DatabaseError as wrong:
            if isinstance(wrong, sqlite3.OperationalError):
                raise
            for one in _files(file):  # it is no database any more
                _overwrite(one)
    except (OSError, sqlite3.Error) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise StoreError(
            f"The cache could not be emptied ({reason}), and may hold what is to be protected. End whatever else of "
            f"Tollbook runs, and do this again; or delete {folder.name}/{FILE} in your cache folder."
        ) from wrong
    return True


def _empty(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=_WAIT, isolation_level=None)) as opened:
        opened.execute("pragma secure_delete = on")
        opened.execute("pragma temp_store = memory")
        if opened.execute("select 1 from sqlite_master where name = 'derived'").fetchone():
            opened.execute("delete from derived")
        opened.execute("vacuum")
        (busy, *_) = opened.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise OSError(None, "another build uses it")


def _files(file: Path) -> Iterator[Path]:
    yield from (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def _overwrite(file: Path) -> None:
    with suppress(FileNotFoundError), file.open("r+b") as opened:
        for _ in range(0, os.fstat(opened.fileno()).st_size, _AT_ONCE):
            opened.write(b"\0" * _AT_ONCE)
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink(missing_ok=True)
