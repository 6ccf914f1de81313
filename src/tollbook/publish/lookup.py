"""The record with its cross references: which claim, source, voice and toll belong to which."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

Json = Mapping[str, Any]


class Lookup:
    """One record and the canonical texts by source id, asked by ids."""

    def __init__(self, record: Json, texts: Mapping[str, str]) -> None:
        self.record = record
        self.texts = texts
        self.sources: dict[str, Json] = {source["id"]: source for source in record.get("sources", ())}
        self.claims: dict[str, Json] = {claim["id"]: claim for claim in record.get("claims", ())}
        self.incidents: dict[str, Json] = {incident["id"]: incident for incident in record.get("incidents", ())}

    def stands(self, claim: Json) -> bool:
        """Whether no later version stands in the place of the claim's document."""
        return not self.sources.get(claim["source"], {}).get("superseded_by")

    def claims_of(self, incident: Json) -> list[Json]:
        """The claims linked to an incident, in the record's order."""
        return [self.claims[link["claim"]] for link in incident.get("claims", ()) if link["claim"] in self.claims]

    def chosen(self, ids: list[str]) -> list[Json]:
        """The claims with these ids; an id that the record does not hold is passed over."""
        return [self.claims[one] for one in ids if one in self.claims]

    def words(self, place: Json) -> str:
        """The words at a place, from the text where it is there."""
        text = self.texts.get(place["source"])
        return text[place["start"] : place["end"]] if text is not None else str(place.get("words") or "")

    def passage(self, source: str, at: int) -> Json | None:
        """The passage that holds a position."""
        passages = self.sources.get(source, {}).get("passages", ())
        return next((one for one in passages if one["start"] <= at < one["end"]), None)

    def around(self, place: Json, length: int = 90) -> tuple[str, str]:
        """What stands before and after a place within its passage, cut at a space where it is long."""
        text, start, end = self.texts.get(place["source"], ""), int(place["start"]), int(place["end"])
        passage = self.passage(place["source"], start) or {"start": 0, "end": len(text)}
        before, after = text[passage["start"] : start], text[end : max(end, passage["end"])]
        if len(before) > length:
            before = "…" + before[-length:].partition(" ")[2]
        if len(after) > length:
            after = after[:length].rpartition(" ")[0] + "…"
        return before, after

    def title(self, source: str) -> str:
        """The source's title, else its file's name."""
        found = self.sources.get(source)
        return text_of(found.get("title")) or str(found.get("name") or source) if found else source

    @cached_property
    def main(self) -> frozenset[str]:
        """The incidents of the documents' titles; where none has one, those that are not told beside another."""
        found = {
            incident["id"]
            for incident in self.incidents.values()
            if any(self._in_title(ground) for ground in incident.get("grounds", ()))
        }
        beside = {
            incident["id"]
            for incident in self.incidents.values()
            if any(relation["kind"] in ("before", "told_with") for relation in incident.get("relations", ()))
        }
        return frozenset(found or self.incidents.keys() - beside or self.incidents.keys())

    def titled_in(self, source: str) -> frozenset[str]:
        """The incidents that a document is about: those of its title, else the one main incident there is."""
        found = {
            incident["id"]
            for incident in self.incidents.values()
            if any(ground["source"] == source and self._in_title(ground) for ground in incident.get("grounds", ()))
        }
        return frozenset(found or (self.main if len(self.main) == 1 else ()))

    def _in_title(self, ground: Json) -> bool:
        passage = self.passage(ground["source"], ground["start"])
        return ground["fact"] == "title" and passage is not None and passage["kind"] == "title"

    @cached_property
    def used_in(self) -> dict[str, list[tuple[Json, Json]]]:
        """For each claim the incidents and tolls that use it."""
        found: dict[str, list[tuple[Json, Json]]] = {}
        for incident in self.incidents.values():
            for toll in incident.get("tolls", ()):
                for claim in toll.get("used") or ():
                    found.setdefault(claim, []).append((incident, toll))
        return found

    @cached_property
    def set_aside(self) -> dict[str, list[tuple[Json, Json, str]]]:
        """For each claim the incidents and tolls that set it aside, and the code of the reason."""
        found: dict[str, list[tuple[Json, Json, str]]] = {}
        for incident in self.incidents.values():
            for toll in incident.get("tolls", ()):
                for aside in toll.get("set_aside") or ():
                    found.setdefault(aside["claim"], []).append((incident, toll, aside["reason"]))
        return found

    @cached_property
    def acknowledged(self) -> frozenset[str]:
        """Claims that an authority states in its own name, as the tolls say."""
        tolls = (toll for incident in self.incidents.values() for toll in incident.get("tolls", ()))
        return frozenset(claim for toll in tolls for claim in toll.get("acknowledged_by") or ())

    @cached_property
    def voice_of(self) -> dict[tuple[str, str], Json]:
        """The voice of each claim within an incident, by (incident id, claim id)."""
        return {
            (incident["id"], claim): voice
            for incident in self.incidents.values()
            for voice in incident.get("voices", ())
            for claim in voice.get("claims", ())
        }


def text_of(value: object) -> str | None:
    """A title, an author: plain words, or a place that holds words."""
    if isinstance(value, Mapping):
        return str(value.get("words") or "") or None
    return str(value) if value else None
