"""The passages of a source in the record: made of values that were kept only when somebody asks what they are."""

import marshal
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from tollbook.model import Passage, Source
from tollbook.model.derived import Derived
from tollbook.model.later import Later

Json = dict[str, Any]


class Listed(Sequence[Json]):
    """Equal to the list of their entries."""

    def __init__(self, passages: Later[Passage]) -> None:
        self._passages = passages

    @cached_property
    def key(self) -> bytes:
        """The same for the same entries."""
        return self._passages.digest

    @cached_property
    def _all(self) -> list[Json]:
        return [_passage(one) for one in self._passages]

    def __len__(self) -> int:
        return len(self._passages)

    @overload
    def __getitem__(self, at: int) -> Json: ...

    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...

    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        return _passage(self._passages[at]) if isinstance(at, int) else self._all[at]

    def __iter__(self) -> Iterator[Json]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, Listed) else other)

    def __hash__(self) -> int:
        return hash(self.key)


def passages_of(source: Source, kept: Derived | None) -> Sequence[Json]:
    """The passages as the record lists them. ``kept``: where the record is kept by parts, which need not be made again;
    None, and of a source that people marked as sensitive: they are plain values."""
    passages = source.passages
    if kept is None or not isinstance(passages, Later) or source.provenance.sensitive:
        return [_passage(one) for one in passages]
    return Listed(passages)


def _passage(passage: Passage) -> Json:
    return {
        "kind": passage.kind.value,
        "start": passage.start,
        "end": passage.end,
        "zone": passage.zone.value,
        "label": passage.label,
        "level": passage.level,
        "origin": passage.origin,
    }


def content_of(source: Mapping[str, Any]) -> bytes:
    """Everything that the record says of a source, as bytes; what is listed later by its key."""
    passages = source.get("passages")
    if not isinstance(passages, Listed):
        return plain_bytes(source)
    return plain_bytes({**source, "passages": None}) + passages.key


def plain_bytes(value: Any) -> bytes:
    """Plain values as bytes. A later version of marshal would tell what is one value twice from two that are equal."""
    return marshal.dumps(value, 2)


def unplain(data: bytes) -> Any:
    """The plain values of ``plain_bytes``."""
    return marshal.loads(data)  # noqa: S302 - strings and numbers only
