"""Who acknowledges what: each authority's own figures apart from those alleged, where it stands on responsibility, and
what was denied, admitted and refused, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish import days, figures
from tollbook.publish.individuals import words_shown
from tollbook.publish.lookup import Json, Lookup, text_of
from tollbook.publish.names import harm_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker

MOST_MOMENTS = 12  # in sight; what is more is folded
MOST_FIGURES = 6  # alleged; how many more there are is said
# Reactions that answer for what happened, as an authority or another meets it
_ANSWERS = frozenset("denial refusal acknowledgement inquiry_opened apology no_answer promise dismissal".split())


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or words, with where they stand."""

    words: str
    href: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """One authority: its figures, what it denies, and its position in words."""

    speaker: Speaker
    position: str
    states: tuple[Stated, ...]
    denies: tuple[Stated, ...]
    says: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Of one harm what is acknowledged and what is alleged, and what may be said of the difference."""

    harm: str
    acknowledged: tuple[Stated, ...]
    alleged: tuple[Stated, ...]
    rest: int
    difference: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something denied, admitted, refused or promised, on the first day, in its own words. ``more``: how many other
    documents have the same words of it."""

    when: str
    what: str
    speaker: Speaker
    quote: str
    language: str | None
    href: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """``asking``: who both gives a figure and makes a demand."""

    heading: str
    stances: tuple[Stance, ...]
    apart: tuple[Apart, ...]
    moments: tuple[Moment, ...]
    folded: tuple[Moment, ...]
    asking: tuple[Stated, ...]


def acknowledged(incident: Json, lookup: Lookup, say: Phrases) -> Acknowledged | None:
    """None where no authority says anything of it, nothing was denied or refused, and nobody asks for anything."""
    stances = tuple(_stances(incident, lookup, say))
    moments = tuple(_moments(incident, lookup, say))
    asking = tuple(_asking(incident, lookup, say))
    if not (stances or moments or asking):
        return None
    return Acknowledged(
        _heading(incident, say),
        stances,
        tuple(_apart(incident, lookup, say)),
        moments[:MOST_MOMENTS],
        moments[MOST_MOMENTS:],
        asking,
    )


def _heading(incident: Json, say: Phrases) -> str:
    states = [one for one in incident.get("positions", ()) if one["states"]]
    return capital(say.counted("acknowledged.heading", len(states)) if states else say.say("acknowledged.heading_none"))


def _stances(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Stance]:
    for one in incident.get("positions", ()):
        own = {key: lookup.chosen(one[key]) for key in ("states", "denies", "says")}
        first = next((claims[0] for claims in own.values() if claims), None)
        if first is not None:
            yield Stance(
                speaker(first, lookup, say),
                say.code("standpoints", one["standpoint"]),
                _figures(own["states"], lookup, say),
                _figures(own["denies"], lookup, say),
                tuple(Stated(_quote(claim, say), f"#claim-{claim['id']}") for claim in own["says"][:2]),
            )


def _quote(claim: Json, say: Phrases) -> str:
    return words_shown(claim, text_of(claim["quote"]) or "", say)


def _figures(claims: list[Json], lookup: Lookup, say: Phrases) -> tuple[Stated, ...]:
    """Each figure once, with the day on which it stood."""
    found: dict[str, Stated] = {}
    for claim in claims:
        day = days.in_words(claim.get("as_of"), say)
        words = figures.figure(claim, say)
        found.setdefault(words, Stated(f"{words} ({day})" if day else words, f"#claim-{claim['id']}"))
    return tuple(found.values())


def _apart(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Apart]:
    tolls = figures.mostly(list(incident.get("tolls", ())))
    for one in incident.get("conceded", ()):
        own, others = lookup.chosen(one["acknowledged"]), lookup.chosen(one["alleged"])
        alleged = _said(others, lookup, say)
        toll = tolls.get(one["harm"])
        yield Apart(
            capital(harm_of(toll, lookup, say) if toll else say.code("harms", one["harm"])),
            _said(own, lookup, say),
            alleged[:MOST_FIGURES],
            max(0, len(alleged) - MOST_FIGURES),
            _difference(one, own, others, say),
        )


