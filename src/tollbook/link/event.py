"""An event of one document while it is being linked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tollbook.model import Anchor, Claim, Death, Ground, Mention, Place, When


@dataclass(slots=True)
class Event:
    """An event of one document while it is being linked; ``claims`` with the reason each was put here. ``by_hand``: its
    day and place are those that a person wrote beside the claims. ``number``: its place among the document's."""

    kind: str
    when: When | None
    place: Place
    first: Anchor
    main: bool = False
    title: Anchor | None = None
    grounds: list[Ground] = field(default_factory=list)
    claims: list[tuple[Claim, str]] = field(default_factory=list)
    box_when: Mention | None = None
    heading: str | None = None
    by_hand: bool = False
    number: int = 0

    def persons(self) -> Iterator[str]:
        """The names of those told of as harmed in it."""
        for claim, _ in self.claims:
            if isinstance(claim.statement, Death) and claim.statement.person.name:
                yield claim.statement.person.name
