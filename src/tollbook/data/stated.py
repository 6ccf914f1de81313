"""How a language says what is no figure: conditions, access, patterns, warnings, reactions, norms, demands, deeds."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import DataFileError

_OF_A_PATTERN = frozenset("match says needs near party who negated speaker stance unless".split())


@dataclass(frozen=True, slots=True)
class StatedPattern:
    """``match`` is what follows, and what stands before, as the file's head explains. ``says``: the code of what it
    says, such as a condition's. ``needs``: a class of which a word must stand in the sentence, ``near``: in it or
    shortly before, ``who``: in the subject. ``party``: whether the subject must name a kind of party. ``negated``: what
    is said where the verb is denied; "" nothing. ``speaker``: "subject" where the subject is who says so. ``stance``:
    another than the one of whoever says so. ``unless``: a class of which no word may stand in what is matched."""

    kind: str
    match: str
    says: str = ""
    needs: str = ""
    near: str = ""
    party: bool = False
    who: str = ""
    negated: str = ""
    speaker: str = ""
    stance: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Wordings:
    """One language's ``stated.yaml``. ``lists``: those that the code asks for by name."""

    classes: dict[str, tuple[str, ...]]
    patterns: tuple[StatedPattern, ...]
    examples: dict[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()


def stated_file(language: str) -> Traversable:
    """Where a language's wordings stand, if it has any."""
    return data_file("languages", language, "stated.yaml")


@cache
def load_stated(language: str) -> Wordings | None:
    """The wordings of a language; None where it has none yet. Raises DataFileError where the file is wrong."""
    file = stated_file(language)
    if not file.is_file():
        return None
    raw = load_yaml(file)
    patterns = tuple(_pattern(kind, one, language) for kind, listed in raw["patterns"].items() for one in listed)
    classes = {name: tuple(map(str, listed)) for name, listed in raw["classes"].items()}
    return Wordings(classes, patterns, raw["examples"], tuple(raw["never"]))


def _pattern(kind: str, entry: Any, language: str) -> StatedPattern:
    given = {"match": entry} if isinstance(entry, str) else dict(entry)
    if strange := sorted(given.keys() - _OF_A_PATTERN):
        raise DataFileError(f"languages/{language}/stated.yaml: {', '.join(strange)}: no such key of a pattern.")
    return StatedPattern(kind, **given)
