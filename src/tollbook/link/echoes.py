"""Which claims of one incident echo one another: the same wording, wire, origin or rare error, the grounds kept.
Only dependence can be found; that two claims are independent is a person's judgement."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Protocol

from tollbook.link.same_error import Errors
from tollbook.link.whence import ending_key, published_by, taken_from
from tollbook.link.wording import Alike, Worded, alike, fingerprints, place, words_around
from tollbook.model import Claim, Count, Death, Source, SpeakerType
from tollbook.model.echo import NO_ECHOES, Echo, Echoing, EchoKind, Ending

MOST_HOLDERS = 8  # sources whose windows one fingerprint leads to, the first of them
MOST_ALIGNED = 4  # windows that one is laid beside, those that share most fingerprints with it
MOST_OF_A_SOURCE = 200  # claims of one source that state the same, of which echoes are looked for
_LAST = date.max


class Document(Protocol):
    """One document of the case, as echoes are looked for in it."""

    @property
    def source(self) -> Source: ...


@dataclass
class Case:
    """The documents of claims, and what is known of each, once it is asked."""

    documents: Mapping[str, Document]
    _taken: dict[str, Ending | None] = field(default_factory=dict)
    _published: dict[str, Ending | None] = field(default_factory=dict)

    def source(self, id_: str) -> Source:
        return self.documents[id_].source

    def taken(self, source: str) -> Ending | None:
        """What it says that it was taken from."""
        if source not in self._taken:
            self._taken[source] = taken_from(self.documents[source].source)
        return self._taken[source]

    def published(self, source: str) -> Ending | None:
        """By whom it was published."""
        if source not in self._published:
            self._published[source] = published_by(self.documents[source].source)
        return self._published[source]

    def rank(self, claim: Claim) -> tuple[date, bool, str, int, str]:
        """Who stands first: by the day of the document, one taken from elsewhere after others of its day, by its
        name."""
        source = self.documents[claim.anchor.source].source
        day = source.date.first if source.date else None
        return (day or _LAST, self.taken(source.id) is not None, source.name, claim.anchor.start, claim.id)

    def in_order(self, earlier: Claim, later: Claim) -> bool:
        """Whether the days of both documents tell which came first, or the later says that it was taken over."""
        one, other = (self.documents[claim.anchor.source].source for claim in (earlier, later))
        if self.taken(other.id) is not None and self.taken(one.id) is None:
            return True
        last, first = one.date.last if one.date else None, other.date.first if other.date else None
        return last is not None and first is not None and last < first

    def worded(self, claim: Claim) -> Worded:
        return words_around(self.documents[claim.anchor.source].source.text, claim)


def find_echoes(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Echoing:
    """Of one incident's claims that stand, which repeat which, and where those in nobody's name end."""
    told = [claim for claim in claims if claim.anchor.source in documents]
    if len({claim.anchor.source for claim in told}) < 2:
        return NO_ECHOES
    case = Case(documents)
    told.sort(key=case.rank)
    found: dict[str, Echo] = {}
    ends: dict[str, str] = {}
    stated = list(_stating_the_same(told))
    _take(found, ends, (echo for claims in stated for echo in _echoes_among(claims, case)))
    _take(found, ends, _of_error(stated, Errors(told, case.source, _firsts(found, told)), case))
    in_order = tuple(found[claim.id] for claim in told if claim.id in found)
    return Echoing(in_order, tuple(_endings(told, case)))


def _take(found: dict[str, Echo], ends: dict[str, str], echoes: Iterable[Echo]) -> None:
    """Of each claim its first echo, and none that would lead back to itself."""
    for echo in echoes:
        if echo.claim not in found and _where_it_begins(echo.of, ends) != echo.claim:
            found[echo.claim], ends[echo.claim] = echo, echo.of


def _echoes_among(claims: Sequence[Claim], case: Case) -> Iterator[Echo]:
    yield from _of_origin(claims, case)
    yield from _of_wording(claims, case)
    yield from _of_wire(claims, case)


def _of_error(stated: Iterable[Sequence[Claim]], errors: Errors, case: Case) -> Iterator[Echo]:
    """Those that share a rare error, which only counts where nothing plainer shows it."""
    for one in (each for claims in stated for each in errors.shared(claims, may_echo)):
        places, order = (one.here.at, one.there.at), case.in_order(one.of, one.claim)
        kind, name, instead = one.here.kind, one.here.name, one.here.instead
        yield Echo(one.claim.id, one.of.id, kind, places, order, name=name, instead=instead)


def _firsts(found: Mapping[str, Echo], told: Sequence[Claim]) -> Callable[[str], str]:
    """The source that each source goes back to."""
    source = {claim.id: claim.anchor.source for claim in told}
    ends: dict[str, str] = {}
    for echo in found.values():
        one, of = source[echo.claim], source[echo.of]
        if one not in ends and _where_it_begins(of, ends) != one:
            ends[one] = of
    return lambda id_: _where_it_begins(id_, ends)


def _where_it_begins(one: str, ends: dict[str, str]) -> str:
    """What one goes back to; the way there is made short for whoever asks next."""
    way = [one]
    while way[-1] in ends:
        way.append(ends[way[-1]])
    ends.update(dict.fromkeys(way[:-1], way[-1]))
    return way[-1]


def _stating_the_same(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims that state one thing and stand in several sources."""
    grouped: dict[tuple[object, ...], list[Claim]] = {}
    in_source: Counter[tuple[object, ...]] = Counter()
    for claim in claims:
        key = stated(claim)
        in_source[claim.anchor.source, key] += 1
        if in_source[claim.anchor.source, key] <= MOST_OF_A_SOURCE:
            grouped.setdefault(key, []).append(claim)
    yield from (group for group in grouped.values() if len({one.anchor.source for one in group}) > 1)


