"""Claims of one dossier beside those of another: which state the same, and which came, went or changed their part."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from tollbook.publish.by_hand import entered
from tollbook.publish.lookup import Json, Lookup

USED = "used"
SUPERSEDED = "superseded"
DECIDED = (SUPERSEDED, "rejected", "corrected")  # set aside by what a person said, and not by a rule
# What a reader may take otherwise though the words and the figure are the same.
READ = ("stance", "marks", "form", "anonymous", "speaker_type", "carried_by", "on_word_of")


@dataclass(frozen=True, slots=True)
class Move:
    """A claim whose part in a toll is another. ``before`` and ``after``: "used", the reason why it is set aside, or
    None where the toll does not know it. ``claim`` is its id after, else before. ``why`` is a code of
    docs/reference/changes.md. ``incident``: where it stood before, or stands after, if elsewhere."""

    claim: str
    before: str | None
    after: str | None
    why: str
    incident: str | None = None

    @property
    def gone(self) -> bool:
        """Whether the claim is looked up in the record before: it is in the one after no more."""
        return self.why in ("source-gone", "source-changed", "no-longer-read", "taken-back") and self.after is None


class Compared:
    """Two records side by side: ``twins`` gives for each claim before the one that states the same after."""

    def __init__(self, before: Json, after: Json) -> None:
        self.before, self.after = Lookup(before, {}), Lookup(after, {})
        self.twins = _twins(self.before, self.after)
        self.origins = {after: before for before, after in self.twins.items()}
        self._order = {claim: n for n, claim in enumerate((*self.before.claims, *self.after.claims))}
        self.names_before = {source["name"]: source["id"] for source in self.before.sources.values()}
        self.names_after = {source["name"]: source["id"] for source in self.after.sources.values()}

    @cached_property
    def read_from(self) -> tuple[Counter[str], Counter[str]]:
        """How many claims each source gave, before and after."""
        before, after = (Counter(one["source"] for one in side.claims.values()) for side in (self.before, self.after))
        return before, after

    @cached_property
    def tolls(self) -> dict[str, tuple[Json, Lookup]]:
        """Each toll by its id, with the record it stands in: the one after, where it is in both."""
        return {
            toll["id"]: (toll, lookup)
            for lookup in (self.before, self.after)
            for incident in lookup.incidents.values()
            for toll in incident["tolls"]
        }

    def moves(self, before: Json | None, after: Json | None) -> tuple[Move, ...]:
        """The claims that have another part in the toll after than in the toll before, those that it rests on first."""
        was, now = _parts(before), _parts(after)
        found = [*self._moves_of_known(was, now), *self._moves_of_new(was, now)]
        return tuple(sorted(found, key=self._weight))

    def _weight(self, move: Move) -> tuple[bool, bool, int]:
        """What a figure rests on first, what came before what went, then the order of the record."""
        return (USED not in (move.before, move.after), move.after is None, self._order[move.claim])

    def _moves_of_known(self, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Move]:
        for claim, part in was.items():
            twin = self.twins.get(claim)
            then = now.get(twin) if twin else None
            if part == then:
                continue
            if twin is None:
                yield Move(claim, part, None, self._why_gone(claim))
            elif then is None:
                yield Move(twin, part, None, "moved", self.after.claims[twin].get("incident"))
            else:
                yield Move(twin, part, then, _why_other(part, then))

    def _moves_of_new(self, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Move]:
        for claim, part in now.items():
            origin = self.origins.get(claim)
            if origin is None:
                yield Move(claim, None, part, self._why_there(claim))
            elif origin not in was:
                yield Move(claim, None, part, "moved", self.before.claims[origin].get("incident"))

    def _why_gone(self, claim: str) -> str:
        gone = self.before.claims[claim]
        source = self.before.sources[gone["source"]]
        if source["id"] in self.after.sources:
            return "taken-back" if gone.get("corrects") else "no-longer-read"
        return "source-changed" if source["name"] in self.names_after else "source-gone"

    def _why_there(self, claim: str) -> str:
        there = self.after.claims[claim]
        source = self.after.sources[there["source"]]
        if source["id"] in self.before.sources:
            return "put-in-place" if there.get("corrects") else "written-down" if entered(there) else "now-read"
        return "source-changed" if source["name"] in self.names_before else "source-added"

    def read_otherwise(self, before: Json | None, after: Json | None) -> tuple[str, ...]:
        """Claims of both tolls whose words are the same and were taken otherwise, by their ids after."""
        both = [(one, self.twins.get(one)) for one in _parts(before) if self.twins.get(one) in _parts(after)]
        return tuple(
            twin for one, twin in both if twin and _read(self.before.claims[one]) != _read(self.after.claims[twin])
        )


def _parts(toll: Json | None) -> dict[str, str]:
    if toll is None:
        return {}
    return dict.fromkeys(toll["used"], USED) | {one["claim"]: one["reason"] for one in toll["set_aside"]}


def _why_other(before: str, after: str) -> str:
    if after in DECIDED:
        return after
    if before in DECIDED:
        return f"no-longer-{before}"
    return "set-aside" if before == USED else "taken-up" if after == USED else "other-reason"


def _read(claim: Json) -> list[object]:
    return [claim.get(name) for name in READ]


def _twins(before: Lookup, after: Lookup) -> dict[str, str]:
    """The same claim, by its id; where a file holds other bytes than before, what states the same in it, in order."""
    found = {claim: claim for claim in before.claims if claim in after.claims}
    left = _by_statement((one for one in before.claims.values() if one["id"] not in found), before)
    there = _by_statement((one for one in after.claims.values() if one["id"] not in found), after)
    for key, claims in left.items():
        for one, twin in zip_longest(claims, there.get(key, ())):
            if one is None or twin is None:
                break
            found[one] = twin
    return found


def _by_statement(claims: Iterable[Json], lookup: Lookup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        name = lookup.sources[claim["source"]]["name"]
        stated = [claim.get(one) for one in ("kind", "harm", "group", "low", "high", "open", "term", "stance")]
        key = json.dumps([name, *stated, claim.get("speaker_id"), claim.get("value")], sort_keys=True)
        found.setdefault(key, []).append(claim["id"])
    return found
