"""The keepers of a case: to whose keys it is sealed what only they may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyrage import x25519
from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from tollbook.errors import SettingsError, StoreError
from tollbook.model.decision import is_role_code
from tollbook.store.book import Book
from tollbook.store.chain import New, add
from tollbook.store.content import canonical
from tollbook.store.entry import Act
from tollbook.store.keys import checked_recipient, keys_of
from tollbook.store.sealing import NotOpened, seal, seal_to, unseal_with
from tollbook.store.tables import CONTENTS, KEEPERS, SALTS


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many sealed things are now sealed to the keepers of today, and how many no key that was given opened: those
    stay open to whom they were."""

    done: int
    left: int


def keepers_in(connection: Connection) -> dict[str, str]:
    """Their codes and recipients."""
    rows = connection.execute(select(KEEPERS).order_by(KEEPERS.c.code))
    return {row.code: row.recipient for row in rows}


def add_keeper(book: Book, code: str, recipient: str, keys: Sequence[str]) -> Resealed:
    """One keeper more; the first one gets what lay open and should be sealed."""
    if not is_role_code(code):
        raise SettingsError("A keeper is given as a code of letters and digits, such as R1, not as a name.")
    recipient, held = checked_recipient(recipient), keys_of(keys)
    with book.writing() as connection:
        there = keepers_in(connection)
        if there.get(code, recipient) != recipient:
            raise SettingsError(
                f"{code} is a keeper already, with another key. Remove {code} first, or use another code."
            )
        if code not in there:
            connection.execute(insert(KEEPERS).values(code=code, recipient=recipient))
            add(connection, [_entry(code, recipient, added=True)])
        done = _reseal(connection, held)
    book.forget()
    return done


def remove_keeper(book: Book, code: str, keys: Sequence[str]) -> Resealed:
    """One keeper less. What was sealed before is sealed anew to the others with a key of one of them."""
    held = keys_of(keys)
    with book.writing() as connection:
        there = keepers_in(connection)
        if code not in there:
            raise SettingsError(f"{code} is no keeper of this case. Its keepers: {', '.join(there) or 'none'}.")
        if len(there) == 1 and any(_count_sealed(connection, table) for table in (CONTENTS, SALTS)):
            raise StoreError(
                f"{code} is the only keeper, and without one nobody could ever open what is sealed. Nothing was"
                " changed. Add another keeper first."
            )
        connection.execute(delete(KEEPERS).where(KEEPERS.c.code == code))
        add(connection, [_entry(code, there[code], added=False)])
        done = _reseal(connection, held)
    book.forget()
    return done


def _entry(code: str, recipient: str, added: bool) -> New:
    sealed = seal(canonical({}).encode())
    says = {"act": Act.KEEPER, "added": added, "code": code, "decision": None, "recipient": recipient}
    return New(canonical(says), sealed.commitment, sealed)


def _count_sealed(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table).where(table.c.to_keepers)).scalar_one()


def _reseal(connection: Connection, keys: Sequence[x25519.Identity]) -> Resealed:
    """The keys of contents, and the salts, for the keepers of today."""
    recipients = list(keepers_in(connection).values())
    if not recipients:
        return Resealed(0, 0)
    contents = _reseal_each(connection, (CONTENTS.c.seq, CONTENTS.c.key), keys, recipients)
    salts = _reseal_each(connection, (SALTS.c.name, SALTS.c.salt), keys, recipients)
    done = [*contents, *salts].count(True)
    return Resealed(done, len(contents) + len(salts) - done)


def _reseal_each(
    connection: Connection,
    columns: tuple[Column[Any], Column[bytes]],
    keys: Sequence[x25519.Identity],
    recipients: Sequence[str],
) -> list[bool]:
    """The secrets of one table. A content whose key lies open is no secret, a salt is."""
    which, secret = columns
    table = which.table
    asked = select(which, secret, table.c.to_keepers)
    rows = connection.execute(asked.where(table.c.to_keepers) if table is CONTENTS else asked).all()
    done = []
    for name, held, to_keepers in rows:
        try:
            opened = unseal_with(held, keys) if to_keepers else held
        except NotOpened:
            done.append(False)
            continue
        values = {secret: seal_to(opened, recipients), table.c.to_keepers: True}
        connection.execute(update(table).where(which == name).values(values))
        done.append(True)
    return done
