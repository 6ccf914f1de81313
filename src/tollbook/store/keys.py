"""What a person holds or hands over: a keeper's own key, and the recipient that things are sealed to."""

from collections.abc import Sequence

import pyrage
from pyrage import x25519

from tollbook.errors import SettingsError

_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how every such key begins


def keys_of(texts: Sequence[str]) -> list[x25519.Identity]:
    """Keys from their texts. Raises SettingsError, without the text."""
    try:
        return [x25519.Identity.from_str(text.strip()) for text in texts]
    except pyrage.IdentityError:
        raise SettingsError(f"A key that was given is not one of age. Such a key begins with {_SECRET}1.") from None


def checked_recipient(text: str) -> str:
    """A recipient that things can be sealed to. Raises SettingsError, without the text."""
    text = text.strip()
    if text.upper().startswith(_SECRET):
        raise SettingsError(
            "This is the secret key itself, which only its keeper may have. Give the recipient that belongs to it,"
            " which begins with age1."
        )
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise SettingsError("This is no recipient of age. Such a recipient begins with age1.") from None
    return text
