"""What people decided of incidents, over what the documents' flow gives: claims moved, incidents joined or split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tollbook.link.event import Event
from tollbook.link.incidents import id_of, ids_of
from tollbook.model import Claim, Count, Issue, Mark, Place, Reading, Severity, content_id
from tollbook.model.placing import Placing, Said


@dataclass(slots=True)
class Settled:
    """Groups of events, each with its incident's id. ``meant``: by every id that an incident has or had while documents
    were joined, and by every claim, the number of its group."""

    groups: list[list[Event]]
    ids: list[str]
    meant: dict[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def place_corrections(reading: Reading, events: list[Event]) -> list[Event]:
    """The events of one document with what people put in the place of claims: each beside the claim that it corrects,
    unless it gives another day or place."""
    own = {claim.id: claim for claim in reading.claims}
    for claim in reading.claims:
        if claim.corrects is None:
            continue
        event, before = _holding(events, claim.corrects), own[claim.corrects]
        if event is None or (claim.when, claim.where) != (before.when, before.where):
            event = _elsewhere(claim, event)
            events.append(event)
        why = f"{claim.checked[0].by} corrected a claim that stands at the same place"
        event.claims.append((_repeating(claim, event), why))
    return events


def _holding(events: Sequence[Event], claim: str) -> Event | None:
    return next((event for event in events for one, _ in event.claims if one.id == claim), None)


def _repeating(claim: Claim, event: Event) -> Claim:
    """What only repeats goes on to, when it is corrected."""
    statement = claim.statement
    before = next((one.count for one, _ in event.claims if one.id == claim.corrects), None)
    if not isinstance(statement, Count) or before is None or Mark.REPEAT not in before.marks:
        return claim
    return replace(claim, statement=replace(statement, marks=statement.marks | {Mark.REPEAT}))


def _elsewhere(claim: Claim, near: Event | None) -> Event:
    """An event by the day and place that a person gave; what they did not give is that of the claim before."""
    name = (claim.where or "").partition(",")[0].strip() or (near.place.name if near else None)
    country = near.place if near else Place(None)
    place = Place(name, country.country, country.country_code)
    return Event(
        near.kind if near else "event", claim.when or (near.when if near else None), place, claim.anchor, by_hand=True
    )


def settle(groups: list[list[Event]], placing: Placing) -> Settled:
    """The groups as people decided. An incident keeps the id that its documents give it: where two are joined, that of
    the first; where one is split, the part with its first words."""
    settled = Settled(groups, ids_of(groups))
    if not placing:
        return settled
    _index(settled)
    for pair, said in placing.apart.items():
        _keep_apart(settled, pair, said)
    for pair, said in placing.together.items():
        _join(settled, pair, placing, said)
    for claim, (incident, said) in placing.moved.items():
        _move(settled, claim, incident, said, placing)
    return _without_empty(settled)


def _index(settled: Settled) -> None:
    meant: dict[str, int] = {}
    for number, group in enumerate(settled.groups):
        for event in group:
            meant.setdefault(id_of([event]), number)
            meant |= {claim.id: number for claim, _ in event.claims}
    settled.meant = meant | {id_: number for number, id_ in reversed(list(enumerate(settled.ids)))}


def _keep_apart(settled: Settled, pair: tuple[str, str], said: Said) -> None:
    """Two that the documents' dates and places make one are told apart by the documents that tell of them."""
    numbers = [settled.meant.get(one) for one in pair]
    if None in numbers:
        settled.issues.append(_gone("incident", said))
    if None in numbers or numbers[0] != numbers[1]:
        return
    number = numbers[0] or 0
    group = settled.groups[number]
    one, other = (_event_of(group, id_) for id_ in pair)
    if one is None or other is None or one is other:
        why = "one document tells of both as of one incident. Move its claims instead"
        settled.issues.append(_not_used("keep two incidents apart", said, why))
        return
    if group.index(other) < group.index(one):
        one, other = other, one
    own = one.first.source == other.first.source
    out = [event for event in group if event is other or (not own and event.first.source == other.first.source)]
    settled.groups[number] = [event for event in group if event not in out]
    id_ = id_of(out)
    if id_ in settled.ids:
        id_ = content_id("incident", settled.ids[number], other.first.source, other.first.start)
    _add(settled, out, id_)
    for event in out:
        event.claims = [(claim, f"{reason}; {said.by} keeps it apart: {said.reason}") for claim, reason in event.claims]


