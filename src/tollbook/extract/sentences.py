"""Where sentences begin and end; offsets by construction, nothing is changed."""

import re
from collections.abc import Iterator
from itertools import pairwise

# Looked for at the head of a row of such marks only: from each of ten thousand points would take their square.
# It begins with the mark itself, by which it is found many times faster than by what stands before it.
_CANDIDATE = re.compile(r"[.!?…؟。](?<![.!?…؟。]{2})[.!?…؟。]*[\"'”’»)\]]*(?=\s|$|[A-Z])")
_BEGINS = re.compile(r"[A-Z][a-z]*[\s,]")
_LINE = re.compile(r"[^\s][^\n]*")
_SHORT = 0.6  # of the longest line: the end of a wrapped line is not so far from the edge
_OPENS = frozenset("\"'“‘«([")
_SPACE = re.compile(r"\s+")
_LAST_WORD = re.compile(r"(\w[\w.’']*)\W*$")
_LOOK_BACK = 40  # characters; no abbreviation is longer
LONGEST = 3_000  # characters; what goes on for longer without a full stop is a list or a table, and is read in pieces


def split_sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as (start, end) without white space around them."""
    for first, last in _stretches(text, start, end):
        yield from _sentences(text, first, last, abbreviations)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that stand alone ("Interior minister speaks"), and what stands between them: a blank line parts, and so
    does the end of a line much shorter than others of its paragraph where the next begins as a sentence does."""
    if text.find("\n", start, end) < 0:
        yield start, end
        return
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text, start, end)]
    short = max((last - first for first, last in lines), default=0) * _SHORT
    begin = start
    for (first, last), (then, after) in pairwise(lines):
        blank = text.count("\n", last, then) > 1
        alone = last - first < short and text[last - 1] != "," and _may_begin(text[then])
        if blank or alone or _is_in_capitals(text, first, last, then, after):
            yield begin, last
            begin = then
    yield begin, end


def _is_in_capitals(text: str, first: int, last: int, then: int, after: int) -> bool:
    """A line in capitals over one that is not."""
    return (
        text[first:last].isupper() and not text[then:after].isupper() and text[then:after] != text[then:after].lower()
    )


def _may_begin(letter: str) -> bool:
    return letter.isupper() or letter.isdecimal() or letter in _OPENS


def _sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() < end and _goes_on(text, begin, match, end, abbreviations):
            continue
        yield from _pieces(text, begin, match.end())
        begin = match.end()
    yield from _pieces(text, begin, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, or the pieces of one that is too long, cut where there is white space."""
    while end - start > LONGEST:
        space = _SPACE.search(text, start + LONGEST, end)
        if space is None:
            break
        if piece := _trimmed(text, start, space.start()):
            yield piece
        start = space.end()
    if stretch := _trimmed(text, start, end):
        yield stretch


def _goes_on(text: str, begin: int, match: re.Match[str], end: int, abbreviations: frozenset[str]) -> bool:
    if not text[match.end()].isspace():
        return not _lost_space(text, begin, match)
    after = text[match.end() : min(end, match.end() + _LOOK_BACK)].lstrip()
    if after[:1].islower():
        return True
    if not match.group().startswith(".") or len(match.group()) > 1:
        return False
    before = _LAST_WORD.search(text[max(begin, match.start() - _LOOK_BACK) : match.start()])
    if not before:
        return False
    word = before.group(1)
    return word.lower() in abbreviations or (len(word) == 1 and word.isupper() and word.isalpha())


def _lost_space(text: str, begin: int, match: re.Match[str]) -> bool:
    """ "Shot on Monday.The dead man was": text that was copied; not "www.example.Com"."""
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start()].split()
    plain = bool(before) and before[-1][-3:].islower() and before[-1].isalpha() and len(before[-1]) > 2
    return plain and match.group() == "." and _BEGINS.match(text, match.end()) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
