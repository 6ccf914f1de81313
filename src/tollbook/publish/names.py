"""What an incident is called: its own name, or its place and day where its title is a statement's heading."""

from tollbook.publish import days, figures
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases

MOST_NAMED = 3  # documents in sight at the head of an incident; more are folded there, all by their numbers


def name_of(incident: Json, lookup: Lookup, say: Phrases) -> str:
    """The incident's title; site or place and day where that is only the heading of what somebody states about it."""
    title, where = str(incident["title"]), incident.get("where") or {}
    day = days.in_words(incident.get("when"), say)
    known = [str(one) for one in (where.get("site"), where.get("name"), day) if one]
    return str(say.entry("list_join")).join(known) if len(known) > 1 and told_of_in(incident, lookup) else title


def told_of_in(incident: Json, lookup: Lookup) -> tuple[str, str] | None:
    """(source, title) of the authored document whose heading stands as the incident's title."""
    source = lookup.headed_by.get(incident["id"])
    return (source, str(incident["title"])) if source is not None else None


def documents_of(incident: Json, lookup: Lookup) -> list[str]:
    """The documents that tell of it, in the order of the record."""
    told = {one["source"] for one in (*lookup.claims_of(incident), *incident.get("grounds", ()))}
    return lookup.in_order(told)


def numbers_of(incident: Json, lookup: Lookup) -> dict[str, int]:
    """The documents by number, where they are several, as the head of the incident names them."""
    listed = documents_of(incident, lookup)
    return {source: n for n, source in enumerate(listed, 1)} if len(listed) > 1 else {}


def where_of(incident: Json, say: Phrases) -> str:
    """Site, place and country as far as they are known."""
    where = incident.get("where") or {}
    known = [str(where[key]) for key in ("site", "name", "country") if where.get(key)]
    return str(say.entry("list_join")).join(known) or say.say("page.place_unknown")


def place_notes(incident: Json, say: Phrases) -> tuple[str, ...]:
    """How else documents spell the place, and which place of the gazetteer it is taken for where its name alone does
    not say so; or what it may be."""
    where = incident.get("where") or {}
    known, join = where.get("gazetteer") or {}, str(say.entry("list_join"))
    notes = [say.say("page.place_also", names=join.join(where["also"]))] if where.get("also") else []
    candidates = known.get("candidates") or ()
    taken = next((one for one in candidates if one["id"] == known.get("taken")), None)
    if taken and (taken["name"] != where.get("name") or taken["country_code"] != where.get("country_code")):
        notes.append(say.say("page.place_taken", place=_as_listed(taken, say), because=known["because"]))
    elif candidates and not taken:
        several = "; ".join(_as_listed(one, say) for one in candidates[:MOST_NAMED])
        more = len(candidates) - MOST_NAMED
        more_words = say.say("page.place_more", n=more) if more > 0 else ""
        notes.append(say.say("page.place_open", places=several + more_words, because=known["because"]))
    return tuple(notes)


def _as_listed(candidate: Json, say: Phrases) -> str:
    words = (candidate["name"], candidate["region"] or say.code("place_kinds", candidate["kind"]))
    return f"{', '.join(words)}, {candidate['country_code']} ({candidate['id']})"


def voice_notes(incident: Json, lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    """Which names count as one voice: by the parties of a language, or since people found one speaker or an echo."""
    notes = []
    for voice in incident.get("voices", ()):
        claims = lookup.chosen(voice["claims"])
        spelt = {one.get("speaker_id"): lookup.speaker_of(one) for one in claims if one.get("speaker")}
        names = list(dict.fromkeys(f"“{name}”" for name in spelt.values() if name))
        if len(names) > 1:
            notes.append(say.say("page.one_voice", names=str(say.entry("list_join")).join(names)))
    return tuple(notes)


def harm_of(toll: Json, lookup: Lookup, say: Phrases) -> str:
    """The harm of a toll in words: "died" where every claim of it, used or set aside, says so."""
    ids = [*(toll.get("used") or ()), *(one["claim"] for one in toll.get("set_aside") or ())]
    return figures.harm_word(str(toll["harm"]), lookup.chosen(ids), say)
