"""What a sentence states besides figures: conditions, access, patterns, warnings, reactions, norms, demands, deeds."""

from tollbook.extract.stated.claims import Stated, may_state

__all__ = ["Stated", "may_state"]
