"""Passages of a long text that can hold no claim, told by their words alone, many times faster than by reading them."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from tollbook.data import Wording, load_pack
from tollbook.model import Passage, PassageKind, Source, Zone

FEWEST = 60  # passages of a long text; of a shorter one all are read
LEAD = 20  # passages at the beginning, which say what the document is of, and are always read
_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE})
_WORD = re.compile(r"[^\W\d_]+")
# What a claim rests on; an event is one only beside a number or a cause, a cause only beside an event or a harm.
_TELLING = frozenset(
    "unharmed hurt suffer remains mortal_remains lost takes lives labels charges lasted cause_aim aimed carried "
    "own_responsibility blames blamed_on done_by answers_for accuses claimed_by responsible_field".split()
)
_CAUSES = frozenset({"cause_named", "cause_forward", "cause_back"})
_NUMBERS = frozenset({"number_word", "number_noun", "scale", "vague"})
_DAYS = frozenset({"month_names", "weekday"})

Told = Mapping[str, Sequence[Set[str]]]  # a word -> the words of each wording of which it is the longest


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
        _may_pass(passage) and not _may_claim(_shown(source, passage), known)
        for passage in source.passages
        if passage.zone is Zone.MAIN
    )


def _may_pass(passage: Passage) -> bool:
    return passage.kind in _KINDS and passage.zone is Zone.MAIN


def _shown(source: Source, passage: Passage) -> str:
    return source.text[passage.start : passage.end]


def _is_quiet(source: Source, passage: Passage, known: _Words) -> bool:
    shown = _shown(source, passage)
    words = _words_of(shown)
    return not (_stand(known.events, words) or _stand(known.days, words) or _may_claim(shown, known))


def _may_claim(shown: str, known: _Words) -> bool:
    words = _words_of(shown)
    if _stand(known.alone, words):
        return True
    numbered = _stand(known.numbers, words) or any(sign.isdecimal() for sign in known.date.sub("", shown))
    if numbered and not words.isdisjoint(known.there):
        return True
    return _stand(known.events, words) and (numbered or _stand(known.causes, words))


def _words_of(shown: str) -> Set[str]:
    words = set(_WORD.findall(shown))
    capitals = {word for word in words if not word.islower()}
    return words | {word.lower() for word in capitals} | {word.capitalize() for word in capitals}


def _stand(told: Told, words: Set[str]) -> bool:
    return any(rest <= words for word in words & told.keys() for rest in told[word])


@cache
def _words(language: str) -> _Words:
    wordings = load_pack(language).wordings
    return _Words(
        _told(wording.words.lower() for wording in wordings if wording.cls in _TELLING or _is_of_harm(wording)),
        _told(wording.words.lower() for wording in wordings if wording.cls == "event"),
        _told(wording.words.lower() for wording in wordings if wording.cls in _CAUSES),
        # As days are written: "May" is a month, "may" is none.
        _told(wording.words.capitalize() for wording in wordings if wording.cls in _DAYS),
        frozenset(wording.words.lower() for wording in wordings if wording.cls == "there"),
        _told(wording.words.lower() for wording in wordings if wording.cls in _NUMBERS),
        _date_of("|".join(re.escape(one.words) for one in wordings if one.cls == "month_names")),
    )


def _date_of(months: str) -> re.Pattern[str]:
    """A day and its month, and a year after them: their numbers count nobody."""
    day, year = r"\d{1,2}[^\W\d]{0,2}", r"(?:,?\s\d{4}\b)?"
    return re.compile(rf"\b(?:{day}\s(?:{months})\b|(?:{months})\s{day}\b){year}", re.IGNORECASE)


def _is_of_harm(wording: Wording) -> bool:
    return wording.cls.startswith("harm_")


def _told(wordings: Iterable[str]) -> Told:
    found: dict[str, list[Set[str]]] = {}
    for wording in wordings:
        words = _WORD.findall(wording)
        found.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
    return found
