"""One entry of the log: what it says openly, what it commits to, and what chains it to the one before."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

BEFORE_THE_FIRST = "0" * 64


class Held(StrEnum):
    """What the case file holds of an entry's content."""

    WHOLE = "whole"
    SEALED = "sealed"  # to the keepers
    ELSEWHERE = "elsewhere"  # sealed, in the copy of the case that it came from
    ERASED = "erased"  # by a later entry, which says so
    LOST = "lost"  # gone, and no entry says why


class Act(StrEnum):
    """What an entry records."""

    DECISION = "decision"
    SEALED = "sealed"  # a decision of which a part is open to the keepers alone
    ERASURE = "erasure"
    KEEPER = "keeper"  # one added, or removed


@dataclass(frozen=True, slots=True)
class LogEntry:
    """``open``: what everybody may read of it, as canonical JSON. ``decision``: the id of the decision it holds; None
    where it holds none."""

    seq: int
    id: str
    before: str
    commitment: str
    open: str
    decision: str | None
    state: Held = Held.WHOLE

    @property
    def says(self) -> dict[str, Any]:
        """The open part. Raises ValueError where it is none."""
        said = json.loads(self.open)
        if not isinstance(said, dict):
            raise ValueError("the open part of an entry is an object")
        return said

    def follows(self, before: str) -> bool:
        """Whether it is what was written after the entry ``before``."""
        if self.before != before or self.id != entry_id(before, self.commitment, self.open):
            return False
        try:
            return bool(self.says.get("decision") == self.decision)
        except ValueError:
            return False


def entry_id(before: str, commitment: str, open: str) -> str:
    """The hash of an entry: of the one before, of the commitment to its content, and of its open part."""
    return hashlib.sha256(f"{before}\n{commitment}\n{open}".encode()).hexdigest()
