"""Whether a figure runs over more than one event (READING 7)."""

from tollbook.extract.patterns import Match
from tollbook.extract.row import Chunked

_CLAUSE_ENDS = frozenset({"semicolon", "but", "stop"})


def is_running(sentence: Chunked, match: Match) -> bool:
    """ "Since June 33 people have been killed", "33 killed so far this year": over more than one event (READING 7)."""
    if "cumulative_time" not in sentence.symbols and "since" not in sentence.line.classes:
        return False
    first, last = _clause(sentence, match)
    chunks = sentence.chunks[first:last]
    if any(chunk.symbol == "cumulative_time" for chunk in chunks):
        return True
    if not any("perfect" in chunk.marks for chunk in chunks):
        return False
    hits = sentence.line.hits
    return any(
        "since" in hits[chunk.first] and chunk.last - 1 < len(hits) and _names_time(sentence, chunk.first + 1)
        for chunk in chunks
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
