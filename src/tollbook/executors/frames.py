"""Values between a worker and its parent: each pickled, with its length before it."""

import pickle
from typing import IO, Any

_LENGTH = 8  # bytes


def send(stream: IO[bytes], value: Any) -> None:
    """Writes one value. Raises OSError where nobody reads."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "little"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next value. Raises EOFError where there is none, or half of one."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        raise EOFError
    size = int.from_bytes(length, "little")
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from a process that this one started
