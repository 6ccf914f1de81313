"""The record and its tables as bytes, put together of what was kept: the text of an entry follows from it alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from tollbook.model.derived import NOTHING_KEPT, Derived, derive, key_of
from tollbook.publish.canonical import canonical_json, indented
from tollbook.publish.contents import Contents
from tollbook.publish.stated_table import HEAD, stated_rows

Json = Mapping[str, Any]
_LINE = "\n  "  # what begins a line at the level of an entry of the record
_FIRST, _NEXT = f"[{_LINE}".encode(), f",{_LINE}".encode()


class _Entries(NamedTuple):
    """Entries that stand side by side, with the key of all that they say."""

    entries: Sequence[Json]
    key: bytes
    sensitive: bool


class Written:
    """``record.json``, ``claims.jsonl`` and ``statements.csv`` of one record. ``kept``: where the text of its
    entries is kept, unless they tell of a source that people marked as sensitive."""

    def __init__(self, record: Json, kept: Derived, contents: Contents | None = None) -> None:
        self._record, self._kept, self._contents = record, kept, contents or Contents(record)
        sources = record["sources"]
        self._sensitive = frozenset(one["id"] for one in sources if (one.get("known") or {}).get("sensitive"))

    def record(self) -> bytes:
        """As ``canonical_json`` writes it, a line a value."""
        return b"".join(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        """Joined once: a large record is long."""
        own = {"sources": self._sources, "claims": self._claims, "incidents": self._incidents}
        before = "{"
        for name, value in self._record.items():
            yield _bytes(f"{before}\n {canonical_json(name).rstrip()}: ")
            before = ","
            if name in own:
                yield from self._listed(own[name]())
            else:
                yield _bytes(indented(value, "\n "))
        yield b"\n}\n"

    def claims(self) -> bytes:
        """A line a claim."""
        return b"".join(
            self._text("lines", one, lambda own: "".join(map(canonical_json, own))) for one in self._claims()
        )

    def statements(self) -> bytes:
        """``statements.csv``: a row a claim that is no count."""
        names = {source["id"]: str(source["name"]) for source in self._record["sources"]}
        rows = []
        for source, own, key in self._contents.claims:
            name = names[source]
            of = _Entries(own, key_of(key, name), source in self._sensitive)
            rows.append(self._text("statements", of, partial(stated_rows, document=name)))
        return _bytes(HEAD) + b"".join(rows)

    def _listed(self, several: Iterable[_Entries]) -> Iterator[bytes]:
        before = _FIRST
        for one in several:
            yield before
            yield self._text("entries", one, _indented)
            before = _NEXT
        yield b"[]" if before is _FIRST else b"\n ]"

    def _text(self, kind: str, one: _Entries, write: Callable[[Sequence[Json]], str]) -> bytes:
        if self._kept is NOTHING_KEPT or one.sensitive:
            return _bytes(write(one.entries))
        return derive(self._kept, kind, one.key, lambda: _bytes(write(one.entries)))

    def _sources(self) -> Iterator[_Entries]:
        for one in self._record["sources"]:
            yield _Entries((one,), self._contents.sources[one["id"]], one["id"] in self._sensitive)

    def _claims(self) -> Iterator[_Entries]:
        for source, own, key in self._contents.claims:
            yield _Entries(own, key, source in self._sensitive)

    def _incidents(self) -> Iterator[_Entries]:
        """An incident may tell of any source: where one of them is sensitive, none is kept."""
        for one in self._record["incidents"]:
            yield _Entries((one,), self._contents.incidents[one["id"]], bool(self._sensitive))


def _indented(entries: Sequence[Json]) -> str:
    return f",{_LINE}".join(indented(one, _LINE) for one in entries)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
