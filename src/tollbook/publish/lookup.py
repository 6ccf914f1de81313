"""The record with its cross references: which claim, source, voice and toll belong to which."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import Any

Json = Mapping[str, Any]
SPAN, AS_PUBLISHED = "range", "as-published"


class Lookup:
    """One record and the canonical texts by source id, asked by ids."""

    def __init__(self, record: Json, texts: Mapping[str, str]) -> None:
        self.record = record
        self.texts = texts
        self.sources: dict[str, Json] = {source["id"]: source for source in record.get("sources", ())}
        self.claims: dict[str, Json] = {claim["id"]: claim for claim in record.get("claims", ())}
        self.incidents: dict[str, Json] = {incident["id"]: incident for incident in record.get("incidents", ())}
        self._until = str(record.get("until") or "9999-12-31")

    def stands(self, claim: Json) -> bool:
        """Whether no later version stands in the place of the claim's document, no person set it aside, none has still
        to accept it, and it was stated by the day until which the record counts."""
        awaits = claim.get("proposed") and not claim.get("checked")
        late = claim.get("as_of") and claim["as_of"] > self._until[: len(claim["as_of"])]
        return not (self.superseded(claim) or claim.get("rejected") or claim.get("corrected_by") or awaits or late)

    def superseded(self, claim: Json) -> bool:
        """Whether a later version stands in the place of the claim's document."""
        return bool(self.sources.get(claim["source"], {}).get("superseded_by"))

    def claims_of(self, incident: Json) -> list[Json]:
        """The claims linked to an incident, in the record's order."""
        return [self.claims[link["claim"]] for link in incident.get("claims", ()) if link["claim"] in self.claims]

    def chosen(self, ids: list[str]) -> list[Json]:
        """The claims with these ids; an id that the record does not hold is passed over."""
        return [self.claims[one] for one in ids if one in self.claims]

    def speaker_of(self, claim: Json) -> str | None:
        """The speaker's name: one wording for all that differ in capitals and spaces alone, as a sentence or a cell
        begins; the one with the fewest capitals."""
        name = _plain(claim.get("speaker"))
        return self._spelt.get(name.casefold(), name) if name else None

    @cached_property
    def _spelt(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for claim in self.claims.values():
            name = _plain(claim.get("speaker"))
            known = found.setdefault(name.casefold(), name)
            if sum(map(str.isupper, name)) < sum(map(str.isupper, known)):
                found[name.casefold()] = name
        return found

    def publisher(self, source: str) -> str | None:
        """Who published the source, by its own words, else by those of people."""
        found = self.sources.get(source, {})
        return text_of(found.get("publisher")) or text_of((found.get("known") or {}).get("publisher"))

    def author(self, source: str) -> str | None:
        """Who wrote the source, by its own words, else by those of people."""
        found = self.sources.get(source, {})
        return text_of(found.get("author")) or text_of((found.get("known") or {}).get("author"))

    def words(self, place: Json) -> str:
        """The words at a place, from the text where it is there."""
        text = self.texts.get(place["source"])
        return text[place["start"] : place["end"]] if text is not None else str(place.get("words") or "")

    def passage(self, source: str, at: int) -> Json | None:
        """The passage that holds a position."""
        passages = self.sources.get(source, {}).get("passages", ())
        last = bisect_right(passages, at, key=_start) - 1
        return passages[last] if last >= 0 and at < passages[last]["end"] else None

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
        """The source's own title, else the one that people gave it, else its file's name."""
        found = self.sources.get(source)
        if not found:
            return source
        given = (found.get("known") or {}).get("title")
        return text_of(found.get("title")) or text_of(given) or str(found.get("name") or source)

    @cached_property
    def demands_of(self) -> dict[str, list[Json]]:
        """By incident, its entries in the ledger of demands."""
        found: dict[str, list[Json]] = {}
        for one in self.record.get("demands", ()):
            found.setdefault(str(one["incident"]), []).append(one)
        return found

    @cached_property
    def questions_of(self) -> dict[str, list[Json]]:
        """By incident, its open questions with their answers."""
        found: dict[str, list[Json]] = {}
        for one in self.record.get("questions", ()):
            found.setdefault(one["incident"], []).append(one)
        return found

    @cached_property
    def found_of(self) -> dict[str, list[Json]]:
        """By incident, what people found about it."""
        found: dict[str, list[Json]] = {}
        for one in self.record.get("findings", ()):
            for incident in one["incidents"]:
                found.setdefault(incident, []).append(one)
        return found

    @cached_property
    def obliged_of(self) -> dict[str, Json]:
        """By incident, what bound its state."""
        return {one["incident"]: one for one in self.record.get("obligations", ())}

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

    @cached_property
    def only_main(self) -> str | None:
        """The main incident, where there is exactly one."""
        return next(iter(self.main)) if len(self.main) == 1 else None

    @cached_property
    def alone(self) -> bool:
        """Whether there is one source, which need not be named beside what stands in it."""
        return len(self.sources) == 1

    def titled_in(self, source: str) -> frozenset[str]:
        """The incidents that a document is about: those of its title, else the one main incident there is."""
        return frozenset(self._titled.get(source) or ((self.only_main,) if self.only_main else ()))

    @cached_property
    def _titled(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for incident, ground in self._every_ground():
            if self._in_title(ground):
                found.setdefault(ground["source"], set()).add(incident["id"])
        return found

    def _every_ground(self) -> Iterator[tuple[Json, Json]]:
        return ((incident, one) for incident in self.incidents.values() for one in incident.get("grounds", ()))

    @cached_property
    def headed_by(self) -> dict[str, str]:
        """By the incident whose title is the heading of an authored document: the first such document."""
        found: dict[str, str] = {}
        for incident, ground in self._every_ground():
            if ground["fact"] == "title" and self._heads(ground["source"], incident):
                found.setdefault(incident["id"], ground["source"])
        return found

    def _heads(self, source: str, incident: Json) -> bool:
        given = self.sources.get(source, {})
        authored = bool(text_of(given.get("author")) and text_of(given.get("title")))
        return authored and self.title(source).strip() == str(incident["title"]).strip()

    def is_withdrawn(self, claim: Json) -> bool:
        """Whether the person who gave its source withdrew consent."""
        known = self.sources.get(claim["source"], {}).get("known") or {}
        return bool((known.get("consent") or {}).get("withdrawn_on"))

    @cached_property
    def claims_in(self) -> dict[str, list[Json]]:
        """The claims of each source, in the record's order."""
        found: dict[str, list[Json]] = {}
        for claim in self.claims.values():
            found.setdefault(claim["source"], []).append(claim)
        return found

    @cached_property
    def grounds_in(self) -> dict[str, list[tuple[Json, Json]]]:
        """The grounds that stand in each source, each with its incident."""
        found: dict[str, list[tuple[Json, Json]]] = {}
        for incident, ground in self._every_ground():
            found.setdefault(ground["source"], []).append((incident, ground))
        return found

    @cached_property
    def open_about(self) -> dict[str, list[Json]]:
        """The issues that are open, by the claims they are about; by their source where they are about no claim."""
        found: dict[str, list[Json]] = {}
        for issue in self.record.get("issues", ()):
            if issue.get("severity") in ("open", "lost"):
                for one in issue.get("claims") or (str(issue.get("source")),):
                    found.setdefault(one, []).append(issue)
        return found

    def in_order(self, ids: Set[str]) -> list[str]:
        """Those of the ids that are sources or incidents of the record, in its order."""
        return sorted((one for one in ids if one in self.places), key=self.places.__getitem__)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each source and incident stands in the record."""
        return {identity: place for place, identity in enumerate((*self.sources, *self.incidents))}

    @cached_property
    def _relations(self) -> dict[tuple[str, str], set[str]]:
        """By (incident, kind): those that say that they stand so to it."""
        found: dict[tuple[str, str], set[str]] = {}
        for other in self.incidents.values():
            for relation in other.get("relations", ()):
                found.setdefault((relation["to"], relation["kind"]), set()).add(other["id"])
        return found

    def related(self, incident: Json, kind: str) -> list[Json]:
        """The incidents that stand ``kind`` this one, by their own word or by this one's."""
        opposite = {"before": "after", "after": "before", "told_with": "told_with"}[kind]
        theirs = self._relations.get((incident["id"], kind), set())
        ours = {relation["to"] for relation in incident.get("relations", ()) if relation["kind"] == opposite}
        found = (theirs | ours) - {incident["id"]}
        return [self.incidents[one] for one in self.in_order(found) if one in self.incidents]

    def _in_title(self, ground: Json) -> bool:
        passage = self.passage(ground["source"], ground["start"]) if ground["fact"] == "title" else None
        return passage is not None and passage["kind"] == "title"

    @cached_property
    def used_in(self) -> dict[str, list[tuple[Json, Json]]]:
        """For each claim the incidents and tolls that use it."""
        found: dict[str, list[tuple[Json, Json]]] = {}
        for incident in self.incidents.values():
            for toll in spans(incident):
                for claim in toll.get("used") or ():
                    found.setdefault(claim, []).append((incident, toll))
        return found

    @cached_property
    def set_aside(self) -> dict[str, list[tuple[Json, Json, str]]]:
        """For each claim the incidents and tolls that set it aside, and the code of the reason."""
        found: dict[str, list[tuple[Json, Json, str]]] = {}
        for incident in self.incidents.values():
            for toll in spans(incident):
                for aside in toll.get("set_aside") or ():
                    found.setdefault(aside["claim"], []).append((incident, toll, aside["reason"]))
        return found

    @cached_property
    def acknowledged(self) -> frozenset[str]:
        """Claims that an authority states in its own name, as the tolls say."""
        tolls = (toll for incident in self.incidents.values() for toll in incident.get("tolls", ()))
        return frozenset(claim for toll in tolls for claim in toll.get("acknowledged_by") or ())

    @cached_property
    def asking(self) -> frozenset[tuple[str, str]]:
        """Who makes a demand, by incident and speaker: an interest to be known beside the figures that they give."""
        asked = (one for one in self.claims.values() if one["kind"] == "demand" and self.stands(one))
        return frozenset((str(one["incident"]), str(one["speaker_id"])) for one in asked if one.get("speaker_id"))

    @cached_property
    def voice_of(self) -> dict[tuple[str, str], Json]:
        """The voice of each claim within an incident, by (incident id, claim id)."""
        return {
            (incident["id"], claim): voice
            for incident in self.incidents.values()
            for voice in incident.get("voices", ())
            for claim in voice.get("claims", ())
        }


def _start(passage: Json) -> int:
    return int(passage["start"])


def _plain(words: object) -> str:
    """Words on one line."""
    return " ".join(str(words or "").split())


def text_of(value: object) -> str | None:
    """A title, an author: plain words, or a place that holds words."""
    if isinstance(value, Mapping):
        return str(value.get("words") or "") or None
    return str(value) if value else None


def spans(incident: Json) -> list[Json]:
    """The tolls that are spans of claims, as published where that is given; all of them where no rule is the span. What
    published rules give stands beside them, in a table of its own."""
    every = list(incident.get("tolls", ()))
    own = [toll for toll in every if toll.get("rule") == SPAN]
    return [toll for toll in own if toll.get("mode") == AS_PUBLISHED] or own or every