def _event_of(group: Sequence[Event], id_: str) -> Event | None:
    """The event that alone would have this id, else the one that holds this claim, else the first."""
    alone = next((event for event in group if id_of([event]) == id_), None)
    held = alone or _holding(group, id_)
    return held or (group[0] if id_ == id_of(list(group)) else None)


def _add(settled: Settled, group: list[Event], id_: str) -> None:
    number = len(settled.groups)
    settled.groups.append(group)
    settled.ids.append(id_)
    settled.meant |= {id_of([event]): number for event in group} | {id_: number}
    settled.meant |= {claim.id: number for event in group for claim, _ in event.claims}


def _join(settled: Settled, pair: tuple[str, str], placing: Placing, said: Said) -> None:
    numbers = [settled.meant.get(one) for one in pair]
    if None in numbers:
        settled.issues.append(_gone("incident", said))
        return
    first, second = sorted(number for number in numbers if number is not None)
    if first == second:
        return
    for apart, other in placing.apart.items():
        if {settled.meant.get(one) for one in apart} == {first, second}:
            settled.issues.append(_not_used("join two incidents", said, f"{other.by} keeps incidents among them apart"))
            return
    for event in settled.groups[second]:
        event.claims = [(one, f"{reason}; {said.by} joined the two: {said.reason}") for one, reason in event.claims]
    settled.groups[first] += settled.groups[second]
    settled.groups[second] = []
    settled.meant = {id_: first if number == second else number for id_, number in settled.meant.items()}


def _move(settled: Settled, claim: str, incident: str | None, said: Said, placing: Placing) -> None:
    """The claim, and what stands in its place if it was corrected, unless that was moved by itself."""
    start, to = settled.meant.get(claim), settled.meant.get(incident) if incident else None
    if start is None:
        return  # the claim has gone: it is listed with all others of which that is so
    if incident is not None and to is None:
        settled.issues.append(_gone("incident", said))
        return
    if to == start:
        return
    reason = f"{said.by} put it here: {said.reason}"
    for event in list(settled.groups[start]):
        for one, _ in [*event.claims]:
            follows = one.corrects == claim and one.id not in placing.moved
            if one.id == claim or follows:
                event.claims = [pair for pair in event.claims if pair[0].id != one.id]
                if to is None:
                    _add(settled, [_own(one, event)], content_id("incident", "of-its-own", claim))
                    to = len(settled.groups) - 1
                settled.groups[to][0].claims.append((one, reason))
                settled.meant[one.id] = to


def _own(claim: Claim, event: Event) -> Event:
    name = (claim.where or "").partition(",")[0].strip()
    place = replace(event.place, name=name) if name else event.place
    return Event(event.kind, claim.when, place, claim.anchor, by_hand=True)


def _without_empty(settled: Settled) -> Settled:
    """Without incidents of which no claim is left."""
    kept = [number for number, group in enumerate(settled.groups) if any(event.claims for event in group)]
    places = {number: place for place, number in enumerate(kept)}
    meant = {id_: places[number] for id_, number in settled.meant.items() if number in places}
    return Settled(
        [settled.groups[number] for number in kept], [settled.ids[number] for number in kept], meant, settled.issues
    )


def stands_for(settled: Settled) -> Iterator[tuple[str, str]]:
    """Every id by which an incident can be meant, with the id that it has."""
    yield from ((id_, settled.ids[number]) for id_, number in settled.meant.items())


def _gone(what: str, said: Said) -> Issue:
    message = (
        f"What {said.decisions} decided is about an {what} that the record does not hold any more. It has no effect, "
        "and is kept. Look up what the documents tell of now, and decide again, over it."
    )
    return Issue("decision-orphaned", message, Severity.OPEN)


def _not_used(what: str, said: Said, why: str) -> Issue:
    message = f"The decision of {said.decisions} to {what} has no effect: {why}."
    return Issue("decision-not-used", message, Severity.OPEN)
