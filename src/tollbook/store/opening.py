"""A case file found or made, and brought to the layout of this version."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from tollbook.errors import StoreError
from tollbook.store import sqlite
from tollbook.store.book import Book
from tollbook.store.failures import not_writable
from tollbook.store.tables import LAYOUTS


def open_book(file: Path, waiting: Callable[[str], None]) -> Book:
    """For writing; made where there is none. Raises StoreError."""
    _check_kind(file)
    try:
        sqlite.make_file(file)
    except OSError as wrong:
        raise StoreError(
            f"{file.name} cannot be made in {file.parent.name or file.parent}: {wrong.strerror}. Nothing was written."
            " Check that the folder is there, and its rights."
        ) from wrong
    if not _can_be_written(file):  # said before anything is laid beside it
        raise not_writable(file.name)
    return _opened(file, sqlite.READ_WRITE, waiting)


def find_book(file: Path, waiting: Callable[[str], None]) -> Book:
    """For reading a file that is there. Where nothing can be written beside it, it is read as it lies. Raises
    StoreError."""
    _check_kind(file)
    if _can_be_written(file):
        return _opened(file, sqlite.READ_WRITE, waiting)
    side = file.with_name(file.name + "-wal")
    still = not side.exists() or side.stat().st_size == 0
    return _opened(file, sqlite.LAID_DOWN if still else sqlite.READ_ONLY, waiting)


def _can_be_written(file: Path) -> bool:
    """The folder too: what is being written stands beside the file first."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _check_kind(file: Path) -> None:
    """A link could lead out of the case, and a folder holds no tables."""
    try:
        kind = file.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as wrong:
        raise StoreError(f"{file.name} cannot be opened: {wrong.strerror}. Nothing was written.") from wrong
    if not stat.S_ISREG(kind):
        what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "no plain file"
        raise StoreError(f"{file.name} is {what}, not a case file. Nothing was written. Please move it elsewhere.")


def _opened(file: Path, way: str, waiting: Callable[[str], None]) -> Book:
    book = Book(sqlite.engine_of(file, way), file.name, waiting)
    try:
        book.check_pages()
        with book.reading() as connection:
            layout = _layout(connection, file.name)
        if way == sqlite.READ_WRITE:
            book.let_read()
        if layout != LAYOUTS[-1]:
            _bring_up(book, way)
    except BaseException:
        book.close()
        raise
    return book


def _layout(connection: Connection, file: str) -> str | None:
    """The layout that the file has; None where it is new. Raises StoreError where it is not one of ours."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if not {"alembic_version", "entries"}.issubset(tables):
        raise StoreError(
            f"{file} is a database of another program. Nothing in it was changed. Please move it elsewhere."
        )
    found = connection.execute(text("select version_num from alembic_version")).scalars().first()
    if found not in LAYOUTS:
        raise StoreError(
            f"{file} was written by a newer version of Tollbook (layout {found!s:.40}), which this one cannot read."
            " Nothing in it was changed. Please install the newer version."
        )
    return str(found)


def _bring_up(book: Book, way: str) -> None:
    """Whoever comes second finds it done."""
    from tollbook.store.migrating import migrate  # noqa: PLC0415 - Alembic is needed once in a case's life

    if way != sqlite.READ_WRITE:
        raise StoreError(
            f"{book.file} is of an older version of Tollbook and cannot be brought up to date where it lies, since"
            " nothing can be written there. Please copy the case to another folder."
        )
    with book.writing() as connection:
        if _layout(connection, book.file) != LAYOUTS[-1]:
            migrate(connection)
