"""The rows of a table that each tell of an incident (READING 20): they have a day and a place, and not all the same."""

from collections.abc import Set
from dataclasses import dataclass, field, replace

from tollbook.link.event import Event
from tollbook.model import Claim, Ground, Mention, MentionKind, PassageKind, Place, Reading, Source, When
from tollbook.model.when import edtf_bounds


@dataclass(slots=True)
class Rows:
    """``days`` and ``places`` by the sentence that a row is; ``events`` with who stated their figures, by the same."""

    days: dict[int, Mention] = field(default_factory=dict)
    places: dict[int, Mention] = field(default_factory=dict)
    events: dict[int, tuple[Event, str | None]] = field(default_factory=dict)

    def event_of(self, number: int, claim: Claim) -> Event | None:
        """The event that a row before opened, or this one: two that speak of one place, of days that meet or follow one
        another, tell of one event."""
        if number in self.events:
            return self.events[number][0]
        for other, (event, voice) in self.events.items():
            apart = self._days_apart(number, other)
            if self._place(number) == self._place(other) and (
                apart == 0 or (apart == 1 and voice != claim.attribution.key)
            ):
                self.events[number] = event, claim.attribution.key
                event.when = _from_to(event.when, self.days[number].when)
                return event
        return None

    def open(self, number: int, claim: Claim, kind: str, main: Event, heading: str | None) -> Event:
        """The event of a row that speaks of none that is known."""
        day, place = self.days[number], self.places[number]
        there = Place(place.value, main.place.country, main.place.country_code)
        grounds = [Ground("when", day.at, "the day of its row"), Ground("where", place.at, "the place of its row")]
        event = Event(kind, day.when, there, claim.anchor, grounds=grounds, heading=heading)
        self.events[number] = event, claim.attribution.key
        return event

    def _place(self, number: int) -> str:
        return self.places[number].value.casefold()

    def _days_apart(self, one: int, other: int) -> int | None:
        days = [edtf_bounds(self.days[number].value) for number in (one, other)]
        (first, _), (second, _) = days
        return None if first is None or second is None else abs((first - second).days)


def _from_to(one: When | None, other: When | None) -> When | None:
    if one is None or other is None or one.edtf == other.edtf:
        return one or other
    bounds = [day for when in (one, other) for day in edtf_bounds(when.edtf) if day is not None]
    return replace(one, edtf=f"{min(bounds).isoformat()}/{max(bounds).isoformat()}")


def rows_of(source: Source, reading: Reading) -> Rows:
    """The rows of a document; none where all are of one day and place."""
    found = Rows()
    if not any(passage.kind is PassageKind.CELL for passage in source.passages):
        return found
    for one in reading.mentions:
        if source.passages[reading.sentences[one.sentence].passage].kind is PassageKind.CELL:
            if one.kind is MentionKind.DATE and one.when and not one.incidental:
                found.days.setdefault(one.sentence, one)
            elif one.kind is MentionKind.PLACE:
                found.places.setdefault(one.sentence, one)
    told = {(found.days[number].value, found.places[number].value) for number in rows_told(found)}
    return found if len(told) > 1 else Rows()


def rows_told(rows: Rows) -> Set[int]:
    """The sentences that are such rows."""
    return rows.days.keys() & rows.places.keys()
