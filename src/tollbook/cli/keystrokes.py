"""Single keys of a terminal, and lines where a line is asked for."""

import os
import select
import signal
import sys
from collections.abc import Callable
from types import FrameType, TracebackType

SEVERAL = "several"  # more keys at once than a person presses: pasted, or pressed ahead
RESIZED = "resized"
END = "end"  # the terminal is gone
_MOST = 1024
_ESCAPE = "\x1b"
_NAMED = {
    f"{_ESCAPE}[C": "right",
    f"{_ESCAPE}[D": "left",
    f"{_ESCAPE}[B": "down",
    f"{_ESCAPE}[A": "up",
    f"{_ESCAPE}OC": "right",
    f"{_ESCAPE}OD": "left",
    "\r": "\n",
    "\x04": END,
}


class Keystrokes:
    """Used in a ``with``: inside it keys come one by one and are not shown; behind it the terminal is as it was."""

    def __enter__(self) -> "Keystrokes":
        if sys.platform != "win32":
            import termios  # noqa: PLC0415 - not on every system

            self._fd = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._fd)
            self._told, self._tell = os.pipe()
            os.set_blocking(self._tell, False)
            # Told by the interpreter the moment the signal comes: a handler of ours would wait for `select` to end.
            self._wakes = signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)
            self._handler = signal.signal(signal.SIGWINCH, _noticed)
            self._one_by_one()
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        if sys.platform != "win32":
            self._as_before()
            signal.signal(signal.SIGWINCH, self._handler)
            signal.set_wakeup_fd(self._wakes)
            os.close(self._told)
            os.close(self._tell)

    def forget(self) -> None:
        """Drops keys that were pressed before anything was there to be decided."""
        if sys.platform != "win32":
            import termios  # noqa: PLC0415

            termios.tcflush(self._fd, termios.TCIFLUSH)

    def key(self) -> str:
        """The next key: a sign, the name of a key, or one of the words above."""
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            return _named(msvcrt.getwch())
        ready: list[int] = []
        while self._fd not in ready:
            ready, _, _ = select.select([self._fd, self._told], [], [])
            if self._told in ready and signal.SIGWINCH in os.read(self._told, _MOST):
                return RESIZED
        try:
            pressed = os.read(self._fd, _MOST)
        except OSError:
            return END
        return _named(pressed.decode("utf-8", "replace")) if pressed else END

    def line(self, ask: Callable[[], str]) -> str | None:
        """A line that is typed and shown as usual; None where the person goes back (Ctrl-C, Ctrl-D, or nothing)."""
        self._as_before()
        try:
            return _clean(ask()) or None
        except (EOFError, KeyboardInterrupt, UnicodeDecodeError):
            return None
        finally:
            self._one_by_one()

    def _one_by_one(self) -> None:
        if sys.platform != "win32":
            import tty  # noqa: PLC0415

            tty.setcbreak(self._fd)

    def _as_before(self) -> None:
        if sys.platform != "win32":
            import termios  # noqa: PLC0415

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)


def _named(pressed: str) -> str:
    named = _NAMED.get(pressed, pressed)
    return named if named in _NAMED.values() or len(named) == 1 else SEVERAL


def _clean(words: str) -> str:
    """What was typed, in one line, without signs that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in words).split())


def _noticed(_number: int, _frame: FrameType | None) -> None:
    """Only a signal that is handled is told of."""
