"""What a part of the page is made from: so much of the record and no more, with a key of all of it. A part made from
the same excerpt is the same part, so that it need not be made again."""

from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache, cached_property
from typing import NamedTuple

from tollbook.model.derived import key_of
from tollbook.publish.contents import Contents
from tollbook.publish.listed import plain_bytes
from tollbook.publish.lookup import Json, Lookup

_OF_ALL = ("schema", "version", "status", "rules")  # what every part may say of the whole record


class Excerpt(NamedTuple):
    """``key`` is of everything that ``lookup`` can answer. ``sensitive``: some of it is of a source that people marked
    so, and is kept in the dossier alone."""

    key: bytes
    sensitive: bool
    lookup: Callable[[], Lookup]


class Excerpts:
    """Excerpts of one record."""

    def __init__(self, whole: Lookup, contents: Contents | None = None) -> None:
        self.whole, self._contents = whole, contents or Contents(whole.record)
        self._about = cache(self._key_of_incident)  # each once for all the excerpts that it is in
        self._sources_of = cache(self._find_sources_of)

    def of_incident(self, identity: str) -> Excerpt:
        """The incident, and those that it is shown beside."""
        incident = self.whole.incidents[identity]
        parents = self.whole.related(incident, "after")
        beside = [one for kind in ("before", "told_with") for one in self.whole.related(incident, kind)]
        siblings = [one for parent in parents for one in self.whole.related(parent, "before")]
        copied = (incident.get("echoes") or {}).get("elsewhere", ())
        ids = [*(one["to"] for one in incident.get("relations", ())), *(one["incident"] for one in copied)]
        named = [self.whole.incidents.get(one) for one in ids]
        near = {one["id"] for one in (incident, *parents, *beside, *siblings, *named) if one is not None}
        return self._excerpt(identity, near, frozenset())

    def of_source(self, identity: str) -> Excerpt:
        """The source, what stands in it, and the incidents it tells of."""
        source = self.whole.sources[identity]
        told = {claim.get("incident") for claim in self.whole.claims_in.get(identity, ())}
        told |= {incident["id"] for incident, _ in self.whole.grounds_in.get(identity, ())}
        told |= {incident["id"] for claim in self.whole.claims_in.get(identity, ()) for incident in self._using(claim)}
        later = [one for one in source.get("superseded_by") or () if one in self.whole.sources]
        return self._excerpt(identity, {one for one in told if one in self.whole.incidents}, {identity, *later})

    def _using(self, claim: Json) -> Iterable[Json]:
        yield from (incident for incident, _ in self.whole.used_in.get(claim["id"], ()))
        yield from (incident for incident, _, _ in self.whole.set_aside.get(claim["id"], ()))

    def _excerpt(self, about: str, incidents: Set[str], sources: Set[str]) -> Excerpt:
        """``about`` names the part, so that two parts of one excerpt are not taken for one another."""
        listed, more = self.whole.in_order(incidents), self.whole.in_order(sources)
        keys = [self._about(one) for one in listed]
        keys += [key for one in more for key in (self._sources[one], *self._keys_of(self._claims_in(one)))]
        main = [one for one in listed if one in self.whole.main]
        shared = plain_bytes([about, main, self.whole.only_main, self.whole.alone])
        return Excerpt(
            key_of(self._of_all, shared, b"".join(keys)),
            any(one in self._sensitive for one in sources) or any(map(self._tells_sensitive, listed)),
            lambda: self._narrowed(listed, more, frozenset(main)),
        )

    def _narrowed(self, incidents: list[str], sources: list[str], main: frozenset[str]) -> Lookup:
        """A lookup of these incidents, their claims and their sources, each in the record's order."""
        whole = self.whole
        claims = {one["id"]: one for identity in incidents for one in self._claims_of(identity)}
        claims |= {one["id"]: one for identity in sources for one in self._claims_in(identity)}
        held = {*sources, *(one for identity in incidents for one in self._sources_of(identity))}
        held |= {claim["source"] for claim in claims.values()}
        record = {
            **{name: whole.record[name] for name in _OF_ALL if name in whole.record},
            "sources": [whole.sources[one] for one in whole.in_order(held)],
            "claims": sorted(claims.values(), key=lambda one: self._claim_places[one["id"]]),
            "incidents": [whole.incidents[one] for one in incidents],
            **self._beside(incidents),
        }
        lookup = Lookup(record, whole.texts)
        lookup.main, lookup.only_main, lookup.alone = main, whole.only_main, whole.alone
        return lookup

    def _beside(self, incidents: Iterable[str]) -> Json:
        """What the record holds of these incidents in parts of its own, by their names. All of it is in the key."""
        whole = self.whole
        return {
            "demands": [one for identity in incidents for one in whole.demands_of.get(identity, ())],
            "questions": [one for identity in incidents for one in whole.questions_of.get(identity, ())],
            "obligations": [whole.obliged_of[one] for one in incidents if one in whole.obliged_of],
            "findings": self._found_of(incidents),
        }

    def _claims_of(self, incident: str) -> list[Json]:
        own = self.whole.claims_of(self.whole.incidents[incident])
        found = self.whole.found_of.get(incident, ())
        grounds = [each["claim"] for one in found for each in one["grounds"]]
        demands = self.whole.demands_of.get(incident, ())
        grounds += (each for one in demands if one["rests_on"] for each in one["rests_on"]["claims"])
        return self._with_wholes([*own, *self.whole.chosen(grounds)] if grounds else own)

    def _found_of(self, incidents: Iterable[str]) -> list[Json]:
        """What people found about any of the incidents, each finding once."""
        found = {one["id"]: one for identity in incidents for one in self.whole.found_of.get(identity, ())}
        return list(found.values())

    def _claims_in(self, source: str) -> list[Json]:
        return self._with_wholes(self.whole.claims_in.get(source, []))

    def _with_wholes(self, claims: list[Json]) -> list[Json]:
        """Claims, and those that they are parts of."""
        return [*claims, *self.whole.chosen([str(one.get("part_of")) for one in claims])]

    def _tells_sensitive(self, incident: str) -> bool:
        return bool(self._sensitive) and not self._sensitive.isdisjoint(self._sources_of(incident))

    @cached_property
    def _sensitive(self) -> frozenset[str]:
        sources = self.whole.sources.items()
        return frozenset(identity for identity, one in sources if (one.get("known") or {}).get("sensitive"))

    def _find_sources_of(self, incident: str) -> list[str]:
        grounds = self.whole.incidents[incident].get("grounds", ())
        answers = [each for one in self.whole.demands_of.get(incident, ()) for each in one["answers"]]
        answers += (each for one in self.whole.questions_of.get(incident, ()) for each in one["entered"])
        return self.whole.in_order({str(one["source"]) for one in (*grounds, *answers, *self._claims_of(incident))})

    def _key_of_incident(self, identity: str) -> bytes:
        """Of the incident and what is beside it, which say what claims are meant, and of the sources that tell of it,
        each with all its claims."""
        return key_of(
            self._contents.incidents[identity],
            plain_bytes(self._beside([identity])),
            *self._keys_of(self._claims_of(identity)),
            *(self._sources[one] for one in self._sources_of(identity)),
        )

    def _keys_of(self, claims: Iterable[Json]) -> list[bytes]:
        """Of all claims of the sources that these stand in."""
        return [self._contents.claims_in[one] for one in sorted({str(claim["source"]) for claim in claims})]

    @cached_property
    def _claim_places(self) -> Mapping[str, int]:
        return {identity: place for place, identity in enumerate(self.whole.claims)}

    @cached_property
    def _sources(self) -> Mapping[str, bytes]:
        texts = self.whole.texts
        return {
            identity: key_of(key, repr(identity in texts), texts.get(identity, ""))
            for identity, key in self._contents.sources.items()
        }

    @cached_property
    def _of_all(self) -> bytes:
        record = self.whole.record
        return plain_bytes({name: record[name] for name in _OF_ALL if name in record})
