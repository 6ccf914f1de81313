"""Passages of a long text that can hold no claim, told by their words alone, many times faster than by reading them."""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache

from tollbook.data import load_pack
from tollbook.model import Passage, PassageKind, Source, Zone

FEWEST = 60  # passages of a long text; of a shorter one all are read
LEAD = 20  # passages at the beginning, which say what the document is of, and are always read
_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE})
_WORD = re.compile(r"[^\W\d_]+")
# What a claim rests on, or an event that a claim elsewhere may be of. A cause is one only of an event or a harm.
_TELLING = frozenset(
    "unharmed hurt suffer remains mortal_remains lost takes lives labels charges lasted event cause_aim aimed "
    "carried".split()
)
_NUMBERS = frozenset({"number_word", "number_noun", "scale", "vague"})
_DAYS = frozenset({"month_names", "weekday"})


def passed_over(source: Source) -> frozenset[int]:
    """The numbers of those that need no reading: far from the beginning, with no word that tells of harm, an event or a
    day in them, nor in the passage after them, which may lean on who speaks in them."""
    if len(source.passages) < FEWEST or source.language is None:
        return frozenset()
    told = _telling(source.language)
    quiet = [_is_quiet(source, passage, told) for passage in source.passages]
    last = len(quiet) - 1
    far = range(LEAD, len(quiet))
    return frozenset(n for n in far if _may_pass(source.passages[n]) and quiet[n] and (n == last or quiet[n + 1]))


def _may_pass(passage: Passage) -> bool:
    return passage.kind in _KINDS and passage.zone is Zone.MAIN


def _is_quiet(source: Source, passage: Passage, told: Mapping[str, Sequence[Set[str]]]) -> bool:
    if not _may_pass(passage):
        return False
    words = set(_WORD.findall(source.text[passage.start : passage.end]))
    capitals = {word for word in words if not word.islower()}
    words |= {word.lower() for word in capitals} | {word.capitalize() for word in capitals}
    if any(rest <= words for word in words & told.keys() for rest in told[word]):
        return False
    there, numbers = _counted_there(source.language or "")
    shown = source.text[passage.start : passage.end]
    return words.isdisjoint(there) or (words.isdisjoint(numbers) and not any(sign.isdecimal() for sign in shown))


@cache
def _counted_there(language: str) -> tuple[Set[str], Set[str]]:
    """ "There were 900": the word that tells of people only beside a number, and the numbers in words."""
    wordings = load_pack(language).wordings
    there = {one.words.lower() for one in wordings if one.cls == "there"}
    return there, {word for one in wordings if one.cls in _NUMBERS for word in _WORD.findall(one.words.lower())}


@cache
def _telling(language: str) -> Mapping[str, Sequence[Set[str]]]:
    """The longest word of each wording that tells of something, and the words that must stand with it. In small
    letters, but a day's as it is written: "May" is a month, "may" is none."""
    found: dict[str, list[Set[str]]] = {}
    for wording in load_pack(language).wordings:
        if wording.cls in _TELLING or wording.cls in _DAYS or wording.cls.startswith("harm_"):
            words = _WORD.findall(wording.words.lower())
            words = [word.capitalize() for word in words] if wording.cls in _DAYS else words
            found.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
    return found
