"""The words by which a text says whence it comes, by languages/<code>/whence.yaml."""

from dataclasses import dataclass
from functools import cache

from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import load_pack

_OF_DAYS = frozenset({"month_names", "weekday"})


@dataclass(frozen=True, slots=True)
class WhenceWords:
    """One language's wordings, as its file names them. ``days``: names of months and days, which name no publisher."""

    text: tuple[str, ...]
    be: tuple[str, ...]
    adverb: tuple[str, ...]
    taken: tuple[str, ...]
    alone: tuple[str, ...]
    line: tuple[str, ...]
    by: tuple[str, ...]
    between: tuple[str, ...]
    nouns: tuple[str, ...]
    languages: tuple[str, ...]
    within: tuple[str, ...]
    days: frozenset[str]

    @property
    def named_languages(self) -> frozenset[str]:
        """The names of languages, which are no publisher's."""
        return frozenset(one.casefold() for one in self.languages)


@cache
def load_whence(language: str) -> WhenceWords | None:
    """The wordings of a language; None where it has no file of them."""
    file = data_file("languages", language, "whence.yaml")
    if not file.is_file():
        return None
    raw = load_yaml(file)
    days = frozenset(one.words.casefold() for one in load_pack(language).wordings if one.cls in _OF_DAYS)
    lists = "text be adverb taken alone line by between nouns languages within".split()
    return WhenceWords(**{name: tuple(raw[name]) for name in lists}, days=days)
