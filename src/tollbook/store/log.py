"""The log of a case: decisions go in at its end, and come out as they were."""

import json
from collections.abc import Iterator, Sequence

from tollbook.errors import StoreError
from tollbook.model.decision import COMMITMENT, Decision
from tollbook.store.book import Book
from tollbook.store.chain import New, add, broken, known, pages, verified
from tollbook.store.content import canonical, content_of, decision_of
from tollbook.store.entry import Act, LogEntry
from tollbook.store.sealing import NotOpened, Sealed, seal, unseal

NOT_HERE = "0" * 64  # the commitment of a sealed decision that came without one


class Log:
    """What stands in a book, as decisions."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def append(self, decisions: Sequence[Decision]) -> int:
        """Adds those that are new, all or none; how many were."""
        by_id = {one.id: one for one in decisions}
        with self._book.writing() as connection:
            there = known(connection, list(by_id))
            return len(add(connection, [new_entry(one) for id, one in by_id.items() if id not in there]))

    def decisions(self) -> tuple[Decision, ...]:
        """All that can be read without a key, by their times."""
        found = [one for kept in verified(self._book) if (one := self._decision(*kept)) is not None]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def entries(self) -> Iterator[LogEntry]:
        """The log from its first entry on."""
        for page in pages(self._book):
            yield from (entry for entry, _sealed in page)

    def _decision(self, entry: LogEntry, sealed: Sealed | None) -> Decision | None:
        try:
            return decision_in(entry, sealed)
        except NotOpened:
            raise broken(entry, self._book) from None
        except (ValueError, KeyError, TypeError):  # it is what was written, and more than is known here
            raise StoreError(
                f"Entry {entry.seq} of the log in {self._book.file} holds a decision that this version of Tollbook does"
                " not know. Nothing was changed. Please install the newer version that wrote it."
            ) from None


def decision_in(entry: LogEntry, sealed: Sealed | None) -> Decision | None:
    """What can be read of an entry's decision without a key; None where there is none, or it is erased. Raises
    NotOpened, ValueError, KeyError and TypeError."""
    if entry.decision is None:
        return None
    said = entry.says
    if said["act"] == Act.SEALED:
        return decision_of(said["open"], entry.decision, sealed=True)
    return None if sealed is None else decision_of(json.loads(unseal(sealed)), entry.decision)


def new_entry(one: Decision) -> New:
    """A decision as an entry; of a sealed one, what is open."""
    if one.sealed:
        return sealed_entry(one, None)
    sealed = seal(canonical(content_of(one)).encode())
    return New(canonical({"act": Act.DECISION, "decision": one.id}), sealed.commitment, sealed, one.id)


def sealed_entry(one: Decision, sealed: Sealed | None) -> New:
    """The open part of a decision, with what is sealed to the keepers where that is at hand."""
    commitment = sealed.commitment if sealed else str(one.value.get(COMMITMENT, NOT_HERE))
    open = canonical({"act": Act.SEALED, "decision": one.id, "open": content_of(one)})
    return New(open, commitment, sealed, one.id)
