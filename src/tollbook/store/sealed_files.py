"""Bytes sealed into a file of age as they come, and opened as they come: never whole in memory, never plain on a disk.

A file sealed with a passphrase begins with a key of its own, sealed with the passphrase (age can seal no stream with
one); what follows is sealed to that key. age and its tools open both parts."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Protocol

import pyrage
from pyrage import x25519

from tollbook.errors import SettingsError, StoreError
from tollbook.store.key_files import opened_with
from tollbook.store.keys import keys_of
from tollbook.store.randomness import new_key

_BEGIN, _END = b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"-----END AGE ENCRYPTED FILE-----\n"
_MOST_LINES = 64  # of a key sealed with a passphrase
_NO_KEY = "No matching keys found"


class Sink(Protocol):
    """What takes bytes as they come."""

    def write(self, data: bytes) -> int:
        """How many it took: all."""
        ...


class _Pieces:
    """Pieces of any length, read by as many bytes as are asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, memoryview(b"")
        self.wrong: Exception | None = None

    def read(self, most: int) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except Exception as wrong:
            self.wrong = wrong
            raise
        piece, self._left = self._left[:most], self._left[most:]
        return bytes(piece)


def seal_stream(pieces: Iterator[bytes], out: BinaryIO, recipients: Sequence[str], passphrase: str | None) -> None:
    """Seals pieces to the recipients, and to a passphrase where one is given. Raises what taking the pieces raises,
    and OSError."""
    to = [x25519.Recipient.from_str(one) for one in recipients]
    if passphrase is not None:
        key = new_key()
        out.write(pyrage.passphrase.encrypt(f"{key}\n".encode(), passphrase, armored=True))
        to.append(key.to_public())
    source = _Pieces(pieces)
    try:
        pyrage.encrypt_io(source, out, to)
    except pyrage.EncryptError:
        if source.wrong is not None:
            raise source.wrong from None
        raise


def open_stream(file: BinaryIO, sink: Sink, keys: Sequence[str], passphrase: Callable[[], str] | None) -> None:
    """Gives the sink what is sealed, piece by piece; perhaps a part of what then turns out to be damaged. Raises
    SettingsError where no key fits, StoreError where the file is not whole, and what the sink raises."""
    held = keys_of(keys)
    start = file.read(len(_BEGIN))
    if start == _BEGIN:
        held += keys_of([_sealed_key(file, passphrase)] if passphrase or not held else [])
    else:
        file.seek(0)
    try:
        pyrage.decrypt_io(file, sink, held or [new_key()])
    except pyrage.DecryptError as wrong:
        if str(wrong) == _NO_KEY:
            raise SettingsError(
                "None of the keys that were given opens this backup, or it is damaged at its very beginning. Give the "
                "key file of somebody it was made for with --key."
            ) from None
        raise StoreError("This is no backup of Tollbook, or it is damaged at its very beginning.") from None
    except OSError as wrong:
        if wrong.errno is not None:
            raise
        raise StoreError("The backup is damaged, or a part of it is missing. Please use another copy.") from None


def _sealed_key(file: BinaryIO, passphrase: Callable[[], str] | None) -> str:
    """The key at the beginning of a file that is sealed with a passphrase."""
    if passphrase is None:
        raise SettingsError("This backup is sealed with a passphrase. Run this again with --passphrase.")
    lines = [_BEGIN]
    while lines[-1] != _END:
        lines.append(file.readline(200))
        if not lines[-1] or len(lines) > _MOST_LINES:
            raise StoreError("This is no backup of Tollbook, or it is damaged at its very beginning.")
    return opened_with(b"".join(lines), passphrase(), "this backup").decode("ascii", "replace").strip()
