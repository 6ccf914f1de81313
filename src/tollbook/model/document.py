"""A document before it is read: a name within the case, and where its bytes are."""

from pathlib import Path
from typing import NamedTuple

from tollbook.model.provenance import UNKNOWN, Provenance


class Document(NamedTuple):
    """``held`` is the file, or the bytes of what came out of another document. ``within`` is the id of the source that
    holds it: a message with attachments, an archive. ``known`` is what came with it: the address and day that an
    archive of pages keeps."""

    name: str
    held: bytes | Path
    within: str | None = None
    known: Provenance = UNKNOWN

    def data(self) -> bytes:
        """The bytes, read anew each time so that a case need not fit into memory. Raises OSError."""
        return self.held if isinstance(self.held, bytes) else self.held.read_bytes()