def stated(claim: Claim) -> tuple[object, ...]:
    """What a claim states, without who says it and in which words."""
    stance = claim.attribution.stance
    match claim.statement:
        case Count(harm=harm, group=group, quantity=many):
            return (harm, group, many.low, many.high, many.open, many.term, stance)
        case Death(person=person, harm=harm):
            return (harm, *(str(one).casefold() for one in (person.name, person.described, person.age)), stance)
        case other:
            return (claim.kind, *(str(part).casefold() for part in astuple(other)), stance)


def _of_wording(claims: Sequence[Claim], case: Case) -> Iterator[Echo]:
    """Each with the one before it whose wording is most like its own."""
    holders: dict[int, list[int]] = {}
    worded: list[Worded] = []
    for n, claim in enumerate(claims):
        own = case.worded(claim)
        worded.append(own)
        prints = sorted(fingerprints(own.words))
        best: tuple[Alike, int] | None = None
        for at in _likeliest(prints, holders, claim, claims):
            if may_echo(claim, claims[at]) and (found := alike(own, worded[at])):
                best = max((found, -at), best, key=_most_alike) if best else (found, -at)
        if best:
            found, earlier = best[0], claims[-best[1]]
            yield worded_alike(claim, earlier, found, case)
        _hold(n, prints, holders, claims)


def _most_alike(one: tuple[Alike, int]) -> tuple[int, int]:
    return one[0].shared, one[1]


def _likeliest(
    prints: Sequence[int], holders: Mapping[int, list[int]], claim: Claim, claims: Sequence[Claim]
) -> list[int]:
    """The windows before it that share most fingerprints with it; of equals the first."""
    shared = Counter(at for each in prints for at in holders.get(each, ()))
    others = [at for at in shared if claims[at].anchor.source != claim.anchor.source]
    return sorted(others, key=lambda at: (-shared[at], at))[:MOST_ALIGNED]


