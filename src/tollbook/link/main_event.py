"""What a document is about: the kind, days and place of its main event, with the words each rests on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.data import country_name
from tollbook.link.other_days import without_others
from tollbook.link.placed import placed
from tollbook.link.rows import rows_of, rows_told
from tollbook.model import Claim, Ground, Mark, Mention, MentionKind, PassageKind, Place, Reading, Source, When, Zone
from tollbook.model.swift import swift
from tollbook.model.when import edtf_bounds

UNSPECIFIC = "event"  # words such as "incident" and "tragedy", which fit any event
_RECENT_DAYS = 62  # two months: a report that dates its event later in the text is seldom older
_OF_MONTH = len("1997-04")
SPAN_DAYS = 31  # days of one event told in one document lie no further apart


@swift
@dataclass(frozen=True, slots=True)
class MainEvent:
    """``kind`` falls back to the unspecific one; ``when`` None where no day of it is stated. ``box_when`` is the
    box's own."""

    kind: str
    when: When | None
    place: Place
    grounds: tuple[Ground, ...]
    box_when: Mention | None = None


def main_event(source: Source, reading: Reading) -> MainEvent:
    """The main event of a document, from its title, its box and its opening, in that order of weight."""
    lead = _lead_sentences(source, reading)
    if rows := rows_told(rows_of(source, reading)):  # they are incidents of their own
        reading = replace(reading, mentions=tuple(one for one in reading.mentions if one.sentence not in rows))
    kind = _kind(reading)
    dates = _event_dates(source, reading, lead)
    place, place_ground = _place(source, reading, lead)
    when, date_grounds = _span(without_others(dates, reading, place.name, kind.value if kind else UNSPECIFIC))
    grounds = (
        *([Ground("kind", kind.at, "the first event that the document names")] if kind else []),
        *date_grounds,
        *([place_ground] if place_ground else []),
    )
    box = next((mention for mention in dates if _in_box(source, reading, mention)), None)
    return MainEvent(kind.value if kind else UNSPECIFIC, when, place, grounds, box)


_RUNNING = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE, PassageKind.CELL)


def _lead_sentences(source: Source, reading: Reading) -> frozenset[int]:
    """Title, box, and the first running text up to the heading after it: "Summary" may stand over the opening. The
    whole document where no heading follows."""
    told = {sentence.passage for sentence in reading.sentences}
    opened = next((n for n, p in enumerate(source.passages) if n in told and p.kind in _RUNNING), 0)
    headings = (n for n, p in enumerate(source.passages) if n > opened and p.kind is PassageKind.HEADING)
    end = next(headings, len(source.passages))
    return frozenset(n for n, sentence in enumerate(reading.sentences) if sentence.passage < end)


def _kind(reading: Reading) -> Mention | None:
    events = [
        mention for mention in reading.mentions if mention.kind is MentionKind.EVENT and mention.value != UNSPECIFIC
    ]
    return events[0] if events else None


def _event_dates(source: Source, reading: Reading, lead: frozenset[int]) -> list[Mention]:
    """Dates of the opening that stand with an event or a claim, the surest first; dates of background are left out."""
    if not any(mention.kind is MentionKind.DATE for mention in reading.mentions):
        return []
    claims = placed(reading).claims
    told = _sentences_told_of_an_event(reading, claims) - _only_cumulative(claims)
    tells = {number for number, found in claims.items() if found} | _naming_an_event(reading)
    first, known = _first_prose(source), _known_events(reading)

    def sureness(mention: Mention) -> int:
        """0: in the box. 1: in the title or the first passage of prose. 2: beside an event spoken of as known. 3:
        elsewhere."""
        if _in_box(source, reading, mention):
            return 0
        if reading.sentences[mention.sentence].passage <= first:
            return 1
        return 2 if mention.sentence in known else _BACKGROUND

    dates = [
        (sureness(mention), mention.at.start, mention)
        for mention in reading.mentions
        if mention.kind is MentionKind.DATE
        and not mention.incidental
        and mention.sentence in lead
        and (mention.sentence in told or _in_box(source, reading, mention))
        and (not _is_counted(mention) or mention.sentence in tells)
    ]
    ranked = sorted(dates, key=lambda one: one[:2])
    undated = _first_undated(reading)
    found = [
        mention
        for sure, _, mention in ranked
        if sure < _BACKGROUND or (_is_recent(source, mention) and not _looks_back(mention, undated))
    ]
    return found or _dates_before(reading, [mention for *_, mention in ranked]) or _opening_dates(source, reading)


def _dates_before(reading: Reading, dates: Sequence[Mention]) -> list[Mention]:
    """The days told before the first figure in its own passage, however long ago: "On 6 February 2000 soldiers entered
    the village. They shot dead 56 residents", in a judgment."""
    first = min((one.sentence or 0 for one in reading.claims if one.count), default=None)
    if first is None:
        return []
    passage = reading.sentences[first].passage
    return [one for one in dates if one.sentence <= first and reading.sentences[one.sentence].passage == passage]


def _first_undated(reading: Reading) -> int | None:
    """The sentence of the first figure that has no day of its own."""
    return min((one.sentence or 0 for one in reading.claims if one.count and one.when is None), default=None)


def _looks_back(mention: Mention, undated: int | None) -> bool:
    """A mere year, told after figures that have no day: "in 1997, 52 miners died in the same pit"."""
    return undated is not None and undated < mention.sentence and len(mention.value) == len("1997")


