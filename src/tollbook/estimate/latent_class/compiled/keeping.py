"""Where compiled functions are kept: in the user's cache folder, under the digest of the code."""

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def folder() -> Path | None:
    """None where there is nowhere to keep anything. Numba takes no note of a change in a function, or a number, that
    another file holds: so each state of the code has a folder.

    Never the package's own folder: a library that writes beside its code surprises whoever installed it read-only."""
    here = Path(__file__).parent
    digest = hashlib.sha256(f"{version('numba')} {sys.version} {here}".encode())
    for file in (*sorted(here.glob("*.py")), *sorted(here.parent.glob("*.py"))):
        digest.update(file.read_bytes())
    try:
        found = _root() / digest.hexdigest()[:16]
        found.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return found


def _root() -> Path:
    if asked := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(asked)
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "tollbook" / "numba"
