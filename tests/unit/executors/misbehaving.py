"""Functions that a worker should survive, or be replaced after."""

import ctypes
import os
import sys
import time
from pathlib import Path


def double(n: int) -> int:
    return 2 * n


def double_slowly_at_first(n: int) -> int:
    time.sleep(0.5 if n == 0 else 0)
    return 2 * n


def misbehave(how: str) -> str:  # noqa: C901 - one case a way to go wrong
    match how:
        case "allocate":
            return str(len(bytearray(4 * 1024**3)))
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(600)
        case "exit":
            os._exit(0)
        case "crash":
            ctypes.string_at(0)
        case "print":
            print("words of a source")
            print("words of a source", file=sys.stderr, flush=True)
            os.write(1, b"\xff" * 64)
        case "raise":
            raise ValueError("words of a source")
        case "read":
            sys.stdin.read()
        case "fall the second time":
            held = getattr(misbehave, "held", 0)
            misbehave.held = held + 1  # type: ignore[attr-defined]
            if held:
                os._exit(3)
    return how


def pid(_: int) -> int:
    return os.getpid()


def write_pid_and_hang(path: Path) -> None:
    path.write_text(str(os.getpid()))
    while True:
        time.sleep(0.1)


def imported(name: str) -> str:
    return str(__import__(name).__file__)
