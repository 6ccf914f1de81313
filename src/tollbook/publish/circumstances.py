"""Conditions, warnings, access, patterns and reactions of one incident, each its speaker's; and the access said to be
refused or limited, which stands beside every official figure."""

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


def circumstances(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Group, ...]:
    """The groups that are told of, conditions first."""
    own = sorted(lookup.claims_of(incident), key=lambda one: (one["source"], one["start"], one["id"]))
    listed = ((kind, tuple(statement(one, lookup, say) for one in own if one["kind"] == kind)) for kind in KINDS)
    return tuple(Group(say.say(f"circumstances.{kind}"), found) for kind, found in listed if found)


def kept_from(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Statement, ...]:
    """Where access to what happened is said to have been refused or limited."""
    return tuple(
        statement(one, lookup, say)
        for one in lookup.claims_of(incident)
        if one["kind"] == "access"
        and (one.get("value") or {}).get("access") in _KEPT_FROM
        and one.get("stance") in ("asserts", "estimates")
        and lookup.stands(one)
    )
