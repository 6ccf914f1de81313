"""What a sentence states besides figures: conditions, access, patterns, warnings, reactions, norms, demands, deeds."""

from tollbook.extract.stated.claims import may_state, stated_claims

__all__ = ["may_state", "stated_claims"]
