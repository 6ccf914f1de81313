"""Which wordings of a pack stand where in a sentence: the longest of each class at each token."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tollbook.data import Pack, Wording, load_pack
from tollbook.extract.tokens import Token, tokenize
from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found: ``length`` in tokens."""

    wording: Wording
    length: int

    @property
    def attr(self) -> str:
        """What the wording means in its class."""
        return self.wording.attr


class Hits(dict[str, Hit]):
    """The longest hit of each class at a token; never changed once made. ``classes``: those there are."""

    __slots__ = ("classes",)

    def __init__(self, found: Mapping[str, Hit] | None = None) -> None:
        super().__init__(found or {})
        self.classes = frozenset(self)


NO_HITS = Hits()
# "IS", "US", "WHO" in capitals amid other letters are names, not these small words.
_SMALL = frozenset(
    "be be_one be_many have do get pronoun it_refers relative and or if when preposition modal not no "
    "article_definite".split()
)


# Words that mean something only within a longer phrase ("the back" in "shot in the back"); elsewhere they are as words
# that the pack does not know.
PARTS = frozenset(
    (
        "aimed times_struck into body carried hospital bearing "
        "whose whose_one identifying borne_out unknown losing takers lives_on "
        "none_of none_left as_they no_agent fires at_whom"
    ).split()
)
LINES = frozenset({"roll"})  # whole lines, which no sentence is searched for
_Entry = tuple[tuple[tuple[str, ...], Hit], ...]  # the longest first, each with its words
_Entries = dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class _Wordings:
    """``alone``: first word -> the hits of the wordings that are that word and no more. ``longer``: first word ->
    second word -> the wordings that begin with both, longest first, each with all its words."""

    alone: dict[str, Hits]
    longer: dict[str, _Entries]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``parts``: the wordings that mean something within a longer phrase only."""

    pack: Pack
    wordings: _Wordings
    parts: _Wordings

    def find(self, tokens: tuple[Token, ...]) -> list[Hits]:
        """For each token, the hits that begin there. Tokens share them: they are never changed."""
        lowers = tuple([token.lower for token in tokens])
        alone, longer = self.wordings.alone, self.wordings.longer
        found = [alone.get(lower, NO_HITS) for lower in lowers]
        for index in [at for at, lower in enumerate(lowers[:-1]) if lower in longer]:
            if entries := longer[lowers[index]].get(lowers[index + 1]):
                found[index] = _longest(entries, lowers, index, found[index])
        capitals = [at for at, token in enumerate(tokens) if found[at] and token.text.isupper() and len(token.text) > 1]
        if capitals and any(token.text.islower() for token in tokens):
            for index in capitals:
                kept = {cls: hit for cls, hit in found[index].items() if cls not in _SMALL or hit.length > 1}
                found[index] = Hits(kept)
        return found

    def find_parts(self, tokens: tuple[Token, ...]) -> dict[int, Hits]:
        """By token, the hits of ``PARTS`` that begin there, where any do."""
        lowers, alone, longer = tuple([token.lower for token in tokens]), self.parts.alone, self.parts.longer
        found: dict[int, Hits] = {}
        for index in [at for at, lower in enumerate(lowers) if lower in alone]:
            hits, by_second = alone[lowers[index]], longer.get(lowers[index])
            if by_second and (entries := by_second.get(lowers[index + 1] if index + 1 < len(lowers) else "")):
                hits = _longest(entries, lowers, index, hits)
            if hits:
                found[index] = hits
        return found

    def has(self, word: str, cls: str) -> bool:
        """Whether a single word is a wording of a class."""
        return cls in self.wordings.alone.get(word.lower(), NO_HITS)


def _longest(entries: _Entry, lowers: tuple[str, ...], index: int, alone: Hits) -> Hits:
    """The longest hit of each class of the ``entries`` that stand at a word, over those of the word ``alone``."""
    longer: dict[str, Hit] = {}
    for words, hit in entries:
        cls = hit.wording.cls
        if cls not in longer and lowers[index : index + hit.length] == words:
            longer[cls] = hit
    return Hits(longer | {cls: hit for cls, hit in alone.items() if cls not in longer}) if longer else alone


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language's pack, made once."""
    pack = load_pack(language)
    made = (_hyphenated_numbers, _hyphenated_months, _odd_numbers, _owning_countries)
    wordings = (
        *(one for one in pack.wordings if one.cls not in PARTS | LINES),
        *(wording for make in made for wording in make(pack)),
    )
    return Lexicon(pack, _by_words(pack, wordings), _by_words(pack, (one for one in pack.wordings if one.cls in PARTS)))


def _by_words(pack: Pack, wordings: Iterable[Wording]) -> _Wordings:
    alone: dict[str, dict[str, Hit]] = {}
    longer: dict[str, dict[str, list[tuple[tuple[str, ...], Hit]]]] = {}
    for wording in wordings:
        tokens = tokenize(wording.words, 0, len(wording.words), pack.thousands, pack.decimal)
        first, *rest = words = tuple(token.lower for token in tokens)
        hits = alone.setdefault(first, {})
        if rest:
            longer.setdefault(first, {}).setdefault(rest[0], []).append((words, Hit(wording, len(words))))
        else:
            hits.setdefault(wording.cls, Hit(wording, 1))
    return _Wordings(
        {first: Hits(hits) for first, hits in alone.items()},
        {
            first: {
                second: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
                for second, entries in by_second.items()
            }
            for first, by_second in longer.items()
        },
    )


def _hyphenated_numbers(pack: Pack) -> list[Wording]:
    """ "Twenty-five" and its like, from the tens and the units of the pack."""
    numbers = [(wording.words, wording.value or 0) for wording in pack.wordings if wording.cls == "number_word"]
    tens = [(words, value) for words, value in numbers if value >= 20 and value % 10 == 0]
    units = [(words, value) for words, value in numbers if 0 < value < 10]
    return [Wording("number_word", f"{ten}-{unit}", "", high + low) for ten, high in tens for unit, low in units]


def _owning_countries(pack: Pack) -> list[Wording]:
    """ "Tajikistan's" and its like, which stand where an adjective of country does."""
    names = [wording for wording in pack.wordings if wording.cls == "country_name"]
    return [
        Wording("country_owner", f"{name.words}{ending}", name.attr)
        for name in names
        for ending in pack.possessives
        if not name.words.endswith(".")
    ]


def _hyphenated_months(pack: Pack) -> list[Wording]:
    """ "Mid-April" and its like."""
    parts = [wording.words for wording in pack.wordings if wording.cls == "month_part"]
    months = [wording for wording in pack.wordings if wording.cls == "month_names"]
    return [Wording("month_names", f"{part}-{month.words}", "", month.value) for part in parts for month in months]


def _odd_numbers(pack: Pack) -> list[Wording]:
    """ "Twenty-odd" and its like."""
    counted = ("number_word", "number_noun", "scale")
    numbers = [(wording.words, wording.value) for wording in pack.wordings if wording.cls in counted]
    return [
        Wording("number_odd", words + end, "", value) for words, value in numbers if value for end in pack.about_endings
    ]
