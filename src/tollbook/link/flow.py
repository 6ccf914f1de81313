"""Which event each claim of one document is about, by its date, the event its sentence names, and the flow of the
text."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from itertools import product

from tollbook.data.kinds import load_kinds
from tollbook.link.event import Event
from tollbook.link.main_event import SPAN_DAYS, UNSPECIFIC, MainEvent, main_event
from tollbook.link.occasions import Occasions, is_occasion
from tollbook.link.persons import Persons
from tollbook.link.placed import Placed, placed
from tollbook.link.rows import Rows, rows_of, rows_told
from tollbook.link.stated import goes_beside
from tollbook.link.titles import heading_that_names
from tollbook.model import (
    Act,
    Anchor,
    Cause,
    Claim,
    Count,
    Death,
    Ground,
    Label,
    Mark,
    Mention,
    MentionKind,
    PassageKind,
    Place,
    Reading,
    Sentence,
    Source,
    When,
)
from tollbook.model.when import edtf_bounds


@dataclass(slots=True)
class _Flow:
    source: Source
    reading: Reading
    main: Event
    events: list[Event]
    current: Event
    names: dict[str, str]
    placed: Placed
    apart: Set[tuple[str, str]]
    deaths: dict[str, str]
    section_kind: str | None = None
    heading: str | None = None
    occasions: Occasions[Event] = field(default_factory=Occasions)
    persons: Persons[Event] = field(default_factory=Persons)
    rows: Rows = field(default_factory=Rows)


def events_of(source: Source, reading: Reading, apart: Set[tuple[str, str]] = frozenset()) -> list[Event]:
    """The events of a document, the main one first, each with its claims; events without a claim are left out, and so
    are claims that correct another. ``apart``: pairs of deaths that people found to be of two persons."""
    main = _main(source, main_event(source, reading), heading_that_names(source, reading))
    flow = _Flow(source, reading, main, [main], main, _names(reading), placed(reading), apart, _deaths(reading))
    flow.rows = rows_of(source, reading)
    passage = -1
    for number, sentence in enumerate(reading.sentences):
        if sentence.passage != passage:
            passage = sentence.passage
            _turn(flow, number, sentence)
        _follow_date(flow, number, sentence)
        for claim in flow.placed.claims.get(number, ()):
            if claim.corrects is not None:
                continue
            event, reason = _event_for(flow, number, claim)
            placed_claim = _repeated(flow, event, claim)
            if not _tells_again(event, placed_claim):
                event.claims.append((placed_claim, reason))
                flow.occasions.note(number, placed_claim, event)
                flow.persons.note(placed_claim, flow.names.get(placed_claim.id), event)
        for claim in flow.placed.beside.get(number, ()):
            if claim.corrects is None:
                event, reason = _beside(flow, number, claim)
                event.claims.append((claim, reason))
    _bring_back(flow)
    return [event for event in flow.events if _is_told_of(event)]


def _bring_back(flow: _Flow) -> None:
    """What only goes beside, told of a day of which nothing else is told, goes with the main event: none is lost."""
    for event in flow.events if _is_told_of(flow.main) else ():
        if not _is_told_of(event):
            flow.main.claims += [(one, "nothing else is told of the day near it") for one, _ in event.claims]
            event.claims.clear()


def _beside(flow: _Flow, number: int, claim: Claim) -> tuple[Event, str]:
    """The event with which a claim goes that opens none: that of its sentence's others, the one it names, the
    current."""
    own = {one.id for one in flow.placed.claims.get(number, ())}
    told = [event for event in flow.events if own and any(one.id in own for one, _ in event.claims)]
    if len(told) == 1:
        return told[0], "its sentence tells of this event"
    mention = _nearest_event(flow, number, claim)
    named = flow.main if mention and _may_be_main(flow, mention) else mention and _latest(flow, mention.value)
    if mention and named:
        return named, f"its sentence names the event: “{mention.at.words}”"
    if flow.current.main:
        return flow.main, "told of the document's main event: no other date or event stands near it"
    return flow.current, "told right after an event with its own date, in the same paragraph"


def _is_told_of(event: Event) -> bool:
    """Whether anything is told of it that makes it an event: what only goes beside one does not, unless the document is
    about it."""
    if any(not goes_beside(claim) for claim, _ in event.claims):
        return True
    return bool(event.claims) and event.main and event.kind != UNSPECIFIC


def _names(reading: Reading) -> dict[str, str]:
    """The names of those told of as harmed, by the id of the count that tells of them."""
    return {
        claim.part_of: claim.statement.person.name
        for claim in reading.claims
        if isinstance(claim.statement, Death) and claim.statement.person.name and claim.part_of
    }


def _deaths(reading: Reading) -> dict[str, str]:
    """The deaths of single persons, by the id of the count that tells of each."""
    return {one.part_of: one.id for one in reading.claims if isinstance(one.statement, Death) and one.part_of}


def _main(source: Source, found: MainEvent, title: Anchor | None) -> Event:
    first = source.title or source.anchor(source.passages[0].start, source.passages[0].end)
    grounds = list(found.grounds)
    if title:
        grounds.insert(0, Ground("title", title, "the document's heading"))
    return Event(found.kind, found.when, found.place, first, True, title, grounds, box_when=found.box_when)


def _mentions(flow: _Flow, number: int, kind: MentionKind) -> list[Mention]:
    return flow.placed.mentioned(number, kind)


def _turn(flow: _Flow, number: int, sentence: Sentence) -> None:
    """A heading opens a section, of the main event or of the one it names; each paragraph begins in its section's
    event."""
    if flow.source.passages[sentence.passage].kind is PassageKind.HEADING:
        flow.heading = flow.source.text[sentence.start : sentence.end]
        named = [m.value for m in _mentions(flow, number, MentionKind.EVENT) if m.value != UNSPECIFIC]
        flow.section_kind = named[0] if named and named[0] != flow.main.kind else None
    section = _latest(flow, flow.section_kind) if flow.section_kind else None
    flow.current = section or flow.main


def _latest(flow: _Flow, kind: str | None) -> Event | None:
    return next((event for event in reversed(flow.events) if event.kind == kind and not event.main), None)


def _follow_date(flow: _Flow, number: int, sentence: Sentence) -> None:
    """A sentence that only tells of another event carries those after it in its paragraph along; so does one that tells
    of an event like the main one, long before it or long after."""
    if number not in flow.placed.mentions:
        return
    named = [m for m in _mentions(flow, number, MentionKind.EVENT) if m.value != UNSPECIFIC]
    events = [m for m in named if not _may_be_main(flow, m)]
    if flow.source.passages[sentence.passage].kind in (PassageKind.TITLE, PassageKind.HEADING):
        return
    if not named or flow.placed.claims.get(number):
        return
    for mention in _mentions(flow, number, MentionKind.DATE):
        if not mention.when or mention.incidental or _is_mains(flow, mention.when):
            continue
        if events or _is_far(flow, mention.when):
            flow.current = _dated_event(flow, mention.when, (events or named)[0].value, number, mention.at)
            return
    if events and len(events) == len(named):
        flow.current = _named_event(flow, events[0]) or flow.current


def _is_far(flow: _Flow, when: When) -> bool:
    """Whether a date lies further from the main event's than days of one event do."""
    if flow.main.when is None:
        return False
    (first, last), (main_first, main_last) = edtf_bounds(when.edtf), edtf_bounds(flow.main.when.edtf)
    before = last is not None and main_first is not None and (main_first - last).days > SPAN_DAYS
    return before or (first is not None and main_last is not None and (first - main_last).days > SPAN_DAYS)


