"""Parts that are told as all of their total: behind a colon or a dash, in brackets, or set beside it between commas."""

from collections.abc import Sequence

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunk

_COUNTED = frozenset("n s u x q".split())
_OPENS = frozenset("open colon dash comma".split())
_BETWEEN = frozenset("comma and".split())
_ENDS = frozenset("close stop semicolon dash".split())
_EVERYONE = "all"
# What may stand with a part without adding anybody: "12 in the yard", "nine members of a sect".
_DESCRIBES = frozenset(
    "pp of article name age w g relative participle preposition have be to adverb event date".split()
)
_NO_MORE = _COUNTED | frozenset("g including and".split())  # what may not stand behind the comma that ends them


def tells_all(chunks: Sequence[Chunk], listed: Sequence[int], end: int) -> bool:
    """Whether the parts at ``listed`` are two or more, nothing says that they are some of them, and nobody stands among
    them who is not counted: not so in "20 died, including 12 …", "12 of them …", "12 prisoners, and others"."""
    if len(listed) < 2 or chunks[listed[0] - 1].symbol not in _OPENS:
        return False
    if any("part" in chunks[at].marks or chunks[at].quantity is None for at in listed):
        return False
    at = listed[0]
    for part in listed[1:]:
        between = [chunk.symbol for chunk in chunks[at + 1 : part]]
        told = [symbol for symbol in between if symbol not in _BETWEEN]
        if not _BETWEEN & set(between) or between[-1] not in _BETWEEN or not _DESCRIBES.issuperset(told):
            return False
        if sum(symbol == "and" for symbol in between) > 1:
            return False
        at = part
    return _end_there(chunks, at + 1, end)


def all_told_behind(chunks: Sequence[Chunk], total: int) -> tuple[int, ...]:
    """Where the figures of the bracket right behind a total stand, if they are told as all of it."""
    if total + 1 >= len(chunks) or chunks[total + 1].symbol != "open":
        return ()
    end = next((at for at in range(total, len(chunks)) if chunks[at].symbol == "close"), len(chunks))
    listed = [at for at in range(total + 2, end) if chunks[at].symbol in _COUNTED]
    return tuple(listed) if listed[:1] == [total + 2] and tells_all(chunks, listed, end) else ()


def _end_there(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    while at < end and chunks[at].symbol in _DESCRIBES:
        at += 1
    if at >= end or chunks[at].symbol in _ENDS:
        return True
    behind = {chunk.symbol for chunk in chunks[at + 1 : at + 3]}
    return chunks[at].symbol == "comma" and not behind & _NO_MORE


def is_set_beside(chunks: Sequence[Chunk], total: FoundCount, at: int, end: int) -> bool:
    """ "20 people, 12 prisoners and five guards, were killed": people of two groups and more between commas, beside
    those of no group; behind the verb up to the end of the sentence."""
    if total.group != _EVERYONE or at == 0 or chunks[at - 1].symbol != "comma":
        return False
    members, joined = 0, False
    while at < end and chunks[at].symbol in _COUNTED and chunks[at].quantity and chunks[at].group:
        members += chunks[at].group != _EVERYONE
        at += 1
        joined = joined or (at < end and chunks[at].symbol == "and")
        if at + 1 < end and chunks[at].symbol in _BETWEEN and chunks[at + 1].symbol in _BETWEEN:
            at += 1
        if at + 1 < end and chunks[at].symbol in _BETWEEN and chunks[at + 1].symbol in _COUNTED:
            at += 1
    if members < 2 or not joined:
        return False
    if end < len(chunks):
        return at < end and chunks[at].symbol == "comma"
    return at >= end or chunks[at].symbol in _ENDS
