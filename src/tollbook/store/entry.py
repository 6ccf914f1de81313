"""One entry of the log, and what chains it to the one before."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

BEFORE_THE_FIRST = "0" * 64


class Held(StrEnum):
    """What is held of an entry's content."""

    WHOLE = "whole"
    SEALED = "sealed"  # to the keepers
    ELSEWHERE = "elsewhere"  # in the copy of the case that it came from
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """``open``: what everybody may read of it, as canonical JSON. ``decision``: the id of the decision it holds; None
    where it holds none. ``state``: what is held of its content."""

    seq: int
    id: str
    before: str
    commitment: str
    open: str
    decision: str | None
    state: Held = Held.WHOLE


def entry_id(before: str, commitment: str, open: str) -> str:
    """The hash of an entry: of the one before, of the commitment to its content, and of its open part."""
    return hashlib.sha256(f"{before}\n{commitment}\n{open}".encode()).hexdigest()