def _is_mains(flow: _Flow, when: When) -> bool:
    return flow.main.when is not None and flow.main.when.meets(when)


def _event_for(flow: _Flow, number: int, claim: Claim) -> tuple[Event, str]:
    """The event of one claim and, in words, why."""
    if number in rows_told(flow.rows):
        return _of_row(flow, number, claim), "its row of the table has a day and a place of its own"
    if occasion := _occasion(flow, number, claim):
        return occasion, "told of as what another event is about"
    if claim.when is not None:
        return _by_date(flow, number, claim, claim.when)
    if known := _by_person(flow, claim):
        return known, "the same person, named before in this document"
    mention = _nearest_event(flow, number, claim)
    if mention is not None and _may_be_main(flow, mention) and _is_another(flow, mention):
        mention = replace(mention, another=True)
    elif mention is not None and _may_be_main(flow, mention):
        if mention.definite:
            flow.current = flow.main
        return flow.main, f"its sentence names the event: “{mention.at.words}”"
    if mention is not None and (named := _named_event(flow, mention)):
        flow.current = named
        return named, f"its sentence names the event: “{mention.at.words}”"
    if flow.current.main:
        return flow.main, "told of the document's main event: no other date or event stands near it"
    return flow.current, "told right after an event with its own date, in the same paragraph"


