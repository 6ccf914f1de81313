"""Passages of a long text that can hold no claim, told by their words alone, many times faster than by reading them."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from tollbook.data import Wording, load_pack
from tollbook.extract.by_words import Told, lower_words_of, may_stand, told_by, words_of
from tollbook.model import Passage, PassageKind, Source, Zone

FEWEST = 60  # passages of a long text; of a shorter one all are read
LEAD = 20  # passages at the beginning, which say what the document is of, and are always read
_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE})
# What a claim rests on; an event is one only beside a number or a cause, a cause only beside an event or a harm.
_TELLING = frozenset(
    "whereabouts unharmed hurt suffer remains mortal_remains lost takes lives labels charges lasted cause_aim aimed "
    "takes_away survived none_left "
    "roll carried own_responsibility blames blamed_on done_by answers_for accuses claimed_by responsible_field".split()
)
_CAUSES = frozenset({"cause_named", "cause_forward", "cause_back"})
_NUMBERS = frozenset({"number_word", "number_noun", "scale", "vague"})
_DAYS = frozenset({"month_names", "weekday"})


@dataclass(frozen=True, slots=True)
class _Words:
    """``alone``: those that may be a claim. ``there``: those that count people beside a number ("there were 900")."""

    alone: Told
    events: Told
    causes: Told
    days: Told
    there: Set[str]
    numbers: Told
    date: re.Pattern[str]


def passed_over(source: Source) -> frozenset[int]:
    """The numbers of those that need no reading: far from the beginning, with no word that tells of harm, an event or a
    day in them, nor in the passage after them, which may lean on who speaks in them."""
    if len(source.passages) < FEWEST or source.language is None:
        return frozenset()
    known = _words(source.language)
    quiet = [_may_pass(passage) and _is_quiet(source, passage, known) for passage in source.passages]
    last = len(quiet) - 1
    return frozenset(n for n in range(LEAD, len(quiet)) if quiet[n] and (n == last or quiet[n + 1]))


def holds_no_claim(source: Source) -> bool:
    """Whether none of its passages can hold one, by its words alone."""
    if source.language is None:
        return False
    known = _words(source.language)
    return all(
        _may_pass(passage) and not _may_claim(shown := _shown(source, passage), lower_words_of(shown), known)
        for passage in source.passages
        if passage.zone is Zone.MAIN
    )


def _may_pass(passage: Passage) -> bool:
    return passage.kind in _KINDS and passage.zone is Zone.MAIN


def _shown(source: Source, passage: Passage) -> str:
    return source.text[passage.start : passage.end]


def _is_quiet(source: Source, passage: Passage, known: _Words) -> bool:
    words = words_of(_shown(source, passage))
    told = may_stand(known.events, words) or may_stand(known.days, words)
    return not (told or _may_claim(_shown(source, passage), words, known))


def _may_claim(shown: str, words: Set[str], known: _Words) -> bool:
    if may_stand(known.alone, words):
        return True
    there, event = not words.isdisjoint(known.there), may_stand(known.events, words)
    if event and may_stand(known.causes, words):
        return True
    return (there or event) and (may_stand(known.numbers, words) or _holds_number(shown, known))


def _holds_number(shown: str, known: _Words) -> bool:
    return any(map(str.isdecimal, shown)) and any(map(str.isdecimal, known.date.sub("", shown)))


@cache
def _words(language: str) -> _Words:
    wordings = load_pack(language).wordings
    return _Words(
        told_by(wording.words.lower() for wording in wordings if wording.cls in _TELLING or _is_of_harm(wording)),
        told_by(wording.words.lower() for wording in wordings if wording.cls == "event"),
        told_by(wording.words.lower() for wording in wordings if wording.cls in _CAUSES),
        # As days are written: "May" is a month, "may" is none.
        told_by(wording.words.capitalize() for wording in wordings if wording.cls in _DAYS),
        frozenset(wording.words.lower() for wording in wordings if wording.cls == "there"),
        told_by(wording.words.lower() for wording in wordings if wording.cls in _NUMBERS),
        _date_of("|".join(re.escape(one.words) for one in wordings if one.cls == "month_names")),
    )


def _date_of(months: str) -> re.Pattern[str]:
    """A day and its month, and a year after them: their numbers count nobody."""
    day, year = r"\d{1,2}[^\W\d]{0,2}", r"(?:,?\s\d{4}\b)?"
    return re.compile(rf"\b(?:{day}\s(?:{months})\b|(?:{months})\s{day}\b){year}", re.IGNORECASE)


def _is_of_harm(wording: Wording) -> bool:
    return wording.cls.startswith("harm_")
