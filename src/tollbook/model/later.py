"""Values of one kind that were kept as bytes: each is made when somebody asks for one of them."""

import marshal
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any, TypeVar, overload

One = TypeVar("One")


class Later(Sequence[One]):
    """Equal to the tuple of its values. ``held``: plain rows of them, as ``marshal`` writes them."""

    __slots__ = ("_count", "_made", "_make", "_rows", "held")

    def __init__(self, count: int, held: bytes, make: Callable[[Any], One]) -> None:
        self.held = held
        self._count, self._make = count, make
        self._made: tuple[One, ...] | None = None
        self._rows: list[Any] | None = None

    @property
    def digest(self) -> bytes:
        """The same for the same values."""
        return sha256(self.held).digest()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> One: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[One, ...]: ...

    def __getitem__(self, at: int | slice) -> One | tuple[One, ...]:
        if self._made is None and isinstance(at, int):
            return self._make(self._loaded()[at])
        return self._all()[at]

    def __iter__(self) -> Iterator[One]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> tuple[One, ...]:
        if self._made is None:
            self._made, self._rows = tuple(map(self._make, self._loaded())), None
        return self._made

    def _loaded(self) -> list[Any]:
        if self._rows is None:
            self._rows = list(marshal.loads(self.held))  # noqa: S302 - plain values, summed when they were kept
        return self._rows
