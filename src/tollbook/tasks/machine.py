"""What a command uses of the machine it runs on: workers for what may be heavy or hostile, and the cache."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any

from tollbook.executors import Executor, InThisProcess, Stopped, Workers
from tollbook.executors.executor import Made, One, tell_nobody
from tollbook.model import Document
from tollbook.read.formats import TEXTS, format_of
from tollbook.store.cache import Cache

MOST_WORKERS = 4
# Starting workers takes longer than reading a few small texts, whose readers are bounded by themselves.
FEW = 8
SMALL = 64 * 1024  # bytes
_SELDOM = (500_000, 50, 100)


class Readers:
    """Reads a few small texts in this process, and whatever else in workers, which are started when first needed."""

    def __init__(self) -> None:
        self._here = InThisProcess()
        self._workers = Workers(min(os.cpu_count() or 1, MOST_WORKERS), size=size_of)

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        self._workers.close()

    def map(
        self, work: Callable[[One], Made], items: Sequence[One], done: Callable[[], None] = tell_nobody
    ) -> Iterator[Made | Stopped]:
        """What ``work`` makes of each item, in their order."""
        few = len(items) <= FEW and all(is_small_text(item) for item in items)
        executor: Executor = self._here if few else self._workers
        return executor.map(work, items, done)


@contextmanager
def few_collections() -> Iterator[None]:
    """Looks for circles among values less often: the vocabulary's hold none, and looking takes a tenth of a build."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # all counts as old now, so that the next value does not set off a look at what is about to go
        gc.set_threshold(*before)


def cache_of(used: bool) -> Cache:
    """The user's cache; one that keeps nothing where it is not to be used."""
    return Cache() if used else Cache.off()


def size_of(item: Any) -> int:
    """How many bytes a document holds; 0 where it cannot be opened."""
    if not isinstance(item, Document):
        return 0
    if isinstance(item.held, bytes):
        return len(item.held)
    with suppress(OSError):
        return item.held.stat().st_size
    return 0


def is_small_text(item: Any) -> bool:
    """Whether a document is a small plain text or page, by its bytes."""
    if not isinstance(item, Document) or size_of(item) > SMALL:
        return False
    try:
        return format_of(item.name, item.data()) in TEXTS
    except OSError:
        return True  # there is nothing to read
