"""Multiple-systems estimation: how many there were, of whom lists that overlap hold some; and when nothing can be said.

A library by itself: it knows the vocabulary, numpy and scipy, and nothing else of Tollbook."""

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import check
from tollbook.estimate.families import METHODS, estimate
from tollbook.estimate.findings import Finding
from tollbook.estimate.read_table import read_table
from tollbook.estimate.table import CaptureTable, TableError

__all__ = ["METHODS", "Asked", "CaptureTable", "Finding", "TableError", "check", "estimate", "read_table"]
