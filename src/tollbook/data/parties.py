"""Who is one speaker by several names: bodies, and offices of a state, by languages/<code>/parties.yaml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import countries_of
from tollbook.model.party import party_key

Words = tuple[str, ...]
_LONGEST = 6  # words of a state's name


@dataclass(frozen=True, slots=True)
class Party:
    """``key``: of a body, or of an office of a state (``office``); "" of a ministry that is not said to be which.
    ``state``: alpha-3, where the name says whose office it is. ``seat``: named by the city alone where it sits."""

    key: str
    office: bool = False
    state: str | None = None
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """One language's names of parties, each as its words without articles. ``seated``: the office that a seat stands
    for. ``states``: by a name, an adjective or a seat, the state, and whether it is a seat. ``carriers``: who passes on
    what others publish."""

    bodies: Mapping[Words, str]
    alone: Mapping[Words, str]
    of_state: Mapping[Words, str]
    ministries: Mapping[Words, str]
    ministry_names: re.Pattern[str]
    ministry: frozenset[Words]
    seated: str
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    articles: frozenset[str]
    joins: frozenset[str]
    owning: frozenset[str]
    titles: tuple[Words, ...]
    states: Mapping[Words, tuple[str, bool]]
    carriers: frozenset[Words]
    told_of: frozenset[Words]

    def told(self, speaker: str) -> Party | None:
        """The body or office that a speaker's words name, as a whole; None where they name something else or more."""
        return next((found for words in self._spoken_for(self._words(speaker)) for found in self._named(words)), None)

    def outlet(self, named: str) -> str:
        """The outlet whose report it is, without who passed it on: "The Gazette (All Africa)", "The Gazette/All
        Africa". A carrier that stands alone is all that is known."""
        for sign in "(/":
            outlet, _, carrier = named.rpartition(sign)
            if self._words(carrier) in self.carriers and self._words(outlet):
                return outlet.strip(" (")
        return named

    def office_words(self, name: str) -> Words:
        """The words of a name without articles, and without the state before it that owns the office: "the country's
        foreign minister", "Tajik Foreign Minister"."""
        words = self._words(name)
        for length in range(min(len(words) - 1, _LONGEST), 0, -1):
            if words[:length] in self.states or words[:length] in self.told_of:
                rest = words[length:]
                return rest[1:] if rest and rest[0] in self.owning else rest
        return words

    def body(self, name: str) -> str | None:
        """The key of the body that goes by exactly this name."""
        return self.bodies.get(self._words(name))

    def ministries_in(self, text: str) -> dict[str, int]:
        """The ministries that a text names, each with where it does so first."""
        found: dict[str, int] = {}
        for match in self.ministry_names.finditer(text):
            found.setdefault(self.ministries[self._words(match[0])], match.start())
        return found

    def _words(self, text: str) -> Words:
        return tuple(word for word in party_key(text).split("-") if word and word not in self.articles)

    def _spoken_for(self, words: Words) -> Iterator[Words]:
        """The words, and those whom somebody speaks for by them."""
        yield words
        for way in self.before:
            if words[: len(way)] == way:
                yield words[len(way) :]
        for way in self.after:
            if words[-len(way) :] == way:
                left = words[: -len(way)]
                yield left
                if left and left[-1] in self.owning:
                    yield left[:-1]

    def _named(self, words: Words) -> Iterator[Party]:
        if key := self.bodies.get(words):
            yield Party(key)
        if key := self.alone.get(words):
            yield Party(key, office=True)
        if words in self.ministry:
            yield Party("", office=True)
        for length in range(min(len(words), _LONGEST), 0, -1):
            for first in range(len(words) - length + 1):
                if found := self.states.get(words[first : first + length]):
                    yield from self._of_state(self._without(words, first, first + length), *found)

    def _of_state(self, rest: Words, state: str, is_seat: bool) -> Iterator[Party]:
        """The office that is left of a name when the state's own name is taken out; of a seat, what sits there."""
        key = (self.alone if is_seat else self.of_state).get(rest) if rest else self.seated
        if key and (key == self.seated or not is_seat):
            yield Party(key, True, state, seat=is_seat and not rest)

    def _without(self, words: Words, first: int, last: int) -> Words:
        """Without a state's name, what joins it to the office, and what says that it owns it."""
        if last < len(words) and words[last] in self.owning:
            last += 1
        first -= next((len(one) for one in self.titles if words[:first][-len(one) :] == one), 0)
        if first and words[first - 1] in self.joins:
            first -= 1
        return words[:first] + words[last:]


@cache
def load_parties(language: str) -> Parties | None:
    """The parties of a language; None where it has no file of them."""
    file = data_file("languages", language, "parties.yaml")
    if not file.is_file():
        return None
    raw, countries = load_yaml(file), countries_of(language)
    articles = frozenset(raw["articles"])

    def words(name: str) -> Words:
        return tuple(word for word in party_key(name).split("-") if word not in articles)

    def keyed(listed: Mapping[str, list[str]]) -> dict[Words, str]:
        return {words(name): key for key, names in listed.items() for name in names}

    offices: dict[str, Any] = raw["offices"]
    alone = {key: one["names"] for key, one in offices.items()}
    speaks = raw["speaks_for"]
    ministries = keyed({key: names for key, names in alone.items() if offices[key].get("of_ministry")})
    return Parties(
        bodies=keyed(raw["bodies"]),
        alone=keyed(alone),
        of_state=keyed({key: [*one["names"], *one.get("with_state", ())] for key, one in offices.items()}),
        ministries=ministries,
        ministry_names=_names_in_text(ministries, articles),
        ministry=frozenset(map(words, raw["ministry"])),
        seated=next(key for key, one in offices.items() if one.get("seat")),
        before=tuple(map(words, speaks["before"])),
        after=tuple(map(words, speaks["after"])),
        articles=articles,
        joins=frozenset(raw["joins"]),
        owning=frozenset(raw["owning"]),
        titles=tuple(map(words, raw["titles"])),
        carriers=frozenset(map(words, raw.get("carriers", ()))),
        told_of=frozenset(map(words, raw.get("told_of", ()))),
        states={words(name): found for name, found in _states(countries)},
    )


def _names_in_text(names: Iterable[Words], articles: Iterable[str]) -> re.Pattern[str]:
    """The names as a text has them, with articles between their words; what may stand between is bounded."""
    between = rf"[\W_]{{1,3}}(?:(?:{'|'.join(sorted(articles))})[\W_]{{1,3}})?"
    longest_first = sorted(names, key=lambda words: (-len(words), words))
    every = "|".join(between.join(map(re.escape, words)) for words in longest_first)
    return re.compile(rf"\b(?:{every})\b", re.IGNORECASE)


def _states(countries: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Each name of a state; a city's name that is a state's too is the state's."""
    yield from ((seat, (code, True)) for code, one in countries.items() for seat in one.get("seats", ()))
    for code, one in countries.items():
        yield from ((name, (code, False)) for name in (*one["adjectives"], *one["names"]))
