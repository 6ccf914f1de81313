"""The worker's own process: reads work from its standard input, does it within limits, and says nothing else."""

import os
import signal
import sys
import threading

from tollbook.executors.executor import Stopped
from tollbook.executors.frames import receive, send
from tollbook.executors.limits import hold_memory, hold_time

_ASK_FOR_PARENT = 1.0  # seconds


def main(memory: int) -> None:
    """Works until the parent closes the pipe, or is gone."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer, which then ends its workers
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    hold_memory(memory)
    send(told, None)  # ready
    while True:
        try:
            work, item, seconds = receive(asked)
        except EOFError:
            return
        hold_time(seconds)
        made = _made(work, item)
        send(told, made)
        if made is Stopped.MEMORY:
            return


def silence() -> None:
    """What libraries print would be words of a document, or would break into what is sent: it goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _made(work: object, item: object) -> object:
    try:
        return work(item)  # type: ignore[operator]
    except MemoryError:
        return Stopped.MEMORY
    except Exception:  # its message and its frames could hold words of the document
        return Stopped.FAILED


def _end_with_parent(parent: int) -> None:
    while not threading.Event().wait(_ASK_FOR_PARENT):
        if os.getppid() != parent:
            os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
