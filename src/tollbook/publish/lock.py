"""One run at a time writes to one dossier; a second one waits and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tollbook.errors import StoreError
from tollbook.publish.leftovers import clear_leftovers, mark_of

AT_ONCE = 1.0  # seconds in which another is likely to be done
PATIENCE = 1800.0  # seconds more, once the user was told: reading a large case takes long


def tell_nobody(_words: str) -> None:
    """Where nobody is to be told that it waits."""


@contextmanager
def held(out: Path, waiting: Callable[[str], None] = tell_nobody) -> Iterator[None]:
    """Nobody else writes to ``out`` meanwhile, and what a killed run left there is cleared up. A thread that holds it
    may hold it again. Where the folder that ``out`` is to be in is not there yet, nobody can. Raises StoreError."""
    if not out.parent.is_dir():
        yield
        return
    place = out.parent.resolve() / out.name
    lock = FileLock(place.with_name(f"{mark_of(place)}lock"), is_singleton=True)
    try:
        _take(lock, place.name, waiting)
        if lock.lock_counter == 1:
            clear_leftovers(place)
    except OSError as wrong:
        lock.release()
        raise StoreError(
            f"{out.name} cannot be written in {place.parent.name or place.parent}: {wrong.strerror}. Nothing was"
            " written. Check the rights of that folder, and the disk."
        ) from wrong
    try:
        yield
    finally:
        if lock.lock_counter == 1:
            with suppress(OSError):  # while it is held: whoever has it open sees that it is gone, and makes another
                Path(lock.lock_file).unlink()
        lock.release()


def _take(lock: FileLock, name: str, waiting: Callable[[str], None]) -> None:
    with suppress(Timeout):
        lock.acquire(timeout=AT_ONCE)
        return
    waiting(f"Another Tollbook is writing to {name}; waiting up to {PATIENCE / 60:.0f} minutes.")
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise StoreError(
            f"Another Tollbook has been writing to {name} for over {PATIENCE / 60:.0f} minutes, so nothing was written."
            " Please wait for it to end, or give another folder with --out."
        ) from None
