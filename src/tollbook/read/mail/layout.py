"""One text from what stands in several places: each piece below the one before, with the place it came from."""

from dataclasses import dataclass, field, replace

from tollbook.model import Passage, PassageKind, Zone
from tollbook.read.drafts import MOST_PASSAGES


@dataclass(slots=True)
class Layout:
    """``whole`` is False where there was more than could be taken."""

    pieces: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    length: int = 0
    whole: bool = True

    @property
    def text(self) -> str:
        """All pieces."""
        return "".join(self.pieces)

    def add(
        self, text: str, passages: tuple[Passage, ...], place: str, zone: Zone | None = None, whole: bool = True
    ) -> None:
        """A piece with its own passages, each said to stand at ``place``; all in ``zone`` where one is given."""
        start = self._begin(text, "\n\n")
        self.whole = self.whole and whole
        for one in passages:
            value = None if one.value_start is None else one.value_start + start
            origin = f"{place}, {one.origin}" if one.origin else place
            self._take(
                replace(one, start=one.start + start, end=one.end + start, value_start=value, origin=origin),
                zone,
            )

    def add_field(self, label: str, value: str, kind: PassageKind, zone: Zone) -> None:
        """A line "label: value". Of a title only the value is the passage."""
        start = self._begin(f"{label}: {value}", "\n")
        at = self.length - len(value)
        origin = f"header {label}"
        if kind is PassageKind.FIELD:
            self._take(Passage(kind, start, self.length, zone, label, None, at, origin), None)
        else:
            level = 1 if kind is PassageKind.TITLE else None
            self._take(Passage(kind, at, self.length, zone, label, level, None, origin), None)

    def _begin(self, text: str, before: str) -> int:
        before = before if self.pieces else ""
        self.pieces += [before, text]
        start = self.length + len(before)
        self.length = start + len(text)
        return start

    def _take(self, passage: Passage, zone: Zone | None) -> None:
        if len(self.passages) >= MOST_PASSAGES:
            self.whole = False
        else:
            self.passages.append(passage if zone is None else replace(passage, zone=zone))