def _hold(n: int, prints: Sequence[int], holders: dict[int, list[int]], claims: Sequence[Claim]) -> None:
    for each in prints:
        held = holders.setdefault(each, [])
        if len(held) < MOST_HOLDERS and all(claims[at].anchor.source != claims[n].anchor.source for at in held):
            held.append(n)


def may_echo(one: Claim, other: Claim) -> bool:
    """Two who are both named, as speakers or as those who were told, say it each for themselves, whatever the
    wording."""
    names = (_name(one), _name(other))
    return None in names or names[0] == names[1]


def _name(claim: Claim) -> str | None:
    said = claim.attribution
    if said.speaker is not None and not said.anonymous and not said.nameless:
        return ending_key(said.speaker, claim.language)
    return ending_key(said.carried_by[0], claim.language) if said.carried_by else None


def worded_alike(claim: Claim, of: Claim, found: Alike, case: Case) -> Echo:
    """That ``claim`` repeats ``of``, with the words of both that are alike."""
    here, there = (case.documents[one.anchor.source].source for one in (claim, of))
    places = (place(here, found.one), place(there, found.other))
    return Echo(claim.id, of.id, EchoKind.WORDING, places, case.in_order(of, claim), found.shared)


def _of_wire(claims: Sequence[Claim], case: Case) -> Iterator[Echo]:
    """Those that come of one medium: it says so itself, or somebody unnamed told it."""
    first: dict[str, tuple[Claim, Ending]] = {}
    for claim in claims:
        for wire in _wire(claim, case):
            earlier, its = first.setdefault(wire.key, (claim, wire))
            if earlier.anchor.source != claim.anchor.source:
                places = (wire.at or claim.anchor, its.at or earlier.anchor)
                yield Echo(claim.id, earlier.id, EchoKind.WIRE, places, case.in_order(earlier, claim), name=wire.name)


def _wire(claim: Claim, case: Case) -> Iterator[Ending]:
    """The medium that it comes of: it speaks itself, or is told by somebody unnamed."""
    said, at = claim.attribution, claim.attribution.at or claim.anchor
    if said.speaker is None:
        end = case.taken(claim.anchor.source) or case.published(claim.anchor.source)
        yield from (end,) if end else ()
    elif said.speaker_type is SpeakerType.MEDIA and not said.anonymous:
        yield Ending(ending_key(said.speaker, claim.language), said.speaker, at)
    elif (said.anonymous or said.nameless) and said.carried_by:
        yield Ending(ending_key(said.carried_by[0], claim.language), said.carried_by[0], at)


def _of_origin(claims: Sequence[Claim], case: Case) -> Iterator[Echo]:
    """Those of a document that says that it was taken from another, with what that other states."""
    first: dict[str, Claim] = {}
    for claim in claims:
        by, taken = case.published(claim.anchor.source), case.taken(claim.anchor.source)
        if by and not taken:
            first.setdefault(by.key, claim)
    for claim in claims:
        taken = case.taken(claim.anchor.source)
        of = first.get(taken.key) if taken else None
        if taken and of and of.anchor.source != claim.anchor.source:
            places = (taken.at or claim.anchor, of.anchor)
            yield Echo(claim.id, of.id, EchoKind.ORIGIN, places, True, name=taken.name)


def _endings(claims: Sequence[Claim], case: Case) -> Iterator[tuple[str, Ending]]:
    """Of claims in nobody's name, the voice of whom their document was taken from; else of its publisher, where
    another claim ends in that one too."""
    ends = {source: end for source in {claim.anchor.source for claim in claims} if (end := _end(source, case))}
    meant = Counter(end.key for end in ends.values())
    meant.update({ending_key(said, claim.language) for claim in claims if (said := claim.attribution.speaker)})
    for claim in claims:
        end = ends.get(claim.anchor.source)
        if claim.attribution.speaker is None and end and (meant[end.key] > 1 or case.taken(claim.anchor.source)):
            yield claim.id, end


def _end(source: str, case: Case) -> Ending | None:
    return case.taken(source) or case.published(source)
