"""What people decided, in words: who checked a figure, who set a claim aside and why, whose side a speaker is on."""

from collections.abc import Iterable, Mapping

from tollbook.publish import days
from tollbook.publish.by_hand import entered
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases


def review_words(toll: Json, say: Phrases) -> str:
    """How far the claims that a figure uses were checked; "" where it is no figure, or its record does not say."""
    checked = toll.get("checked") or {}
    n, of = checked.get("n_checked"), checked.get("of")
    if not of or toll.get("status") == "indeterminate":
        return ""
    if not n:
        return say.say("review.none")
    if n < of:
        return say.say("review.some", n=say.number(n), of=say.number(of))
    return say.say("review.all", by=say.listed(list(checked["by"])), day=days.in_words(checked["on"], say))


def status_words(record: Json, say: Phrases) -> str:
    """What the whole record is. Where people went over what the machine read, it is no longer wholly unreviewed."""
    return say.say("review.status") if reviewed_in_part(record) else say.code("status", record.get("status"))


def reviewed_in_part(record: Json) -> bool:
    """Whether anybody went over what the machine read in a working copy."""
    return record.get("status") == "working" and any(map(_gone_over, record.get("claims", ())))


def _gone_over(claim: Json) -> bool:
    return bool(claim.get("rejected") or claim.get("corrects") or (claim.get("checked") and not entered(claim)))


def aside_words(claim: Json, reason: str, claims: Mapping[str, Json], say: Phrases) -> str:
    """Why a claim was set aside; who decided it, when and why, where a person did."""
    rejected = claim.get("rejected")
    if reason == "rejected" and rejected:
        return say.say("review.rejected", why=rejected["reason"], **_by(rejected, say))
    instead = claims.get(str(claim.get("corrected_by")))
    if reason == "corrected" and instead and instead.get("checked"):
        return say.say("review.corrected", **_by(instead["checked"][0], say))
    if reason == "proposed":
        return say.say("review.proposed", reader=claim.get("reader"))
    return say.code("set_aside", reason)


def decided_of(claim: Json, lookup: Lookup, say: Phrases) -> str:
    """Who set a claim aside; "" where nobody did."""
    if claim.get("rejected"):
        return aside_words(claim, "rejected", lookup.claims, say)
    if claim.get("corrected_by"):
        return aside_words(claim, "corrected", lookup.claims, say)
    awaits = claim.get("proposed") and not claim.get("checked")
    return aside_words(claim, "proposed", lookup.claims, say) if awaits else ""


def read_also(claim: Json, say: Phrases) -> str:
    """Which other extractors read the same; "" where none was asked, or none did."""
    others = list(claim.get("read_also") or ())
    return say.say("review.read_also", readers=say.listed(others)) if others else ""


def sure_words(claim: Json, say: Phrases) -> str:
    """How sure the reading of its words is, where that was measured and nobody checked it: never how true they are."""
    share = claim.get("confidence")
    return "" if share is None or claim.get("checked") else say.say("review.sure", n=say.number(round(100 * share)))


def _by(one: Json, say: Phrases) -> dict[str, str | None]:
    return {"by": str(one["by"]), "day": days.in_words(one["on"], say)}


def sided(claim: Json, incidents: Iterable[Json], say: Phrases) -> Iterable[str]:
    """The side of a claim's speaker in its incident, and its declared interest, each in words."""
    incident = next((one for one in incidents if one["id"] == claim.get("incident")), {})
    for one in incident.get("sides") or ():
        if one["speaker_id"] == claim.get("speaker_id"):
            if one["side"] != "unassigned":
                yield say.say("review.side", side=say.code("sides", one["side"]))
            if one["interest"]:
                yield say.say("review.interest", words=one["interest"])


def independent(claim: Json, lookup: Lookup, say: Phrases) -> Iterable[str]:
    """What persons found of a claim and another that does not go back to it."""
    voice = lookup.voice_of.get((str(claim.get("incident")), claim["id"]), {})
    for one in voice.get("independent") or ():
        others = [lookup.claims[id_] for id_ in one["claims"] if id_ != claim["id"] and id_ in lookup.claims]
        if claim["id"] in one["claims"] and others:
            who = lookup.speaker_of(others[0]) or lookup.title(others[0]["source"])
            yield say.say("review.independent", who=who, why=one["reason"], **_by(one, say))


def same_person(claim: Json, lookup: Lookup, say: Phrases) -> str:
    """Which other claims a person found to tell of the same one; "" where none."""
    others = lookup.chosen(list(claim.get("same_person") or ()))
    if not others:
        return ""
    named = [f"“{one['quote']}” ({lookup.title(one['source'])})" for one in others]
    return say.say("review.same_person", others=say.listed(named))


def protected_words(source: Json, say: Phrases) -> str:
    """The mark of a protected source; "" where it is none."""
    protected = source.get("protected")
    if not protected:
        return ""
    shown = say.say("review.shown_as", words=protected["shown_as"]) if protected.get("shown_as") else ""
    level = protected["level"]
    return f"{say.say(f'review.protected_{level}')} {shown}".strip()
