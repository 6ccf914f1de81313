"""Documents that hold documents: a message with attachments, an archive of files or of pages."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from tollbook.model import Document, Issue
from tollbook.read.formats import CONTAINERS, Format, format_of
from tollbook.read.page import lost

MOST_MEMBERS = 10_000  # of one container
MOST_UNPACKED = 256 * 1024 * 1024  # bytes that come out of one container
DEEPEST = 4  # containers within containers

Members = tuple[tuple[Document, ...], tuple[Issue, ...]]
Unpacker = Callable[[Document, bytes], Members]
_UNPACKERS = {
    Format.MAIL: ("tollbook.read.mail.message", "members_of_mail"),
    Format.WARC: ("tollbook.read.archives.warc", "members_of_warc"),
    Format.ZIP: ("tollbook.read.archives.zipped", "members_of_zip"),
}


def members_of(document: Document) -> Members:
    """The documents that one holds, in its own order, named below it: "papers.zip/report.txt"; none for a document
    that is no container. What could not be taken out is an Issue."""
    try:
        data = document.data()
    except OSError:
        return (), ()  # whoever reads the document itself says so
    kind = format_of(document.name, data)
    if kind not in CONTAINERS:
        return (), ()
    module, function = _UNPACKERS[kind]
    unpack = cast(Unpacker, getattr(import_module(module), function))
    try:
        return unpack(document, data)
    except MemoryError:
        raise
    except Exception as wrong:
        message = (
            f"could not be taken apart: it is damaged, or is not the {kind.value} it seems to be "
            f"({type(wrong).__name__}). Open it in its own program, and put what it holds into the case."
        )
        return (), (lost("not-unpacked", document.name, message),)