def _said(claims: list[Json], lookup: Lookup, say: Phrases) -> tuple[Stated, ...]:
    found: dict[tuple[str, str], Stated] = {}
    for claim in sorted(claims, key=figures.size):
        words, who = figures.figure(claim, say), speaker(claim, lookup, say).name
        found.setdefault((words, who), Stated(words, f"#claim-{claim['id']}", who))
    return tuple(found.values())


def _difference(one: Json, own: list[Json], others: list[Json], say: Phrases) -> str:
    if not others:
        return say.say("acknowledged.none_alleged")
    if one["because"] == "groups-differ":
        mine, theirs = (
            [say.noun(group, None) for group in sorted({str(c["group"]) for c in of})] for of in (own, others)
        )
        return say.say("acknowledged.groups_differ", own=say.listed(mine), others=say.listed(theirs))
    if one["because"] is not None:
        return say.say("acknowledged.open")
    return say.say("acknowledged.more" if one["more"] else "acknowledged.no_more", n=say.number(one["more"] or 0))


def _groups(claims: list[Json], say: Phrases) -> str:
    return say.listed([say.noun(group, None) for group in sorted({str(one["group"]) for one in claims})])


def _moments(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Moment]:
    """What was denied, admitted, refused and promised, in the order of the days on which it was said."""
    admitted = {claim for one in incident.get("positions", ()) for claim in one["states"]}
    accepted = {c for one in incident.get("positions", ()) if one["standpoint"] == "accepts" for c in one["says"]}
    found = [
        (claim, _what(claim, admitted, accepted, say)) for claim in lookup.claims_of(incident) if lookup.stands(claim)
    ]
    order = sorted(
        ((claim, what) for claim, what in found if what),
        key=lambda one: (days.order(one[0].get("as_of")), one[0]["source"], one[0]["start"], one[0]["id"]),
    )
    found_at: dict[tuple[str, str, str], list[Json]] = {}
    places: set[tuple[str, str, int]] = set()
    for claim, what in order:
        place = (what, str(claim["source"]), int(claim["start"]))
        if place in places:
            continue
        places.add(place)
        key = (what, _quote(claim, say), speaker(claim, lookup, say).name if claim.get("speaker") else "")
        found_at.setdefault(key, []).append(claim)
    for (what, quote, _), claims in found_at.items():
        yield Moment(
            days.in_words(claims[0].get("as_of"), say) or say.say("timeline.undated"),
            what,
            speaker(claims[0], lookup, say),
            quote,
            claims[0].get("language"),
            f"#claim-{claims[0]['id']}",
            len({one["source"] for one in claims}) - 1,
        )


def _what(claim: Json, admitted: set[str], accepted: set[str], say: Phrases) -> str | None:
    value = claim.get("value") or {}
    if claim["id"] in accepted:
        return say.say("acknowledged.accepts")
    if claim["id"] in admitted and not claim.get("part_of"):
        return say.say("acknowledged.admits", figure=figures.figure(claim, say))
    if claim["kind"] == "access" and value.get("access"):
        return say.say(f"acknowledged.access_{value['access']}")
    if claim["kind"] == "reaction" and value.get("reaction") in _ANSWERS:
        return say.say(f"acknowledged.{value['reaction']}")
    if claim.get("stance") == "denies" and claim["kind"] in ("count", "role", "label", "act", "cause"):
        return say.say(f"acknowledged.denies_{claim['kind'] if claim['kind'] in ('count', 'role') else 'other'}")
    return None


def _asking(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Stated]:
    """Those who give a figure and make a demand too: an interest to be known beside the figure."""
    claims = [one for one in lookup.claims_of(incident) if lookup.stands(one) and one.get("speaker_id")]
    giving = {one["speaker_id"]: one for one in reversed(claims) if one["kind"] == "count"}
    asked = {one["speaker_id"]: one for one in reversed(claims) if one["kind"] == "demand"}
    for key in sorted(giving.keys() & asked.keys()):
        figure, who = figures.figure(giving[key], say), speaker(giving[key], lookup, say).name
        terms = str((asked[key].get("value") or {}).get("terms") or asked[key]["words"])
        yield Stated(say.say("acknowledged.asks", who=who, figure=figure, terms=terms), f"#claim-{asked[key]['id']}")
