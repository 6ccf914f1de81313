"""Where the words that a person entered stand in a source's text: exactly, but for white space."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from tollbook.model import Anchor, EnteredClaim, Reading, Source

_SPACE = re.compile(r"\s")
_MOST_FOUND = 1_000


@dataclass(slots=True)
class Standing:
    """The text of one source, to be asked where words stand. ``flat`` is the text with every kind of white space as a
    blank, one for one, so that a place in it is a place in the text. ``sentences``: where each begins."""

    source: Source
    reading: Reading | None
    flat: str = field(init=False)
    sentences: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.flat = _SPACE.sub(" ", self.source.text)
        self.sentences = [sentence.start for sentence in self.reading.sentences] if self.reading else []

    def words_of(self, row: EnteredClaim) -> tuple[Anchor | None, str]:
        """Where the row's words stand, once or once at its place; else why not, and what to do."""
        found = list(self._found(row.words))
        if row.start is not None:
            found = [at for at in found if at == row.start]
        if len(found) > 1 and row.place:
            found = [at for at in found if self._is_at(at, row.place)]
            if len(found) != 1:
                return (
                    None,
                    "column place: the words stand more than once, and not once at this place; copy more of them",
                )
        if len(found) > 1:
            return None, "column words: they stand more than once in the source; copy more of them, or give the place"
        if not found:
            return (
                None,
                "column words: they do not stand in the source; copy them from texts/ of a dossier, letter by letter",
            )
        return self._anchor(found[0], row.words), ""

    def near(self, words: str, at: Anchor) -> Anchor | None:
        """Where words stand in the passage of other words, nearest to them; None where they do not."""
        passage = next((one for one in self.source.passages if one.start <= at.start < one.end), None)
        if passage is None:
            return None
        inside = (one for one in self._found(words) if passage.start <= one and one + len(words) <= passage.end)
        nearest = min(inside, key=lambda one: (max(one - at.end, at.start - one, 0), one), default=None)
        return self._anchor(nearest, words) if nearest is not None else None

    def speaker_of(self, row: EnteredClaim, at: Anchor) -> Anchor | None:
        """Where the row's speaker is named, nearest to its words; None where nobody is, or nowhere."""
        if row.speaker is None:
            return None
        near = min(self._found(row.speaker), key=lambda one: (abs(one - at.start), one), default=None)
        return self._anchor(near, row.speaker) if near is not None else None

    def sentence_of(self, at: Anchor) -> int:
        """The number of the sentence that holds the words; where no sentences were read, a number of their own."""
        return max(0, bisect_right(self.sentences, at.start) - 1) if self.sentences else at.start

    def _anchor(self, start: int, words: str) -> Anchor:
        return self.source.anchor(start, start + len(words))

    def _found(self, words: str) -> Iterator[int]:
        """Each place where the words stand as words of their own: "7 dead" does not stand in "27 dead"."""
        at = self.flat.find(words)
        for _ in range(_MOST_FOUND):
            if at < 0:
                return
            if not (self._joined(at) or self._joined(at + len(words))):
                yield at
            at = self.flat.find(words, at + 1)

    def _joined(self, at: int) -> bool:
        """Whether a word goes on at a place."""
        return 0 < at < len(self.flat) and self.flat[at - 1].isalnum() and self.flat[at].isalnum()

    def _is_at(self, at: int, place: str) -> bool:
        passage = next((one for one in self.source.passages if one.start <= at < one.end), None)
        return passage is not None and (
            passage.origin == place or passage.origin.startswith((f"{place},", f"{place} "))
        )
