"""Erasing: the key and the content of an entry are destroyed, the entry stays, and the log says who did it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from tollbook.errors import SettingsError
from tollbook.store.book import Book
from tollbook.store.chain import New, add, erased_entries
from tollbook.store.content import canonical
from tollbook.store.entry import Act
from tollbook.store.sealing import seal
from tollbook.store.tables import CONTENTS, ENTRIES


def erase(book: Book, ids: Sequence[str], by: str, at: datetime, reason: str) -> int:
    """The entries of these decisions, or of these ids in the log; those erased already are passed over."""
    if not reason.strip():
        raise SettingsError("An erasure needs its reason. Say in a few words why, without what is erased.")
    with book.writing() as connection:
        wanted = _entries_of(connection, ids) - erased_entries(connection)
        erase_entries(connection, wanted, by, at.isoformat(), reason)
    book.forget()  # where nothing is new, too: it may not have come to its end before
    return len(wanted)


def erase_entries(connection: Connection, wanted: Iterable[int], by: str, at: str, reason: str) -> None:
    """Within a transaction that writes; the entry that says so comes with it."""
    if not (entries := sorted(wanted)):
        return
    for seq in entries:
        connection.execute(delete(CONTENTS).where(CONTENTS.c.seq == seq))
    sealed = seal(canonical({"at": at, "by": by, "reason": reason}).encode())
    says = {"act": Act.ERASURE, "decision": None, "entries": entries}
    add(connection, [New(canonical(says), sealed.commitment, sealed)])


def _entries_of(connection: Connection, ids: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for id in ids:
        asked = select(ENTRIES.c.seq).where((ENTRIES.c.decision == id) | (ENTRIES.c.id == id))
        seq = connection.execute(asked).scalar()
        if seq is None:
            raise SettingsError(f"{id:.64} is not in the log, so nothing was erased. tollbook log lists what is.")
        found.add(seq)
    return found
