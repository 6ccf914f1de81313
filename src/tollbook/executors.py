"""How a per-document stage is run: in this process, or in workers that are held to limits."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

One = TypeVar("One")
Made = TypeVar("Made")


class Stopped(StrEnum):
    """Why a worker gave nothing for a document."""

    TIME = "time"
    MEMORY = "memory"
    ENDED = "ended"  # the worker's process ended without a word


class Executor(Protocol):
    """Runs ``work`` on each item and gives what it made, in the order of the items."""

    def map(self, work: Callable[[One], Made], items: Sequence[One]) -> Iterator[Made | Stopped]:
        """One result an item. ``work`` is a function of a module, since it may run in another process."""
        ...


class InThisProcess:
    """One after another, without limits: for texts of one's own, and for tests."""

    def map(self, work: Callable[[One], Made], items: Sequence[One]) -> Iterator[Made | Stopped]:
        """What ``work`` makes of each item."""
        return (work(item) for item in items)
