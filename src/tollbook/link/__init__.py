"""Which claims are one incident: by date, place, kind and the flow of each document, the reason kept."""

from collections.abc import Sequence

from tollbook.link.by_hand import events_by_hand
from tollbook.link.flow import events_of
from tollbook.link.incidents import join_events, make_incidents
from tollbook.model import Claim, Incident, Issue, Reading, Source


def link_incidents(read: Sequence[tuple[Source, Reading]]) -> tuple[list[Incident], list[Claim], list[Issue]]:
    """The incidents that the readings tell of, every claim with its incident, and what a person should look at. A
    reading without sentences holds claims that stand by the day and place that a person wrote beside them."""
    by_document = [
        events_of(source, reading) if reading.sentences else events_by_hand(source, reading) for source, reading in read
    ]
    return make_incidents(join_events(by_document), by_document)


__all__ = ["link_incidents"]
