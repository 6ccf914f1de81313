"""Names under a heading, one to a line ("Victims:"): a list of people is its length (READING 4)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tollbook.data import Pack, load_pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.named import names_person
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker
from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Death,
    Form,
    Harm,
    Mark,
    Person,
    Quantity,
    Sentence,
    Source,
    SpeakerType,
    Zone,
)

_MOST_NAMES = 2_000
_MOST_OF_LINE = 200  # characters; who is told of at length is named first
_LONGEST_QUOTE = 400  # characters; of a longer list only the heading is quoted
_FEWEST_WORDS = 2
_BEHIND_NAME = frozenset({"comma", "open", "dash", "colon", "stop", "age"})
_MARKERS = frozenset({"q", "other", "dash", "stop", "close"})
_LINE = re.compile(r"[^\s][^\n]*")


@dataclass(frozen=True, slots=True)
class _Member:
    """One line; ``name`` is None where it says only "Unidentified man"."""

    at: Anchor
    name: str | None
    age: int | None


def claims_of_rolls(
    source: Source, author: Speaker | None, sentences: Sequence[Sentence], told: Sequence[Claim]
) -> Iterator[Claim]:
    """Those that a list under a heading names, and how many they are. ``told``: what else the document states: whether
    "victims" are the dead, where it does not say so, follows from it."""
    pack = load_pack(source.language or "")
    for found in _headings(pack.language).finditer(source.text):
        harm = _harm_of(_harms(pack.language)[found[1].lower()], told)
        if harm is not None and _is_main(source, found.start(1)):
            members = list(_members(source, found.end(), pack))
            if members:
                yield from _claims(source, author, sentences, told, found, harm, members)


def _claims(
    source: Source,
    author: Speaker | None,
    sentences: Sequence[Sentence],
    told: Sequence[Claim],
    heading: re.Match[str],
    harm: Harm,
    members: Sequence[_Member],
) -> Iterator[Claim]:
    last = members[-1].at.end
    end = last if last - heading.start(1) <= _LONGEST_QUOTE else heading.end(1)
    count = Count(
        harm,
        "all",
        Quantity(len(members), len(members), False, Form.EXACT, source.text[heading.start(1) : end]),
        frozenset({Mark.INDIVIDUAL}),
    )
    number = max(0, bisect_right([one.start for one in sentences], heading.start(1)) - 1) if sentences else None
    listed = Claim(
        statement=count,
        attribution=author.attribution() if author else Attribution(None, None, SpeakerType.DOCUMENT),
        anchor=Anchor(source.id, heading.start(1), end, source.text[heading.start(1) : end]),
        language=source.language or "",
        reader=f"tollbook-{source.language}:roll",
        as_of=source.date.last.isoformat() if source.date and source.date.last else None,
        sentence=number,
    )
    yield listed
    known = {one.statement.person.name for one in told if isinstance(one.statement, Death)}
    for member in members if harm is Harm.KILLED else ():
        if member.name is None or member.name not in known:
            death = Death(Person(member.name, member.at.words, member.age))
            yield replace(listed, statement=death, anchor=member.at, part_of=listed.id)


@cache
def _harms(language: str) -> dict[str, str]:
    return {one.words.lower(): one.attr for one in load_pack(language).wordings if one.cls == "roll"}


@cache
def _headings(language: str) -> re.Pattern[str]:
    """A line that is a wording of the class and nothing else."""
    words = "|".join(re.escape(one) for one in sorted(_harms(language), key=lambda one: (-len(one), one)))
    return re.compile(rf"(?im)^[ \t#*=]*({words or '(?!)'})[ \t*=]*:?[ \t*=]*$")


def _harm_of(code: str, told: Sequence[Claim]) -> Harm | None:
    """What befell those listed; of "victims", that they died where the document tells of the dead and of no other
    harm."""
    if code != Harm.CASUALTIES:
        return Harm(code)
    harms = {one.harm for one in told if one.count and one.count.quantity.high != 0}
    return Harm.KILLED if harms == {Harm.KILLED} else None


def _is_main(source: Source, place: int) -> bool:
    number = bisect_right([one.start for one in source.passages], place) - 1
    return number >= 0 and source.passages[number].zone is Zone.MAIN


def _members(source: Source, start: int, pack: Pack) -> Iterator[_Member]:
    """Who is named at the head of each line after the heading, up to the first line that names nobody so."""
    for number, line in enumerate(_LINE.finditer(source.text, start)):
        end = min(line.end(), line.start() + _MOST_OF_LINE)
        member = _member(source, chunk_sentence(source.text, line.start(), end, pack))
        if member is None or number >= _MOST_NAMES:
            return
        yield member


def _member(source: Source, line: Chunked) -> _Member | None:
    chunks = line.chunks
    first = next((at for at, chunk in enumerate(chunks) if chunk.symbol not in _MARKERS), len(chunks))
    if first > 2 or first == len(chunks):
        return None
    last = first
    while last + 2 < len(chunks) and chunks[last + 1].symbol == "w" and chunks[last + 2].symbol == "name":
        last += 2  # "Rodel Cano y Diaz"
    named = chunks[first].symbol == "name" and names_person(line.line, chunks[first])
    last = last if named else _nameless(line, first)
    behind = chunks[last + 1 : last + 3]
    if last < first or (behind and behind[0].symbol not in _BEHIND_NAME):
        return None
    age = next((int(chunk.attr) for chunk in behind if chunk.symbol == "age" and chunk.attr.isdecimal()), None)
    if age is None and chunks[last].last - chunks[first].first < _FEWEST_WORDS:
        return None  # one word alone may be a town
    begin, end = line.place(chunks[first].first, chunks[last].last)
    at = Anchor(source.id, begin, end, source.text[begin:end])
    return _Member(at, at.words if named else None, age)


def _nameless(line: Chunked, first: int) -> int:
    """The chunk that ends "Unidentified man", "Unknown woman"; -1 where the line opens otherwise."""
    token = line.chunks[first].first
    if "modifier" not in line.line.hits[token] and "anonymity" not in line.line.hits[token]:
        return -1
    ends = range(first, min(first + 2, len(line.chunks)))
    return next((at for at in ends if "group_singular" in line.line.hits[line.chunks[at].last - 1]), -1)
