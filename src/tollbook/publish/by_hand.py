"""What people did by hand, in words: who wrote a claim down from which place, who checked it, and what is not held."""

from collections.abc import Iterable

from tollbook.publish import days
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital

_PERSON = "person:"  # how the reader of a claim begins that no machine read


def entered(claim: Json) -> bool:
    """Whether a person wrote the claim down."""
    return str(claim.get("reader") or "").startswith(_PERSON)


def who_checked(claim: Json, passage: Json | None, say: Phrases) -> str:
    """Who wrote a checked claim down, when and from which place; or who read again what a machine read."""
    by = _by([claim], say)
    if claim.get("corrects"):
        return say.say("speakers.corrected", by=by)
    if not entered(claim):
        return say.say("speakers.checked", by=by)
    place = str((passage or {}).get("origin") or "")
    return say.say("speakers.written_down_at" if place else "speakers.written_down", by=by, place=place)


def notes_on(source: Json, lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    """What is to be known of a source that no machine read, or of which there is no file."""
    found = []
    if source.get("entry"):
        key = "sources.elsewhere" if source.get("size") is None else "sources.no_file"
        found.append(capital(say.say(key, kind=source["entry"])))
    if source.get("written_down"):
        claims = [one for one in lookup.claims_in.get(source["id"], []) if entered(one)]
        found.append(say.say("sources.written_down", by=_by(claims, say)))
    return tuple(found)


def places_in(source: Json) -> dict[int, str]:
    """Where each passage that was written down stands in the source, by where the passage begins."""
    listed = source.get("passages", ()) if source.get("written_down") else ()
    return {int(one["start"]): str(one["origin"]) for one in listed if one.get("origin")}


def _by(claims: Iterable[Json], say: Phrases) -> str:
    checks = {(str(one["by"]), str(one["on"])) for claim in claims for one in claim.get("checked") or ()}
    return say.listed([say.say("speakers.by_on", by=by, day=days.in_words(on, say)) for by, on in sorted(checks)])
