"""A real terminal of the system, driven by a test: keys go in, what is on the screen comes out."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

_ENDED = "\x00ended\x00"
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


def _takes_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run in the background, it is ignored


class Terminal:
    """Runs ``tollbook`` in a terminal of ``columns`` by ``rows``. ``shown`` is all that it ever wrote."""

    def __init__(self, arguments: Sequence[str | Path], columns: int = 80, rows: int = 40, **environment: str) -> None:
        self._end, inner = pty.openpty()
        self._size(columns, rows)
        command = [str(Path(sys.executable).parent / "tollbook"), *map(str, arguments)]
        settings = {**os.environ, "TERM": "xterm-256color", **environment}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            if name not in environment:
                settings.pop(name, None)
        self.process = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=settings,
            start_new_session=True,
            preexec_fn=_takes_the_terminal,  # noqa: PLW1509 - no thread runs here when it starts
        )
        os.close(inner)
        self.shown = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._end)

    def wait(self, words: str, seconds: float = 60) -> str:
        """What it wrote from now on until ``words`` stand there; whatever steers the terminal left out."""
        until, new = time.monotonic() + seconds, ""
        while words not in _STEERING.sub("", new):
            piece = self._read(until)
            assert piece != _ENDED, f"it ended, and {words!r} did not appear:\n{new}"
            assert piece, f"{words!r} did not appear:\n{new}"
            new += piece
        return _STEERING.sub("", new)

    def press(self, keys: str) -> None:
        """Sends keys, as a keyboard does."""
        os.write(self._end, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """As a person who pulls at the window."""
        self._size(columns, rows)

    def ended(self, seconds: float = 60) -> int:
        """Its exit code, once it ends."""
        until = time.monotonic() + seconds
        while self._read(until) != _ENDED:
            assert time.monotonic() < until, "it does not end"
        return self.process.wait(seconds)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, until: float) -> str:
        ready, _, _ = select.select([self._end], [], [], max(0, until - time.monotonic()))
        if not ready:
            return ""
        try:
            piece = os.read(self._end, 65536).decode("utf-8", "replace")
        except OSError:
            return _ENDED
        self.shown += piece
        return piece or _ENDED
