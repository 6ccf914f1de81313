"""The chain of entries in its tables: added at the end, and read back a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Row, insert, select

from tollbook.errors import StoreError
from tollbook.store.book import Book
from tollbook.store.entry import BEFORE_THE_FIRST, Act, Held, LogEntry, entry_id
from tollbook.store.sealing import Sealed
from tollbook.store.tables import CONTENTS, ENTRIES

_PAGE = 1_000
_ASKED = 500  # ids in one question: databases bound how many

Kept = tuple[LogEntry, Sealed | None]


@dataclass(frozen=True, slots=True)
class New:
    """What is to be an entry. ``sealed``: its content; None where that is not at hand."""

    open: str
    commitment: str
    sealed: Sealed | None
    decision: str | None = None


def add(connection: Connection, new: Iterable[New]) -> list[LogEntry]:
    """Chains them to the last entry, within a transaction that writes."""
    last = connection.execute(select(ENTRIES.c.seq, ENTRIES.c.id).order_by(ENTRIES.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq, last.id) if last else (0, BEFORE_THE_FIRST)
    added, contents = [], []
    for one in new:
        seq += 1
        id = entry_id(before, one.commitment, one.open)
        added.append(LogEntry(seq, id, before, one.commitment, one.open, one.decision))
        if one.sealed is not None:
            contents.append(content_row(seq, one.sealed))
        before = id
    if added:
        connection.execute(insert(ENTRIES), [_entry_row(one) for one in added])
    if contents:
        connection.execute(insert(CONTENTS), contents)
    return added


def known(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Those of the decisions that have an entry, erased or not, and which."""
    found: dict[str, int] = {}
    for at in range(0, len(ids), _ASKED):
        asked = ENTRIES.c.decision.in_(ids[at : at + _ASKED])
        rows = connection.execute(select(ENTRIES.c.decision, ENTRIES.c.seq).where(asked))
        found.update((row.decision, row.seq) for row in rows)
    return found


def pages(book: Book) -> Iterator[list[Kept]]:
    """All entries in their order, with what is held of their contents; no transaction stays open between pages."""
    held = ENTRIES.outerjoin(CONTENTS)
    asked = select(ENTRIES, CONTENTS.c.key, CONTENTS.c.to_keepers, CONTENTS.c.content).select_from(held)
    last = 0
    while True:
        page = asked.where(ENTRIES.c.seq > last).order_by(ENTRIES.c.seq).limit(_PAGE)
        with book.reading() as connection:
            read = [_read(row) for row in connection.execute(page)]
            gone = any(sealed is None for _entry, sealed in read)
            erased = erased_entries(connection) if gone else frozenset()
        if not read:
            return
        last = read[-1][0].seq
        yield [(replace(entry, state=_state(entry, sealed, erased)), sealed) for entry, sealed in read]


def verified(book: Book) -> Iterator[Kept]:
    """The entries one by one, each found to follow from the one before it. Raises StoreError where one does not."""
    before = BEFORE_THE_FIRST
    for page in pages(book):
        for entry, sealed in page:
            if not entry.follows(before) or entry.state is Held.LOST:
                raise broken(entry, book)
            before = entry.id
            yield entry, sealed


def broken(entry: LogEntry, book: Book) -> StoreError:
    """An entry cannot be trusted, and so none after it."""
    return StoreError(
        f"Entry {entry.seq} of the log in {book.file} is not what was written. Nothing in it was changed."
        " Please restore a backup, or the copy of somebody you work with."
    )


def erased_entries(connection: Connection) -> frozenset[int]:
    """The numbers of the entries that a later one says are erased."""
    rows = connection.execute(select(ENTRIES.c.seq, ENTRIES.c.open).where(ENTRIES.c.decision.is_(None)))
    found: set[int] = set()
    for row in rows:
        with suppress(ValueError):  # one that was tampered with says nothing
            match LogEntry(row.seq, "", "", "", row.open, None).says:
                case {"act": Act.ERASURE, "entries": list(entries)}:
                    found.update(seq for seq in entries if isinstance(seq, int) and seq < row.seq)
    return frozenset(found)


def content_row(seq: int, sealed: Sealed) -> dict[str, object]:
    """A row of the contents."""
    return {"seq": seq, "key": sealed.key, "to_keepers": sealed.to_keepers, "content": sealed.content}


def _entry_row(one: LogEntry) -> dict[str, object]:
    return {
        "seq": one.seq,
        "id": one.id,
        "before": one.before,
        "commitment": one.commitment,
        "open": one.open,
        "decision": one.decision,
    }


def _read(row: Row[*tuple[object, ...]]) -> Kept:
    sealed = None
    if row.key is not None:
        sealed = Sealed(row.commitment, _bytes(row.key), row.to_keepers, _bytes(row.content))
    return LogEntry(row.seq, row.id, row.before, row.commitment, row.open, row.decision), sealed


def _bytes(held: object) -> bytes:
    return held if isinstance(held, bytes) else b""  # tampered with: it opens nothing


def _state(entry: LogEntry, sealed: Sealed | None, erased: frozenset[int]) -> Held:
    if sealed is not None:
        return Held.SEALED if sealed.to_keepers else Held.WHOLE
    if entry.seq in erased:
        return Held.ERASED
    return Held.ELSEWHERE if f'"act":"{Act.SEALED}"' in entry.open else Held.LOST
