"""Claims that open no event and date none: conditions, demands, warnings and their like go with what is told there."""

from tollbook.model import Access, Act, Claim, Condition, Demand, Norm, Notice, Pattern, Reaction

_STATED = (Access, Condition, Demand, Norm, Notice, Pattern, Reaction)


def goes_beside(claim: Claim) -> bool:
    """Whether it is of a kind that only goes with an event; a deed does where nobody is said to have done it, or what
    for is said."""
    statement = claim.statement
    if isinstance(statement, Act):
        return statement.by is None or statement.intent is not None
    return isinstance(statement, _STATED)
