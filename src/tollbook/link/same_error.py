"""The same rare error in two documents that state the same: a name misspelt alike, a day that cannot be, parts that
come to more than their total. What may be right, or a spelling of its own, is none."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tollbook.data.gazetteer import places_named
from tollbook.data.groups import groups_apart
from tollbook.data.letters import vowels
from tollbook.link.impossible_days import impossible_days
from tollbook.model import Anchor, Claim, Count, Form, Source
from tollbook.model.echo import EchoKind

NEAR = 1_500  # characters from a claim within which an error is taken for one of what tells of it
MOST_HOLDERS = 8  # earlier claims with one error that another is set beside
MOST_OF_A_SOURCE = 20  # claims of one source around which names are looked up
TIMES_AS_MANY = 2  # so many times as many as write a name in one way write it in the other where that is usual
_SHORTEST = 6  # letters of a name: in shorter ones two letters that change places make another name too often
_CAPITAL = re.compile(rf"\b[^\W\d_a-z][^\W\d_]{{{_SHORTEST - 1},39}}\b")
_OPENS, _CLOSES, _EITHER = "“„«", "”»", '"‟'


class Error(NamedTuple):
    """``key``: the same for the same error. ``at``: the words that hold it; ``instead``: how others write the name, or
    the total of which the parts are told."""

    kind: EchoKind
    key: Hashable
    at: Anchor
    name: str
    instead: str | None


class Shared(NamedTuple):
    """Two claims with the same error beside them, ``of`` standing first."""

    claim: Claim
    of: Claim
    here: Error
    there: Error


class Errors:
    """What is wrong beside the claims of one incident, looked for once two sources state the same."""

    def __init__(self, told: Sequence[Claim], sources: Callable[[str], Source], first: Callable[[str], str]) -> None:
        """``first``: the source that one goes back to, by what else shows that it repeats another."""
        self._told, self._sources, self._first = told, sources, first
        self._rights: dict[str, str | None] = {}  # by name, as what it is misspelt

    def shared(self, claims: Sequence[Claim], may: Callable[[Claim, Claim], bool]) -> Iterator[Shared]:
        """Of claims that state the same, in their order, those that share an error with one before them. ``may``:
        whether the one may go back to the other."""
        holders: dict[Hashable, list[tuple[Claim, Error]]] = {}
        names = self._names(claims)
        for claim in claims:
            for error in (*self._beside(claim), *self._misspelt(claim, names)):
                held = holders.setdefault((error.kind, error.key), [])
                for of, there in held:
                    if of.anchor.source != claim.anchor.source and may(claim, of):
                        yield Shared(claim, of, error, there)
                        break
                if len(held) < MOST_HOLDERS:
                    held.append((claim, error))

    def _beside(self, claim: Claim) -> Iterator[Error]:
        source = self._sources(claim.anchor.source)
        for one in impossible_days(source.text, *_around(claim, source), claim.language):
            if not _in_quotation(source.text, one.start):
                at = source.anchor(one.start, one.end)
                yield Error(EchoKind.DAY, one.key, at, at.words, None)
        total = self._totals.get(claim.part_of or claim.id)
        if total and (wrong := self._sum(total)):
            yield wrong

    def _sum(self, total: Claim) -> Error | None:
        """Parts of a total that are more than it, alone or those together that hold nobody in common."""
        parts = self._parts.get(total.id, ())
        top = _exact(total)
        numbers = [(part.count.group, number) for part in parts if part.count and (number := _exact(part)) is not None]
        if top is None or not numbers or total.count is None:
            return None
        least = {group: min(n for other, n in numbers if other == group) for group, _ in numbers}
        rows = [[group for group in row if group in least] for row in groups_apart()]
        most = max([max(n for _, n in numbers), *(sum(least[group] for group in row) for row in rows)])
        if most <= top:
            return None
        name = ", ".join(part.count.quantity.words for part in parts if part.count)
        start, end = min(part.anchor.start for part in parts), max(part.anchor.end for part in parts)
        place = self._sources(total.anchor.source).anchor(start, end)
        return Error(EchoKind.SUM, (top, tuple(sorted(numbers))), place, name, total.count.quantity.words)

    @cached_property
    def _totals(self) -> Mapping[str, Claim]:
        """The claims of which parts are told."""
        return {claim.id: claim for claim in self._told if claim.id in self._parts}

    @cached_property
    def _parts(self) -> Mapping[str, list[Claim]]:
        """By total, its parts in the same source."""
        of = {claim.id: claim.anchor.source for claim in self._told}
        parts: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._told:
            if claim.part_of is not None and of.get(claim.part_of) == claim.anchor.source and claim.count:
                parts[claim.part_of].append(claim)
        return parts

    def _names(self, claims: Sequence[Claim]) -> Mapping[str, str]:
        """The names near these claims that two of their sources misspell alike, each as others write it."""
        near: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            for word, _ in self._near(claim):
                near[word.casefold()].add(claim.anchor.source)
        shared = sorted(name for name, sources in near.items() if len(sources) > 1)
        return {name: right for name in shared if (right := self._right(name)) is not None}

    def _right(self, name: str) -> str | None:
        """As what a name is misspelt, two letters of which stand the other way round in it; None where it may be a name
        of its own, or a word."""
        if name not in self._rights:
            found = [one for one in _turned(name) if one in self._written]
            right = found[0] if len(found) == 1 and not places_named(name) and not self._is_word(found[0]) else None
            is_so = right and (places_named(right) or self._is_usual(self._written[right], self._written[name]))
            self._rights[name] = right if is_so else None
        return self._rights[name]

    def _is_word(self, name: str) -> bool:
        """Whether it also begins small, near any claim."""
        small = re.compile(rf"\b{re.escape(name)}\b")
        return any(small.search(self._sources(id_).text, *way) for id_, ways in self._looked_at.items() for way in ways)

    def _is_usual(self, right: Counter[str], wrong: Counter[str]) -> bool:
        """Whether far more write a name in the one way, copies counting once; or all who write it in the other way do
        so far less often."""
        rights, wrongs = ({self._first(source) for source in one} for one in (right, wrong))
        return len(rights - wrongs) >= TIMES_AS_MANY * len(wrongs) or all(
            right[source] >= TIMES_AS_MANY * times for source, times in wrong.items()
        )

    @cached_property
    def _looked_at(self) -> Mapping[str, list[tuple[int, int]]]:
        """By source, the stretches of its text near its claims, none twice."""
        ways: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for claim in sorted(self._told, key=lambda one: (one.anchor.source, one.anchor.start)):
            own = ways[claim.anchor.source]
            start, end = _around(claim, self._sources(claim.anchor.source))
            if len(own) < MOST_OF_A_SOURCE and (not own or own[-1][1] < end):
                own.append((max(start, own[-1][1]) if own else start, end))
        return ways

    @cached_property
    def _capitals(self) -> Mapping[str, list[tuple[int, str]]]:
        """By source, the words with a capital near its claims, each with its place."""
        found = {}
        for id_, ways in self._looked_at.items():
            text = self._sources(id_).text
            places = ((one.start(), one[0]) for way in ways for one in _CAPITAL.finditer(text, *way))
            found[id_] = [(start, word) for start, word in places if word[0].isupper()]
        return found

    @cached_property
    def _written(self) -> Mapping[str, Counter[str]]:
        """By name, how often each source writes it so."""
        held: dict[str, Counter[str]] = defaultdict(Counter)
        for id_, words in self._capitals.items():
            for _, word in words:
                held[word.casefold()][id_] += 1
        return held

    def _form(self, name: str) -> str:
        """How a name is written, not all in capitals where that may be."""
        every = (word for words in self._capitals.values() for _, word in words if word.casefold() == name)
        return min(every, key=lambda one: (one.isupper(), one))

    def _near(self, claim: Claim) -> Iterator[tuple[str, int]]:
        """The words with a capital near a claim."""
        start, end = _around(claim, self._sources(claim.anchor.source))
        words = self._capitals[claim.anchor.source]
        for at in range(bisect_left(words, (start, "")), bisect_left(words, (end, ""))):
            yield words[at][1], words[at][0]

    def _misspelt(self, claim: Claim, names: Mapping[str, str]) -> Iterator[Error]:
        """Each name that is misspelt beside a claim, at its first place."""
        source = self._sources(claim.anchor.source)
        seen: set[str] = set()
        for word, start in self._near(claim) if names else ():
            name = word.casefold()
            if name in names and name not in seen and not _in_quotation(source.text, start):
                seen.add(name)
                at = source.anchor(start, start + len(word))
                yield Error(EchoKind.SPELLING, name, at, word, self._form(names[name]))


def _around(claim: Claim, source: Source) -> tuple[int, int]:
    """The stretch of text beside a claim, whole words."""
    text, start, end = source.text, max(0, claim.anchor.start - NEAR), min(len(source.text), claim.anchor.end + NEAR)
    while 0 < start < claim.anchor.start and text[start - 1].isalnum():
        start += 1
    while claim.anchor.end < end < len(text) and text[end].isalnum():
        end -= 1
    return start, end


def _turned(name: str) -> Iterator[str]:
    """The names of which two neighbouring letters stand the other way round in this one. Neither the first nor the last
    ("Alexander", "Alexandre"), nor two vowels ("Michael", "Micheal"): those are ways to write a name."""
    for at in range(1, len(name) - 2):
        one, other = name[at], name[at + 1]
        if one != other and not (_is_vowel(one) and _is_vowel(other)):
            yield name[:at] + other + one + name[at + 2 :]


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in vowels()


def _exact(claim: Claim) -> int | None:
    if not isinstance(claim.statement, Count) or claim.statement.quantity.form is not Form.EXACT:
        return None
    return claim.statement.quantity.high


def _in_quotation(text: str, at: int) -> bool:
    """Whether a place stands in quotation marks: both may quote one who wrote it so."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    opened = sum(line.count(mark) for mark in _OPENS) - sum(line.count(mark) for mark in _CLOSES)
    return opened > 0 or sum(line.count(mark) for mark in _EITHER) % 2 == 1
