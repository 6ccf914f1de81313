"""Where what is derived may be kept between builds, by a key of all that it depends on."""

from collections.abc import Callable
from hashlib import sha256
from typing import Protocol


class Derived(Protocol):
    """Kept bytes by kind and key. Where all of them are deleted, nothing changes but the time that a build takes."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was kept; None where nothing was."""
        ...

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keeps it, or not."""
        ...


class NothingKept:
    """All is made anew."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """None."""

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Lets it go."""


NOTHING_KEPT = NothingKept()


def derive(kept: Derived, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
    """What was made under this key before, else what ``make`` makes now."""
    found = kept.get(kind, key)
    if found is None:
        kept.put(kind, key, found := make())
    return found


def key_of(*parts: str | bytes) -> bytes:
    """A key of all parts in their order; where one ends and the next begins matters."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()
