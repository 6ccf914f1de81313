"""What the page shows of one incident: its box, charts, questions, disagreements, time line and other statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.publish import days, figures, timeline
from tollbook.publish.chart import MARKS, Chart, chart
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.marks import place_of
from tollbook.publish.phrases import Phrases
from tollbook.publish.said import Box, box, harms_of
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.statements import Statement, statements
from tollbook.publish.timeline import Timeline

Place = tuple[str, int, int]  # source, start, end


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a disagreement: the words, with a little of what stands around them."""

    before: str
    words: str
    after: str
    href: str
    speakers: tuple[Speaker, ...]
    title: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What disagrees about the same words, in sentences, and the passages side by side, each once."""

    sentences: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class GroundWords:
    """The words a date or a place rests on."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Everything on the page about one incident. ``main``: one of the incidents that the documents are about."""

    id: str
    title: str
    kind: str
    when: str
    where: str
    words: tuple[GroundWords, ...]
    main: bool
    before: bool
    box: Box
    charts: tuple[Chart, ...]
    marks: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    unknowns: tuple[Json, ...]
    unknowns_heading: str
    disagreements: tuple[Disagreement, ...]
    disagreements_heading: str
    timeline: Timeline
    statements: tuple[Statement, ...]
    summary: tuple[tuple[str, str], ...]


def chapters(lookup: Lookup, say: Phrases) -> list[Chapter]:
    """One chapter an incident: the main ones first, by the order of the record."""
    ordered = sorted(
        lookup.incidents.values(), key=lambda one: (one["id"] not in lookup.main, days.order(one.get("when")))
    )
    return [_chapter(incident, incident["id"] in lookup.main, lookup, say) for incident in ordered]


def _chapter(incident: Json, main: bool, lookup: Lookup, say: Phrases) -> Chapter:
    tolls = figures.mostly(list(incident.get("tolls", ())))
    found = (chart(incident, harm, tolls.get(harm), lookup, say) for harm in harms_of(incident, lookup, say))
    charts = [one for one in found if one]
    said = box(incident, lookup, say)
    boxed = {one.claim: harm.free for harm in said.said for item in harm.items for one in item.sayings}
    unknowns = tuple(incident.get("unknowns", ()))
    disagreements = tuple(_disagreements(incident, lookup, say))
    return Chapter(
        id=incident["id"],
        title=str(incident["title"]),
        kind=say.code("incident_kinds", incident.get("kind")),
        when=days.in_words(incident.get("when"), say) or say.say("page.date_unknown"),
        where=_where(incident.get("where") or {}, say),
        words=tuple(_grounds(incident, lookup)),
        main=main,
        before=any(incident in timeline.related(other, "before", lookup) for other in lookup.incidents.values()),
        box=said,
        marks=tuple(kind for kind in MARKS if any(row.mark.kind == kind for one in charts for row in one.every)),
        kinds=tuple(sorted({(row.speaker.kind, row.speaker.kind_words) for one in charts for row in one.every})),
        charts=tuple(one for at, one in enumerate(charts) if at == 0 or len(one.every) > 1),
        unknowns=unknowns,
        unknowns_heading=_heading("unknowns", len(unknowns), say),
        disagreements=disagreements,
        disagreements_heading=_heading("disagreements", len(incident.get("disagreements", ())), say),
        timeline=timeline.timeline(incident, lookup, say),
        statements=tuple(statements(incident, boxed, lookup, say)),
        summary=tuple(_summary(tolls, say)),
    )


def _heading(part: str, n: int, say: Phrases) -> str:
    words = say.counted(f"{part}.heading", n) if n else say.say(f"{part}.heading_none")
    return words[:1].upper() + words[1:]


def _where(where: Json, say: Phrases) -> str:
    known = [str(where[key]) for key in ("name", "country") if where.get(key)]
    return str(say.entry("list_join")).join(known) or say.say("page.place_unknown")


def _grounds(incident: Json, lookup: Lookup) -> Iterable[GroundWords]:
    """The documents' own words for the date, each wording once."""
    seen: set[str] = set()
    for ground in incident.get("grounds", ()):
        words = lookup.words(ground)
        if ground["fact"] == "when" and words.casefold() not in seen:
            seen.add(words.casefold())
            yield GroundWords(words, f"#{timeline.place_id(ground)}")


def _disagreements(incident: Json, lookup: Lookup, say: Phrases) -> Iterable[Disagreement]:
    """Disagreements about the same words stand together, so that no passage is shown twice in a row."""
    groups: list[tuple[list[str], dict[Place, list[Json]]]] = []
    for one in incident.get("disagreements", ()):
        claims = lookup.chosen(list(one.get("claims", ())))
        places = _places(one, claims)
        held = next((group for group in groups if places.keys() & group[1].keys()), None)
        if held is None:
            held = ([], {})
            groups.append(held)
        held[0].append(str(one["sentence"]))
        for place, told in places.items():
            known = held[1].setdefault(place, [])
            known += [claim for claim in told if claim not in known]
    for sentences, passages in groups:
        yield Disagreement(tuple(sentences), tuple(_passage(*one, lookup, say) for one in passages.items()))


def _places(disagreement: Json, claims: list[Json]) -> dict[Place, list[Json]]:
    """The places of a disagreement, each with the claims that stand there."""
    named = disagreement.get("places") or claims
    places = [(str(one["source"]), int(one["start"]), int(one["end"])) for one in named]
    return {place: [claim for claim in claims if _overlap(claim, place)] for place in places}


def _passage(place: Place, claims: list[Json], lookup: Lookup, say: Phrases) -> Passage:
    source, start, end = place
    where = {"source": source, "start": start, "end": end}
    before, after = lookup.around(where)
    return Passage(
        before=before,
        words=lookup.words(where),
        after=after,
        href=f"#claim-{claims[0]['id']}" if claims else f"#{_nearest(place, lookup)}",
        speakers=tuple(dict.fromkeys(speaker(claim, lookup, say) for claim in claims)),
        title=lookup.title(source),
        language=lookup.sources.get(source, {}).get("language"),
    )


def _overlap(one: Json, place: Place) -> bool:
    return bool(one["source"] == place[0] and one["start"] < place[2] and one["end"] > place[1])


def _nearest(place: Place, lookup: Lookup) -> str:
    """An id on the page at these words: a ground's or a claim's that stands there, else the document's."""
    for incident in lookup.incidents.values():
        for ground in incident.get("grounds", ()):
            if _overlap(ground, place):
                return timeline.place_id(ground)
    claim = next((one for one in lookup.claims.values() if _overlap(one, place)), None)
    return place_of(claim).id if claim else f"source-{place[0]}"


def _summary(tolls: dict[str, Json], say: Phrases) -> Iterable[tuple[str, str]]:
    """(harm, span) for the card of the overview."""
    for harm, toll in tolls.items():
        if toll.get("status") != "indeterminate":
            yield say.code("harms", harm), figures.span(toll, say)
