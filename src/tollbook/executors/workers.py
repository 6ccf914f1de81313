"""Workers: processes that outlive a document but not the build, each held to limits, each replaced where it fell."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

import tollbook
from tollbook.executors.executor import Made, One, Stopped, tell_nobody
from tollbook.executors.frames import receive, send
from tollbook.executors.limits import OVER_MEMORY, Limits

_TO_START = 60.0  # seconds
_OUT_OF_TIME = {-getattr(signal, name) for name in ("SIGALRM", "SIGXCPU") if hasattr(signal, name)}


class Worker:
    """One process at a time; ``fresh`` while it has done nothing yet."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tollbook.executors.child", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _import_path()},
        )
        self.fresh = True

    def do(self, work: Callable[[One], Made], item: One, seconds: float) -> Made | Stopped:
        """What ``work`` made of one item. After a ``Stopped`` the worker is of no use any more."""
        assert self._process.stdin is not None and self._process.stdout is not None
        made: Made | Stopped
        with self._watched(_TO_START + seconds if self.fresh else seconds) as late:
            try:
                if self.fresh:
                    receive(self._process.stdout)  # it is ready: the limit in itself counts from here
                send(self._process.stdin, (work, item, seconds))
                made = receive(self._process.stdout)
            except (OSError, EOFError):
                made = Stopped.TIME if late.is_set() else self._why_ended()
        self.fresh = False
        return made

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[threading.Event]:
        """Ends the process after so many seconds by the clock; the event says whether that came to pass."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            yield late
        finally:
            watch.cancel()

    def _why_ended(self) -> Stopped:
        status = self._process.wait()
        return Stopped.TIME if status in _OUT_OF_TIME else Stopped.MEMORY if status == OVER_MEMORY else Stopped.ENDED

    def end(self) -> None:
        """Ends the process, whatever it is doing, and waits until it is gone."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what was left to be sent, to a process that is gone
                pipe.close()
        self._process.wait()


def _import_path() -> str:
    """What this process can import its workers can too; never from the folder that they happen to stand in."""
    ours = str(Path(tollbook.__file__).parents[1])
    return os.pathsep.join(dict.fromkeys([*(one for one in sys.path if one), ours]))


class Workers:
    """So many processes, started when there is work and ended with the ``with`` block. ``size`` says how many bytes an
    item holds, by which the time that it may take is measured."""

    def __init__(self, count: int, limits: Limits | None = None, size: Callable[[Any], int] = lambda _: 0) -> None:
        self._count = max(1, count)
        self._limits = limits or Limits()
        self._size = size
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every worker, whatever it is doing."""
        with self._lock:
            self._closed = True
            ended = [*self._idle, *self._busy]
            self._idle, self._busy = [], set()
        for worker in ended:
            worker.end()

    def map(
        self, work: Callable[[One], Made], items: Sequence[One], done: Callable[[], None] = tell_nobody
    ) -> Iterator[Made | Stopped]:
        """What ``work`` makes of each item, in their order; several are worked on at once."""
        waiting: SimpleQueue[tuple[int, One] | None] = SimpleQueue()
        made: SimpleQueue[tuple[int, Made | Stopped | BaseException]] = SimpleQueue()
        hands = min(self._count, len(items))
        for one in (*enumerate(items), *[None] * hands):
            waiting.put(one)
        for _ in range(hands):
            threading.Thread(target=self._serve, args=(work, waiting, made), daemon=True).start()
        ready: dict[int, Made | Stopped] = {}
        for number in range(len(items)):
            while number not in ready:
                place, one_made = made.get()
                if isinstance(one_made, BaseException):
                    raise one_made
                ready[place] = one_made
                done()
            yield ready.pop(number)

    def _serve(self, work: Callable[[One], Made], waiting: "SimpleQueue[Any]", made: "SimpleQueue[Any]") -> None:
        while (job := waiting.get()) is not None and not self._closed:
            number, item = job
            try:
                made.put((number, self._do(work, item)))
            except OSError as wrong:  # no worker can be started on this machine now
                made.put((number, wrong))

    def _do(self, work: Callable[[One], Made], item: One) -> Made | Stopped:
        """A worker that fell over one item may have been worn down by those before: it is asked of a fresh one too, so
        that what a document gives never hangs on its neighbours."""
        seconds = self._limits.seconds_for(self._size(item))
        while True:
            worker = self._taken()
            again = not worker.fresh
            made = worker.do(work, item, seconds)
            if not isinstance(made, Stopped):
                self._given_back(worker)
                return made
            with self._lock:
                self._busy.discard(worker)
            worker.end()
            if made not in (Stopped.MEMORY, Stopped.ENDED) or not again or self._closed:
                return made

    def _taken(self) -> Worker:
        with self._lock:
            worker = self._idle.pop() if self._idle else Worker(self._limits.memory)
            self._busy.add(worker)
        return worker

    def _given_back(self, worker: Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            if not self._closed:
                self._idle.append(worker)
                return
        worker.end()
