"""Which numbers may stand in a release: days, years, small numbers, and the figures of claims."""

import re
from collections.abc import Sequence

from tollbook.publish.release.chunks import ENDS, Chunk
from tollbook.publish.release.vocabulary import hours, lexicon

TIME, NUMBER = "time", "number"
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}")
_PLAIN = re.compile(r"\d{1,2}|[12]\d{3}|\d{1,2}[-–]\d{1,2}|[12]\d{3}[-–/](\d{2}|[12]\d{3})")
_ORDINAL = re.compile(r"\d{1,2}[a-zа-я]{1,2}|[12]\d{3}s")
_FIGURE = re.compile(r"\d+([,.]\d{3})*([-–—]\d+([,.]\d{3})*)?")
_AS_A_TELEPHONE = 7  # digits in a row of numbers


def number_taken(chunk: Chunk, figure: bool) -> str | None:
    """Why a chunk of figures is taken out; None where it may stay. ``figure``: it is part of a claim's figure."""
    core = chunk.core
    if figure and _FIGURE.fullmatch(core):
        return None
    if _CLOCK.fullmatch(core):
        return TIME
    return None if _DAY.fullmatch(core) or _PLAIN.fullmatch(core) else NUMBER


def mixed_taken(core: str) -> str | None:
    """Why a word of letters and figures is taken out: "AB1234" is a passport or a plate; "24th" may stay."""
    if not _ORDINAL.fullmatch(core.casefold()):
        return NUMBER
    ending = core.lstrip("0123456789").casefold()
    return TIME if ending in hours()["clock"] else None


def times_in(found: Sequence[Chunk]) -> set[int]:
    """The chunks that tell an hour, or a part of the day, by the words beside them."""
    words, taken = hours(), set()
    for at, chunk in enumerate(found):
        key = chunk.key.replace(".", "")
        before = found[at - 1] if at else None
        if key in words["of_day"]:
            taken.add(at)
        elif before is not None and _tells_hour(key, before):
            taken |= {at - 1, at}
    return taken


def _tells_hour(key: str, before: Chunk) -> bool:
    if key in hours()["clock"]:
        return bool(_digits(before)) or before.key in lexicon().numbers
    return key in hours()["after_four"] and _digits(before) >= 4


def telephones_in(found: Sequence[Chunk]) -> set[int]:
    """The chunks of a row of numbers that together have as many digits as a telephone's, or a document's."""
    taken: set[int] = set()
    row: list[int] = []
    for at, chunk in enumerate([*found, None]):
        if chunk is not None and chunk.numeric:
            row.append(at)
            if not set(chunk.trail) & (ENDS | frozenset(",;:")):
                continue
        if len(row) > 1 and sum(_digits(found[one]) for one in row) >= _AS_A_TELEPHONE:
            taken.update(row)
        row = []
    return taken


def _digits(chunk: Chunk) -> int:
    return sum(char.isdigit() for char in chunk.core) if chunk.numeric else 0
