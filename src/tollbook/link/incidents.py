"""Events of several documents that are one incident, and incidents as values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tollbook.data.kinds import load_kinds
from tollbook.link.event import Event
from tollbook.link.flow import order_of
from tollbook.model import Claim, Incident, Issue, Place, Relation, RelationKind, Severity, When
from tollbook.model.identity import content_id
from tollbook.model.incident import incident_id
from tollbook.model.locality import folded
from tollbook.model.placing import NOTHING_PLACED, Placing
from tollbook.model.swift import with_parts
from tollbook.model.when import edtf_bounds

_SPAN_DAYS = 31


def join_events(by_document: Sequence[list[Event]], placing: Placing = NOTHING_PLACED) -> list[list[Event]]:
    """Events grouped into incidents: the same kind, days that meet, the same place (or the same person killed).
    ``placing``: which names people say are one place's, and which are not."""
    groups: list[list[Event]] = []
    near: dict[tuple[str, ...], dict[int, list[Event]]] = {}  # by what events must share, those of each group
    for event in (event for events in by_document for event in events):
        shared = list(_shared(event, placing))
        number = _number_of(event, [near[key] for key in shared if key in near], groups, placing)
        if number == len(groups):
            groups.append([])
        groups[number].append(event)
        for key in shared:
            near.setdefault(key, {}).setdefault(number, []).append(event)
    return groups


def _number_of(
    event: Event, near: Sequence[dict[int, list[Event]]], groups: list[list[Event]], placing: Placing
) -> int:
    """The first group that the event is of; what a person placed by day and place is rather of a document's main event.
    A new one where there is none."""
    fitting = (
        number
        for number in sorted({number for held in near for number in held})
        if any(_same(event, other, placing) for held in near for other in held.get(number, ()))
    )
    if not event.by_hand:
        return next(fitting, len(groups))
    found = list(fitting)
    main = [number for number in found if any(other.main for other in groups[number])]
    return next(iter([*main, *found]), len(groups))


def _shared(event: Event, placing: Placing) -> Iterator[tuple[str, ...]]:
    """What two events have in common where they are the same: a month (or a date without end), and a place or a
    person. Only events that share one of these need be compared."""
    if event.when is None:
        return
    dates = _months(event.when) if _closed(event.when) else [event.when.edtf]
    people = sorted(set(event.persons()))
    for date in dates:
        yield (date, _called(event, placing) or "")
        if event.place.taken:
            yield (date, "", "", event.place.taken)
        yield from ((date, "", person) for person in people)


def _months(when: When) -> list[str]:
    first, last = edtf_bounds(when.edtf)
    assert first is not None and last is not None
    return [str(month) for month in range(first.year * 12 + first.month, last.year * 12 + last.month + 1)]


def _same(one: Event, other: Event, placing: Placing) -> bool:
    if one.when is None or other.when is None:
        return False
    if not all(event.place.name for event in (one, other) if event.by_hand):
        return False
    if one.kind != other.kind and "event" not in (one.kind, other.kind):
        return False
    if not one.when.meets(other.when) or not (
        (_closed(one.when) and _closed(other.when)) or one.when.edtf == other.when.edtf
    ):
        return False
    if set(one.persons()) & set(other.persons()):
        return True
    if one.main != other.main and not (one.place.name and other.place.name):
        return False
    return _same_place(one, other, placing)


def _same_place(one: Event, other: Event, placing: Placing) -> bool:
    """By what people say of the names; else by the gazetteer where it tells which place each is; else by the names."""
    names = (_called(one, placing), _called(other, placing))
    if not _decided(names, placing):
        taken = (one.place.taken, other.place.taken)
        if all(taken):
            return taken[0] == taken[1]
        if not _may_be_one(one.place, other.place):
            return False
    countries = {one.place.country_code, other.place.country_code} - {None}
    return names[0] == names[1] and len(countries) < 2


def _may_be_one(one: Place, other: Place) -> bool:
    """Whether some place of the gazetteer can be meant by both; where it has nothing by a name, it tells nothing."""
    if one.located is None or other.located is None:
        return True
    return bool({each.id for each in one.located.candidates} & {each.id for each in other.located.candidates})


