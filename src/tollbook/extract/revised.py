"""Figures that the same words take back or replace: "not fifteen but eleven", "put at 12, later revised to 15"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunked
from tollbook.model import Mark

_FIGURES = frozenset({"q", "n", "u"})
_BETWEEN = frozenset("comma but and article stop dash".split())
_REVISES = frozenset({"instead", "rises"})
_LONGEST = 2  # tokens of "rather than"
_NEAR = 3  # tokens before a figure that may say that it is what was revised
_BEFORE = 5  # tokens before a figure that may say that it was the first


def with_revisions(sentence: Chunked, found: Sequence[FoundCount]) -> list[FoundCount]:
    """The counts, those replaced marked as denied, with those taken back and those that replace others."""
    if "not" not in sentence.symbols and sentence.line.classes.isdisjoint(_REVISES):
        return list(found)
    taken = {one.count for one in found}
    more = [*_taken_back(sentence, found, taken), *_replacing(sentence, found, taken)]
    revised = any(_is_revised(sentence, one.count) for one in more)
    kept = [replace(one, negated=True) if revised and _was_first(sentence, one) else one for one in found]
    return [*kept, *more]


def _taken_back(sentence: Chunked, found: Sequence[FoundCount], taken: set[int]) -> Iterator[FoundCount]:
    """ "Not fifteen but eleven", "eleven, not fifteen"."""
    chunks = sentence.chunks
    for index in range(1, len(chunks)):
        chunk = chunks[index]
        if chunk.symbol not in _FIGURES or not _denies(sentence, index - 1) or index in taken or not chunk.quantity:
            continue
        instead = next((one for one in found if _stands_by(sentence, one, index)), None)
        if instead is not None:
            yield _other(instead, sentence, index, negated=True)


def _denies(sentence: Chunked, index: int) -> bool:
    """ "Not ten", "rather than ten"."""
    chunk = sentence.chunks[index]
    near = sentence.line.hits[max(0, chunk.last - _LONGEST) : chunk.last]
    return chunk.symbol == "not" or any(
        "instead" in here and here["instead"].length == back for back, here in enumerate(reversed(near), 1)
    )


def _stands_by(sentence: Chunked, one: FoundCount, index: int) -> bool:
    symbols = [chunk.symbol for chunk in sentence.chunks]
    after = symbols[index + 1 : one.count] if one.count > index else None
    last = index - 2 if symbols[index - 1] != "not" else index - 1
    before = symbols[one.count + 1 : last] if one.count < index else None
    end = symbols[one.last : last] if one.last < index else None
    return any(between is not None and {*between} <= _BETWEEN for between in (after, before, end))


def _replacing(sentence: Chunked, found: Sequence[FoundCount], taken: set[int]) -> Iterator[FoundCount]:
    """ "…, later revised to 15"."""
    for index, chunk in enumerate(sentence.chunks):
        if chunk.symbol != "q" or index in taken or chunk.quantity is None or not _is_revised(sentence, index):
            continue
        before = [one for one in found if one.count < index and sentence.chunks[one.harm_at or 0].symbol == "harm_toll"]
        if before:
            yield _other(before[-1], sentence, index, negated=False)


def _is_revised(sentence: Chunked, index: int) -> bool:
    token = sentence.chunks[index].first
    return any("rises" in here for here in sentence.line.hits[max(0, token - _NEAR) : token])


def _was_first(sentence: Chunked, one: FoundCount) -> bool:
    token = sentence.chunks[one.count].first
    return any("at_first" in here for here in sentence.line.hits[max(0, token - _BEFORE) : token])


def _other(one: FoundCount, sentence: Chunked, index: int, *, negated: bool) -> FoundCount:
    chunk = sentence.chunks[index]
    assert chunk.quantity is not None
    return replace(
        one,
        quantity=chunk.quantity,
        group=chunk.group or one.group,
        marks=one.marks - {Mark.INDIVIDUAL, Mark.ADDITIONAL},
        count=index,
        first=index,
        last=index + 1,
        pattern="in_its_place",
        negated=negated,
        named=False,
        words_from=None,
        words_to=None,
    )