def _of_row(flow: _Flow, number: int, claim: Claim) -> Event:
    """The event of a row of a table: one for all its cells."""
    if known := flow.rows.event_of(number, claim):
        return known
    mention = _nearest_event(flow, number, claim)
    kind = mention.value if mention else _kind_by_harm(claim)
    return _opened(flow, flow.rows.open(number, claim, kind, flow.main, flow.heading))


def _occasion(flow: _Flow, number: int, claim: Claim) -> Event | None:
    """The event that another is about ("a protest over the killing of 5"): the one of the same figure or the same words
    told before, else one of its own. None where the claim tells of no such event."""
    if told := flow.occasions.told_within(number, claim):
        return told
    if told := flow.occasions.given_day(claim, flow.main.when):
        told.when, flow.current = told.when or claim.when, told
        return told
    if not is_occasion(claim):
        return None
    if known := _by_person(flow, claim):
        return known
    event = Event(
        _kind_by_harm(claim),
        claim.when,
        Place(None, flow.main.place.country, flow.main.place.country_code),
        claim.anchor,
        grounds=[Ground("kind", claim.anchor, "what another event is about")],
        heading=flow.heading,
    )
    return _opened(flow, event)


def _may_be_main(flow: _Flow, mention: Mention) -> bool:
    """Whether an event is of the main one's kind, or of one that the same event is called by."""
    return mention.value == flow.main.kind or mention.value in load_kinds().may_be.get(flow.main.kind, ())


def _is_another(flow: _Flow, mention: Mention) -> bool:
    """Whether an event of the main kind is another one: called so, or spoken of anew and set in other places."""
    if mention.another or mention.definite or flow.main.place.name is None:
        return mention.another
    places = {place.value.casefold() for place in _mentions(flow, mention.sentence, MentionKind.PLACE)}
    return bool(places) and flow.main.place.name.casefold() not in places


def _by_date(flow: _Flow, number: int, claim: Claim, when: When) -> tuple[Event, str]:
    if _is_mains(flow, when) or (flow.main.when is None and flow.current.main and flow.main.kind == UNSPECIFIC):
        return flow.main, f"its date, “{when.words}”, is the main event's"
    mention = _nearest_event(flow, number, claim)
    if mention and mention.value != UNSPECIFIC and _goes_with(mention.value, claim):
        event = _dated_event(flow, when, mention.value, number, claim.anchor)
    else:
        event = _told_beside(flow, number, when) or _dated_event(flow, when, _kind_by_harm(claim), number, claim.anchor)
    flow.current = event
    return event, f"its date, “{when.words}”, is not the main event's"


def _told_beside(flow: _Flow, number: int, when: When) -> Event | None:
    """The event of another claim of the sentence with the same date: "In 2016 one was killed and two were injured"."""
    beside = {claim.id for claim in flow.placed.claims.get(number, ())}
    for event in flow.events:
        if not event.main and event.when == when and any(claim.id in beside for claim, _ in event.claims):
            return event
    return None


def _dated_event(flow: _Flow, when: When, kind: str, number: int, at: Anchor) -> Event:
    for event in flow.events:
        if not event.main and event.when and event.when.edtf == when.edtf and kind in (event.kind, UNSPECIFIC):
            return event
    places = {mention.value for mention in _mentions(flow, number, MentionKind.PLACE)}
    name = places.pop() if len(places) == 1 else None  # of several, which is the event's is not told
    place = Place(name, flow.main.place.country, flow.main.place.country_code)
    event = Event(
        kind, when, place, at, grounds=[Ground("when", at, f"dated “{when.words}” there")], heading=flow.heading
    )
    return _opened(flow, event)


def _kind_by_harm(claim: Claim) -> str:
    kinds = load_kinds()
    statement = claim.statement
    if isinstance(statement, Death) or (isinstance(statement, Count) and Mark.INDIVIDUAL in statement.marks):
        return "killing" if claim.harm == "killed" else kinds.by_harm.get(claim.harm or "", UNSPECIFIC)
    return kinds.by_harm.get(claim.harm or "", UNSPECIFIC)


