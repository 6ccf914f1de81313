"""The pieces of a source that other extractors are given, one at a time: its passages, long ones cut."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.model import PassageKind, Source, Zone

MOST = 6_000  # characters: more than a page, and no long passage is refused
_LEAST_FULL = MOST // 2


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` stands at ``start`` of its source."""

    start: int
    text: str

    @property
    def hash(self) -> str:
        """By which its answers are kept."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def pieces_of(source: Source) -> Iterator[Piece]:
    """What of a source is read for claims, in its order."""
    for passage in source.passages:
        if passage.zone is not Zone.MAIN or passage.kind is PassageKind.DATELINE:
            continue
        start = passage.start
        while passage.end - start > MOST:
            end = _end(source.text, start)
            yield Piece(start, source.text[start:end])
            start = end
        yield Piece(start, source.text[start : passage.end])


def _end(text: str, start: int) -> int:
    """After the last line, else the last blank, of what fits."""
    for sign in ("\n", " "):
        found = text.rfind(sign, start + _LEAST_FULL, start + MOST)
        if found > 0:
            return found + 1
    return start + MOST
