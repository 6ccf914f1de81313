"""What an entry holds is sealed with a key of its own, which lies beside it or is sealed to the case's keepers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pyrage
from pyrage import x25519

from tollbook.store.randomness import SALT, new_key, new_salt

_STEP = 256  # a protected content is filled up to a multiple of this, so that its length says little


class NotOpened(Exception):
    """It cannot be opened, or is not what was sealed."""


class WrongKey(NotOpened):
    """No key at hand is one that it was sealed to."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """``commitment``: SHA-256 of the salt and the content. ``key``: what opens ``content``; itself sealed where
    ``to_keepers``."""

    commitment: str
    key: bytes
    to_keepers: bool
    content: bytes


def seal(content: bytes, keepers: Sequence[str] = ()) -> Sealed:
    """Sealed to the recipients of the keepers; without any, the key lies open beside it."""
    salt, key = new_salt(), new_key()
    filled = content.ljust(-(-len(content) // _STEP) * _STEP) if keepers else content
    held = str(key).encode()
    return Sealed(
        commitment_of(salt, content),
        seal_to(held, keepers) if keepers else held,
        bool(keepers),
        pyrage.encrypt(salt + filled, [key.to_public()]),
    )


def unseal(one: Sealed, keys: Sequence[x25519.Identity] = ()) -> bytes:
    """The content, as it was committed to. Raises NotOpened, and WrongKey where the keepers' seal stays shut."""
    held = unseal_with(one.key, keys) if one.to_keepers else one.key
    try:
        plain: bytes = pyrage.decrypt(one.content, [x25519.Identity.from_str(held.decode())])
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as wrong:
        raise NotOpened from wrong
    salt, content = plain[:SALT], plain[SALT:].rstrip(b" ")
    if commitment_of(salt, content) != one.commitment:
        raise NotOpened
    return content


def commitment_of(salt: bytes, content: bytes) -> str:
    """What the log says of a content without saying it."""
    return hashlib.sha256(salt + content).hexdigest()


def seal_to(secret: bytes, recipients: Sequence[str]) -> bytes:
    """A short secret sealed to each of the recipients."""
    sealed: bytes = pyrage.encrypt(secret, [x25519.Recipient.from_str(one) for one in recipients])
    return sealed


def unseal_with(sealed: bytes, keys: Sequence[x25519.Identity]) -> bytes:
    """A short secret, by any of the keys. Raises WrongKey."""
    try:
        secret: bytes = pyrage.decrypt(sealed, list(keys))
    except pyrage.DecryptError as wrong:
        raise WrongKey from wrong
    return secret
