"""Patterns over a row of chunks, compiled to one regular expression each.

A pattern is a sequence of elements. An element names one symbol or several with ``|``; ``?`` after it makes it
optional, ``{a,b}`` repeats it, ``!`` before it says that no such chunk may follow, ``<c:…>`` and ``<h:…>`` name the
count and the
word of harm; ``row_begins`` and ``row_ends`` are its edges. Each chunk is one character of a string, so places in the
match are places in the row. Repetition is always bounded and never nested: the time for a row is linear in its length.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from tollbook.data import load_pack
from tollbook.data.packs import CountPattern
from tollbook.errors import DataFileError
from tollbook.extract.asides import without_asides
from tollbook.extract.row import Chunk, Chunked
from tollbook.model.swift import swift

SYMBOLS = (
    "n u q s x g ord bodies name date age other be have rep pp harm_ed harm_died harm_dead harm_noun "
    "harm_killing harm_ing harm_base harm_s "
    "harm_toll harm_state unharmed hurt suffer lost takes comma semicolon colon dash open close quote "
    "stop there by of to and or but if relative not "
    "get article adverb event preposition pronoun w found anonymity through citing including cumulative "
    "cumulative_time participle among harm_after done amounting ranging in_care mortal_remains them reflexive "
    "harm_wound whereabouts takes_away survived"
).split()
_EDGES = {"row_begins": r"\A", "row_ends": r"\Z"}
_LETTER = {symbol: chr(0x4E00 + index) for index, symbol in enumerate(SYMBOLS)}
# In a compiled pattern: letters that are not what may be left out, repeated from zero times, or forbidden.
_MUST_STAND = re.compile(r"(?<!\?!)\[([^\]]+)\](?!\?|\{0,)")
_ELEMENT = re.compile(
    r"(?P<no>!)?(?:<(?P<letter>[a-z]):(?P<inner>[^>]+)>|(?P<plain>[a-z_|]+))(?P<times>\?|\{\d+,\d+\})?$"
)


@swift
@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: indexes of chunks. ``harm`` is None where the pattern itself says what the harm is. ``kept``:
    the chunks between ``first`` and ``last`` that no aside holds."""

    pattern: CountPattern
    first: int
    last: int
    count: int
    harm: int | None
    kept: tuple[int, ...] = ()


def row_string(chunks: tuple[Chunk, ...]) -> str:
    """The row as a string of one character a chunk."""
    return "".join([_LETTER[chunk.symbol] for chunk in chunks])


@cache
def compiled_patterns(language: str) -> tuple[tuple[CountPattern, re.Pattern[str]], ...]:
    """The count patterns of a pack, in its order. Raises DataFileError where one names a symbol that there is not."""
    pack = load_pack(language)
    macros = dict(pack.macros)
    return tuple((pattern, _compile(pattern, macros)) for pattern in pack.patterns)


def _patterns_for(language: str, letters: Set[str]) -> tuple[tuple[CountPattern, re.Pattern[str]], ...]:
    """Those of which each element that must stand is among the letters of a row, in the pack's order: few are."""
    met, met_by = 0, _met_by(language)
    for letter in letters:
        met |= met_by[letter]
    return _of_needs_met(language, met)


@cache
def _needs(language: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """Of each pattern, the letters of each element that must stand in a match."""
    patterns = (expression.pattern for _, expression in compiled_patterns(language))
    return tuple(tuple(frozenset(found[1]) for found in _MUST_STAND.finditer(pattern)) for pattern in patterns)


@cache
def _bits(language: str) -> dict[frozenset[str], int]:
    """All needs of the patterns, each a bit of a number."""
    return {needed: 1 << bit for bit, needed in enumerate(dict.fromkeys(chain(*_needs(language))))}


@cache
def _met_by(language: str) -> dict[str, int]:
    """The needs that each letter meets."""
    bits = _bits(language).items()
    return {letter: sum(bit for needed, bit in bits if letter in needed) for letter in _LETTER.values()}


@lru_cache(maxsize=4096)
def _of_needs_met(language: str, met: int) -> tuple[tuple[CountPattern, re.Pattern[str]], ...]:
    bits = _bits(language)
    told = zip(compiled_patterns(language), _needs(language), strict=True)
    return tuple(one for one, needs in told if all(bits[needed] & met for needed in needs))


def _compile(pattern: CountPattern, macros: dict[str, str]) -> re.Pattern[str]:
    parts = []
    for element in pattern.match.split():
        if element in _EDGES:
            parts.append(_EDGES[element])
            continue
        match = _ELEMENT.match(element)
        if not match:
            raise DataFileError(f"pattern {pattern.name!r}: {element!r} is not an element; see extract/patterns.py.")
        letters = _letters(pattern.name, match["inner"] or match["plain"], macros)
        part = f"[{letters}]{match['times'] or ''}"
        if match["no"]:
            part = f"(?![{letters}])"
        elif match["letter"]:
            part = f"(?P<{match['letter']}>[{letters}])"
        parts.append(part)
    return re.compile("".join(parts))


def _letters(name: str, alternatives: str, macros: dict[str, str]) -> str:
    symbols = [symbol for part in alternatives.split("|") for symbol in macros.get(part, part).split("|")]
    if strange := [symbol for symbol in symbols if symbol not in _LETTER]:
        raise DataFileError(f"pattern {name!r} names {strange[0]!r}; the symbols are: {', '.join(SYMBOLS)}.")
    return "".join(_LETTER[symbol] for symbol in symbols)


def find_matches(sentence: Chunked) -> Iterator[Match]:
    """Every match of every pattern, also those that overlap; choosing between them is the caller's part.

    Patterns run over the row and over the row without its asides, so that "two men, one of them a teacher,
    were killed" is read
    as "two men were killed" is.
    """
    chunks = sentence.chunks
    whole, row = range(len(chunks)), row_string(chunks)
    patterns = _patterns_for(sentence.line.pack.language, set(row))
    rows: list[tuple[Sequence[int], str]] = [(whole, row)]
    if patterns and len(kept := without_asides(chunks)) < len(chunks):
        rows.append((kept, "".join([row[index] for index in kept])))
    for pattern, expression in patterns:
        seen: set[tuple[int, int | None]] = set()
        for places, row in rows:
            start = 0
            while match := expression.search(row, start):
                harm = places[match.start("h")] if "h" in expression.groupindex else None
                count = places[match.start("c")]
                if (count, harm) not in seen:
                    seen.add((count, harm))
                    spanned = tuple(places[match.start() : match.end()])
                    yield Match(pattern, spanned[0], spanned[-1] + 1, count, harm, spanned)
                start = match.start() + 1
