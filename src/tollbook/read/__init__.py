"""Bytes to sources: the canonical text of a document, its passages, and the way back to the original place."""

from tollbook.read.by_hand.entered import load_entered
from tollbook.read.by_hand.entries import entry_source, unread_source
from tollbook.read.documents import read_document, too_large_to_open
from tollbook.read.find import find_documents
from tollbook.read.origins import LineColumn, line_column, place_of
from tollbook.read.unpack import DEEPEST, members_of

__all__ = [
    "DEEPEST",
    "LineColumn",
    "entry_source",
    "find_documents",
    "line_column",
    "load_entered",
    "members_of",
    "place_of",
    "read_document",
    "too_large_to_open",
    "unread_source",
]
