"""The log of a case: decisions go in at its end, and come out as they were."""

import json
from collections.abc import Iterator, Sequence

from tollbook.errors import StoreError
from tollbook.model.decision import Decision
from tollbook.store.book import Book
from tollbook.store.chain import New, add, known, pages
from tollbook.store.content import canonical, content_of, decision_of
from tollbook.store.entry import BEFORE_THE_FIRST, LogEntry, entry_id
from tollbook.store.sealing import NotOpened, Sealed, seal, unseal


class Log:
    """What stands in a book, as decisions."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def append(self, decisions: Sequence[Decision]) -> int:
        """Adds those that are new, all or none; how many were."""
        by_id = {one.id: one for one in decisions}
        with self._book.writing() as connection:
            there = known(connection, list(by_id))
            return len(add(connection, [_ordinary(one) for id, one in by_id.items() if id not in there]))

    def decisions(self) -> tuple[Decision, ...]:
        """All that can be read without a key, by their times."""
        found = [one for entry, sealed in self._verified() if (one := self._decision(entry, sealed)) is not None]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def entries(self) -> Iterator[LogEntry]:
        """The log from its first entry on."""
        for page in pages(self._book):
            yield from (entry for entry, _sealed in page)

    def check(self) -> tuple[str, ...]:
        """What does not hold, in words."""
        return tuple(self._wrong())

    def _wrong(self) -> Iterator[str]:
        before, seq = BEFORE_THE_FIRST, 0
        for page in pages(self._book):
            for entry, sealed in page:
                seq += 1
                if entry.seq != seq:
                    yield f"Entry {seq} is missing."
                    seq = entry.seq
                if entry.before != before or entry.id != entry_id(entry.before, entry.commitment, entry.open):
                    yield f"Entry {entry.seq} was changed, or does not follow from the one before it."
                before = entry.id
                if sealed is not None and not sealed.to_keepers and not _opens(sealed):
                    yield f"What entry {entry.seq} holds is not what it was committed to."

    def _verified(self) -> Iterator[tuple[LogEntry, Sealed | None]]:
        before = BEFORE_THE_FIRST
        for page in pages(self._book):
            for entry, sealed in page:
                if entry.before != before or entry.id != entry_id(entry.before, entry.commitment, entry.open):
                    raise self._broken(entry)
                before = entry.id
                yield entry, sealed

    def _decision(self, entry: LogEntry, sealed: Sealed | None) -> Decision | None:
        if entry.decision is None:
            return None
        try:
            if (open := json.loads(entry.open).get("open")) is not None:
                return decision_of(open, entry.decision, sealed=True)
            return None if sealed is None else decision_of(json.loads(unseal(sealed)), entry.decision)
        except (NotOpened, ValueError, KeyError, TypeError):
            raise self._broken(entry) from None

    def _broken(self, entry: LogEntry) -> StoreError:
        return StoreError(
            f"Entry {entry.seq} of the log in {self._book.file} is not what was written. Nothing in it was changed."
            " Please restore a backup, or the copy of somebody you work with."
        )


def _opens(sealed: Sealed) -> bool:
    try:
        return bool(unseal(sealed))
    except NotOpened:
        return False


def _ordinary(one: Decision) -> New:
    content = canonical(content_of(one)).encode()
    return New(canonical({"act": "decision", "decision": one.id}), seal(content), one.id)
