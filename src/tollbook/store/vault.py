"""What only the keepers of a case may read: put in with nobody's key, opened with one of theirs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import insert, select

from tollbook.errors import StoreError
from tollbook.model.decision import COMMITMENT, SEALED, Decision
from tollbook.store.book import Book
from tollbook.store.chain import add
from tollbook.store.content import canonical
from tollbook.store.keepers import Resealed, add_keeper, keepers_in, remove_keeper
from tollbook.store.keys import keys_of
from tollbook.store.log import sealed_entry
from tollbook.store.randomness import new_salt
from tollbook.store.sealing import NotOpened, Sealed, seal, seal_to, unseal, unseal_with
from tollbook.store.tables import CONTENTS, ENTRIES, SALTS


class Vault:
    """The sealed part of a book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def append(self, decision: Decision, private: Mapping[str, Any]) -> Decision:
        """Seals the reason, the words that were seen, and ``private``; the rest is open. Returns the open part."""
        seen = asdict(decision.seen) if decision.seen else None
        content = canonical({"reason": decision.reason, "seen": seen} | dict(private)).encode()
        with self._book.writing() as connection:
            keepers = list(keepers_in(connection).values())
            if not keepers:
                raise StoreError(
                    "This case has no keeper yet to whom it could be sealed, so nothing was written. Add one first:"
                    " see tollbook keepers --help."
                )
            sealed = seal(content, keepers)
            value = dict(decision.value) | {COMMITMENT: sealed.commitment}
            open = replace(decision, reason=SEALED, value=value, seen=None, sealed=True, id="")
            add(connection, [sealed_entry(open, sealed)])
        return open

    def private(self, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """What the keys open, by the ids of the decisions."""
        held = keys_of(keys)
        asked = select(ENTRIES.c.decision, ENTRIES.c.commitment, CONTENTS).join_from(ENTRIES, CONTENTS)
        with self._book.reading() as connection:
            rows = connection.execute(asked.where(CONTENTS.c.to_keepers).order_by(ENTRIES.c.seq)).all()
        opened: dict[str, Mapping[str, Any]] = {}
        for row in rows:
            try:
                content = unseal(Sealed(row.commitment, row.key, True, row.content), held)
            except NotOpened:
                continue
            opened[row.decision] = json.loads(content)
        return opened

    def keepers(self) -> dict[str, str]:
        """Their codes and recipients."""
        with self._book.reading() as connection:
            return keepers_in(connection)

    def add_keeper(self, code: str, recipient: str, keys: Sequence[str]) -> Resealed:
        """One more."""
        return add_keeper(self._book, code, recipient, keys)

    def remove_keeper(self, code: str, keys: Sequence[str]) -> Resealed:
        """One less."""
        return remove_keeper(self._book, code, keys)

    def salt(self, name: str, keys: Sequence[str]) -> bytes:
        """The secret of that name, made at the first time."""
        held = keys_of(keys)
        asked = select(SALTS.c.salt, SALTS.c.to_keepers).where(SALTS.c.name == name)
        with self._book.reading() as connection:
            row = connection.execute(asked).first()
        if row is None:
            with self._book.writing() as connection:
                row = connection.execute(asked).first()  # another may have come first
                if row is None:
                    salt, keepers = new_salt(), list(keepers_in(connection).values())
                    kept = seal_to(salt, keepers) if keepers else salt
                    connection.execute(insert(SALTS).values(name=name, salt=kept, to_keepers=bool(keepers)))
                    return salt
        try:
            return unseal_with(row.salt, held) if row.to_keepers else bytes(row.salt)
        except NotOpened:
            raise StoreError(
                f"The case's own secret {name!r} is sealed to its keepers, and no key that was given opens it. Give the"
                " key of one of them."
            ) from None
