"""What people said is one and the same, pair by pair, taken together."""

from collections.abc import Iterable, Mapping


def together(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """By each of them all that are one with it, itself among them: of A and B, and of B and C, follows A and C."""
    found: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        every = frozenset((one, other)).union(*(found.get(each, ()) for each in (one, other)))
        found |= dict.fromkeys(every, every)
    return found
