"""Where voices disagree: one block a harm, its figures in one sentence, and the passages side by side, each once."""

from dataclasses import dataclass

from tollbook.publish import figures, timeline
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.marks import place_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker

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
    """What disagrees about one harm: the first sentence, what else there is to say of it, and the passages."""

    sentence: str
    more: tuple[str, ...]
    passages: tuple[Passage, ...]


def disagreements(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Disagreement, ...]:
    """Those of one harm stand together, and each passage once."""
    groups: dict[str | None, tuple[list[str], dict[Place, list[Json]]]] = {}
    for one in told(incident, lookup):
        claims = lookup.chosen(list(one.get("claims", ())))
        held = groups.setdefault(_harm(claims), ([], {}))
        held[0].append(str(one["sentence"]))
        for place, there in _places(one, claims).items():
            known = held[1].setdefault(place, [])
            known += [claim for claim in there if claim not in known]
    return tuple(
        Disagreement(sentences[0], tuple(sentences[1:]), tuple(_passage(*one, lookup, say) for one in places.items()))
        for sentences, places in groups.values()
    )


def told(incident: Json, lookup: Lookup) -> list[Json]:
    """The record's disagreements; that groups differ only where two claims name different ones in their words."""
    return [
        one
        for one in incident.get("disagreements", ())
        if one["code"] != "groups-differ" or len(figures.groups_named(lookup.chosen(list(one.get("claims", ()))))) > 1
    ]


def heading(incident: Json, lookup: Lookup, say: Phrases) -> str:
    """How many documents speak, and what their voices differ on."""
    claims = [one for one in lookup.claims_of(incident) if one["kind"] == "count"]
    voices = {voice["id"] for one in claims if (voice := lookup.voice_of.get((incident["id"], one["id"])))}
    found = told(incident, lookup)
    if not found:
        key = "heading_one_voice" if len(voices) == 1 else "heading_none" if voices else "heading_no_voice"
        return say.say(f"disagreements.{key}")
    harms = dict.fromkeys(_harm(lookup.chosen(list(one.get("claims", ())))) for one in found)
    points = [say.code("harms", harm) if harm else say.say("disagreements.other") for harm in harms]
    documents = len({one["source"] for one in lookup.claims_of(incident)}) or 1
    return capital(say.counted("disagreements.heading", documents).replace("{harms}", say.listed(points)))


def _harm(claims: list[Json]) -> str | None:
    return next((str(claim["harm"]) for claim in claims if claim.get("harm")), None)


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
            if ground["fact"] in timeline.NOTED and _overlap(ground, place):
                return timeline.place_id(ground)
    claim = next((one for one in lookup.claims.values() if _overlap(one, place)), None)
    return place_of(claim).id if claim else f"source-{place[0]}"
