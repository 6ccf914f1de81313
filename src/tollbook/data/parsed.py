"""Data files as they were parsed before, and what was made of them: beside Python's compiled modules, and by the same
switches."""

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_LAYOUT = b"1"  # of what is made of a text
_LONG = 32  # bytes of a hash


def parsed_once(file: Traversable, text: str, parse: Callable[[], Any]) -> Any:
    """What ``parse`` makes of the file's text, plain values, or made of the very same text before."""
    return _once(_place_of(file, "parsed"), text.encode("utf-8", "surrogatepass"), parse)


def made_once(file: Traversable, what: str, by: Iterable[Traversable], make: Callable[[], Any]) -> Any:
    """What ``make`` makes of the file, plain values that go by the name of ``what``, or made before of the very same
    file ``by`` the very same code."""
    try:
        said = b"".join(sha256(one.read_bytes()).digest() for one in (file, *by))
    except OSError:  # a program that was installed without its code
        return make()
    return _once(_place_of(file, what), said, make)


def _once(held: Path | None, said: bytes, make: Callable[[], Any]) -> Any:
    if held is None:
        return make()
    key = sha256(_LAYOUT + said).digest()
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = held.read_bytes()
        if data[:_LONG] == key and sha256(data[2 * _LONG :]).digest() == data[_LONG : 2 * _LONG]:
            return marshal.loads(data[2 * _LONG :])  # noqa: S302 - plain values, whole by their hash
    made = make()
    if not sys.dont_write_bytecode:
        _keep(held, key, made)
    return made


def _place_of(file: Traversable, what: str) -> Path | None:
    """None where it is no file on a disk, or Python keeps nothing of it."""
    if not isinstance(file, Path):
        return None
    try:
        return Path(cache_from_source(os.path.abspath(file))).with_suffix(f".{what}")
    except NotImplementedError:
        return None


def _keep(held: Path, key: bytes, made: Any) -> None:
    """Whole or not at all: two programs may start at once."""
    own = held.with_name(f"{held.name}.{os.getpid()}")
    with suppress(OSError, ValueError):
        data = marshal.dumps(made)
        held.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(key + sha256(data).digest() + data)
        own.replace(held)
