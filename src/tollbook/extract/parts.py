"""Parts of a total: "including 4 children", "(six inmates, one officer)", "24 of them women", "12 who had fought …"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Mark

_BEFORE_PARTS = frozenset("comma open including colon dash pp date".split())
_OPENS_PARTS = frozenset("open including colon".split())
_COUNTED = frozenset("n s u x q".split())
_BETWEEN = frozenset("comma and g name".split())
# What a part goes on with: "12 who had fought", "nine members of a sect"; a verb would be its own ("and 15 had fled").
_GOES_ON = frozenset("relative pp of preposition participle comma and stop close semicolon age g name".split())
_INSIDE = _GOES_ON - {"stop", "close", "semicolon"} | frozenset("w have be to article adverb event date quote".split())


def parts_of(sentence: Chunked, reading: FoundCount, taken: set[int]) -> Iterator[FoundCount]:
    """The parts of a total that stand after its verb, or before it. ``taken``: the chunks of counts that are read; the
    parts are added."""
    if Mark.PART in reading.marks and not reading.of_them:
        return
    before_verb = reading.harm_at is not None and reading.harm_at >= reading.count
    for start in [reading.count + 1, reading.last] if before_verb else [reading.last]:
        end = reading.last if start < reading.last else len(sentence.chunks)
        for index in _part_chunks(sentence, start, end, taken):
            counted = sentence.chunks[index]
            if counted.quantity and not _is_more(counted, reading):
                taken.add(index)
                yield _part(sentence, reading, index, end)


def _part(sentence: Chunked, reading: FoundCount, index: int, end: int) -> FoundCount:
    chunks = sentence.chunks
    counted, marks = chunks[index], {Mark.PART}
    own = counted.group or next(
        (one.group for one in chunks[index + 1 : min(index + 3, end)] if one.symbol == "g"), None
    )
    if own is None and reading.group != "all":
        marks.add(Mark.GROUP_CARRIED)
    assert counted.quantity is not None
    return replace(
        reading,
        group=own or reading.group,
        quantity=counted.quantity,
        marks=frozenset(marks),
        count=index,
        first=index,
        last=index + (2 if own and not counted.group else 1),
        pattern="part",
        named=False,
        of_them=False,
        words_from=None,
        words_to=None,
    )


def _is_more(counted: Chunk, reading: FoundCount) -> bool:
    """A part is no greater than its total."""
    part, total = counted.quantity, reading.quantity
    return part is not None and part.low is not None and total.high is not None and part.low > total.high


def _part_chunks(sentence: Chunked, start: int, end: int, taken: set[int]) -> Iterator[int]:
    chunks = sentence.chunks
    index, opened = _opened(sentence, start, end)
    while index < end and index not in taken:
        told = "part" in chunks[index].marks or chunks[index - 1].symbol == "relative"
        listed = opened and (chunks[index].group is not None or _goes_on(chunks, index))
        if chunks[index].symbol not in _COUNTED or not (told or listed):
            return
        yield index
        index += 1
        while index < end and chunks[index].symbol in _BETWEEN:
            index += 1
        if opened and (index >= end or chunks[index].symbol not in _COUNTED):
            index = _next_part(chunks, index, end)


def _opened(sentence: Chunked, index: int, end: int) -> tuple[int, bool]:
    """Where the parts begin, and whether "including", a colon, a bracket or "of whom" stands before them."""
    chunks, opened = sentence.chunks, False
    while index < end:
        if chunks[index].symbol in _BEFORE_PARTS:
            opened = opened or chunks[index].symbol in _OPENS_PARTS
            index += 1
        elif chunks[index].symbol == "of" and "partitive" in sentence.line.hits[chunks[index].first]:
            opened, index = True, index + 2
        else:
            break
    return index, opened


def _goes_on(chunks: Sequence[Chunk], index: int) -> bool:
    return index + 1 >= len(chunks) or chunks[index + 1].symbol in _GOES_ON


def _next_part(chunks: Sequence[Chunk], index: int, end: int) -> int:
    """The next member of a list whose members are described: "12 who had fought for X and nine members of Y"."""
    while index < end and chunks[index].symbol in _INSIDE:
        after = index + 1
        joins = chunks[index].symbol in ("comma", "and") and after < end and chunks[after].symbol in _COUNTED
        if joins and _goes_on(chunks, after):
            return after
        index += 1
    return end