def _opening_dates(source: Source, reading: Reading) -> list[Mention]:
    """The dates of the first passage of prose, whatever it tells: "Gunmen stormed a post on 8 May"."""
    first = next((n for n, passage in enumerate(source.passages) if passage.kind in _RUNNING), None)
    return [
        mention
        for mention in reading.mentions
        if mention.kind is MentionKind.DATE
        and not mention.incidental
        and reading.sentences[mention.sentence].passage == first
    ]


_BACKGROUND = 3


def _first_prose(source: Source) -> int:
    main = ((n, passage.kind) for n, passage in enumerate(source.passages) if passage.zone is Zone.MAIN)
    return min((n for n, kind in main if kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)), default=0)


def _known_events(reading: Reading) -> frozenset[int]:
    """The sentences in which an event is spoken of as known."""
    return frozenset(one.sentence for one in reading.mentions if one.kind is MentionKind.EVENT and one.definite)


def _is_recent(source: Source, mention: Mention) -> bool:
    """Whether a date lies in the weeks before the document's own day, or the document has none."""
    day, (_, last) = source.date.last if source.date else None, edtf_bounds(mention.value)
    return day is None or (last is not None and 0 <= (day - last).days <= _RECENT_DAYS)


def _sentences_told_of_an_event(reading: Reading, placed_claims: Mapping[int, list[Claim]]) -> frozenset[int]:
    """The sentences of every passage that names an event or holds a claim ("On 17 May … . Ten were killed.")."""
    events = _naming_an_event(reading)
    claims = {number for number, found in placed_claims.items() if found}
    passages = {reading.sentences[number].passage for number in events | claims}
    return frozenset(number for number, sentence in enumerate(reading.sentences) if sentence.passage in passages)


def _naming_an_event(reading: Reading) -> set[int]:
    return {mention.sentence for mention in reading.mentions if mention.kind is MentionKind.EVENT}


def _is_counted(mention: Mention) -> bool:
    """ "On Monday": such a day is an event's only where its own sentence tells of one."""
    return mention.when is not None and mention.when.counted


def _only_cumulative(placed_claims: Mapping[int, list[Claim]]) -> frozenset[int]:
    """Sentences whose counts all run over other events: "35,000 since 2009" dates no event of its own."""
    found = set()
    for number, claims in placed_claims.items():
        counts = [claim.count for claim in claims if claim.count]
        if counts and all(Mark.CUMULATIVE in count.marks for count in counts):
            found.add(number)
    return frozenset(found)


def _in_box(source: Source, reading: Reading, mention: Mention) -> bool:
    return source.passages[reading.sentences[mention.sentence].passage].kind is PassageKind.FIELD


def _span(dates: Sequence[Mention]) -> tuple[When | None, list[Ground]]:
    """From the first day to the last of those near the first date told; the finest dates rule."""
    if not dates:
        return None, []
    days = [mention for mention in dates if len(mention.value) >= len("1997-04-14")] or list(dates)
    head = days[0]
    near = [mention for mention in days if _near(head, mention)]
    first = min(near, key=lambda mention: (edtf_bounds(mention.value)[0] is None, edtf_bounds(mention.value)[0]))
    last = max(near, key=lambda mention: (edtf_bounds(mention.value)[1] is not None, edtf_bounds(mention.value)[1]))
    grounds = [Ground("when", mention.at, "a day of the event, in the document's opening") for mention in near]
    start, end = edtf_bounds(first.value)[0], edtf_bounds(last.value)[1]
    if first.value == last.value or start is None or end is None:
        return When(first.value, first.at.words), grounds
    if start == end:
        return When(start.isoformat(), first.at.words), grounds
    return When(
        f"{start.isoformat()}/{end.isoformat()}",
        f"{first.at.words} – {last.at.words}",
        "from the first day told to the last",
    ), grounds


def _near(one: Mention, other: Mention) -> bool:
    if len(one.value) == len(other.value) == _OF_MONTH:
        return one.value == other.value  # "this month 33 were killed, in August 41"
    (first, _), (second, _) = edtf_bounds(one.value), edtf_bounds(other.value)
    return bool(first and second) and abs((first - second).days) <= SPAN_DAYS if first and second else False


def _place(source: Source, reading: Reading, lead: frozenset[int]) -> tuple[Place, Ground | None]:
    """The place of the box; else a settlement named as one; else the place named most, in the opening first."""
    places = [mention for mention in reading.mentions if mention.kind is MentionKind.PLACE]
    countries = [mention for mention in reading.mentions if mention.kind is MentionKind.COUNTRY]
    country = _country(source, reading, countries)
    name, code = (country_name(source.language or "", country.value), country.value) if country else (None, None)
    site = _site(reading)
    if not places:
        return Place(None, name, code, site), None
    named = Counter(mention.value for mention in places)
    best = max(
        places,
        key=lambda mention: (
            _in_box(source, reading, mention),
            mention.definite,
            mention.sentence in lead,
            named[mention.value],
            -mention.at.start,
        ),
    )
    return Place(best.value, name, code, site), Ground("where", best.at, "where the document says that it happened")


def _site(reading: Reading) -> str | None:
    """The institution that the document names most, in its words; the fullest name where several are named as often."""
    named = Counter(mention.value for mention in reading.mentions if mention.kind is MentionKind.SITE)
    return max(named, key=lambda value: (named[value], len(value), value), default=None)


def _country(source: Source, reading: Reading, countries: Sequence[Mention]) -> Mention | None:
    """The country of the box, else the one named most, by its name or its adjective."""
    if not countries:
        return None
    named = Counter(mention.value for mention in countries)
    return max(
        countries, key=lambda m: (_in_box(source, reading, m) and m.definite, named[m.value], m.definite, -m.at.start)
    )
