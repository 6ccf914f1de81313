"""The record and its tables as bytes, put together of what was kept: the text of an entry follows from it alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from tollbook.model.derived import NOTHING_KEPT, Derived, derive, key_of
from tollbook.publish.canonical import canonical_json, indented
from tollbook.publish.contents import Claims, Contents
from tollbook.publish.listed import plain_bytes, unplain
from tollbook.publish.stated_table import HEAD, stated_rows

Json = Mapping[str, Any]
_LINE = "\n  "  # what begins a line at the level of an entry of the record
_FIRST, _NEXT = f"[{_LINE}".encode(), f",{_LINE}".encode()


class _OfClaims(NamedTuple):
    """What is written of claims that stand side by side: as entries of the record, as lines, as rows of a table."""

    entries: bytes
    lines: bytes
    rows: bytes


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
        own = {"sources": self._sources, "claims": self._entries_of_claims, "incidents": self._incidents}
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
        return b"".join(one.lines for one in self._claims)

    def statements(self) -> bytes:
        """``statements.csv``: a row a claim that is no count."""
        return _bytes(HEAD) + b"".join(one.rows for one in self._claims)

    @cached_property
    def _claims(self) -> list[_OfClaims]:
        """All that is written of the claims of each source, kept as one: to look for each by itself takes longer."""
        names = {source["id"]: str(source["name"]) for source in self._record["sources"]}
        return [self._of_claims(one, names.get(one.source, "")) for one in self._contents.claims]

    def _of_claims(self, own: Claims, name: str) -> _OfClaims:
        if self._kept is NOTHING_KEPT or own.source in self._sensitive:
            return _written_of(own.entries, name)
        made = derive(
            self._kept, "claims", key_of(own.key, name), lambda: plain_bytes(tuple(_written_of(own.entries, name)))
        )
        return _OfClaims(*unplain(made))

    def _entries_of_claims(self) -> Iterator[bytes]:
        return (one.entries for one in self._claims)

    def _listed(self, several: Iterable[bytes]) -> Iterator[bytes]:
        before = _FIRST
        for one in several:
            yield before
            yield one
            before = _NEXT
        yield b"[]" if before is _FIRST else b"\n ]"

    def _text(self, one: Json, key: bytes, sensitive: bool) -> bytes:
        if self._kept is NOTHING_KEPT or sensitive:
            return _bytes(_indented((one,)))
        return derive(self._kept, "entries", key, lambda: _bytes(_indented((one,))))

    def _sources(self) -> Iterator[bytes]:
        for one in self._record["sources"]:
            yield self._text(one, self._contents.sources[one["id"]], one["id"] in self._sensitive)

    def _incidents(self) -> Iterator[bytes]:
        """An incident may tell of any source: where one of them is sensitive, none is kept."""
        for one in self._record["incidents"]:
            yield self._text(one, self._contents.incidents[one["id"]], bool(self._sensitive))


def _written_of(claims: Sequence[Json], document: str) -> _OfClaims:
    lines = "".join(map(canonical_json, claims))
    return _OfClaims(_bytes(_indented(claims)), _bytes(lines), _bytes(stated_rows(claims, document)))


def _indented(entries: Sequence[Json]) -> str:
    return f",{_LINE}".join(indented(one, _LINE) for one in entries)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
