"""Figures that may not be the whole: those reported first, those seen in a picture, those known by name."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunked
from tollbook.model import Harm, Mark

_ENDS = frozenset({"semicolon", "but", "stop"})
_MARKED = frozenset({"early", "early_adverb", "first_said", "shown"})
_REPORTS = frozenset({"rep", "harm_toll"})


def with_provisional(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """The counts of a sentence; marked are those that its words call the first ones, and as parts of a total told
    elsewhere those whom a picture shows or a list names, and "one of the villagers who were killed"."""
    marked = not sentence.line.classes.isdisjoint(_MARKED)
    for reading in found:
        if _is_out_of_the_harmed(sentence, reading) or _are_found(sentence, reading):
            yield replace(reading, marks=reading.marks | {Mark.PART}, of_them=True)
            continue
        match _nearest(sentence, reading) if marked else None:
            case "early":
                yield replace(reading, marks=reading.marks | {Mark.EARLY})
            case "shown" if not reading.marks & {Mark.PART, Mark.INDIVIDUAL}:
                yield replace(reading, marks=reading.marks | {Mark.PART}, of_them=True)
            case _:
                yield reading


def _is_out_of_the_harmed(sentence: Chunked, reading: FoundCount) -> bool:
    """Whether so many are told of out of those harmed: "two of the villagers killed", not "two of them were"."""
    chunks, counted = sentence.chunks, sentence.chunks[reading.count]
    if (
        counted.symbol != "n"
        or "part" not in counted.marks
        or reading.harm_at is None
        or reading.harm_at < reading.count
    ):
        return False
    between = {chunk.symbol for chunk in chunks[reading.count + 1 : reading.harm_at]}
    reduced = chunks[reading.harm_at].symbol == "harm_ed" and not between & {"be", "have", "get"}
    return "relative" in between or reduced


def _are_found(sentence: Chunked, reading: FoundCount) -> bool:
    """ "The bodies of four were recovered": more may lie where they lay."""
    span = sentence.chunks[reading.first : reading.last + 1]
    return reading.harm is Harm.KILLED and any(chunk.symbol == "found" for chunk in span) and not _is_one(reading)


def _is_one(reading: FoundCount) -> bool:
    return bool(reading.marks & {Mark.INDIVIDUAL, Mark.PART})


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
