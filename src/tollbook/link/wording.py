"""Whether two places of two texts are worded alike: fingerprints to find them by, and their words laid side by side."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from tollbook.model import Anchor, Claim, Source

GRAM = 5  # words of a fingerprint
WINDOW = 4  # of so many fingerprints in a row the least is kept: a run of eight words in common is always seen
AROUND = 80  # words of a window on either side of a claim's own
LONGEST = 40  # words of a claim's own that a window takes in
RUN = 3  # words in a row that count as shared
FEWEST, FEWEST_IN_A_ROW, LEAST_SHARE = 14, 7, 0.4  # that two windows share where one echoes the other
OF_A_SENTENCE = 0.5  # of the shorter of both claims' own sentences
_CHARACTERS = 480
_WORD_OR_MARK = re.compile(r"\w+|[\"“”„‟«»]")
_LINE, _STOP = re.compile(r"[^\n]+"), re.compile(r"[.!?…]+[\"”’»)]*\s|\n")
_ENDS = frozenset('.!?…"”’»):;,')
_OPENS, _CLOSES, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset('"‟')
_BASE, _MODULUS = 1_000_003, (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Worded:
    """The words around a claim: ``words`` by a number each, ``at`` where they begin and end, ``quoted`` whether they
    stand in quotation marks; ``first`` to ``last`` are those of its sentence, ``claim`` its own."""

    words: tuple[int, ...]
    at: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]
    first: int
    last: int
    claim: range


class Alike(NamedTuple):
    """How many words two windows share, and from where to where those stand in the one and the other."""

    shared: int
    one: tuple[int, int]
    other: tuple[int, int]


def words_around(text: str, claim: Claim) -> Worded:
    """The words of a claim and of the sentences around it, with no more of them than are compared."""
    at = claim.anchor
    start, end = max(0, at.start - _CHARACTERS), min(len(text), at.start + 2 * _CHARACTERS)
    words = [word for line in _lines(text, start, end, at.start) for word in _words(text, *line)]
    starts = [begin for _, begin, _, _ in words]
    own = _sentence(text, start, end, claim)
    first, last, middle = (bisect_left(starts, place) for place in (*own, at.start))
    low, high = max(0, middle - AROUND), middle + LONGEST + AROUND
    kept = words[low:high]
    return Worded(
        tuple(_number(word) for word, _, _, _ in kept),
        tuple((begin, stop) for _, begin, stop, _ in kept),
        tuple(quoted for _, _, _, quoted in kept),
        max(first - low, 0),
        min(last, high) - low,
        range(middle - low, bisect_left(starts, at.end) - low),
    )


def fingerprints(words: Sequence[int]) -> frozenset[int]:
    """Winnowing: of the runs of ``GRAM`` words the least of each ``WINDOW`` in a row."""
    runs = list(_runs(words))
    if len(runs) <= WINDOW:
        return frozenset((min(runs),)) if runs else frozenset()
    return frozenset(min(runs[at : at + WINDOW]) for at in range(len(runs) - WINDOW + 1))


def alike(one: Worded, other: Worded) -> Alike | None:
    """Whether one is worded as the other is, at both claims; None where it is not, or both but quote the same. What
    both state is no wording: those who count the same state it in the same words."""
    chain = [(i, j) for i, j in _chain(one.words, other.words) if not (one.quoted[i] and other.quoted[j])]
    pairs = [(i, j) for i, j in chain if i not in one.claim and j not in other.claim]
    shorter = min(one.quoted.count(False), other.quoted.count(False)) or min(len(one.words), len(other.words))
    needed = max(FEWEST, LEAST_SHARE * shorter)
    shared = min(len({i for i, _ in pairs}), len({j for _, j in pairs}))
    if shared < needed or _longest_run(chain) < FEWEST_IN_A_ROW or not _in_both_sentences(chain, one, other):
        return None
    left, right = [i for i, _ in chain], [j for _, j in chain]
    return Alike(shared, _from_to(one, left), _from_to(other, right))


def place(source: Source, stretch: tuple[int, int]) -> Anchor:
    """The words from where to where two windows are alike."""
    return source.anchor(*stretch)


def _sentence(text: str, start: int, end: int, claim: Claim) -> tuple[int, int]:
    """Where the sentence of a claim begins and ends, told by its stops: near enough, and nothing else need be known."""
    at = claim.anchor
    first = max((found.end() for found in _STOP.finditer(text, start, at.start)), default=start)
    stop = _STOP.search(text, min(at.end, end), end)
    return first, stop.start() if stop else end


def _lines(text: str, start: int, end: int, at: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that are sentences, and the one with the claim: headings and days are alike in all that
    tells of one event."""
    for line in _LINE.finditer(text, start, end):
        whole = line.end() == end or line[0].rstrip()[-1:] in _ENDS
        if whole or line.start() <= at < line.end():
            yield line.span()


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, bool]]:
    """The words of a passage, each with whether it stands in quotation marks."""
    inside = False
    for match in _WORD_OR_MARK.finditer(text, start, end):
        word = match[0]
        if word in _OPENS:
            inside = True
        elif word in _CLOSES:
            inside = False
        elif word in _EITHER:
            inside = not inside
        else:
            yield word, match.start(), match.end(), inside


@lru_cache(65_536)
def _number(word: str) -> int:
    return crc32(word.casefold().encode("utf-8", "surrogatepass"))


def _runs(words: Sequence[int]) -> Iterator[int]:
    power = pow(_BASE, GRAM, _MODULUS)
    rolled = 0
    for n, word in enumerate(words):
        rolled = (rolled * _BASE + word) % _MODULUS
        if n >= GRAM:
            rolled = (rolled - words[n - GRAM] * power) % _MODULUS
        if n >= GRAM - 1:
            yield rolled


def _chain(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of places, rising in both, at which runs of words stand that each text has once."""
    here, there = _once(one), _once(other)
    meets = sorted((at, there[run]) for run, at in here.items() if run in there)
    rising = _rising(meets)
    return sorted({(i + n, j + n) for i, j in rising for n in range(RUN)})


def _once(words: Sequence[int]) -> dict[tuple[int, ...], int]:
    runs = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}


def _rising(meets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of it that rises in the second place too."""
    ends: list[int] = []  # the least second place at which a rising part of each length ends
    last: list[int] = []
    before: list[int | None] = []
    for n, (_, j) in enumerate(meets):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else None)
        if length == len(ends):
            ends.append(j)
            last.append(n)
        else:
            ends[length], last[length] = j, n
    found, at = [], last[-1] if last else None
    while at is not None:
        found.append(meets[at])
        at = before[at]
    return found[::-1]


def _longest_run(pairs: Sequence[tuple[int, int]]) -> int:
    longest = length = 0
    before = (-2, -2)
    for i, j in pairs:
        length = length + 1 if (i - 1, j - 1) == before else 1
        longest, before = max(longest, length), (i, j)
    return longest


def _in_both_sentences(pairs: Sequence[tuple[int, int]], one: Worded, other: Worded) -> bool:
    """Whether the sentences of both claims share half the words of the shorter."""
    shared = sum(one.first <= i < one.last and other.first <= j < other.last for i, j in pairs)
    return shared >= OF_A_SENTENCE * min(one.last - one.first, other.last - other.first) > 0


def _from_to(worded: Worded, places: Sequence[int]) -> tuple[int, int]:
    return worded.at[min(places)][0], worded.at[max(places)][1]
