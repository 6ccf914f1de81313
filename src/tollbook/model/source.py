"""A document as it was read: bytes named by their hash, a canonical text, and passages with their place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tollbook.model.anchor import Anchor
from tollbook.model.later import Later
from tollbook.model.provenance import UNKNOWN, Provenance
from tollbook.model.swift import swift
from tollbook.model.when import When


class PassageKind(StrEnum):
    """What a block of text is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FIELD = "field"  # one row of an infobox: a label and its value
    CELL = "cell"
    QUOTE = "quote"
    CAPTION = "caption"
    DATELINE = "dateline"  # a date, place or signature that stands on a line of its own


class Zone(StrEnum):
    """Which part of a page a block stands in. Nothing is thrown away: only ``main`` is read for claims."""

    MAIN = "main"
    NAVIGATION = "navigation"
    ASIDE = "aside"
    COMMENT = "comment"
    HIDDEN = "hidden"


@swift
@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the canonical text. ``label`` is the field's or column's name. ``level`` of a heading counts from 1.

    ``value_start`` is where the value of a field begins, so that its label is not read as part of the value.
    ``origin`` is the place in the original a person can go to: "line 12", "/html/body/p[3]".
    """

    kind: PassageKind
    start: int
    end: int
    zone: Zone = Zone.MAIN
    label: str | None = None
    level: int | None = None
    value_start: int | None = None
    origin: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a passage needs 0 <= start < end, not {self.start} and {self.end}")


@swift
@dataclass(frozen=True, slots=True)
class Source:
    """``id`` is the SHA-256 of the bytes, ``name`` the path within the case, ``text`` the canonical text.

    ``encoding`` is None for formats that carry their own. ``text`` is empty where the bytes hold no words to read: a
    picture, a recording, an archive. ``within`` is the id of the source that holds this one.
    ``language`` is a two-letter code; it and title, author, publisher, date are None where not found.
    ``author`` is the body that makes a statement, in the document's own words: it speaks where nobody else is named.
    ``entry`` says what it is where the case holds no file of it; ``size`` is then None, unless a card stands for it.
    ``written_down``: people wrote down ``text``, place by place, since no machine can read it from the bytes.
    """

    id: str
    name: str
    media_type: str
    encoding: str | None
    size: int | None
    text: str = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    language: str | None = None
    title: Anchor | None = None
    author: Anchor | None = None
    publisher: Anchor | None = None
    date: When | None = None
    within: str | None = None
    provenance: Provenance = UNKNOWN
    entry: str | None = None
    written_down: bool = False

    def __post_init__(self) -> None:
        if len(self.id) != 64:
            raise ValueError("a source's id is the SHA-256 of its bytes in 64 hex digits")
        if self.name.startswith("/") or not self.name:
            raise ValueError("a source is named by its path within the case")
        if isinstance(self.passages, Later):
            return  # they stood before they were kept
        end = 0
        for passage in self.passages:
            if passage.start < end or passage.end > len(self.text):
                raise ValueError("passages stand in order, do not overlap, and lie within the text")
            end = passage.end

    def anchor(self, start: int, end: int) -> Anchor:
        """The words at a place of this source."""
        return Anchor(self.id, start, end, self.text[start:end])
