"""What a worker may use for one document. These are the last resort: readers bound what they do by themselves."""

import os
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024
ENOUGH_MEMORY = 1536 * MEBIBYTE
OVER_MEMORY = 86  # the exit status of a worker that ended itself for its memory


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes, above what a worker holds when it starts; ``seconds`` of one item, and so many more for each
    MiB of it."""

    memory: int = ENOUGH_MEMORY
    seconds: float = 60.0
    seconds_a_mebibyte: float = 30.0

    def seconds_for(self, size: int) -> float:
        """How long one item of so many bytes may take."""
        return self.seconds + self.seconds_a_mebibyte * size / MEBIBYTE


def hold_memory(limit: int) -> None:
    """From here on this process may take so many bytes more, and leaves no image of its memory on the disk. On Linux
    the kernel refuses what is over; elsewhere it has no such limit that holds, and the process watches itself."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limit
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    else:
        threading.Thread(target=_watch_memory, args=(limit,), daemon=True).start()


def _watch_memory(limit: int) -> None:
    import resource  # noqa: PLC0415 - not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + limit  # in bytes, as macOS counts it
    while not threading.Event().wait(0.2):
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > most:
            os._exit(OVER_MEMORY)


def hold_time(seconds: float) -> None:
    """From here on this process may take so many seconds, of the processor and by the clock, and is then ended by the
    kernel, whatever library it is in. The parent has a clock of its own; this one holds where the parent is gone."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)
