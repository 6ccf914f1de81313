"""Which claims are one incident: by date, place, kind and the flow of each document, the reason kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tollbook.link.across import across_issues, find_across, prints_of
from tollbook.link.beside import beside
from tollbook.link.by_hand import events_by_hand
from tollbook.link.decided import place_corrections, settle, stands_for
from tollbook.link.echoes import find_echoes
from tollbook.link.event import Event
from tollbook.link.flow import events_of
from tollbook.link.incidents import join_events, make_incidents
from tollbook.link.located import NO_GAZETTEER, Gazetteer, Surroundings, locate
from tollbook.link.places_to_check import places_to_check
from tollbook.link.traced import events_traced, trace
from tollbook.model import Claim, Incident, Issue, Reading, Source
from tollbook.model.placing import NOTHING_PLACED, Placing


class Linked(NamedTuple):
    """``claims``: every one with its incident. ``issues``: what a person should look at. ``meant``: by each other id
    that an incident goes by, or went by before people joined it with another, the id that it has."""

    incidents: list[Incident]
    claims: list[Claim]
    issues: list[Issue]
    meant: Mapping[str, str]


def link_incidents(
    read: Sequence[tuple[Source, Reading]], placing: Placing = NOTHING_PLACED, gazetteer: Gazetteer = NO_GAZETTEER
) -> Linked:
    """The incidents that the readings tell of. A reading without sentences holds claims that stand by the day and place
    that a person wrote beside them. ``placing``: what people decided of incidents, over what the documents give.
    ``gazetteer``: where places are looked up; without one, a place is its name."""
    by_document = [_events(source, reading, placing) for source, reading in read]
    for (source, reading), events in zip(read, by_document, strict=True):
        _locate(events, Surroundings(source, reading, gazetteer))
    settled = settle(join_events(by_document, placing), placing)
    incidents, claims, issues = make_incidents(settled.groups, by_document, settled.ids)
    unclear = [*issues, *settled.issues, *places_to_check(settled.groups)]
    return Linked(incidents, claims, unclear, dict(stands_for(settled)))


def place_beside(proposals: Sequence[Claim], linked: Linked) -> Linked:
    """The same incidents, with proposals that nobody accepted beside the claims that made them."""
    if not proposals:
        return linked
    incidents, claims = beside(proposals, linked.incidents, linked.claims)
    return linked._replace(incidents=incidents, claims=claims)


def _events(source: Source, reading: Reading, placing: Placing) -> list[Event]:
    corrected = any(claim.corrects for claim in reading.claims)
    events = None if placing.persons_apart else events_traced(reading)
    if events is None and reading.sentences:
        events = events_of(source, reading, placing.persons_apart)
    if events is None:
        events = events_by_hand(source, reading)
    return place_corrections(reading, events) if corrected else events


def _locate(events: Sequence[Event], within: Surroundings) -> None:
    """Gives each event's place what the gazetteer has by its name."""
    if within.gazetteer is NO_GAZETTEER:
        return
    for event in events:
        event.place = replace(event.place, located=locate(event.place, within))


__all__ = [
    "NO_GAZETTEER",
    "Gazetteer",
    "Linked",
    "across_issues",
    "find_across",
    "find_echoes",
    "link_incidents",
    "place_beside",
    "prints_of",
    "trace",
]
