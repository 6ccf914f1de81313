"""Which words tell an hour, or a part of the day: alone, or by what stands beside them."""

import re
from collections.abc import Iterator, Sequence

from tollbook.publish.release.chunks import Chunk
from tollbook.publish.release.vocabulary import leaving_words, lexicon

TIME = "time"
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2}|(?=\D|$))")
_HOUR = 2  # digits
_FOUR = 4
_BACK = 3  # words between an hour and its part of the day: "3 in the morning"


def is_clock(core: str) -> bool:
    """Whether figures are those of a clock, whatever is written right behind them: "03:40Z"."""
    return _CLOCK.match(core) is not None


def is_clock_word(ending: str) -> bool:
    """Whether letters right behind a number make it an hour: "3pm", "15h"."""
    return ending in leaving_words()["clock"] or ending in leaving_words()["after_four"]


def digits(chunk: Chunk) -> int:
    """How many a chunk of figures has."""
    return sum(char.isdigit() for char in chunk.core) if chunk.numeric else 0


def times_in(found: Sequence[Chunk]) -> set[int]:
    """The chunks that tell an hour, or a part of the day, by the words beside them."""
    keys = [chunk.key.replace(".", "") for chunk in found]
    return {one for at in range(len(found)) for one in _told_at(found, keys, at) if one < len(found)}


def _told_at(found: Sequence[Chunk], keys: Sequence[str], at: int) -> Iterator[int]:
    """The chunks that the one at a place tells to be of an hour."""
    words, key = leaving_words(), keys[at]
    if is_clock(found[at].core):
        yield at
    if key in words["of_day"]:
        yield at
        yield from _hour_before(found, keys, at)
    if at and _tells_hour(key, found[at - 1]):
        yield from (at - 1, at)
    if at > 1 and keys[at - 1] + key in words["clock"] and 0 < digits(found[at - 2]) <= _FOUR:
        yield from (at - 2, at - 1, at)
    if key in words["before_hour"] and _number(found, at + 1):
        yield from (at, at + 1)
    if key in words["takes_next"]:
        yield from (at, at + 1)
    if at and key in words["takes_before"]:
        yield from (at - 1, at)
    yield from _past(found, keys, at)


def _tells_hour(key: str, before: Chunk) -> bool:
    if key in leaving_words()["clock"]:
        return bool(digits(before)) or _number_word(before.key)
    return key in leaving_words()["after_four"] and digits(before) >= _FOUR


def _hour_before(found: Sequence[Chunk], keys: Sequence[str], at: int) -> Iterator[int]:
    """The number in "3 in the morning": nothing but small words lies between."""
    for near in range(at - 1, max(at - 1 - _BACK, -1), -1):
        if found[near].trail:
            return
        if 0 < digits(found[near]) <= _HOUR or _number_word(keys[near]):
            yield near
        if keys[near] not in lexicon().function:
            return


def _past(found: Sequence[Chunk], keys: Sequence[str], at: int) -> Iterator[int]:
    """Half past three, a quarter to four, ten past two."""
    words = leaving_words()
    if not at or not _number(found, at + 1):
        return
    part = keys[at - 1] in words["parts_of_hour"]
    if (keys[at] in words["past"] and (part or _number(found, at - 1))) or (keys[at] in words["to"] and part):
        yield from (at - 1, at, at + 1)


def _number(found: Sequence[Chunk], at: int) -> bool:
    return at < len(found) and (0 < digits(found[at]) <= _FOUR or _number_word(found[at].key))


def _number_word(key: str) -> bool:
    return key in lexicon().numbers or key in leaving_words()["small_numbers"]
