"""What the entries of a record say, as keys: each made once, for all that is kept of the record and of its pages."""

from collections.abc import Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from tollbook.model.derived import key_of
from tollbook.publish.listed import content_of, plain_bytes

Json = Mapping[str, Any]


class Claims(NamedTuple):
    """Claims of one source that stand side by side in the record."""

    source: str
    entries: list[Json]
    key: bytes


class Contents:
    """The keys of one record."""

    def __init__(self, record: Json) -> None:
        self._record = record

    @cached_property
    def sources(self) -> Mapping[str, bytes]:
        """By id: of all that the record says of the source, but for its claims."""
        return {one["id"]: key_of(content_of(one)) for one in self._record.get("sources", ())}

    @cached_property
    def incidents(self) -> Mapping[str, bytes]:
        """By id: of all that the record says of the incident, but for its claims."""
        return {one["id"]: key_of(plain_bytes(one)) for one in self._record.get("incidents", ())}

    @cached_property
    def claims(self) -> list[Claims]:
        """All claims, in the record's order."""
        several = groupby(self._record.get("claims", ()), lambda one: str(one["source"]))
        parted = ((source, list(own)) for source, own in several)
        return [Claims(source, own, key_of(plain_bytes(own))) for source, own in parted]

    @cached_property
    def claims_in(self) -> Mapping[str, bytes]:
        """By source: of all its claims."""
        found: dict[str, list[bytes]] = {}
        for one in self.claims:
            found.setdefault(one.source, []).append(one.key)
        return {source: key_of(*keys) for source, keys in found.items()}
