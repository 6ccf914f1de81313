"""What a person wrote down of a source: the words, their place, and what they state."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tollbook.model.claim import Statement
from tollbook.model.decision import is_role_code
from tollbook.model.party import SpeakerType, Stance
from tollbook.model.when import When


@dataclass(frozen=True, slots=True)
class EnteredClaim:
    """One row of ``claims.csv``; ``row`` counts from 1 below the header. Or what a decision gives: ``decision`` is its
    id, and there is no row. ``source`` names a document or an entry of the case; of a decision it is an id. ``words``
    stand at ``place`` ("page 2", "cell B4", "00:01:23"); ``start`` is where they begin, if a person said it. ``by`` is
    a role code, never a name. ``when`` and ``where`` are the event's, as the person gave them; None is unknown."""

    row: int
    source: str
    words: str
    statement: Statement
    by: str
    on: date
    place: str | None = None
    speaker: str | None = None
    speaker_type: SpeakerType = SpeakerType.DOCUMENT
    anonymous: bool = False
    stance: Stance = Stance.ASSERTS
    when: When | None = None
    where: str | None = None
    language: str | None = None
    reason: str | None = None
    decision: str | None = None
    start: int | None = None

    @property
    def origin(self) -> str:
        """Where a person gave it, as messages name it."""
        if self.decision is None:
            return f"claims.csv, row {self.row}"
        return f"The decision {self.decision} of {self.by} on {self.on.isoformat()}"

    def __post_init__(self) -> None:
        if not self.source or not self.words:
            raise ValueError("what is written down has a source and words")
        if not is_role_code(self.by):
            raise ValueError("who wrote it down is given as a code of letters and digits, such as R1, not as a name")
        if (self.speaker is None) != (self.speaker_type is SpeakerType.DOCUMENT):
            raise ValueError("a speaker has a type of its own; where nobody is named, the document speaks")
        if self.anonymous and self.speaker is None:
            raise ValueError("a document that speaks itself is not an anonymous speaker")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of which the case holds no file: a note on paper, a recording kept elsewhere. ``kind`` says what it is;
    ``sha256`` is the hash of its bytes where somebody else holds them and gave it."""

    name: str
    kind: str
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not self.name or not self.kind:
            raise ValueError("an entry has a name, and says what it is")
        if self.sha256 is not None and not re.fullmatch("[0-9a-f]{64}", self.sha256):
            raise ValueError("a SHA-256 has 64 digits, 0 to 9 and a to f")

    @property
    def card(self) -> bytes:
        """What stands in the dossier for bytes that do not exist; its hash is the id of an entry without one."""
        return f"{self.name}\n{self.kind}\nNo file of this source exists here.\n".encode("utf-8", "surrogatepass")


class Entered(NamedTuple):
    """All that people wrote down for a case: claims by row, and the sources of which it holds no file."""

    claims: tuple[EnteredClaim, ...] = ()
    entries: tuple[Entry, ...] = ()


NOTHING_ENTERED = Entered()
