"""Figures that may not be the whole: those reported first, those seen in a picture, those known by name."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunked
from tollbook.model import Mark

_ENDS = frozenset({"semicolon", "but", "stop"})
_MARKED = frozenset({"early", "early_adverb", "first_said", "shown"})
_REPORTS = frozenset({"rep", "harm_toll"})


def with_provisional(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """The counts of a sentence; marked are those that its words call the first ones, and as parts of a total told
    elsewhere those whom a picture shows or a list names."""
    if not any(here.keys() & _MARKED for here in sentence.line.hits):
        yield from found
        return
    for reading in found:
        match _nearest(sentence, reading):
            case "early":
                yield replace(reading, marks=reading.marks | {Mark.EARLY})
            case "shown" if not reading.marks & {Mark.PART, Mark.INDIVIDUAL}:
                yield replace(reading, marks=reading.marks | {Mark.PART}, of_them=True)
            case _:
                yield reading


def _nearest(sentence: Chunked, reading: FoundCount) -> str | None:
    """The last of "initially", "later", "a photo of" that stands in the clause, up to the figure's last word."""
    chunks, hits = sentence.chunks, sentence.line.hits
    reports = any(chunk.symbol in _REPORTS for chunk in chunks)
    for at in range(min(reading.last, len(chunks)) - 1, -1, -1):
        if chunks[at].symbol in _ENDS:
            return None
        here = {cls for token in range(chunks[at].first, chunks[at].last) for cls in hits[token]}
        if here & {"early", "first_said"} or ("early_adverb" in here and reports):
            return "early"
        if here & {"since_then", "shown"}:
            return "since_then" if "since_then" in here else "shown"
    return None
