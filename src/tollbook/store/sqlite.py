"""A case file as SQLite keeps it: what is set on every connection, and what only SQLite is asked for."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from tollbook.store.syncing import sync_folder

READ_WRITE, READ_ONLY, LAID_DOWN = "mode=rw", "mode=ro", "mode=ro&immutable=1"
PATIENCE_TO_FORGET = 10_000  # milliseconds in which readers are likely to be done
_PRAGMAS = (
    "foreign_keys = on",
    "synchronous = full",  # acknowledged is on the disk
    "secure_delete = on",  # what is deleted is overwritten
    "temp_store = memory",  # no other file
    "cell_size_check = on",
    "trusted_schema = off",
)


def engine_of(file: Path, way: str = READ_WRITE) -> Engine:
    """An engine for one file that is there. What is asked for is never shown in a message of an exception."""
    address = f"file:{quote(os.fsencode(file.absolute()))}?{way}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    if words := connection.get_execution_options().get("begin", "begin"):
        connection.exec_driver_sql(words)


def as_writer(connection: Connection, patience: int) -> None:
    """The next transaction is to be the only one that writes, and waits so many milliseconds for that."""
    alone(connection, f"pragma busy_timeout = {patience}")
    connection.execution_options(begin="begin immediate")


def as_reader(connection: Connection) -> None:
    """The next transaction sees one state and writes nothing."""
    connection.execution_options(begin="begin")


def alone(connection: Connection, words: str) -> list[tuple[Any, ...]]:
    """Runs a statement outside of any transaction."""
    connection.execution_options(begin="")
    with connection.begin():
        found = connection.exec_driver_sql(words)
        return [tuple(row) for row in found] if found.returns_rows else []


def let_read(connection: Connection) -> None:
    """What is written goes to a side file first, so that others read on meanwhile."""
    if alone(connection, "pragma journal_mode") != [("wal",)]:
        alone(connection, "pragma journal_mode = wal")


def settle(connection: Connection) -> None:
    """What was written goes from the side file into the file itself, so that a copy of it alone is whole; where nobody
    else is at it just now."""
    alone(connection, "pragma busy_timeout = 0")
    alone(connection, "pragma wal_checkpoint(truncate)")


def pages_hold(connection: Connection) -> bool:
    """Whether the file's pages fit together."""
    return alone(connection, "pragma quick_check(1)") == [("ok",)]


def forget(connection: Connection) -> bool:
    """What was deleted is in no page of the file and of its side file any more; False where somebody still reads it."""
    alone(connection, f"pragma busy_timeout = {PATIENCE_TO_FORGET}")
    alone(connection, "vacuum")
    return bool(alone(connection, "pragma wal_checkpoint(truncate)")[0][0] == 0)


def make_file(file: Path) -> None:
    """An empty file that its owner alone may read; one that is there stays as it is. Raises OSError."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        sync_folder(file.parent)
