"""The events of a document as plain rows, which are kept with its reading: its text need not be followed again."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from tollbook.link.event import Event
from tollbook.link.flow import events_of
from tollbook.model import Reading, Source

_Row = tuple[Any, ...]
_FIELDS = tuple(one.name for one in fields(Event))


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
    return tuple(_held(getattr(event, name), places) for name in _FIELDS)


def _held(value: Any, places: dict[int, int]) -> Any:
    """A claim, beside its reason, by its place among the reading's; whole where linking marked it."""
    if isinstance(value, list):
        return tuple(_held(one, places) for one in value)
    if isinstance(value, tuple):
        claim, reason = value
        return places.get(id(claim), claim), reason
    return value


def _event(row: _Row, reading: Reading) -> Event:
    event = Event(*row)
    own: Iterable[Any] = event.claims
    event.grounds = list(event.grounds)
    event.claims = [(reading.claims[one] if type(one) is int else one, reason) for one, reason in own]
    return event
