"""What a reader of one format hands back: the canonical text, its passages, and what the document says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tollbook.model import UNKNOWN, Issue, Passage, Provenance, Severity, When


@dataclass(frozen=True, slots=True)
class Page:
    """``whole`` is False where there was more than could be taken. ``publisher``: where its name stands in the text.
    ``replaced`` counts control characters that came of the markup. ``address``: where the document says it stood.
    ``encoding`` is None for formats that carry their own. ``captured``: the day a browser saved it.
    ``known``: what a person wrote at its head."""

    text: str = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    whole: bool = True
    language: str | None = None
    publisher: tuple[int, int] | None = None
    date: When | None = None
    replaced: int = 0
    encoding: str | None = None
    address: str | None = None
    captured: When | None = None
    known: Provenance = UNKNOWN


Taken = tuple[Page | None, tuple[Issue, ...]]
Reader = Callable[[str, bytes], Taken]  # a document's name, for its issues, and its bytes


def lost(code: str, name: str, message: str) -> Issue:
    """A whole document that could not be read. ``message`` follows the name: what is wrong, and what to do."""
    return Issue(code, f"{name} {message}", Severity.LOST, source=name)


def to_look_at(code: str, name: str, message: str) -> Issue:
    """Something in a document that was read, for a person to decide. ``message`` follows the name."""
    return Issue(code, f"{name} {message}", Severity.OPEN, source=name)


def noted(code: str, name: str, message: str) -> Issue:
    """Something in a document that is worth knowing. ``message`` follows the name."""
    return Issue(code, f"{name} {message}", Severity.NOTE, source=name)


def first_few(names: Sequence[object], most: int) -> str:
    """What a message lists of many: the first ones, and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(str(name) for name in names[:most]) + more
