"""Bytes to sources: the canonical text of a document, its passages, and the way back to the original place."""

from tollbook.read.documents import read_document, read_file
from tollbook.read.find import find_documents
from tollbook.read.origins import LineColumn, line_column, place_of

__all__ = ["LineColumn", "find_documents", "line_column", "place_of", "read_document", "read_file"]
