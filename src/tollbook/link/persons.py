"""Who is told of as harmed in the events of one document, found by the last word of their names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from tollbook.model import Claim, Death


class Numbered(Protocol):
    """An event by its place among those of its document."""

    number: int


Event = TypeVar("Event", bound=Numbered)


@dataclass(slots=True)
class _Told(Generic[Event]):
    """What is told in one event: its harms, whether one of its persons has a full name, the names by their last words,
    and the counts of single persons with their names."""

    event: Event
    harms: set[str | None] = field(default_factory=set)
    full: bool = False
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    counts: dict[str, list[tuple[str, Claim]]] = field(default_factory=dict)


class Persons(Generic[Event]):
    """Those of one document, by event."""

    def __init__(self) -> None:
        self._told: dict[int, _Told[Event]] = {}
        self._by_last: dict[str, dict[int, _Told[Event]]] = {}

    def note(self, claim: Claim, counted: str | None, event: Event) -> None:
        """Keeps whom a claim tells of in its event. ``counted``: the name of the one person whom a count counts."""
        told = self._told.setdefault(event.number, _Told(event))
        told.harms.add(claim.harm)
        if counted:
            told.counts.setdefault(_last(counted), []).append((counted, claim))
        name = claim.statement.person.name if isinstance(claim.statement, Death) else None
        if name:
            told.full = told.full or len(name.split()) > 1
            told.names.setdefault(_last(name), {})[name] = None
            self._by_last.setdefault(_last(name), {})[event.number] = told

    def event_of(self, name: str, harm: str | None) -> Event | None:
        """The last event of which this is one of the persons, harmed so."""
        found = self._by_last.get(_last(name), {})
        for number in sorted(found, reverse=True):
            told = found[number]
            if _is_of(name, told) and (harm is None or harm in told.harms):
                return told.event
        return None

    def counted(self, name: str, event: Event) -> Iterator[Claim]:
        """The counts of that person in an event, in the order in which they stand."""
        told = self._told.get(event.number)
        for other, claim in told.counts.get(_last(name), ()) if told else ():
            if _same_name(name, other):
                yield claim


def _is_of(name: str, told: _Told[Event]) -> bool:
    """Whether a name is one of an event's persons; a bare surname says nothing beside a full name."""
    names = told.names[_last(name)]
    return any(_same_name(name, one) for one in names if len(one.split()) > 1 or not told.full)


def _last(name: str) -> str:
    return next(reversed(name.casefold().split()), "")


def _same_name(one: str, other: str) -> bool:
    """The same name, or the last of its words alone."""
    first, second = one.casefold().split(), other.casefold().split()
    return first == second or (min(len(first), len(second)) == 1 and first[-1:] == second[-1:])
