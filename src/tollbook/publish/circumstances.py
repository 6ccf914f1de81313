"""Conditions, warnings, access, patterns and reactions of one incident, each its speaker's; and the access said to be
refused or limited, which stands beside every official figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.statements import Statement, statement

KINDS = ("condition", "notice", "access", "pattern", "reaction")
_KEPT_FROM = ("refused", "limited")


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, in the order of the sources."""

    heading: str
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``groups``: those that are told of, conditions first. ``kept_from``: where access to what happened is said to
    have been refused or limited."""

    groups: tuple[Group, ...]
    kept_from: tuple[Statement, ...]


def circumstances(incident: Json, lookup: Lookup, say: Phrases) -> Circumstances:
    """What is told of the circumstances of an incident."""
    return Circumstances(tuple(_groups(incident, lookup, say)), tuple(_kept_from(incident, lookup, say)))


def _groups(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Group]:
    own = sorted(lookup.claims_of(incident), key=lambda one: (one["source"], one["start"], one["id"]))
    listed = ((kind, tuple(statement(one, lookup, say) for one in own if one["kind"] == kind)) for kind in KINDS)
    yield from (Group(say.say(f"circumstances.{kind}"), found) for kind, found in listed if found)


def _kept_from(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Statement]:
    for one in lookup.claims_of(incident):
        kept = one["kind"] == "access" and (one.get("value") or {}).get("access") in _KEPT_FROM
        if kept and one.get("stance") in ("asserts", "estimates") and lookup.stands(one):
            yield statement(one, lookup, say)
