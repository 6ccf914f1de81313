"""Two copies of a case worked on apart: what one has and the other has not, with its sealed parts and its gaps."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from tollbook.model.decision import COMMITMENT
from tollbook.store.book import Book
from tollbook.store.chain import Kept, New, add, broken, content_row, erased_entries, known, verified
from tollbook.store.entry import Act, LogEntry
from tollbook.store.erasing import erase_entries
from tollbook.store.log import decision_in
from tollbook.store.sealing import NotOpened, Sealed, unseal
from tollbook.store.tables import CONTENTS


@dataclass(frozen=True, slots=True)
class Merged:
    """``new``: how many decisions came in. ``filled``: of how many known ones the sealed part came in. ``erased``: how
    many were erased here since the other copy says so."""

    new: int
    filled: int
    erased: int


@dataclass(frozen=True, slots=True)
class _Erasure:
    decisions: tuple[str, ...]
    by: str
    at: str
    reason: str


def merge(book: Book, other: Book) -> Merged:
    """Takes in what the other has; the other stays as it is."""
    theirs = list(verified(other))
    decisions = [kept for kept in theirs if kept[0].decision is not None]
    for kept in decisions:
        if not _is_its_own(*kept):
            raise broken(kept[0], other)
    with book.writing() as connection:
        there = known(connection, [str(entry.decision) for entry, _sealed in decisions])
        new = [kept for kept in decisions if kept[0].decision not in there]
        add(connection, [New(entry.open, entry.commitment, sealed, entry.decision) for entry, sealed in new])
        filled = _fill(connection, decisions, there)
        erased = sum(_erase(connection, one) for one in _erasures(theirs))
    if erased:
        book.forget()
    return Merged(len(new), filled, erased)


def _is_its_own(entry: LogEntry, sealed: Sealed | None) -> bool:
    """Whether its id is that of what it says: under a strange id it would keep another one out."""
    try:
        one = decision_in(entry, sealed)
    except (NotOpened, ValueError, KeyError, TypeError):
        return False
    if one is None:
        return True
    return replace(one, id="").id == one.id and (not one.sealed or one.value.get(COMMITMENT) == entry.commitment)


def _fill(connection: Connection, theirs: Sequence[Kept], there: dict[str, int]) -> int:
    """Sealed parts that were left in the copy they came from."""
    erased, filled = erased_entries(connection), 0
    for entry, sealed in theirs:
        seq = there.get(str(entry.decision))
        if seq is None or sealed is None or not sealed.to_keepers or seq in erased:
            continue
        if connection.execute(select(CONTENTS.c.seq).where(CONTENTS.c.seq == seq)).first() is None:
            connection.execute(insert(CONTENTS).values(content_row(seq, sealed)))
            filled += 1
    return filled


def _erasures(theirs: Sequence[Kept]) -> Iterator[_Erasure]:
    decisions = {entry.seq: entry.decision for entry, _sealed in theirs}
    for entry, sealed in theirs:
        if (said := entry.says)["act"] == Act.ERASURE:
            erased = tuple(id for seq in said["entries"] if (id := decisions.get(seq)) is not None)
            how = json.loads(unseal(sealed)) if sealed else {"at": "", "by": "", "reason": ""}
            yield _Erasure(erased, how["by"], how["at"], how["reason"])


def _erase(connection: Connection, one: _Erasure) -> int:
    there = known(connection, one.decisions)
    wanted = set(there.values()) - erased_entries(connection)
    erase_entries(connection, wanted, one.by, one.at, one.reason)
    return len(wanted)
