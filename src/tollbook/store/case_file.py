"""The case file: what people decided, kept in a log that only grows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tollbook.model.decision import Decision
from tollbook.model.proposal import Asked
from tollbook.store.entry import LogEntry

if TYPE_CHECKING:
    from tollbook.store.book import Book
    from tollbook.store.keepers import Resealed
    from tollbook.store.merging import Merged

FILE = "case.tollbook"


def tell_nobody(_words: str) -> None:
    """Where nobody is to be told that it waits."""


class CaseFile:
    """Opened by ``open`` to write, by ``find`` to read; used in a ``with``, in one thread. Every method raises
    StoreError where the file cannot be used, and then has changed nothing; but where the message begins with "It is
    done", what was deleted could not be overwritten."""

    def __init__(self, book: "Book") -> None:
        from tollbook.store.log import Log  # noqa: PLC0415 - without a case file, no database's libraries are loaded
        from tollbook.store.vault import Vault  # noqa: PLC0415

        self._book, self._log, self._vault = book, Log(book), Vault(book)

    @classmethod
    def open(cls, case: Path, waiting: Callable[[str], None] = tell_nobody) -> "CaseFile":
        """The case file of a folder, made where there is none. ``waiting`` is told when another writes."""
        from tollbook.store.opening import open_book  # noqa: PLC0415

        return cls(open_book(case / FILE, waiting))

    @classmethod
    def find(cls, case: Path) -> "CaseFile | None":
        """The case file of a folder, to read; None where there is none, as where ``case`` is one document."""
        file = case / FILE
        if case.is_file() or not (file.exists() or file.is_symlink()):
            return None
        from tollbook.store.opening import find_book  # noqa: PLC0415

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

    def append_sealed(self, decision: Decision, private: Mapping[str, Any]) -> Decision:
        """Adds a decision; ``private``, its reason and the words seen are sealed to the keepers. Returns its open part.
        StoreError where there is no keeper."""
        return self._vault.append(decision, private)

    def private(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """What these keys of keepers open, by the ids of decisions. Raises SettingsError where one is no key."""
        return self._vault.private(keys)

    def log(self) -> Iterator[LogEntry]:
        """The entries from the first on."""
        return self._log.entries()

    def check(self, keys: Sequence[str] = ()) -> tuple[str, ...]:
        """What is wrong with the log, in words; empty where it is whole. With a keeper's key, of what is sealed too."""
        from tollbook.store.checking import check  # noqa: PLC0415

        return check(self._book, keys)

    def erase(self, ids: Sequence[str], by: str, at: datetime, reason: str) -> int:
        """Destroys what the entries of these decisions hold, and the keys to it; how many. The log says so, and still
        verifies; of a sealed decision the open part stays. Raises SettingsError where one is not in the log."""
        from tollbook.store.erasing import erase  # noqa: PLC0415

        return erase(self._book, ids, by, at, reason)

    def merge(self, other: "CaseFile") -> "Merged":
        """Takes in what another copy of the case has: decisions, sealed parts, erasures. Each keeps its own keepers."""
        from tollbook.store.merging import merge  # noqa: PLC0415

        return merge(self._book, other._book)

    def keepers(self) -> Mapping[str, str]:
        """The codes of the keepers, and the recipients that things are sealed to."""
        return self._vault.keepers()

    def add_keeper(self, code: str, recipient: str, keys: Sequence[str] = ()) -> "Resealed":
        """One keeper more. What is sealed already opens to them where a key of another keeper is given. Raises
        SettingsError where it is no recipient, or the code is taken."""
        return self._vault.add_keeper(code, recipient, keys)

    def remove_keeper(self, code: str, keys: Sequence[str] = ()) -> "Resealed":
        """One keeper less; never the last one while something is sealed. What was sealed stays open to them unless a
        key of another keeper is given, and in every copy made before."""
        return self._vault.remove_keeper(code, keys)

    def salt(self, name: str, keys: Sequence[str] = ()) -> bytes:
        """A secret of this case, made once and kept, sealed like the rest where there are keepers: then a key of one of
        them is needed to have it again."""
        return self._vault.salt(name, keys)

    def keep_answers(self, rows: Sequence[Asked]) -> None:
        """What extractors answered, each in the place of an earlier answer to the same."""
        from tollbook.store.answered import keep  # noqa: PLC0415

        keep(self._book, rows)

    def answers(self) -> tuple[Asked, ...]:
        """All that extractors were asked, and what they answered."""
        from tollbook.store.answered import answers  # noqa: PLC0415

        return answers(self._book)

    def forget_answers(self, keeps: Callable[[Asked], bool]) -> int:
        """Destroys and overwrites the answers that are not to be kept; how many."""
        from tollbook.store.answered import forget  # noqa: PLC0415

        return forget(self._book, keeps)
