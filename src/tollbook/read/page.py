"""What a reader hands back: the canonical text, its passages, and what the document says of itself."""

from dataclasses import dataclass, field

from tollbook.model import Passage, When


@dataclass(frozen=True, slots=True)
class Page:
    """``whole`` is False where there was more than could be taken. ``publisher``: where its name stands in the text.
    ``replaced`` counts control characters that came of the markup."""

    text: str = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    whole: bool = True
    language: str | None = None
    publisher: tuple[int, int] | None = None
    date: When | None = None
    replaced: int = 0
