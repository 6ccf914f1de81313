"""A keeper's own key in a file: made once, readable by its owner alone, as age and its tools keep such files."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyrage

from tollbook.errors import SettingsError, StoreError
from tollbook.store.keys import keys_of
from tollbook.store.randomness import new_key
from tollbook.store.syncing import sync_folder

_MOST = 64 * 1024  # bytes: no key file is larger
_MARKS = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")


def make_key_file(file: Path, passphrase: str | None = None) -> str:
    """Writes a new key into a file that is not there yet, sealed with the ``passphrase`` where one is given; returns
    the recipient that belongs to it. Raises SettingsError and StoreError."""
    key = new_key()
    recipient = str(key.to_public())
    plain = f"# public key: {recipient}\n{key}\n".encode()
    data = plain if passphrase is None else pyrage.passphrase.encrypt(plain, passphrase, armored=True)
    try:
        opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise SettingsError(
            f"{file.name} is there already, and a key is never written over. Choose another name for the key file."
        ) from None
    except OSError as wrong:
        raise _not_written(file, wrong) from wrong
    try:
        with os.fdopen(opened, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        sync_folder(file.parent)
    except OSError as wrong:
        with suppress(OSError):
            file.unlink()
        raise _not_written(file, wrong) from wrong
    return recipient


def read_key_file(file: Path, passphrase: Callable[[str], str]) -> tuple[str, ...]:
    """The keys in a file. ``passphrase`` is asked where the file, by its name, is sealed with one. Raises
    SettingsError; no message holds a word of the file."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as wrong:
        raise SettingsError(f"The key file {file.name} cannot be read: {wrong.strerror}.") from wrong
    if data.startswith(_MARKS) and len(data) <= _MOST:
        data = opened_with(data, passphrase(file.name), file.name)
    lines = data.decode("ascii", "replace").splitlines()
    keys = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys or len(data) > _MOST:
        raise SettingsError(f"{file.name} holds no key. A key file has a line that begins with AGE-SECRET-KEY-1.")
    keys_of(keys)
    return keys


def opened_with(sealed: bytes, passphrase: str, name: str) -> bytes:
    """What is sealed with a passphrase. Raises SettingsError."""
    try:
        plain: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError:
        raise SettingsError(f"The passphrase does not open {name}. Nothing was done.") from None
    return plain


def _not_written(file: Path, wrong: OSError) -> StoreError:
    return StoreError(f"The key file {file.name} cannot be written: {wrong.strerror}. No key was made.")
