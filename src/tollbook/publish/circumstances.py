"""Conditions, warnings, access, patterns and reactions of one incident, each its speaker's; and the access said to be
refused or limited, which stands beside every official figure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tollbook.publish import days
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.statements import Statement, statement

KINDS = ("condition", "notice", "access", "pattern", "reaction")
_KEPT_FROM = ("refused", "limited")


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, in the order of the sources."""

    heading: str
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Shut:
    """That access was refused, or limited, with each who says so and one of their claims."""

    words: str
    said: tuple[tuple[str, Speaker], ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``groups``: those that are told of, conditions first. ``kept_from``: that access to what happened is said to
    have been refused or limited, by whom."""

    groups: tuple[Group, ...]
    kept_from: tuple[Shut, ...]


def circumstances(incident: Json, lookup: Lookup, say: Phrases) -> Circumstances:
    """What is told of the circumstances of an incident."""
    return Circumstances(tuple(_groups(incident, lookup, say)), tuple(kept_from(incident, lookup, say)))


def _groups(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Group]:
    own = sorted(lookup.claims_of(incident), key=lambda one: (one["source"], one["start"], one["id"]))
    listed = ((kind, tuple(_dated(one, lookup, say) for one in own if one["kind"] == kind)) for kind in KINDS)
    yield from (Group(say.say(f"circumstances.{kind}"), found) for kind, found in listed if found)


def _dated(claim: Json, lookup: Lookup, say: Phrases) -> Statement:
    """With the day that its own words give it, else with the day on which it was told."""
    stated, day = statement(claim, lookup, say), days.in_words(claim.get("as_of"), say)
    return replace(stated, kind="", told=say.say("circumstances.told_on", day=day) if day else "")


def kept_from(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Shut]:
    """What stands beside every official figure."""
    for code in _KEPT_FROM:
        said: dict[tuple[str, bool], tuple[str, Speaker]] = {}
        for one in lookup.claims_of(incident):
            kept = one["kind"] == "access" and (one.get("value") or {}).get("access") == code
            if kept and one.get("stance") in ("asserts", "estimates") and lookup.stands(one):
                who = speaker(one, lookup, say)
                said.setdefault((who.name, who.named), (one["id"], who))
        if said:
            yield Shut(say.say(f"told.access.{code}"), tuple(said.values()))
