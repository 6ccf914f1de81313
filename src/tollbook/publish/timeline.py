"""Before, during, after: what the documents tell of one incident's time, and what stands apart from it."""

import re
from dataclasses import dataclass

from tollbook.publish import days, figures
from tollbook.publish.lookup import Json, Lookup, text_of
from tollbook.publish.names import harm_of, name_of
from tollbook.publish.phrases import Phrases

NOTED = ("when", "where")  # facts of an incident whose words are marked in the sources
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry. ``href`` leads to its words or to its own part of the page."""

    when: str
    what: str
    href: str | None
    detail: str | None = None
    order: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Three strips; what is in ``before`` is counted in no figure of the incident."""

    heading: str
    before: tuple[Moment, ...]
    during: tuple[Moment, ...]
    after: tuple[Moment, ...]
    beside: tuple[Moment, ...]


def timeline(incident: Json, lookup: Lookup, say: Phrases) -> Timeline:
    """The time line of an incident."""
    before = _related(incident, "before", lookup, say)
    after = [*_related(incident, "after", lookup, say), *_statements_after(incident, lookup, say)]
    return Timeline(
        heading=_heading(name_of(incident, lookup, say), before, after, say),
        before=_in_order(before),
        during=_in_order(_during(incident, lookup, say)),
        after=_in_order(after),
        beside=_in_order(_related(incident, "told_with", lookup, say)),
    )


def _related(incident: Json, kind: str, lookup: Lookup, say: Phrases) -> list[Moment]:
    return [
        Moment(
            when=days.in_words(other.get("when"), say) or say.say("timeline.undated"),
            what=name_of(other, lookup, say),
            href=f"#incident-{other['id']}",
            detail=None if kind == "before" else _spans(other, lookup, say),
            order=days.order(other.get("when")),
        )
        for other in lookup.related(incident, kind)
    ]


def _spans(incident: Json, lookup: Lookup, say: Phrases) -> str | None:
    tolls = figures.mostly(list(incident.get("tolls", ())))
    said = [
        f"{harm_of(toll, lookup, say)}: {figures.span(toll, say)}"
        for toll in tolls.values()
        if toll.get("status") != "indeterminate"
    ]
    return str(say.entry("list_join")).join(said) or None


def _during(incident: Json, lookup: Lookup, say: Phrases) -> list[Moment]:
    """The days its grounds name, and what claims without a figure tell of days of their own."""
    several = len({ground["source"] for ground in incident.get("grounds", ())}) > 1
    found = [
        Moment(
            _quoted(ground, lookup, say),
            "",
            f"#{place_id(ground)}",
            lookup.title(ground["source"]) if several else None,
        )
        for ground in incident.get("grounds", ())
        if ground["fact"] == "when"
    ]
    day = days.in_words(incident.get("when"), say)
    return found or ([Moment(day, name_of(incident, lookup, say), None)] if day else [])


def _quoted(ground: Json, lookup: Lookup, say: Phrases) -> str:
    """The day in its sentence: what the next one says may be of anything, and name anybody."""
    before, after = lookup.around(ground, 60)
    before, after = _SENTENCE_ENDS.split(before)[-1], _SENTENCE_ENDS.split(after)[0]
    return say.say("timeline.quoted", words=f"{before}{lookup.words(ground)}{after}")


def place_id(place: Json) -> str:
    """The id, on the page, of a place in a source that is no claim."""
    return f"at-{place['source'][:12]}-{place['start']}-{place['end']}"


def _statements_after(incident: Json, lookup: Lookup, say: Phrases) -> list[Moment]:
    """The days on which documents about it are dated."""
    sources = {claim["source"] for claim in lookup.claims_of(incident)}
    found = []
    for identity in lookup.in_order(sources):
        day = text_of(lookup.sources[identity].get("date"))
        if day:
            what = say.say("timeline.statement_of", title=lookup.title(identity))
            found.append(Moment(days.in_words(day, say) or day, what, f"#source-{identity}", None, days.order(day)))
    return found


def _in_order(moments: list[Moment]) -> tuple[Moment, ...]:
    return tuple(sorted(moments, key=lambda one: one.order))


def _heading(title: str, before: list[Moment], after: list[Moment], say: Phrases) -> str:
    if before:
        return say.counted("timeline.heading_before", len(before)).capitalize()
    return say.say("timeline.heading", title=title) if after else say.say("timeline.heading_none")