def _goes_with(kind: str, claim: Claim) -> bool:
    return claim.harm is None or claim.harm in load_kinds().said_with.get(kind, frozenset())


def _opened(flow: _Flow, event: Event) -> Event:
    event.number = len(flow.events)
    flow.events.append(event)
    return event


def _by_person(flow: _Flow, claim: Claim) -> Event | None:
    name = _person_of(flow, claim)
    return flow.persons.event_of(name, claim.harm) if name is not None else None


def _person_of(flow: _Flow, claim: Claim) -> str | None:
    """The name of the person that a claim is about; None where it names nobody."""
    statement = claim.statement
    if isinstance(statement, Death):
        return statement.person.name
    return flow.names.get(claim.id) or (statement.of if isinstance(statement, Act | Label) else None)


def _nearest_event(flow: _Flow, number: int, claim: Claim) -> Mention | None:
    """The specific event named nearest the claim in its sentence; for a cause, the one in its effect."""
    start, end = claim.anchor.start, claim.anchor.end
    if isinstance(claim.statement, Cause):
        offset = claim.anchor.words.find(claim.statement.effect)
        start, end = start + offset, start + offset + len(claim.statement.effect)
    found = [
        m
        for m in _mentions(flow, number, MentionKind.EVENT)
        if m.value != UNSPECIFIC and _goes_with(flow.main.kind if _may_be_main(flow, m) else m.value, claim)
    ]
    return min(found, key=lambda m: (max(m.at.start - end, start - m.at.end, 0), m.at.start)) if found else None


def _named_event(flow: _Flow, mention: Mention) -> Event | None:
    """The event of the kind named: one told of before, or a new one where it is not spoken of as known already."""
    known = _latest(flow, mention.value)
    if mention.another:
        known = next((event for event in flow.events if event.first == mention.at), None)
    if known is not None:
        return known
    if mention.definite and flow.section_kind != mention.value:
        return None
    after = flow.current.when if not flow.current.main else None
    when = None
    if after is not None and after.first is not None and ".." not in after.edtf and "/" not in after.edtf:
        when = When(f"[{after.edtf}..]", after.words, "told as following what is dated so")
    there = _mentions(flow, mention.sentence, MentionKind.PLACE) if mention.another else []
    place = Place(there[0].value if there else None, flow.main.place.country, flow.main.place.country_code)
    grounds = [Ground("kind", mention.at, "named so there")]
    event = Event(mention.value, when, place, mention.at, grounds=grounds, heading=flow.heading)
    return _opened(flow, event)


def _repeated(flow: _Flow, event: Event, claim: Claim) -> Claim:
    """A second mention of the same named person's harm by the same voice is a repeat, not another person."""
    statement, name = claim.statement, flow.names.get(claim.id)
    if not isinstance(statement, Count) or name is None:
        return claim
    for earlier in flow.persons.counted(name, event):
        if earlier.rejected is not None or _are_two(flow, earlier, claim):
            continue
        if earlier.attribution.key == claim.attribution.key and earlier.harm == claim.harm:
            return replace(claim, statement=replace(statement, marks=statement.marks | {Mark.REPEAT}))
    return claim


def _are_two(flow: _Flow, one: Claim, other: Claim) -> bool:
    """Whether a person found that they tell of two persons."""
    ids = ({claim.id, flow.deaths.get(claim.id, claim.id)} for claim in (one, other))
    return bool(flow.apart) and any(tuple(sorted(pair)) in flow.apart for pair in product(*ids))


def _tells_again(event: Event, claim: Claim) -> bool:
    """Whether a death is the person of a count that only repeats: the person is told already. Where a person decided so
    the death stays to be seen."""
    if not isinstance(claim.statement, Death) or claim.same_person:
        return False
    counts = (one.count for one, _ in event.claims if one.id == claim.part_of)
    return any(count is not None and Mark.REPEAT in count.marks for count in counts)


def order_of(event: Event, main: Event) -> str | None:
    """Whether an event lies "before" or "after" the main one; None where the dates do not say."""
    if event.when is None or main.when is None:
        return None
    (first, last), (main_first, main_last) = edtf_bounds(event.when.edtf), edtf_bounds(main.when.edtf)
    if last and main_first and last < main_first:
        return "before"
    if first and main_last and first > main_last:
        return "after"
    return "before" if first and main_first and first < main_first and last is None else None
