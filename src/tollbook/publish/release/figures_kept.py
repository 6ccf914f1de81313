"""Which numbers may stand in a release: days, years, small numbers, and the figures of claims."""

import re
from collections.abc import Iterator, Sequence

from tollbook.publish.release.chunks import ENDS, Chunk
from tollbook.publish.release.times import TIME, digits, is_clock, is_clock_word
from tollbook.publish.release.vocabulary import leaving_words

NUMBER = "number"
_YEAR = r"(1[3-9]|20)\d{2}"  # of the calendars that people write: what is no year is a house, a unit, a paper
_MONTH, _DAY_OF_IT = r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_DAY = re.compile(
    rf"{_DAY_OF_IT}([./]){_MONTH}\2({_YEAR}|\d{{2}})|{_DAY_OF_IT}-{_MONTH}-{_YEAR}|{_YEAR}-{_MONTH}-{_DAY_OF_IT}"
    rf"|{_MONTH}/{_DAY_OF_IT}/({_YEAR}|\d{{2}})"
)
_PLAIN = re.compile(rf"\d{{1,2}}|{_YEAR}|\d{{1,2}}[-–]\d{{1,2}}|{_YEAR}[-–/](\d{{2}}|{_YEAR})")
_ORDINAL = re.compile(r"\d{1,2}[a-zа-я]{1,2}|[12]\d{3}s")
_FIGURE = re.compile(r"\d+([,.]\d{3})*([-–—]\d+([,.]\d{3})*)?")
_AS_A_TELEPHONE = 7  # digits in a row of numbers
_AS_A_SHORT_ONE = 5  # in three numbers or more: "4 22 13" is one of a small town
_IN_A_LIST = 4  # numbers set apart by commas


def number_taken(chunk: Chunk, figure: bool) -> str | None:
    """Why a chunk of figures is taken out; None where it may stay. ``figure``: it is part of a claim's figure."""
    core = chunk.core
    if figure and _FIGURE.fullmatch(core):
        return None
    if is_clock(core):
        return TIME
    return None if _DAY.fullmatch(core) or _PLAIN.fullmatch(core) else NUMBER


def mixed_taken(core: str) -> str | None:
    """Why a word of letters and figures is taken out: "AB1234" is a passport or a plate; "24th" may stay."""
    if not _ORDINAL.fullmatch(core.casefold()):
        return NUMBER
    return TIME if is_clock_word(core.lstrip("0123456789").casefold()) else None


def telephones_in(found: Sequence[Chunk]) -> set[int]:
    """The chunks of a row of numbers that together have as many digits as a telephone's, or a document's."""
    taken: set[int] = set()
    for row in _rows(found, frozenset(",;:") | ENDS):
        many = sum(digits(found[one]) for one in row)
        if len(row) > 1 and many >= (_AS_A_TELEPHONE if len(row) == 2 else _AS_A_SHORT_ONE):
            taken.update(row)
    for row in _rows(found, ENDS | frozenset(";:")):
        if len(row) >= _IN_A_LIST and sum(digits(found[one]) for one in row) >= _AS_A_TELEPHONE:
            taken.update(row)
    return taken


def _rows(found: Sequence[Chunk], ends: frozenset[str]) -> Iterator[list[int]]:
    """Numbers side by side, and with nothing but a sign between them."""
    row: list[int] = []
    for at, chunk in enumerate(found):
        if chunk.core and not chunk.numeric:
            yield row
            row = []
            continue
        if chunk.core:
            row.append(at)
        if set(chunk.lead + chunk.trail) & ends:
            yield row
            row = []
    yield row


def numbered_in(found: Sequence[Chunk]) -> set[int]:
    """The numbers that tell a place finer than the incident's: of a cell, a house, a ward."""
    words = leaving_words()["numbered"]
    return {
        at
        for at, chunk in enumerate(found)
        if at and chunk.numeric and (_before(found, at) in words or any(sign in words for sign in chunk.lead))
    }


def _before(found: Sequence[Chunk], at: int) -> str:
    near = found[at - 1]
    return "" if set(near.trail) & frozenset(",;:!?…") else (near.key or near.lead + near.trail)
