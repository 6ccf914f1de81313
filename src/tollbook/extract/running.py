"""Whether a figure runs over more than one event (READING 7)."""

from collections.abc import Sequence
from itertools import pairwise

from tollbook.extract.patterns import Match
from tollbook.extract.row import Chunk, Chunked

_RUNNING = ("since", "this_year", "by")
_OF_DAY = len("1999-06-03")
_CLAUSE_ENDS = frozenset({"semicolon", "but", "stop"})


def is_running(sentence: Chunked, match: Match) -> bool:
    """ "Since June 33 people have been killed", "33 killed so far this year", "the war had killed 900 by 1999": over
    more than one event (READING 7)."""
    if "cumulative_time" not in sentence.symbols and sentence.line.classes.isdisjoint(_RUNNING):
        return False
    first, last = _clause(sentence, match)
    chunks = sentence.chunks[first:last]
    if any(chunk.symbol == "cumulative_time" for chunk in chunks):
        return True
    if not any("perfect" in chunk.marks for chunk in chunks):
        return False
    hits = sentence.line.hits
    if any("this_year" in hits[token] for token in range(chunks[0].first, chunks[-1].last)) or _until(chunks):
        return True
    return any(
        "since" in hits[chunk.first] and chunk.last - 1 < len(hits) and _names_time(sentence, chunk.first + 1)
        for chunk in chunks
    )


def _until(chunks: Sequence[Chunk]) -> bool:
    """ "By 1999", "by May 1999"; by a day is up to the end of one event."""
    return any(
        one.symbol == "by" and then.date is not None and then.date.edtf is not None and len(then.date.edtf) < _OF_DAY
        for one, then in pairwise(chunks)
    )


def _names_time(sentence: Chunked, token: int) -> bool:
    hits = sentence.line.hits
    near = range(token, min(token + 4, len(hits)))
    dated = any(chunk.symbol == "date" and chunk.first in near for chunk in sentence.chunks)
    return dated or any(hits[index].keys() & {"month_names", "weekday", "event", "unit_of_time"} for index in near)


def _clause(sentence: Chunked, match: Match) -> tuple[int, int]:
    chunks = sentence.chunks
    first, last = match.first, match.last
    while first > 0 and chunks[first - 1].symbol not in _CLAUSE_ENDS:
        first -= 1
    while last < len(chunks) and chunks[last].symbol not in _CLAUSE_ENDS | {"and", "comma"}:
        last += 1
    return first, last
