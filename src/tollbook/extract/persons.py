"""One person told of several times in a document: the wounded who later die move (READING 7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tollbook.extract.claims import anchor_of
from tollbook.extract.counts import FoundCount
from tollbook.extract.named import names_person
from tollbook.extract.phrases import is_age
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Claim, Harm, Mark, Stance
from tollbook.model.swift import swift, with_parts

_STATED = (Stance.ASSERTS, Stance.ESTIMATES)
_ONE = frozenset({"s", "x", "name", "n", "q"})
_BEFALLS = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})
_ANYBODY = frozenset("all men women children other".split())  # groups whose nouns set nobody apart from the others
_SAYING_LITTLE = _ANYBODY - {"other"}  # "a passenger" is not "the victim"
_OF_OTHERS = frozenset("by of to preposition pp".split())
_DOERS = frozenset({"militants"})  # gunmen and their like, who are seldom those whose names come next
_LATELY = 64  # persons told of last: whom "he" or a name met first may mean, so that a long list is read in time
_OPENING = 2  # sentences in which a headline is told again: "Man dies in fall. A man of 40 died …"


@swift
@dataclass(frozen=True, slots=True)
class Telling:
    """Of one person, or a ``number`` of them, and what befell them. ``place``: sentence, harm and offsets of the claim.
    ``refers``: to somebody
    told of before ("he", "the victim"); ``another``: to somebody else."""

    place: tuple[int, Harm, int, int]
    name: str
    group: str
    noun: str
    age: str
    refers: bool
    another: bool
    number: int
    nouns: frozenset[str] = frozenset()  # of those unnamed, that stand in one sentence with the name somewhere
    alive: bool = False  # told of as somebody who lives on
    several: bool = False  # the document tells of several dead: a name met first may be anybody's


@dataclass(slots=True)
class _Person:
    first: int  # the sentence
    names: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    told: list[Telling] = field(default_factory=list)

    def take(self, one: Telling) -> None:
        self.names |= {one.name} - {""}
        self.groups |= {one.group} - _ANYBODY
        self.nouns |= {one.noun} - {""} if one.group not in ("all", "men", "women", "children") else set()
        self.ages |= {one.age} - {""}
        self.told.append(one)


def tellings_of(sentence: Chunked, source: str, number: int, counts: Sequence[FoundCount]) -> Iterator[Telling]:
    """The tellings of one person in a sentence, in the order of its words."""
    for found in counts:
        chunk = sentence.chunks[found.count]
        if found.harm not in _BEFALLS or not found.quantity.number or chunk.symbol not in _ONE:
            continue
        at = anchor_of(sentence, source, found.first, found.last)
        yield Telling(
            (number, found.harm, at.start, at.end),
            _name(sentence, found),
            found.group,
            chunk.noun.casefold(),
            _age(sentence, found),
            _refers(sentence, chunk),
            "additional" in chunk.marks or _is_counted_beside(chunk, found, counts),
            found.quantity.number,
            alive=found.harm_at is not None
            and sentence.line.part(sentence.chunks[found.harm_at].first, "lives_on") is not None,
        )


def _lives_on(sentence: Chunked, found: FoundCount) -> bool:
    """ "Is expected to survive", "suffered non-life-threatening injuries"."""
    harm = sentence.chunks[found.harm_at] if found.harm_at is not None else None
    return harm is not None and sentence.line.part(harm.first, "lives_on") is not None


def _is_counted_beside(chunk: Chunk, found: FoundCount, counts: Sequence[FoundCount]) -> bool:
    """ "One person was killed and one person was injured": two, each counted."""
    return chunk.symbol in ("n", "q") and any(one.count < found.count and one.harm is not found.harm for one in counts)


def with_later_deaths(claims: Sequence[Claim], told: Sequence[Telling], sentences: Sequence[str]) -> list[Claim]:
    """The claims, those marked that tell of somebody as hurt whom the document also tells of as dead.
    ``sentences``: of the document."""
    if not any(claim.harm is Harm.INJURED for claim in claims):
        return list(claims)  # nobody is told of who could have died later
    stated = {_place(claim) for claim in claims if claim.attribution.stance in _STATED}
    told = [one for one in told if one.place[1] is not Harm.KILLED or one.place in stated]  # not who nearly died
    several = any(one.number > 1 and one.place[1] is Harm.KILLED for one in told)
    nouns = {one.noun: "" for one in told if one.noun and not one.name}
    folded = [sentence.casefold() for sentence in sentences] if nouns else []
    beside = {noun: "\n".join(text for text in folded if noun in text) for noun in nouns}
    persons = _persons(
        [with_parts(one, several=several, nouns=_nouns_beside(one, beside)) for one in told if one.number == 1]
    )
    moved = {one.place for person in persons if _died(person) for one in person.told}
    moved |= {one.place for one in told if one.number > 1 and one.refers and _all_died(one, told)}
    return [_marked(claim) if _place(claim) in moved else claim for claim in claims]


def _nouns_beside(one: Telling, beside: Mapping[str, str]) -> frozenset[str]:
    """ "The guard was named as Ali Karimov": which nouns stand in a sentence that holds the last word of the name.
    ``beside``: the sentences of each noun."""
    if not one.name:
        return frozenset()
    last = one.name.split()[-1]
    return frozenset(noun for noun, texts in beside.items() if last in texts)


def _all_died(one: Telling, told: Sequence[Telling]) -> bool:
    """ "Two girls died. … Both girls had a gunshot wound": as many as are told of as dead elsewhere."""
    return any(
        other.place[1] is Harm.KILLED and other.number == one.number and other.place[0] != one.place[0]
        for other in told
    )


def _died(person: _Person) -> bool:
    return any(one.place[1] is Harm.KILLED for one in person.told)


def _place(claim: Claim) -> tuple[int | None, Harm | None, int, int]:
    return (claim.sentence, claim.harm, claim.anchor.start, claim.anchor.end)


def _marked(claim: Claim) -> Claim:
    if claim.count is None or claim.harm is not Harm.INJURED:
        return claim
    return replace(claim, statement=replace(claim.count, marks=claim.count.marks | {Mark.LATER_DIED}))


class _Persons:
    """The persons of a document, whoever was told of last at the end."""

    def __init__(self) -> None:
        self.all: dict[int, _Person] = {}
        self._by_last: dict[str, dict[int, _Person]] = {}

    def take(self, person: _Person, one: Telling) -> None:
        """Whoever is told of last is whom "he" means."""
        person.take(one)
        lasts = {name.split()[-1] for name in person.names}
        for known in (self.all, *(self._by_last.setdefault(last, {}) for last in lasts)):
            known.pop(id(person), None)
            known[id(person)] = person

    def lately(self) -> list[_Person]:
        """Those whom a word that names nobody may mean, the last first."""
        return list(islice(reversed(self.all.values()), _LATELY))

    def named(self, name: str) -> Iterator[_Person]:
        """Those of that name, the last first."""
        found = self._by_last.get(name.rsplit(maxsplit=1)[-1], {}).values()
        return (one for one in reversed(found) if any(_is_same(name, other) for other in one.names))


def _persons(told: Sequence[Telling]) -> list[_Person]:
    persons = _Persons()
    for one in told:
        persons.take(_known(persons, one) or _Person(one.place[0]), one)
    return list(persons.all.values())


def _known(persons: _Persons, one: Telling) -> _Person | None:
    """The person told of before whom the telling is of; the last that fits."""
    if one.another:
        return None
    if one.name and (named := next((person for person in persons.named(one.name) if _fits(person, one)), None)):
        return named
    fitting = [person for person in persons.lately() if _fits(person, one)]
    if one.name:
        return next(iter(_nameless(fitting, one)), None)
    if one.refers:
        dead = one.place[1] is Harm.KILLED
        fitting = sorted(fitting, key=lambda person: _died(person) is not dead)  # the dead died, the wounded live
        alike = [person for person in fitting if one.noun and one.noun in {other.noun for other in person.told}]
        return next(iter(alike or fitting), None)
    later = [person for person in fitting if one.place[0] > person.first]
    # "They found a man with …": the one of whom the document tells; "a passenger" may be anybody
    said = one.group in _SAYING_LITTLE or (len(later) == 1 and one.noun in {other.noun for other in later[0].told})
    alone = len(persons.all) == 1 and not one.several and said
    return next(iter(later), None) if alone or one.place[0] < _OPENING else None


def _nameless(fitting: Sequence[_Person], one: Telling) -> list[_Person]:
    """Those told of without a name, who may be the one now named: "A man was shot. … Ali Saidov died." Somebody told of
    beside the dead ("another was wounded") is not one of these, nor is one of a group ("a guard") unless the name and
    the noun are told together."""
    dead = one.place[1] is Harm.KILLED
    if dead and one.several:
        return []
    fitting = [person for person in fitting if not person.groups & _DOERS]
    fitting = [person for person in fitting if not person.groups or person.nouns <= one.nouns]
    return [person for person in fitting if not person.names and not (dead and person.told[0].another)]


def _is_same(one: str, other: str) -> bool:
    """The same name, or the last of its words alone."""
    first, second = one.split(), other.split()
    short = min(len(first), len(second)) == 1
    return first[-1] == second[-1] and (short or first[0] == second[0])


def _fits(person: _Person, one: Telling) -> bool:
    """Whether nothing that is told of the person speaks against it."""
    if one.age and person.ages and one.age not in person.ages:
        return False
    if (one.alive and _died(person)) or (one.place[1] is Harm.KILLED and any(other.alive for other in person.told)):
        return False
    if one.group in ("men", "women") and any(other.group in {"men", "women"} - {one.group} for other in person.told):
        return False
    if one.group in ("all", "men", "women", "children") or not one.noun:
        return True
    return not person.nouns or one.noun in person.nouns


def _name(sentence: Chunked, found: FoundCount) -> str:
    """The name in small letters, without an abbreviation at its end; "" where none is told."""
    first = found.words_from if found.words_from is not None else found.count
    chunks = sentence.chunks[first : found.words_to or found.count + 1]
    if "pronoun" in sentence.chunks[found.count].marks:
        chunks = tuple(_subjects_before(sentence, found.count))
    named = next((chunk for chunk in chunks if chunk.symbol == "name" and names_person(sentence.line, chunk)), None)
    if named is None:
        return ""
    words = [token for token in sentence.line.tokens[named.first : named.last] if token.text != "."]
    while len(words) > 1 and words[-1].lower in sentence.line.pack.abbreviations:
        words.pop()
    return " ".join(token.lower for token in words)


def _subjects_before(sentence: Chunked, index: int) -> Iterator[Chunk]:
    """The names before a pronoun in its sentence that it may stand for, the nearest first."""
    chunks = sentence.chunks
    for at in range(index - 1, -1, -1):
        follows = chunks[at + 1].symbol
        if chunks[at].symbol in ("s", "x", "n"):
            return
        if chunks[at].symbol == "name" and follows != "rep" and (not at or chunks[at - 1].symbol not in _OF_OTHERS):
            yield chunks[at]


def _age(sentence: Chunked, found: FoundCount) -> str:
    line = sentence.line
    first = found.words_from if found.words_from is not None else found.count
    last = min((found.words_to or found.count + 1) + 2, len(sentence.chunks))
    for chunk in sentence.chunks[first:last]:
        if chunk.symbol == "age":
            return chunk.attr
        for token in line.tokens[chunk.first : chunk.last]:
            if is_age(token, line):
                return token.lower.partition("-")[0]
    return ""


def _refers(sentence: Chunked, chunk: Chunk) -> bool:
    """ "He", "the victim"; not "his wife"."""
    if "pronoun" in chunk.marks:
        return True
    definite = "definite" in chunk.marks or "article_definite" in sentence.line.hits[chunk.first]
    return definite and not sentence.line.part(chunk.first, "whose")