def _decided(names: tuple[str | None, str | None], placing: Placing) -> bool:
    """Whether people said that the two names are one place's, or that they are not."""
    apart = tuple(sorted(name or "" for name in names)) in placing.places_apart
    return apart or (names[0] == names[1] and names[0] in placing.places.values())


def _called(event: Event, placing: Placing) -> str | None:
    name = _folded(event.place.name)
    return placing.places.get(name, name) if name else None


def _closed(when: When) -> bool:
    first, last = edtf_bounds(when.edtf)
    return first is not None and last is not None and (last - first).days <= _SPAN_DAYS


def _folded(name: str | None) -> str | None:
    return folded(name) if name else None


def make_incidents(
    groups: Sequence[list[Event]], by_document: Sequence[list[Event]], own: Sequence[str]
) -> tuple[list[Incident], list[Claim], list[Issue]]:
    """The incidents, all claims with the incident each belongs to, and what should be looked at. ``own``: the id of
    each group's incident."""
    ids = {id(event): one for group, one in zip(groups, own, strict=True) for event in group}
    mains = {id(event): _main_of(events) for events in by_document for event in events}
    incidents = [_incident(group, mains, ids) for group in groups]
    claims = [_linked(claim, event, ids[id(event)]) for group in groups for event in group for claim, _ in event.claims]
    issues = [issue for group in groups for issue in _issues(group)]
    issues.extend(_sites_differ(groups))
    return incidents, claims, issues


def _linked(claim: Claim, event: Event, incident: str) -> Claim:
    """The claim in its incident; day and place that its own words do not state come from the flow of its document."""
    when = claim.when
    if when is None and event.when is not None:
        when = When(event.when.edtf, event.when.words, "from the flow of the document")
    # None of them is part of what a claim's id is made of, and there are thousands.
    return with_parts(claim, incident=incident, when=when, where=claim.where or event.place.name)


def id_of(group: list[Event]) -> str:
    """The id of the incident that the events make."""
    first = group[0]
    when = _when(group)
    return incident_id(
        _kind(group), when, _folded(first.place.name) or _person(group), first.first.source, first.first.start
    )


def ids_of(groups: Sequence[list[Event]]) -> list[str]:
    """An id for each. Of those that nothing shows to be one, though they share kind, day and name of place, the second
    and those after it go by their first words as well."""
    given: dict[str, None] = {}
    for group in groups:
        own, first = id_of(group), group[0].first
        while own in given:
            own = content_id("incident", own, first.source, first.start)
        given[own] = None
    return list(given)


def _kind(group: list[Event]) -> str:
    return next((event.kind for event in group if event.kind != "event"), "event")


def _when(group: list[Event]) -> str | None:
    """The days told by any of the documents, from the first to the last."""
    stated = [event.when.edtf for event in group if event.when]
    if not stated:
        return None
    if len(set(stated)) == 1:
        return stated[0]
    bounds = [edtf_bounds(edtf) for edtf in stated if len(edtf) >= len("1997-04-14")] or [
        edtf_bounds(edtf) for edtf in stated
    ]
    first = min((low for low, _ in bounds if low), default=None)
    last = max((high for _, high in bounds if high), default=None)
    if first is None or last is None:
        return stated[0]
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _person(group: list[Event]) -> str | None:
    return next((person for event in group for person in event.persons()), None)


def _main_of(events: list[Event]) -> Event | None:
    return next((event for event in events if event.main), None)


def _incident(group: list[Event], mains: dict[int, Event | None], ids: dict[int, str]) -> Incident:
    claims = [(claim, reason) for event in group for claim, reason in event.claims]
    own = ids[id(group[0])]
    return Incident(
        id=own,
        title=_title(group),
        kind=_kind(group),
        when=_when(group),
        where=_where(group),
        claims=tuple(claim.id for claim, _ in claims),
        reasons=tuple(reason for _, reason in claims),
        grounds=tuple(dict.fromkeys(ground for event in group for ground in event.grounds)),
        relations=_relations(group, mains, ids, own),
    )


def _where(group: list[Event]) -> Place:
    named = next((event.place for event in group if event.place.name), group[0].place)
    if not named.country and (country := next((event.place for event in group if event.place.country), None)):
        named = replace(named, country=country.country, country_code=country.country_code)
    own = _folded(named.name)
    spelt = {_folded(name): name for event in reversed(group) if (name := event.place.name)}
    also = tuple(sorted(name for key, name in spelt.items() if key != own))
    return replace(named, also=also) if also != named.also else named


