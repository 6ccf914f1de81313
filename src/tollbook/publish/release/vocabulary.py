"""Which words may stand in a release: those known in lower case, and the names that people cleared."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations

from tollbook.data import available_languages, load_pack
from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import pack_words
from tollbook.model.letters import name_stem, plain_letters
from tollbook.publish.release.chunks import ENDS

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION = frozenset(
    "article_definite article_indefinite preposition and or but if when following relative pronoun there not no "
    "nobody anyone bound number_word vague partitive according_to".split()
)
_PEOPLE = frozenset(
    "party person_nouns group_plural group_singular pronoun anonymous_nouns holders bodies nobody".split()
)
_ENDING = 4  # letters that a language may put behind a word of a name
_MOST_PARTS = 4
_SHORTEST = 4  # letters of a spelling that is looked for within words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the packs know: ``function`` words that may open a sentence, ``people`` who speak, ``says`` what they do,
    ``roles`` single words for bodies and offices, ``places`` and ``bodies`` as phrases, ``months`` and ``weekdays``."""

    every: frozenset[str]
    function: frozenset[str]
    people: frozenset[str]
    says: frozenset[str]
    roles: frozenset[str]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    months: frozenset[str]
    weekdays: frozenset[str]
    numbers: frozenset[str]
    plural: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """Over all packs: a quote is read by whoever speaks its language, and a name may stand in any."""
    by_class: dict[str, set[str]] = {}
    known: set[str] = set()
    for language in available_languages():
        known |= pack_words(language)
        for wording in load_pack(language).wordings:
            by_class.setdefault(wording.cls, set()).add(wording.words)

    def words(*classes: str) -> frozenset[str]:
        return frozenset(
            word.casefold() for one in classes for phrase in by_class.get(one, ()) for word in phrase.split()
        )

    bodies = by_class.get("party", set()) | by_class.get("bodies", set())
    return Lexicon(
        every=frozenset(word.casefold() for word in known),
        function=words(*_FUNCTION),
        people=words(*_PEOPLE),
        says=words("says", "told", "citing"),
        roles=frozenset(one.casefold() for one in by_class.get("party", ()) if " " not in one),
        places=tuple(sorted(by_class.get("country_name", set()) | by_class.get("country_adjective", set()))),
        bodies=tuple(sorted(one for one in bodies if " " in one or one in by_class.get("bodies", ()))),
        months=words("month_names"),
        weekdays=words("weekday"),
        numbers=words("number_word"),
        plural=tuple(sorted(one.casefold() for one in by_class.get("group_plural", ()))),
    )


@cache
def leaving_words() -> Mapping[str, frozenset[str]]:
    """The words of data/vocabulary/leaving.yaml, by what they do."""
    return {key: frozenset(listed) for key, listed in load_yaml(data_file("vocabulary", "leaving.yaml")).items()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``capital``: how often a word stands with a capital where no sentence begins; ``small``: how often without one.
    ``cleared`` names and ``places`` stand exactly so. ``secrets``: folded spellings, taken out wherever they are;
    ``parts``: the stems of their longer words, which go where nobody cleared them."""

    capital: Mapping[str, int] = field(default_factory=dict)
    small: Mapping[str, int] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def secret_part(self, word: str) -> bool:
        """Whether a word that no pack knows is one of a protected name, with an ending or without."""
        if not self.parts or word in lexicon().every:
            return False
        folded = fold(word)
        return any(folded[: len(folded) - ending] in self.parts for ending in range(_ENDING + 1))

    def attested(self, word: str) -> bool:
        """Whether a word with a capital that opens a sentence is a plain word: known in lower case, and nowhere in the
        case with a capital within a sentence."""
        if word in self.capital and word not in lexicon().roles:
            return False
        return word in lexicon().every or word in self.small

    def only_a_name(self, word: str) -> bool:
        """Whether a word in lower case is a name that somebody wrote without its capital."""
        found = self.capital.get(word, 0)
        return found > 0 and found >= self.small.get(word, 0) and word not in lexicon().every


def vocabulary_of(
    texts: Iterable[str],
    cleared: Collection[str],
    places: Collection[str],
    secrets: Iterable[str],
    shielded: Collection[str] = (),
) -> Vocabulary:
    """What the documents of a case show of their own words. ``shielded``: the spellings of people who are protected."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                small[word.casefold()] += 1
            elif _within(text, match.start()):
                capital[word.casefold()] += 1
    every = (order for one in {*secrets, *shielded} for order in _orders(one))
    folded = frozenset(one for one in map(fold, every) if one)
    parts = frozenset(
        name_stem(part) for one in shielded for word in one.split() if len(part := fold(word)) >= _SHORTEST
    )
    return Vocabulary(capital, small, frozenset(cleared), frozenset(places), folded, parts)


def _orders(words: str) -> Iterable[str]:
    """Of a name of several words, its words in any order."""
    parts = words.split()
    return map(" ".join, permutations(parts)) if len(parts) <= _MOST_PARTS else (words,)


def _within(text: str, at: int) -> bool:
    """Whether a word stands within a sentence: some letter, figure or comma right before it."""
    before = at
    while before and text[before - 1] in " \t\u00a0":
        before -= 1
    return (
        bool(before) and text[before - 1] not in ENDS and not text[before - 1].isspace() and text[before - 1] not in ":"
    )


def fold(words: str) -> str:
    """Letters and figures alone, without marks and capitals: one form for all that looks the same."""
    return fold_with_places(words)[0]


def fold_with_places(words: str) -> tuple[str, list[int]]:
    """The folded form, and for each of its characters where it stands in ``words``."""
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(words):
        for one in plain_letters(char):
            if one.isalnum():
                kept.append(one)
                places.append(at)
    return "".join(kept), places


def secret_places(text: str, secrets: Collection[str]) -> list[tuple[int, int]]:
    """Where something secret stands, however it is spaced, pointed or written; a short one only as a whole word."""
    if not secrets:
        return []
    folded, places = fold_with_places(text)
    found = []
    for secret in secrets:
        at = folded.find(secret)
        while at >= 0:
            first, last = places[at], places[at + len(secret) - 1] + 1
            if len(secret) >= _SHORTEST or _alone(text, first, last):
                found.append((first, last))
            at = folded.find(secret, at + 1)
    return found


def _alone(text: str, first: int, last: int) -> bool:
    return not (first and text[first - 1].isalnum()) and not text[last : last + 1].isalnum()
