"""Words of harm joined by "or": "killed, wounded or maimed" is one harm of all, never the first of them."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.extract.row import Chunk
from tollbook.model import Harm

_JOINED = frozenset({"harm_ed", "harm_dead", "hurt"})
UNSPLIT = "unsplit"  # of several harms that are no one harm: "killed or disappeared"
_BODILY = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})


def with_unions(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The row with such words as one chunk: casualties where all are killed or injured, else of no harm."""
    if all(chunk.symbol != "or" for chunk in chunks):
        return tuple(chunks)
    made: list[Chunk] = []
    index = 0
    while index < len(chunks):
        end = _end_of_union(chunks, index)
        harms = {chunk.attr or Harm.INJURED for chunk in chunks[index:end] if chunk.symbol in _JOINED}
        if len(harms) < 2:
            made.append(chunks[index])
            index += 1
            continue
        read = harms <= _BODILY
        joined = replace(chunks[index], last=chunks[end - 1].last, attr=Harm.CASUALTIES if read else UNSPLIT)
        made.append(replace(joined, symbol="harm_ed" if read else "other"))
        index = end
    return tuple(made)


def _end_of_union(chunks: Sequence[Chunk], index: int) -> int:
    """The index after the last word of harm of a row of them that ends in "or"; ``index`` where none begins there."""
    end, joined = index, False
    while end < len(chunks) and chunks[end].symbol in _JOINED:
        after = end + 1
        if joined or after >= len(chunks):
            return after if joined else index
        while after < len(chunks) and chunks[after].symbol in ("comma", "or"):
            joined = joined or chunks[after].symbol == "or"
            after += 1
        if after == end + 1:
            return index
        end = after
    return index
