"""The database of a case, read and written one transaction at a time, with what fails in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import RootTransaction
from sqlalchemy.exc import DBAPIError, OperationalError

from tollbook.errors import StoreError
from tollbook.store import sqlite
from tollbook.store.failures import damaged, in_words, is_busy

AT_ONCE = 1_000  # milliseconds in which another writer is likely to be done
PATIENCE = 60_000  # milliseconds more, once the user was told


class Book:
    """One connection, for one thread. ``file``: its name, for messages. Raises StoreError wherever it is used."""

    def __init__(self, engine: Engine, file: str, waiting: Callable[[str], None]) -> None:
        self._engine, self._waiting = engine, waiting
        self.file = file
        with self._in_words():
            self._connection = engine.connect()

    def close(self) -> None:
        """Lets go of the file; whatever was acknowledged is in it."""
        with suppress(DBAPIError):
            self._connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state."""
        with self._in_words():
            sqlite.as_reader(self._connection)
            with self._connection.begin():
                yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction with no other writer beside it: on the disk when it ends, or not at all."""
        with self._in_words():
            with self._begun():
                yield self._connection
            with suppress(OperationalError):  # it is on the disk already, in the side file
                sqlite.settle(self._connection)

    def let_read(self) -> None:
        """Others can read while one writes. For a file that is known to be ours."""
        with self._in_words():
            sqlite.let_read(self._connection)

    def check_pages(self) -> None:
        """Raises StoreError where the file is damaged."""
        with self._in_words():
            if not sqlite.pages_hold(self._connection):
                raise damaged(self.file)

    def forget(self) -> None:
        """Overwrites whatever was deleted: the deletion itself is on the disk already."""
        try:
            done = sqlite.forget(self._connection)
        except OperationalError as wrong:
            raise StoreError(
                f"It is done, but {self.file} could not be written anew without what was deleted:"
                f" {'another Tollbook uses it' if is_busy(wrong) else 'the disk failed or is full'}."
                " Traces may stay in it. Please see to that and do the same again."
            ) from wrong
        if not done:
            raise StoreError(
                f"It is done, but another Tollbook reads {self.file}, and traces may stay beside it until that ends."
                " Please close it and do the same again."
            )

    def _begun(self) -> RootTransaction:
        for patience in (AT_ONCE, PATIENCE):
            sqlite.as_writer(self._connection, patience)
            try:
                return self._connection.begin()
            except OperationalError as wrong:
                if not is_busy(wrong):
                    raise
            if patience == AT_ONCE:
                self._waiting(f"Another Tollbook is writing to {self.file}; waiting up to {PATIENCE // 1000} seconds.")
        raise StoreError(
            f"Another Tollbook has been writing to {self.file} for over {PATIENCE // 1000} seconds, so nothing was"
            " written. Please close it, or do this again later."
        )

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as wrong:
            raise in_words(wrong, self.file) from wrong
