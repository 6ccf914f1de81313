"""Speakers that are one by several names: bodies, and offices of a state where the document tells which state's."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from tollbook.data.parties import Party, load_parties
from tollbook.model import Claim, Incident, MentionKind, Reading, Source
from tollbook.reconcile.speaker import OneSpeaker
from tollbook.reconcile.titles import held_by_one


@dataclass
class Told:
    """What one document tells of states and their ministries, by which an office that is named alone is known."""

    source: Source
    reading: Reading
    _named: dict[str, dict[str, int]] = field(default_factory=dict, init=False)  # by language, once asked

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that it names."""
        return frozenset(one.value for one in self.reading.mentions if one.kind is MentionKind.COUNTRY)

    def ministries_before(self, at: int, language: str) -> frozenset[str]:
        """The ministries that it names up to a place in its text."""
        if language not in self._named:
            parties = load_parties(language)
            self._named[language] = parties.ministries_in(self.source.text) if parties else {}
        return frozenset(key for key, first in self._named[language].items() if first < at)


NOBODY: Mapping[str, OneSpeaker] = MappingProxyType({})
NOTHING_TOLD: Mapping[str, Told] = MappingProxyType({})
_MOST_KEPT = 65_536


def one_speakers(incident: Incident, claims: Sequence[Claim], told: Mapping[str, Told]) -> Mapping[str, OneSpeaker]:
    """By claim, the speaker that several names lead to. Of an office whose state or ministry is not told, and that no
    one person is named with, nothing."""
    named = {claim.id: (claim, party) for claim in claims if (party := _party(claim)) is not None}
    found = held_by_one(claims, incident.where.country_code)
    if not named:
        return found or NOBODY
    open_: list[tuple[Claim, str]] = []
    for claim, party in named.values():
        key = _ministry(claim, told) if party.office and not party.key else party.key
        if key is None:
            continue
        state = _state(claim, party, incident, told) if party.office else None
        if party.office and state is None:
            open_.append((claim, key))
        elif not party.seat or _is_told_of(state, claim, incident, told):
            found[claim.id] = _one(claim, state, key)
    named_there = {(claim.anchor.source, found[claim.id].key) for claim, _ in named.values() if claim.id in found}
    for claim, key in open_:
        if state := _only_state(key, {one for source, one in named_there if source == claim.anchor.source}):
            found[claim.id] = _one(claim, state, key)
    return found


def _party(claim: Claim) -> Party | None:
    said = claim.attribution
    if said.speaker is None or said.anonymous or said.nameless:
        return None
    return _named(claim.language, said.speaker)


@lru_cache(_MOST_KEPT)
def _named(language: str, speaker: str) -> Party | None:
    parties = load_parties(language)
    return parties.told(speaker) if parties else None


def _one(claim: Claim, state: str | None, key: str) -> OneSpeaker:
    of = f"{state}:{key}" if state else key
    return OneSpeaker(f"party:{of}", f"{key} in data/languages/{claim.language}/parties.yaml")


def _ministry(claim: Claim, told: Mapping[str, Told]) -> str | None:
    """The one ministry that its document has named before; None where it has named none, or several."""
    here, at = told.get(claim.anchor.source), claim.attribution.at or claim.anchor
    named = here.ministries_before(at.start, claim.language) if here else frozenset()
    return next(iter(named)) if len(named) == 1 else None


def _state(claim: Claim, party: Party, incident: Incident, told: Mapping[str, Told]) -> str | None:
    """The state that the words name; else the only one that the document does; else where it happened, if it names
    none."""
    if party.state:
        return party.state
    here = told.get(claim.anchor.source)
    states = here.states if here else frozenset()
    if not states:
        return incident.where.country_code
    return next(iter(states)) if len(states) == 1 else None


def _is_told_of(state: str | None, claim: Claim, incident: Incident, told: Mapping[str, Told]) -> bool:
    """Whether a document whose speaker goes by the name of a city tells of its state."""
    here = told.get(claim.anchor.source)
    return state == incident.where.country_code or bool(here and state in here.states)


def _only_state(key: str, there: Set[str]) -> str | None:
    """The state of the only such office that its document names with its state; what other documents say of an office
    tells nothing of the one meant here, where two states are named."""
    states = set(_states_of(there, key))
    return next(iter(states)) if len(states) == 1 else None


def _states_of(keys: Set[str], office: str) -> Iterator[str]:
    for key in keys:
        _, state, named = (*key.split(":"), "")[:3]
        if named == office:
            yield state
