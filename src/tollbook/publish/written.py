"""The record as bytes, put together of what was kept: the text of an entry follows from the entry alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any, NamedTuple

from tollbook.model.derived import NOTHING_KEPT, Derived, derive, key_of
from tollbook.publish.canonical import canonical_json, indented
from tollbook.publish.listed import content_of, plain_bytes

Json = dict[str, Any]
_LINE = "\n  "  # what begins a line at the level of an entry of the record
_BETWEEN = f",{_LINE}".encode()


class _Entries(NamedTuple):
    """Entries that stand side by side. ``about``: the sources that they tell of; ``key``: of all that they say."""

    about: frozenset[str]
    entries: Sequence[Json]
    key: Callable[[], bytes]


class Written:
    """``record.json`` and ``claims.jsonl`` of one record. ``kept``: where the text of its entries is kept, unless they
    tell of a source that people marked as sensitive."""

    def __init__(self, record: Json, kept: Derived) -> None:
        self._record, self._kept = record, kept
        sources = record["sources"]
        self._sensitive = frozenset(one["id"] for one in sources if (one.get("known") or {}).get("sensitive"))
        self._claims = [
            _Entries(frozenset((source,)), own, cache(partial(_key, own)))
            for source, own in ((source, list(own)) for source, own in groupby(record["claims"], _source_of))
        ]

    def record(self) -> bytes:
        """As ``canonical_json`` writes it, a line a value."""
        own = {"sources": self._sources, "claims": lambda: iter(self._claims), "incidents": self._incidents}
        written = []
        for name, value in self._record.items():
            text = self._listed(own[name]()) if name in own else _bytes(indented(value, "\n "))
            written.append(_bytes(f"\n {canonical_json(name).rstrip()}: ") + text)
        return b"{" + b",".join(written) + b"\n}\n"

    def claims(self) -> bytes:
        """A line a claim."""
        return b"".join(self._text("lines", one, lambda own: "".join(map(canonical_json, own))) for one in self._claims)

    def _listed(self, several: Iterable[_Entries]) -> bytes:
        texts = [self._text("entries", one, _indented) for one in several]
        return b"[" + _LINE.encode() + _BETWEEN.join(texts) + b"\n ]" if texts else b"[]"

    def _text(self, kind: str, one: _Entries, write: Callable[[Sequence[Json]], str]) -> bytes:
        if self._kept is NOTHING_KEPT or one.about & self._sensitive:
            return _bytes(write(one.entries))
        return derive(self._kept, kind, one.key(), lambda: _bytes(write(one.entries)))

    def _sources(self) -> Iterator[_Entries]:
        for one in self._record["sources"]:
            yield _Entries(frozenset((one["id"],)), (one,), partial(_key_of_source, one))

    def _incidents(self) -> Iterator[_Entries]:
        """An incident may tell of any source: where one of them is sensitive, none is kept."""
        for one in self._record["incidents"]:
            yield _Entries(self._sensitive, (one,), partial(_key, one))


def _key(said: Json | list[Json]) -> bytes:
    return key_of(plain_bytes(said))


def _key_of_source(source: Json) -> bytes:
    return key_of(content_of(source))


def _source_of(claim: Json) -> str:
    return str(claim["source"])


def _indented(entries: Sequence[Json]) -> str:
    return f",{_LINE}".join(indented(one, _LINE) for one in entries)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
