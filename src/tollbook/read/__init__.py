"""Bytes to sources: the canonical text of a document, its passages, and the way back to the original place."""

from tollbook.read.documents import read_document, too_large_to_open
from tollbook.read.entered import load_entered
from tollbook.read.entries import entry_source, unread_source
from tollbook.read.find import find_documents
from tollbook.read.front_matter import holds_given_away
from tollbook.read.given import Given, is_packed, not_there, other_bytes
from tollbook.read.origins import LineColumn, line_column, place_of
from tollbook.read.unpack import DEEPEST, members_of

__all__ = [
    "DEEPEST",
    "Given",
    "LineColumn",
    "entry_source",
    "find_documents",
    "holds_given_away",
    "is_packed",
    "line_column",
    "load_entered",
    "members_of",
    "not_there",
    "other_bytes",
    "place_of",
    "read_document",
    "too_large_to_open",
    "unread_source",
]
