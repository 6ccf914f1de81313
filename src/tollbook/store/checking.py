"""Whether a log is whole: everything that can be seen without a key, and with one what the keepers sealed."""

from collections.abc import Iterator, Sequence

from pyrage import x25519

from tollbook.store.book import Book
from tollbook.store.chain import Kept, pages
from tollbook.store.entry import BEFORE_THE_FIRST, Act, Held, LogEntry
from tollbook.store.keepers import keepers_in
from tollbook.store.keys import keys_of
from tollbook.store.log import decision_in
from tollbook.store.sealing import NotOpened, Sealed, WrongKey, unseal


def check(book: Book, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """What is wrong, in words; empty where nothing is."""
    return tuple(_Check(book, keys_of(keys)).wrong())


class _Check:
    def __init__(self, book: Book, keys: Sequence[x25519.Identity]) -> None:
        self._book, self._keys = book, keys
        self._before, self._seq = BEFORE_THE_FIRST, 0
        self._erased: set[int] = set()
        self._held: set[int] = set()
        self._keepers: dict[str, str] = {}

    def wrong(self) -> Iterator[str]:
        for page in pages(self._book):
            for kept in page:
                yield from self._entry(*kept)
        for seq in sorted(self._erased & self._held):
            yield f"Entry {seq} is said to be erased, and its content is still there."
        with self._book.reading() as connection:
            if keepers_in(connection) != self._keepers:
                yield "The keepers are not those that the log says were added."

    def _entry(self, entry: LogEntry, sealed: Sealed | None) -> Iterator[str]:
        self._seq += 1
        if entry.seq != self._seq:
            yield f"Before entry {entry.seq}, {entry.seq - self._seq} entries are missing."
            self._seq = entry.seq
        if not entry.follows(self._before):
            yield f"Entry {entry.seq} was changed, or does not follow from the one before it."
        elif entry.decision is None and not self._understood(entry):
            yield f"Entry {entry.seq} records something that this version of Tollbook does not know."
        self._before = entry.id
        if entry.state is Held.LOST:
            yield f"What entry {entry.seq} held is gone, and no entry says that it was erased."
        elif sealed is not None:
            self._held.add(entry.seq)
            if not self._holds((entry, sealed)):
                yield f"What entry {entry.seq} holds is not what it was committed to."

    def _understood(self, entry: LogEntry) -> bool:
        match entry.says:
            case {"act": Act.ERASURE, "entries": list(entries)}:
                self._erased.update(entries)
            case {"act": Act.KEEPER, "added": True, "code": str(code), "recipient": str(recipient)}:
                self._keepers[code] = recipient
            case {"act": Act.KEEPER, "added": False, "code": str(code)}:
                self._keepers.pop(code, None)
            case _:
                return False
        return True

    def _holds(self, kept: Kept) -> bool:
        entry, sealed = kept
        try:
            decision_in(entry, sealed)
            if sealed is not None and (sealed.to_keepers or entry.decision is None):
                unseal(sealed, self._keys)
        except WrongKey:
            return entry.says.get("act") == Act.SEALED  # nobody here can tell
        except (NotOpened, ValueError, KeyError, TypeError):
            return False
        return True
