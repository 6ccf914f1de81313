"""What the page shows of one incident: its box, charts, questions, disagreements, time line and other statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.publish import by_hand, days, figures, timeline
from tollbook.publish.acknowledged import Acknowledged, acknowledged
from tollbook.publish.as_of import AsOf, as_of
from tollbook.publish.chart import Chart, chart
from tollbook.publish.circumstances import Circumstances, circumstances
from tollbook.publish.disagreements import Disagreement, disagreements
from tollbook.publish.disagreements import heading as disagreements_heading
from tollbook.publish.echo_map import EchoMap, echo_map
from tollbook.publish.inquiry import Inquiry, inquiry
from tollbook.publish.lookup import Json, Lookup, text_of
from tollbook.publish.names import (
    MOST_NAMED,
    documents_of,
    harm_of,
    name_of,
    numbers_of,
    place_notes,
    told_of_in,
    voice_notes,
    where_of,
)
from tollbook.publish.obligations import Section, section
from tollbook.publish.phrases import Phrases
from tollbook.publish.said import Box, box, harms_of
from tollbook.publish.side_by_side import Beside, beside
from tollbook.publish.statements import Statement, statements
from tollbook.publish.timeline import Timeline


@dataclass(frozen=True, slots=True)
class GroundWords:
    """The words a date or a place rests on."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Document:
    """Where a document that tells of it comes from, as far as it says so."""

    id: str
    number: int | None
    title: str
    author: str
    when: str
    file: str


