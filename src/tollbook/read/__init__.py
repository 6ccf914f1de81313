"""Bytes to sources: the canonical text of a document, its passages, and the way back to the original place."""

from tollbook.read.documents import load_bytes, read_document
from tollbook.read.find import find_documents
from tollbook.read.origins import LineColumn, line_column, place_of

__all__ = ["LineColumn", "find_documents", "line_column", "load_bytes", "place_of", "read_document"]
