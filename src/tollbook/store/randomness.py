"""The one place where chance comes in: salts and keys of what a person keeps. No build comes here."""

import secrets  # noqa: TID251 - a person's act is salted and sealed; what is derived never is

from pyrage import x25519

SALT = 32  # bytes


def new_salt() -> bytes:
    """Bytes that nobody can guess."""
    return secrets.token_bytes(SALT)


def new_key() -> x25519.Identity:
    """A key of its own for one entry."""
    return x25519.Identity.generate()
