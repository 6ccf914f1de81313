"""What the page shows of one incident: its box, charts, questions, disagreements, time line and other statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.publish import days, figures, timeline
from tollbook.publish.chart import Chart, chart
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.marks import place_of
from tollbook.publish.phrases import Phrases
from tollbook.publish.said import Box, box, harms_of
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.statements import Statement, statements
from tollbook.publish.timeline import Timeline

CONTEXT = 90  # characters shown on either side of the words that disagree


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a disagreement: the words, with a little of what stands around them."""

    before: str
    words: str
    after: str
    href: str
    speaker: Speaker | None
    title: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One sentence and the passages side by side."""

    sentence: str
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
    box: Box
    charts: tuple[Chart, ...]
    unknowns: tuple[Json, ...]
    unknowns_heading: str
    disagreements: tuple[Disagreement, ...]
    disagreements_heading: str
    timeline: Timeline
    statements: tuple[Statement, ...]
    summary: tuple[tuple[str, str], ...]


def chapters(lookup: Lookup, say: Phrases) -> list[Chapter]:
    """One chapter an incident: the main ones first, by the order of the record."""
    leading = main_incidents(lookup)
    ordered = sorted(lookup.incidents.values(), key=lambda one: (one["id"] not in leading, days.order(one.get("when"))))
    return [_chapter(incident, incident["id"] in leading, lookup, say) for incident in ordered]


def main_incidents(lookup: Lookup) -> frozenset[str]:
    """The incidents of the documents' headings; where none has one, those that stand before no other."""
    titled = {
        one["id"] for one in lookup.incidents.values() if any(_in_title(g, lookup) for g in one.get("grounds", ()))
    }
    if titled:
        return frozenset(titled)
    aside = {
        one["id"]
        for one in lookup.incidents.values()
        if any(relation["kind"] in ("before", "told_with") for relation in one.get("relations", ()))
    }
    return frozenset(lookup.incidents.keys() - aside or lookup.incidents.keys())


def _in_title(ground: Json, lookup: Lookup) -> bool:
    passage = lookup.passage(ground["source"], ground["start"])
    return ground["fact"] == "title" and passage is not None and passage["kind"] == "title"


def _chapter(incident: Json, main: bool, lookup: Lookup, say: Phrases) -> Chapter:
    tolls = figures.mostly(list(incident.get("tolls", ())))
    charts = (chart(incident, harm, tolls.get(harm), lookup, say) for harm in harms_of(incident, lookup, say))
    unknowns = tuple(incident.get("unknowns", ()))
    disagreements = tuple(_disagreement(one, lookup, say) for one in incident.get("disagreements", ()))
    return Chapter(
        id=incident["id"],
        title=str(incident["title"]),
        kind=say.code("incident_kinds", incident.get("kind")),
        when=days.in_words(incident.get("when"), say) or say.say("page.date_unknown"),
        where=_where(incident.get("where") or {}, say),
        words=tuple(_grounds(incident, lookup)),
        main=main,
        box=box(incident, lookup, say),
        charts=tuple(one for one in charts if one),
        unknowns=unknowns,
        unknowns_heading=_heading("unknowns", len(unknowns), say),
        disagreements=disagreements,
        disagreements_heading=_heading("disagreements", len(disagreements), say),
        timeline=timeline.timeline(incident, lookup, say),
        statements=tuple(statements(incident, lookup, say)),
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


def _disagreement(disagreement: Json, lookup: Lookup, say: Phrases) -> Disagreement:
    claims = lookup.chosen(list(disagreement.get("claims", ())))
    places = disagreement.get("places") or [{**claim, "words": claim["quote"]} for claim in claims]
    return Disagreement(str(disagreement["sentence"]), tuple(_passage(place, claims, lookup, say) for place in places))


def _passage(place: Json, claims: list[Json], lookup: Lookup, say: Phrases) -> Passage:
    claim = next((one for one in claims if _overlap(one, place)), None)
    text = lookup.texts.get(place["source"], "")
    start, end = int(place["start"]), int(place["end"])
    passage = lookup.passage(place["source"], start) or {"start": 0, "end": len(text)}
    return Passage(
        before=_clipped(text[passage["start"] : start], CONTEXT, left=True),
        words=lookup.words(place),
        after=_clipped(text[end : max(end, passage["end"])], CONTEXT, left=False),
        href=f"#claim-{claim['id']}" if claim else f"#{_nearest(place, lookup)}",
        speaker=speaker(claim, lookup, say) if claim else None,
        title=lookup.title(place["source"]),
        language=lookup.sources.get(place["source"], {}).get("language"),
    )


def _overlap(claim: Json, place: Json) -> bool:
    return bool(claim["source"] == place["source"] and claim["start"] < place["end"] and claim["end"] > place["start"])


def _nearest(place: Json, lookup: Lookup) -> str:
    """An id on the page at these words: a ground's or a claim's that stands there, else the document's."""
    for incident in lookup.incidents.values():
        for ground in incident.get("grounds", ()):
            if _overlap(ground, place):
                return timeline.place_id(ground)
    claim = next((one for one in lookup.claims.values() if _overlap(one, place)), None)
    return place_of(claim).id if claim else f"source-{place['source']}"


def _clipped(text: str, length: int, *, left: bool) -> str:
    """At most ``length`` characters, cut at a space, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    if left:
        return "…" + text[-length:].partition(" ")[2]
    return text[:length].rpartition(" ")[0] + "…"


def _summary(tolls: dict[str, Json], say: Phrases) -> Iterable[tuple[str, str]]:
    """(harm, span) for the card of the overview."""
    for harm, toll in tolls.items():
        if toll.get("status") != "indeterminate":
            yield say.code("harms", harm), figures.span(toll, say)
