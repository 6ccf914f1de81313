"""One document in another's place: a later version, and the earlier one that it supersedes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Supersession:
    """``earlier`` and ``later`` are ids of sources; a person said so (Provenance.supersedes)."""

    earlier: str
    later: str

    def __post_init__(self) -> None:
        if self.earlier == self.later:
            raise ValueError("a source does not supersede itself")
