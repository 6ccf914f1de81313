"""Passages to claims: quantities, harms, attributions, dates, places, roles, labels, causes."""

from tollbook.extract.beside import read_by_others
from tollbook.extract.confidence import with_confidence
from tollbook.extract.days import day_in
from tollbook.extract.document import describe_source
from tollbook.extract.entered import add_entered
from tollbook.extract.passed_over import holds_no_claim
from tollbook.extract.quotes import check_claims
from tollbook.extract.reading import read_all_of, read_claims_of
from tollbook.extract.written_down import Line, lay_out

__all__ = [
    "Line",
    "add_entered",
    "check_claims",
    "day_in",
    "describe_source",
    "holds_no_claim",
    "lay_out",
    "read_all_of",
    "read_by_others",
    "read_claims_of",
    "with_confidence",
]
