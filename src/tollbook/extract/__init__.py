"""Passages to claims: quantities, harms, attributions, dates, places, roles, labels, causes."""

from tollbook.extract.document import describe_source
from tollbook.extract.entered import add_entered
from tollbook.extract.quotes import check_claims
from tollbook.extract.reading import read_claims_of

__all__ = ["add_entered", "check_claims", "describe_source", "read_claims_of"]
