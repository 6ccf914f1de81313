"""Passages copied from a document of one incident into one of another: a copy that changed the day, or how the place is
written, makes an incident of its own. It is asked whether they are one; nothing is joined."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol

from tollbook.link.echoes import MOST_ALIGNED, MOST_HOLDERS, Case, may_echo, stated, worded_alike
from tollbook.link.wording import alike, fingerprints, words_around
from tollbook.model import Claim, Form, Incident, Issue, Mark, Place, Reading, Severity, Source
from tollbook.model.echo import Echo, Elsewhere
from tollbook.model.locality import folded
from tollbook.model.when import edtf_bounds

KEPT = 8  # of the fingerprints of a window the least, by which it is found
FEWEST_PRINTS = 2  # of these in common, for two windows to be laid side by side
# Of words in common, and of the shorter window: nothing else shows that both tell of one event, and formulas are shared
FEWEST_WORDS, LEAST_SHARE = 24, 0.5
MOST_OF_A_DOCUMENT = 24  # claims of one document that are looked for elsewhere
MOST_TRIED = 6  # claims of two incidents that are laid side by side before it is given up
NEAR = 31  # days between two incidents that may be one
_ANY_KIND = "event"
_ONE_NAME, _SPELT_ALIKE = 1.0, 0.75  # of the letters of two names, how many both have in one order
_EMPTY = 0
_BITS = 32  # of a fingerprint are kept
_MASK = (1 << _BITS) - 1

Apart = Set[tuple[str, str]]


class Read(Protocol):
    """One document of the case, with what it gave."""

    @property
    def source(self) -> Source: ...

    @property
    def reading(self) -> Reading: ...


def prints_of(source: Source, reading: Reading) -> bytes:
    """Of each sentence that counts people, the place of its first count among the claims and the least fingerprints of
    the words around it: kept with a reading, so that copies of it are found without its text."""
    rows, seen = array("I"), set[int | None]()
    for place, claim in enumerate(reading.claims):
        if claim.count is None or claim.sentence in seen or len(seen) == MOST_OF_A_DOCUMENT:
            continue
        seen.add(claim.sentence)
        least = sorted(fingerprints(words_around(source.text, claim).words))[:KEPT]
        rows.extend((place, *(one & _MASK for one in least), *[_EMPTY] * (KEPT - len(least))))
    return rows.tobytes()


def find_across(
    incidents: Sequence[Incident], claims: Sequence[Claim], documents: Mapping[str, Read], apart: Apart
) -> list[Elsewhere]:
    """Of claims that stand, which are told in the words of another incident's document: one for each two documents of
    two incidents that may be one. ``apart``: pairs of incidents that people keep apart."""
    if len(incidents) < 2:
        return []
    search = _Search({one.id: one for one in incidents}, documents, apart)
    for claim in claims:
        numbered = claim.count is not None and claim.count.quantity.form is not Form.VAGUE
        if numbered and claim.incident is not None and claim.anchor.source in documents:
            search.add(claim)
    return search.found


@dataclass
class _Search:
    """Claims that were looked at, by the fingerprints that lead to them."""

    incidents: Mapping[str, Incident]
    documents: Mapping[str, Read]
    apart: Apart
    found: list[Elsewhere] = field(default_factory=list)
    _claims: list[Claim] = field(default_factory=list)
    _holders: dict[int, list[int]] = field(default_factory=dict)  # by the number of what is stated and a fingerprint
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)  # of what is stated
    _prints: dict[str, dict[int | None, tuple[int, ...]]] = field(default_factory=dict)
    _tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    _may: dict[tuple[str, str], bool] = field(default_factory=dict)
    _shown: set[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._case = Case(self.documents)

    def add(self, claim: Claim) -> None:
        """Looks for those before it that it repeats, or that repeat it."""
        if not (prints := self._prints_of(claim)):
            return
        number, new = self._numbers.setdefault(_told(claim), len(self._numbers)) << _BITS, len(self._claims)
        known: list[list[int]] = []
        shared: dict[int, int] = {}
        for one in prints:
            held = self._holders.get(number | one)
            if held is None:
                self._holders[number | one] = [new]
                continue
            known.append(held)
            for at in held:
                shared[at] = shared.get(at, 0) + 1
        self._claims.append(claim)
        likely = [at for at, times in shared.items() if times >= FEWEST_PRINTS and at != new]
        for at in sorted(likely, key=lambda one: (-shared[one], one))[:MOST_ALIGNED]:
            if self._is_told_alike(claim, self._claims[at]):
                break  # with one that is in the same words: of a hundred with one formula, each is asked about once
        for held in known:
            if len(held) < MOST_HOLDERS and all(self._claims[at].incident != claim.incident for at in held):
                held.append(new)

    def _prints_of(self, claim: Claim) -> tuple[int, ...]:
        """Those of its sentence."""
        source = claim.anchor.source
        if source not in self._prints:
            read = self.documents[source]
            self._prints[source] = dict(_unpacked(read.reading, read.source))
        return self._prints[source].get(claim.sentence, ())

    def _is_told_alike(self, claim: Claim, other: Claim) -> bool:
        pair, sources = _in_order(claim.incident, other.incident), _in_order(claim.anchor.source, other.anchor.source)
        if pair is None or sources is None or (pair, sources) in self._shown or self._tried[pair] >= MOST_TRIED:
            return False
        if not self._may_be_one(pair) or not may_echo(claim, other):
            return False
        self._tried[pair] += 1
        here, there = self._case.worded(claim), self._case.worded(other)
        found = alike(here, there)
        if found is None or found.shared < max(FEWEST_WORDS, LEAST_SHARE * min(len(here.words), len(there.words))):
            return False
        self._shown.add((pair, sources))
        of, by = sorted((claim, other), key=self._case.rank)
        found = found if by is claim else found._replace(one=found.other, other=found.one)
        echo = worded_alike(by, of, found, self._case)
        self.found.append(Elsewhere(echo, by.incident or "", of.incident or ""))
        return True

    def _may_be_one(self, pair: tuple[str, str]) -> bool:
        if pair not in self._may:
            one, other = (self.incidents[id_] for id_ in pair)
            self._may[pair] = pair not in self.apart and _fit(one, other)
        return self._may[pair]


def _told(claim: Claim) -> tuple[object, ...]:
    """What it states; of one person told of, in which words: another name is another person."""
    one = claim.count is not None and Mark.INDIVIDUAL in claim.count.marks
    return (*stated(claim), _words(claim).casefold() if one else "")


def _in_order(one: str | None, other: str | None) -> tuple[str, str] | None:
    """Both, the lesser first; None where they are not two."""
    return None if one is None or other is None or one == other else (min(one, other), max(one, other))


def _unpacked(reading: Reading, source: Source) -> Iterator[tuple[int | None, tuple[int, ...]]]:
    """By sentence, the fingerprints that were kept; made anew where people changed something of the reading."""
    kept = array("I")
    kept.frombytes(prints_of(source, reading) if reading.prints is None else reading.prints)
    for place, *least in zip(*[iter(kept)] * (KEPT + 1), strict=True):
        yield reading.claims[place].sentence, tuple(filter(None, least))


def _fit(one: Incident, other: Incident) -> bool:
    """Whether they may be one of which the day, or the place, is told otherwise: kinds that fit, days as near as the
    places let expect. Where day and place differ, what is shared is a formula."""
    if one.kind != other.kind and _ANY_KIND not in (one.kind, other.kind):
        return False
    alike = _likeness(one.where, other.where)
    if alike == _ONE_NAME:
        return True
    if alike < _SPELT_ALIKE:
        return one.when is not None and other.when is not None and _apart(one.when, other.when) <= 0
    return one.when is None or other.when is None or _apart(one.when, other.when) <= NEAR


def _apart(one: str, other: str) -> int:
    """The days between the two, none where they meet or where an end of either is open."""
    (first, last), (begin, end) = edtf_bounds(one), edtf_bounds(other)
    gaps = [(early, late) for early, late in ((last, begin), (end, first)) if early and late]
    return max(((late - early).days for early, late in gaps), default=0)


def _likeness(one: Place, other: Place) -> float:
    """How alike the places are named; of one that is not named nothing is known."""
    if one.taken and other.taken:
        return _ONE_NAME if one.taken == other.taken else 0
    if not (one.name and other.name):
        return _SPELT_ALIKE
    return _spelt_alike(*sorted((folded(one.name), folded(other.name))))


@lru_cache(maxsize=4096)
def _spelt_alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def across_issues(
    found: Sequence[Elsewhere],
    incidents: Sequence[Incident],
    claims: Mapping[str, Claim],
    sources: Mapping[str, Source],
) -> Iterator[Issue]:
    """One for each two incidents, with the claims of both. ``claims`` and ``sources`` by their ids."""
    titles = {one.id: one.title for one in incidents}
    by_pair: dict[tuple[str, str], list[Echo]] = {}
    for one in found:
        by_pair.setdefault((min(one.incident, one.of), max(one.incident, one.of)), []).append(one.echo)
    for (here, there), echoes in sorted(by_pair.items()):
        most = max(echoes, key=lambda echo: echo.shared)
        by, of = claims[most.claim], claims[most.of]
        also = f", and {len(echoes) - 1} more of their documents do so" if len(echoes) > 1 else ""
        yield Issue(
            "copied-across-incidents",
            f"{sources[by.anchor.source].name} and {sources[of.anchor.source].name} tell of “{_words(by)}” in the same "
            f"{most.shared} words{also}, but of two incidents: {titles[here]}; {titles[there]}. Nothing is joined. "
            "Read both places: the copy may have changed the day, or how the place is written. If they are one: "
            f"tollbook decide CASE same incident {here} {there} --by CODE --because REASON; if they are not, say "
            "different in the place of same.",
            Severity.OPEN,
            most.places[0],
            about=tuple(dict.fromkeys(id_ for echo in echoes for id_ in (echo.claim, echo.of))),
        )


def _words(claim: Claim) -> str:
    return claim.count.quantity.words if claim.count else claim.anchor.words
