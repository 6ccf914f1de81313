"""What else is stated: words used for it, causes, deeds, named persons, beliefs; each its speaker's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.publish import days, figures
from tollbook.publish.individuals import party_shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.review import decided_of, read_also, same_person
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.told import told

ELSEWHERE = frozenset("condition notice access pattern reaction".split())  # in a section of their own

_BLAMING = ("act", "pattern")  # what is said to be done may be held against whoever is said to have done it


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim that stands in no span. ``when``: its own day, None where that is its incident's. ``told``: on which
    day it was told. ``set_aside``: what people decided of it."""

    claim: str
    kind: str
    says: str
    quote: str
    language: str | None
    speaker: Speaker
    belief: bool
    when: str | None
    superseded: bool = False
    set_aside: str = ""
    told: str = ""


def statements(incident: Json, boxed: Mapping[str, bool], lookup: Lookup, say: Phrases) -> list[Statement]:
    """Claims of an incident that have no other place on the page, in the order of kind and text.

    ``boxed``: the claims that stand in its box, and whether the box is the place that their notes lead back to."""
    placed = {role.get("claim") for role in incident.get("roles", ())}
    placed |= {claim for claim, free in boxed.items() if free}
    placed |= {one["id"] for one in lookup.demands_of.get(incident["id"], ())}
    for toll in incident.get("tolls", ()):
        placed |= {claim for claim in in_toll(toll) if toll["harm"] != "present" or claim in boxed}
    own = (one for one in lookup.claims_of(incident) if one["id"] not in placed and one["kind"] not in ELSEWHERE)
    return _ordered(own, lookup, say)


def unlinked(lookup: Lookup, say: Phrases) -> list[Statement]:
    """Claims that were tied to no incident."""
    linked = {link["claim"] for incident in lookup.incidents.values() for link in incident.get("claims", ())}
    return _ordered((claim for claim in lookup.claims.values() if claim["id"] not in linked), lookup, say)


def in_toll(toll: Json) -> list[str]:
    """Ids of the claims that a toll uses or sets aside."""
    return [*(toll.get("used") or ()), *(one["claim"] for one in toll.get("set_aside") or ())]


def _ordered(claims: Iterable[Json], lookup: Lookup, say: Phrases) -> list[Statement]:
    kinds = list(say.entry("codes.kinds"))
    place = {kind: at for at, kind in enumerate(kinds)}

    def key(claim: Json) -> tuple[object, ...]:
        belief = claim.get("stance") == "believes"
        return (belief, place.get(claim["kind"], len(kinds)), claim["source"], claim["start"], claim["id"])

    return [statement(claim, lookup, say) for claim in sorted(claims, key=key)]


def statement(claim: Json, lookup: Lookup, say: Phrases) -> Statement:
    """One claim with its words."""
    belief = claim.get("stance") == "believes"
    charge = claim["kind"] == "label" and (claim.get("value") or {}).get("charge")
    kind = say.say("stated.belief") if belief else say.code("kinds", claim["kind"])
    return Statement(
        claim=claim["id"],
        kind=capital(say.say("stated.charge")) if charge and not belief else kind,
        says=_with_stance(claim, belief, lookup, say),
        quote=str(claim.get("quote") or claim.get("words") or ""),
        language=claim.get("language"),
        speaker=speaker(claim, lookup, say),
        belief=belief,
        when=own_day(claim, lookup, say),
        superseded=lookup.superseded(claim),
        set_aside=capital("; ".join(filter(None, _beside(claim, lookup, say)))),
    )


def own_day(claim: Json, lookup: Lookup, say: Phrases) -> str | None:
    """When it was, where that is not its incident's day, which a claim has that states none."""
    incident = lookup.incidents.get(str(claim.get("incident")))
    return (
        None
        if incident and days.within(claim.get("when"), incident.get("when"))
        else days.in_words(claim.get("when"), say)
    )


def _beside(claim: Json, lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    """What people and other extractors made of it."""
    return decided_of(claim, lookup, say), same_person(claim, lookup, say), read_also(claim, say)


def _with_stance(claim: Json, belief: bool, lookup: Lookup, say: Phrases) -> str:
    """What is denied, doubted or supposed is never shown as if it were stated."""
    says, stance = _says(claim, lookup, say), claim.get("stance")
    plain = belief or stance in (None, "asserts", "estimates")
    return says if plain else say.say("stated.stance", stance=say.code("stances", stance), says=says)


def _says(claim: Json, lookup: Lookup, say: Phrases) -> str:
    if words := told(claim, say):
        return words
    value = claim.get("value") or {}
    kind = claim["kind"]
    if kind == "count":
        return f"{figures.figure(claim, say)} {figures.harm_word(claim['harm'], [claim], say)}"
    if kind == "label" and value.get("of"):
        of = party_shown(value["of"], say) if value.get("charge") else value["of"]
        return f"{quoted(value.get('label'))} {say.say('stated.of', of=of)}"
    if kind == "label":
        return quoted(value.get("label"))
    if kind == "cause" and value.get("effect"):
        return say.say("stated.cause", effect=value["effect"], cause=value.get("cause"))
    if kind == "role" and value.get("party"):
        return f"{say.code('roles', value.get('role'))}: {party_shown(value['party'], say)}"
    if kind == "death":
        counted = lookup.claims.get(str(claim.get("part_of")), claim)  # its count says whether he died or was killed
        return f"{person(value, say)}, {figures.harm_word(str(claim.get('harm') or 'killed'), [counted], say)}"
    by = party_shown(str(value["by"]), say) if value.get("by") and kind in _BLAMING else value.get("by")
    parts = [str(part) for part in (by, value.get("act"), value.get("of"), value.get("cause")) if part]
    return " ".join(parts) if parts else str(claim.get("words") or claim.get("quote") or "")


def person(value: Json, say: Phrases) -> str:
    """One person as the text tells of them; a name that is not stated is said to be so."""
    name, described = str(value.get("name") or ""), str(value.get("described") or "")
    if not name:
        parts = [say.say("stated.name_unknown", described=described).strip()]
    else:
        parts = [name] if not described or described in name else [name, described]
    if value.get("age") and str(value["age"]) not in described:
        parts.append(say.say("stated.aged", age=value["age"]))
    return str(say.entry("list_join")).join(parts)


def quoted(words: object) -> str:
    """A word in marks of quotation, unless it brings its own."""
    return str(words) if any(mark in str(words) for mark in '"“«') else f"“{words}”"
