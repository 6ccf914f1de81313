"""What runs a function over many items, and what it says of an item that it could not bring to the end."""

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
    FAILED = "failed"  # the function raised, which is a fault of the program


def tell_nobody() -> None:
    """Passes over that one more item is done."""


class Executor(Protocol):
    """Runs ``work`` on each item and gives what it made, in the order of the items."""

    def map(
        self, work: Callable[[One], Made], items: Sequence[One], done: Callable[[], None] = tell_nobody
    ) -> Iterator[Made | Stopped]:
        """One result an item; ``done`` is called whenever one more is there. ``work`` is a function of a module, since
        it may run in another process."""
        ...


class InThisProcess:
    """One after another, without limits: for texts of one's own, and for tests."""

    def map(
        self, work: Callable[[One], Made], items: Sequence[One], done: Callable[[], None] = tell_nobody
    ) -> Iterator[Made | Stopped]:
        """What ``work`` makes of each item."""
        for item in items:
            made = work(item)
            done()
            yield made
