"""The text of a source that has none of its own: what people wrote down, place by place."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tollbook.model import Passage, PassageKind

_TIME_CODE = re.compile(r"(?<![\d:])(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?![\d:])")
_NUMBER = re.compile(r"\d{1,15}")
_NAMED = " — "  # sets the speaker apart where the words themselves do not name one


class Line(NamedTuple):
    """Words at a place, and who says them; ``speaker`` None where the source speaks itself."""

    place: str
    words: str
    speaker: str | None


class Laid(NamedTuple):
    """``starts``: where the words of each line begin. ``speakers``: where its speaker is named."""

    text: str
    passages: tuple[Passage, ...]
    starts: Mapping[Line, int]
    speakers: Mapping[Line, int]


def lay_out(lines: Iterable[Line]) -> Laid:
    """One passage a place, in the order of the places; each line once, with its speaker if its words name nobody."""
    by_place: dict[str, dict[Line, None]] = {}
    for line in lines:
        by_place.setdefault(line.place, {})[line] = None
    passages: list[Passage] = []
    starts: dict[Line, int] = {}
    speakers: dict[Line, int] = {}
    pieces: list[str] = []
    at = 0
    for place in sorted(by_place, key=place_order):
        begin = at
        for number, line in enumerate(by_place[place]):
            at += 1 if number else 0
            starts[line] = at
            whole = _whole(line)
            if line.speaker is not None:
                speakers[line] = at + whole.rindex(line.speaker)
            pieces += ["\n", whole] if number else [whole]
            at += len(whole)
        passages.append(Passage(PassageKind.QUOTE, begin, at, origin=place))
        pieces.append("\n\n")
        at += 2
    return Laid("".join(pieces[:-1]), tuple(passages), starts, speakers)


def _whole(line: Line) -> str:
    if line.speaker is None or line.speaker in line.words:
        return line.words
    return f"{line.words}{_NAMED}{line.speaker}"


def place_order(place: str) -> tuple[bool, tuple[int, ...]]:
    """Time codes and pages in the order of their numbers; places without one come first, as they were written."""
    code = _TIME_CODE.search(place)
    if code:
        hours, minutes, seconds = (int(part or 0) for part in code.groups())
        return True, (hours * 3600 + minutes * 60 + seconds,)
    numbers = tuple(int(number) for number in _NUMBER.findall(place))
    return bool(numbers), numbers
