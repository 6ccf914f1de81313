"""The chain of entries in its tables: added at the end, and read back a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, select

from tollbook.store.book import Book
from tollbook.store.entry import BEFORE_THE_FIRST, Held, LogEntry, entry_id
from tollbook.store.sealing import Sealed
from tollbook.store.tables import CONTENTS, ENTRIES

_PAGE = 1_000
_ASKED = 500  # ids in one question: databases bound how many


@dataclass(frozen=True, slots=True)
class New:
    """What is to be an entry: its open part, the commitment, the content where it is at hand."""

    open: str
    sealed: Sealed
    decision: str | None = None
    here: bool = True


def add(connection: Connection, new: Iterable[New]) -> list[LogEntry]:
    """Chains them to the last entry. Within a transaction that writes."""
    last = connection.execute(select(ENTRIES.c.seq, ENTRIES.c.id).order_by(ENTRIES.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq, last.id) if last else (0, BEFORE_THE_FIRST)
    added, contents = [], []
    for one in new:
        seq += 1
        id = entry_id(before, one.sealed.commitment, one.open)
        added.append(LogEntry(seq, id, before, one.sealed.commitment, one.open, one.decision))
        if one.here:
            contents.append(_content_row(seq, one.sealed))
        before = id
    if added:
        connection.execute(insert(ENTRIES), [_entry_row(one) for one in added])
    if contents:
        connection.execute(insert(CONTENTS), contents)
    return added


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the decisions that have an entry, erased or not."""
    found: set[str] = set()
    for at in range(0, len(ids), _ASKED):
        asked = ENTRIES.c.decision.in_(ids[at : at + _ASKED])
        found.update(connection.execute(select(ENTRIES.c.decision).where(asked)).scalars())
    return found


def pages(book: Book) -> Iterator[list[tuple[LogEntry, Sealed | None]]]:
    """All entries in their order, with what is held of their contents; no transaction stays open between pages."""
    held = ENTRIES.outerjoin(CONTENTS)
    asked = select(ENTRIES, CONTENTS.c.key, CONTENTS.c.to_keepers, CONTENTS.c.content).select_from(held)
    last = 0
    while True:
        page = asked.where(ENTRIES.c.seq > last).order_by(ENTRIES.c.seq).limit(_PAGE)
        with book.reading() as connection:
            rows = connection.execute(page).all()
        if not rows:
            return
        last = rows[-1].seq
        yield [_read(row) for row in rows]


def _entry_row(one: LogEntry) -> dict[str, object]:
    return {
        "seq": one.seq,
        "id": one.id,
        "before": one.before,
        "commitment": one.commitment,
        "open": one.open,
        "decision": one.decision,
    }


def _content_row(seq: int, sealed: Sealed) -> dict[str, object]:
    return {"seq": seq, "key": sealed.key, "to_keepers": sealed.to_keepers, "content": sealed.content}


def _read(row: Row[*tuple[object, ...]]) -> tuple[LogEntry, Sealed | None]:
    sealed = None if row.key is None else Sealed(row.commitment, row.key, row.to_keepers, row.content)
    state = Held.ERASED if sealed is None else Held.SEALED if sealed.to_keepers else Held.WHOLE
    return LogEntry(row.seq, row.id, row.before, row.commitment, row.open, row.decision, state), sealed