@dataclass(frozen=True, slots=True)
class Near:
    """Another incident on the page, and why it stands beside this one."""

    href: str
    title: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Everything on the page about one incident. ``main``: one of the incidents that the documents are about."""

    id: str
    title: str
    told_in: tuple[str, str] | None
    documents: tuple[Document, ...]
    kind: str
    when: str
    where: str
    notes: tuple[str, ...]
    country: str | None
    place: str
    words: tuple[GroundWords, ...]
    main: bool
    before: tuple[str, ...]
    why_here: tuple[Near, ...]
    siblings: tuple[Near, ...]
    box: Box
    charts: tuple[Chart, ...]
    marks: frozenset[str]
    unknowns: tuple[Json, ...]
    unknowns_heading: str
    disagreements: tuple[Disagreement, ...]
    disagreements_heading: str
    echoes: EchoMap | None
    acknowledged: Acknowledged | None
    as_of: tuple[AsOf, ...]
    timeline: Timeline
    circumstances: Circumstances
    statements: tuple[Statement, ...]
    beside: tuple[Beside, ...]
    obligations: Section | None
    inquiry: Inquiry
    summary: tuple[tuple[str, str], ...]

    @property
    def most_named(self) -> int:
        """How many documents its head names in sight."""
        return MOST_NAMED

    @property
    def rows(self) -> list[str]:
        """The claims that have a row, or stand in one, in its charts."""
        every = [row for one in self.charts for row in one.every]
        return [row.claim for row in every] + [part for row in every for part, _ in row.parts]


def in_order(lookup: Lookup) -> list[Json]:
    """The incidents as the page tells of them: the main ones first, by their days, by the order of the record."""
    return sorted(
        lookup.incidents.values(), key=lambda one: (one["id"] not in lookup.main, days.order(one.get("when")))
    )


def chapter_of(incident: Json, lookup: Lookup, say: Phrases) -> Chapter:
    """Everything on the page about one incident."""
    main = incident["id"] in lookup.main
    tolls = figures.mostly(list(incident.get("tolls", ())))
    charts = list(_charts(incident, tolls, lookup, say))
    said = box(incident, lookup, say)
    return Chapter(
        id=incident["id"],
        title=name_of(incident, lookup, say),
        told_in=None if name_of(incident, lookup, say) == incident["title"] else told_of_in(incident, lookup),
        documents=tuple(_documents(incident, lookup, say)),
        kind=say.code("incident_kinds", incident.get("kind")),
        when=days.in_words(incident.get("when"), say) or say.say("page.date_unknown"),
        where=where_of(incident, say),
        notes=(*place_notes(incident, say), *voice_notes(incident, lookup, say)),
        place=str(say.entry("list_join")).join(_place(incident)),
        country=(incident.get("where") or {}).get("country"),
        words=tuple(_grounds(incident, lookup)),
        main=main,
        before=tuple(parent["id"] for parent in lookup.related(incident, "after")),
        why_here=tuple(_why_here(incident, lookup, say)),
        siblings=tuple(_siblings(incident, lookup, say)),
        box=said,
        marks=frozenset(row.mark.kind for one in charts for row in one.every),
        charts=tuple(_drawn(charts, main)),
        unknowns=tuple(incident.get("unknowns", ())),
        unknowns_heading=_heading("unknowns", len(incident.get("unknowns", ())), say),
        disagreements=disagreements(incident, lookup, say),
        disagreements_heading=disagreements_heading(incident, lookup, say),
        echoes=echo_map(incident, lookup, say),
        acknowledged=acknowledged(incident, lookup, say) if main else None,
        as_of=as_of(incident, lookup, say) if main else (),
        timeline=timeline.timeline(incident, lookup, say),
        circumstances=circumstances(incident, lookup, say),
        statements=tuple(statements(incident, said.claims, lookup, say)),
        beside=beside(incident, lookup, say),
        obligations=section(incident, lookup, say) if main else None,
        inquiry=inquiry(incident, lookup, say),
        summary=tuple(_summary(tolls, lookup, say)),
    )


def _charts(incident: Json, tolls: Mapping[str, Json], lookup: Lookup, say: Phrases) -> Iterable[Chart]:
    found = (chart(incident, harm, tolls.get(harm), lookup, say) for harm in harms_of(incident, lookup, say))
    return (one for one in found if one)


def _drawn(charts: list[Chart], main: bool) -> Iterable[Chart]:
    """Those that show more than a line of the box."""
    return (one for at, one in enumerate(charts) if (len(one.every) > 1 or at == 0 if main else len(one.every) > 2))


def _heading(part: str, n: int, say: Phrases) -> str:
    words = say.counted(f"{part}.heading", n) if n else say.say(f"{part}.heading_none")
    return words[:1].upper() + words[1:]


def _documents(incident: Json, lookup: Lookup, say: Phrases) -> Iterable[Document]:
    """The documents that tell of it, in the order of the record."""
    numbers = numbers_of(incident, lookup)
    for identity in documents_of(incident, lookup):
        source = lookup.sources[identity]
        day = text_of(source.get("date"))
        yield Document(
            id=identity,
            number=numbers.get(identity),
            title=lookup.title(identity),
            author=_from(identity, lookup, say),
            when=days.in_words(day, say) or say.say("sources.undated_short"),
            file=str(source.get("name") or ""),
        )


def _from(source: str, lookup: Lookup, say: Phrases) -> str:
    """Who wrote it, else who published it."""
    author, publisher = lookup.author(source), lookup.publisher(source)
    if author:
        return say.say("sources.by", who=author)
    return say.say("sources.published", who=publisher) if publisher else say.say("sources.no_author")


def _place(incident: Json) -> list[str]:
    where = incident.get("where") or {}
    return [str(where[key]) for key in ("name", "country") if where.get(key)]


def _why_here(incident: Json, lookup: Lookup, say: Phrases) -> Iterable[Near]:
    """How it is related to the incidents it stands beside, as the record says."""
    for relation in incident.get("relations", ()):
        other = lookup.incidents.get(relation["to"])
        if other is not None:
            yield Near(f"#incident-{other['id']}", name_of(other, lookup, say), str(relation.get("reason") or ""))


def _siblings(incident: Json, lookup: Lookup, say: Phrases) -> Iterable[Near]:
    """What else is told of before the same incidents, and what is told with it."""
    found = [one for parent in lookup.related(incident, "after") for one in lookup.related(parent, "before")]
    found += lookup.related(incident, "told_with")
    for identity, one in {one["id"]: one for one in found}.items():
        if identity != incident["id"]:
            yield Near(f"#incident-{identity}", name_of(one, lookup, say))


def _grounds(incident: Json, lookup: Lookup) -> Iterable[GroundWords]:
    """The documents' own words for the date, each wording once."""
    seen: set[str] = set()
    for ground in incident.get("grounds", ()):
        words = lookup.words(ground)
        if ground["fact"] == "when" and words.casefold() not in seen and not _entered(ground, lookup):
            seen.add(words.casefold())
            yield GroundWords(words, f"#{timeline.place_id(ground)}")


def _entered(ground: Json, lookup: Lookup) -> bool:
    """Whether a person wrote the day beside a claim's words, which do not say it themselves."""
    here = (ground["start"], ground["end"])
    claims = lookup.claims_in.get(ground["source"], ())
    return any(by_hand.entered(claim) and (claim["start"], claim["end"]) == here for claim in claims)


def _summary(tolls: dict[str, Json], lookup: Lookup, say: Phrases) -> Iterable[tuple[str, str]]:
    """(harm, span) for the card of the overview."""
    for toll in tolls.values():
        if toll.get("status") != "indeterminate":
            yield harm_of(toll, lookup, say), figures.span(toll, say)
