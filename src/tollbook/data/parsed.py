"""Data files as they were parsed before: beside Python's compiled modules, and by the same switches."""

import marshal
import os
import sys
from collections.abc import Callable
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
    held = _place_of(file)
    if held is None:
        return parse()
    key = sha256(_LAYOUT + text.encode("utf-8", "surrogatepass")).digest()
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = held.read_bytes()
        if data[:_LONG] == key and sha256(data[2 * _LONG :]).digest() == data[_LONG : 2 * _LONG]:
            return marshal.loads(data[2 * _LONG :])  # noqa: S302 - plain values, whole by their hash
    made = parse()
    if not sys.dont_write_bytecode:
        _keep(held, key, made)
    return made


def _place_of(file: Traversable) -> Path | None:
    """None where it is no file on a disk, or Python keeps nothing of it."""
    if not isinstance(file, Path):
        return None
    try:
        return Path(cache_from_source(os.path.abspath(file))).with_suffix(".parsed")
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
