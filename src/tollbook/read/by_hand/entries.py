"""Sources that no reader gives: entries of which the case holds no file, and files that no machine could read."""

import hashlib

from tollbook.model import Document, Entry, Source
from tollbook.read.formats import format_named

_UNTOLD = "application/octet-stream"


def entry_source(entry: Entry, document: Document) -> Source:
    """An entry as a source without text. Its id is the SHA-256 that somebody gave of its bytes; where nobody did,
    that of its card, which the dossier then holds in their place."""
    name = entry.name.lstrip("/") or entry.kind
    if entry.sha256 is not None:
        return _bare(entry.sha256, name, None, document, entry.kind)
    return _bare(hashlib.sha256(entry.card).hexdigest(), name, len(entry.card), document, entry.kind)


def unread_source(document: Document, data: bytes) -> Source:
    """A file that gave nothing, as a source without text: what people wrote down of it needs one."""
    return _bare(hashlib.sha256(data).hexdigest(), document.name, len(data), document, None)


def _bare(id_: str, name: str, size: int | None, document: Document, entry: str | None) -> Source:
    named = format_named(name) if entry is None else None
    known = document.known
    return Source(
        id=id_,
        name=name,
        media_type=named.value if named else _UNTOLD,
        encoding=None,
        size=size,
        text="",
        passages=(),
        language=known.language,
        date=known.date,
        within=document.within,
        provenance=known,
        entry=entry,
    )
