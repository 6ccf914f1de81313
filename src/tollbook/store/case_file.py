"""The case file: what people decided, kept in a log that only grows."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tollbook.model.decision import Decision
from tollbook.store.entry import LogEntry

if TYPE_CHECKING:
    from tollbook.store.book import Book

FILE = "case.tollbook"


def tell_nobody(_words: str) -> None:
    """Where nobody is to be told that it waits."""


class CaseFile:
    """Opened by ``open`` to write, by ``find`` to read; used in a ``with``, in one thread. Every method raises
    StoreError where the file cannot be used, and then has changed nothing."""

    def __init__(self, book: "Book") -> None:
        from tollbook.store.log import Log  # noqa: PLC0415 - where there is no case file, no database is loaded

        self._book, self._log = book, Log(book)

    @classmethod
    def open(cls, case: Path, waiting: Callable[[str], None] = tell_nobody) -> "CaseFile":
        """The case file of a folder, made where there is none. ``waiting`` is told when another writes."""
        from tollbook.store.opening import open_book  # noqa: PLC0415 - as above

        return cls(open_book(case / FILE, waiting))

    @classmethod
    def find(cls, case: Path) -> "CaseFile | None":
        """The case file of a folder, to read; None where there is none, as where ``case`` is one document."""
        file = case / FILE
        if case.is_file() or not (file.exists() or file.is_symlink()):
            return None
        from tollbook.store.opening import find_book  # noqa: PLC0415 - as above

        return cls(find_book(file, tell_nobody))

    def __enter__(self) -> "CaseFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._book.close()

    def append(self, decisions: Sequence[Decision]) -> int:
        """Adds those that are not there yet, in one transaction; they are on the disk when it returns how many."""
        return self._log.append(decisions)

    def decisions(self) -> tuple[Decision, ...]:
        """All that can be read without a key, sorted by their times."""
        return self._log.decisions()

    def log(self) -> Iterator[LogEntry]:
        """The entries from the first on."""
        return self._log.entries()

    def check(self) -> tuple[str, ...]:
        """What is wrong with the log, in words; empty where it is whole."""
        return self._log.check()
