"""Where voices disagree: one block a harm, its figures in one sentence, and the passages side by side, each once. Of
many, the decisive ones stand open; who says which figure, and the other passages, are folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish import figures, timeline
from tollbook.publish.chart import rows_of
from tollbook.publish.headlines import repeated
from tollbook.publish.items import Item, items_of
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.marks import place_of
from tollbook.publish.names import harm_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.weighing import bounds, lesser_parts, weighed

LONGEST = 240  # characters of a sentence that still reads as a heading
MOST_PASSAGES = 8  # more are folded
DECISIVE = 6

Place = tuple[str, int, int]  # source, start, end


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a disagreement: the words, with a little of what stands around them."""

    before: str
    words: str
    after: str
    href: str
    speakers: tuple[Speaker, ...]
    source: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What disagrees about one harm: the first sentence, what else there is to say of it, and the passages. ``items``:
    who says which figure, where the sentence has no room for it. ``folded``: passages beside the decisive ones."""

    sentence: str
    more: tuple[str, ...]
    passages: tuple[Passage, ...]
    folded: tuple[Passage, ...]
    items: tuple[Item, ...]
    claims: int


def disagreements(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Disagreement, ...]:
    """Those of one harm stand together, and each passage once."""
    groups: dict[str | None, list[Json]] = {}
    for one in told(incident, lookup):
        groups.setdefault(_harm(lookup.chosen(list(one.get("claims", ())))), []).append(one)
    return tuple(_disagreement(harm, found, incident, lookup, say) for harm, found in groups.items())


def _disagreement(harm: str | None, found: list[Json], incident: Json, lookup: Lookup, say: Phrases) -> Disagreement:
    toll = figures.mostly(list(incident.get("tolls", ()))).get(str(harm))
    again = repeated(incident, lookup)
    held: dict[Place, list[Json]] = {}
    for one in found:
        for place, there in _places(one, lookup.chosen(list(one.get("claims", ())))).items():
            known = held.setdefault(place, [])
            known += [claim for claim in there if claim not in known]
    places = {place: held[place] for place in _standing(held, again)}
    first = _decisive(places, incident, toll, lookup)
    sentence, *more = [str(one["sentence"]) for one in found]
    claims = lookup.chosen(list(found[0].get("claims", ())))
    long = found[0]["code"] == "figures-differ" and len(sentence) > LONGEST
    titled = frozenset(again.values())
    passages = {place: _passage(place, there, titled, lookup, say) for place, there in places.items()}
    return Disagreement(
        sentence=_short(claims, incident, toll, lookup, say) if long else sentence,
        more=tuple(more),
        passages=tuple(passages[place] for place in first),
        folded=tuple(one for place, one in passages.items() if place not in first),
        items=tuple(items_of(claims, incident, toll, _word(claims, toll, lookup, say), lookup, say)) if long else (),
        claims=len(claims),
    )


def _standing(held: dict[Place, list[Json]], again: dict[str, str]) -> list[Place]:
    """The places, but for those within another, and for headlines that repeat the text beside them."""
    shown = {claim["id"] for there in held.values() for claim in there}
    within = {one for one in held for other in held if one != other and _within(one, other)}
    return [
        place
        for place, there in held.items()
        if place not in within and not (there and all(again.get(claim["id"]) in shown for claim in there))
    ]


def _within(one: Place, other: Place) -> bool:
    return one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2]


def _decisive(places: dict[Place, list[Json]], incident: Json, toll: Json | None, lookup: Lookup) -> list[Place]:
    """All where they are few; else those that weigh most, the least first."""
    if len(places) <= MOST_PASSAGES:
        return list(places)
    standing: dict[str, Place] = {}
    for place, there in places.items():
        standing |= {claim["id"]: place for claim in there}
    claims = lookup.chosen(list(standing))
    voice = {one["id"]: _voice(one, incident, lookup) for one in claims}
    fullest: dict[tuple[object, ...], Place] = {}  # where a voice states one figure again, the place that says most
    for one in sorted(claims, key=lambda one: -len("".join(lookup.around(one)))):
        fullest.setdefault((voice[one["id"]], *figures.sameness(one)), standing[one["id"]])
    ranked = [
        fullest[(voice[one["id"]], *figures.sameness(one))]
        for one in lookup.chosen(weighed(claims, voice, toll, lookup))
    ]
    kept = list(dict.fromkeys([*ranked, *places]))[:DECISIVE]
    return sorted(kept, key=lambda place: max(map(figures.size, places[place]), default=(0, 0)))


def _voice(claim: Json, incident: Json, lookup: Lookup) -> str:
    voice = lookup.voice_of.get((incident["id"], claim["id"]))
    return str(voice["id"]) if voice else str(claim["id"])


def _short(claims: list[Json], incident: Json, toll: Json | None, lookup: Lookup, say: Phrases) -> str:
    """How many figures, and who states the least and the greatest of them."""
    parts, again = lesser_parts(toll, lookup), repeated(incident, lookup)
    whole = [one for one in claims if one["id"] not in parts and one["id"] not in again]
    ends = [_said(end[0], lookup, say) for end in bounds(whole, toll) if end]
    drawn = rows_of(incident, str(claims[0]["harm"]), toll, lookup)
    return say.say(
        "disagreements.many" if len(ends) > 1 else "disagreements.many_words",
        harm=capital(_word(claims, toll, lookup, say)),
        figures=say.counted("counts.figures", len({figures.number_stated(one) for one in drawn})),
        least=ends[0] if ends else "",
        greatest=ends[-1] if ends else "",
    )


def _said(claim: Json, lookup: Lookup, say: Phrases) -> str:
    return say.say("disagreements.end", figure=figures.figure(claim, say), who=speaker(claim, lookup, say).name)


def _word(claims: Sequence[Json], toll: Json | None, lookup: Lookup, say: Phrases) -> str:
    return harm_of(toll, lookup, say) if toll else figures.harm_word(str(claims[0]["harm"]), claims, say)


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


def _passage(place: Place, claims: list[Json], titled: frozenset[str], lookup: Lookup, say: Phrases) -> Passage:
    """``titled``: claims that the headline of their document repeats."""
    source, start, end = place
    both = any(claim["id"] in titled for claim in claims)
    where = {"source": source, "start": start, "end": end}
    before, after = lookup.around(where)
    return Passage(
        before=before,
        words=lookup.words(where),
        after=after,
        href=f"#claim-{claims[0]['id']}" if claims else f"#{_nearest(place, lookup)}",
        speakers=tuple(dict.fromkeys(speaker(claim, lookup, say) for claim in claims)),
        source=say.say(f"disagreements.in_{'both' if both else 'source'}", title=lookup.title(source)),
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
