"""The events of a document as plain rows, which are kept with its reading: its text need not be followed again."""

from typing import Any

from tollbook.link.flow import Event, events_of
from tollbook.model import Reading, Source

_Row = tuple[Any, ...]


def trace(source: Source, reading: Reading | None) -> tuple[_Row, ...] | None:
    """The events that the reading tells of, where nobody decided anything of it; None where its flow tells of none."""
    if reading is None or not reading.sentences:
        return None
    places = {id(claim): number for number, claim in enumerate(reading.claims)}
    return tuple(_row(event, places) for event in events_of(source, reading))


def events_traced(reading: Reading) -> list[Event] | None:
    """The same events of the same reading; None where there is no trace of it."""
    return None if reading.traced is None else [_event(row, reading) for row in reading.traced]


def _row(event: Event, places: dict[int, int]) -> _Row:
    """A claim by its place among the reading's; whole where linking marked it."""
    claims = tuple((places.get(id(claim), claim), reason) for claim, reason in event.claims)
    named = (event.kind, event.when, event.place, event.first, event.main, event.title)
    return (*named, tuple(event.grounds), claims, event.box_when, event.heading)


def _event(row: _Row, reading: Reading) -> Event:
    kind, when, place, first, main, title, grounds, claims, box_when, heading = row
    own = [(reading.claims[one] if type(one) is int else one, reason) for one, reason in claims]
    return Event(kind, when, place, first, main, title, list(grounds), own, box_when, heading)