def _title(group: list[Event]) -> str:
    """The heading of a document that is about it; else its kind, who was killed, and when, in the text's words."""
    for event in group:
        if event.main and event.title:
            return event.title.words
    kinds, kind, when = load_kinds(), _kind(group), next((event.when for event in group if event.when), None)
    persons = sorted({person for event in group for person in event.persons()}, key=lambda name: (-len(name), name))
    title = (
        kinds.of_person[kind].format(person=persons[0])
        if kind in kinds.of_person and persons
        else kinds.titles.get(kind, kind)
    )
    if when is None:
        return kinds.when["unknown"].format(title=title)
    form = "before" if when.edtf.startswith("[..") else "after" if when.edtf.endswith("..]") else "exact"
    return kinds.when[form].format(title=title, when=when.words)


def _relations(
    group: list[Event], mains: dict[int, Event | None], ids: dict[int, str], own: str
) -> tuple[Relation, ...]:
    """How it stands to the main event of each document that tells of both."""
    found: dict[tuple[RelationKind, str], Relation] = {}
    for event in group:
        main = mains.get(id(event))
        if main is None or event.main or ids.get(id(main), own) == own:
            continue
        order = order_of(event, main)
        kind = RelationKind(order) if order else RelationKind.TOLD_WITH
        under = f", under “{event.heading}”" if event.heading else ""
        dated = {"before": ", with an earlier date", "after": ", with a later date"}.get(order or "", "")
        reason = f"told in the same document{under}{dated}"
        found[kind, ids[id(main)]] = Relation(kind, ids[id(main)], reason)
    return tuple(sorted(found.values(), key=lambda relation: (relation.to, relation.kind)))


def _issues(group: list[Event]) -> Iterable[Issue]:
    for event in group:
        box = event.box_when
        if box is not None and event.when is not None and box.value != event.when.edtf:
            yield Issue(
                "box-date-differs",
                f"The box gives {box.at.words}; the text tells of {event.when.words}. Both are kept; the incident "
                "takes the span. "
                "Check which days the box means.",
                Severity.NOTE,
                box.at,
            )
        if event.when is None:
            yield Issue(
                "date-not-stated",
                f"No date is stated for what is told from “{event.first.words[:60]}” on; it was not joined with "
                "any other "
                f"document's event. If you know the date, {_what_to_do(event)}.",
                Severity.OPEN,
                event.first,
                about=tuple(claim.id for claim, _ in event.claims),
            )
        if event.by_hand and event.when is not None and event.place.name is None:
            yield Issue(
                "place-not-stated",
                f"No place is written beside “{event.first.words[:60]}”; it was not joined with any document's event. "
                "If you know where it happened, write it under where in claims.csv.",
                Severity.OPEN,
                event.first,
                about=tuple(claim.id for claim, _ in event.claims),
            )
    stated = sorted({event.when.edtf for event in group if event.when})
    if len(stated) > 1:
        yield Issue(
            "dates-differ",
            f"Documents joined as one incident give different days: {', '.join(stated)}. The incident takes the "
            "span; check that they tell of one event.",
            Severity.NOTE,
            group[0].first,
        )


def _what_to_do(event: Event) -> str:
    return "write it under when in claims.csv" if event.by_hand else "add a source that states it"


def _sites_differ(groups: Sequence[list[Event]]) -> Iterable[Issue]:
    """Incidents in one place whose documents name their institutions differently: nothing says that they are one."""
    by_place: dict[str, list[list[Event]]] = {}
    for group in groups if len(groups) > 1 else ():
        place = _where(group)
        if place.name and place.site:
            by_place.setdefault(_folded(place.name) or "", []).append(group)
    for members in by_place.values():
        sites = {site: group for group in members if (site := _where(group).site)}
        if len(sites) > 1:
            yield Issue(
                "institutions-named-differently",
                f"Incidents in {_where(members[0]).name} name their institutions differently: "
                f"{'; '.join(sorted(sites))}. Nothing in these "
                "documents says whether they are one institution, and they are not taken for one.",
                Severity.NOTE,
                members[0][0].first,
            )
