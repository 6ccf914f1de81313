"""What a database says when it cannot go on, in words that help: which file, what was left as it was, what to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from tollbook.errors import StoreError

_NOTHING = "Nothing in it was changed."
_RESTORE = "Please restore a backup, or the copy of somebody you work with."
_RIGHTS = "Check the rights of the file and of its folder."
_NOT_WRITABLE = f"{{file}} cannot be written to, so nothing was. {_RIGHTS}"
_BROKEN = f"{{file}} is damaged and cannot be read safely. {_NOTHING} {_RESTORE}"
_WORDS = {
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was written to {file}. Make room and do it again.",
    sqlite3.SQLITE_IOERR: "The disk failed or is full, so nothing was written to {file}. Check it and do it again.",
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: f"{{file}} cannot be opened, so nothing was written. {_RIGHTS}",
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: f"{{file}} is not a case file of Tollbook, or is damaged. {_NOTHING} {_RESTORE}",
}


def damaged(file: str) -> StoreError:
    """What is read of it is not what was written."""
    return StoreError(_BROKEN.format(file=file))


def not_writable(file: str) -> StoreError:
    """The rights of the file or its folder do not allow it."""
    return StoreError(_NOT_WRITABLE.format(file=file))


def is_busy(wrong: DBAPIError) -> bool:
    """Whether somebody else holds it, and waiting may help."""
    return _code(wrong) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def in_words(wrong: DBAPIError, file: str) -> StoreError:
    """What went wrong, for a person. A database's own message may quote what stands in it."""
    if not hasattr(wrong.orig, "sqlite_errorcode"):  # the driver itself could not read what it was given
        return damaged(file)
    words = _WORDS.get(_code(wrong))
    name = getattr(wrong.orig, "sqlite_errorname", "")
    return StoreError(words.format(file=file) if words else f"{file} could not be used ({name}). {_NOTHING}")


def _code(wrong: DBAPIError) -> int:
    return getattr(wrong.orig, "sqlite_errorcode", 0) & 0xFF  # the low byte says what, the rest in which way
