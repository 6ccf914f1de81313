"""Where compiled functions are kept: in the user's cache folder, under the digest of the code."""

import hashlib
import os
import re
import shutil
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

MOST_STATES = 8  # of the code; each takes some 6 MB
_NAME = re.compile(r"[0-9a-f]{16}")


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
        os.utime(found)  # in use: the last to be cleared away
    except (OSError, RuntimeError):
        return None
    return found


def clear(kept: Path) -> None:
    """Of the states beside this one only those used last stay; nothing else is touched."""
    try:
        others = [one for one in kept.parent.iterdir() if _NAME.fullmatch(one.name) and one != kept]
        states = [one for one in others if one.is_dir() and not one.is_symlink()]
        states.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
    except OSError:  # another process clears as well
        return
    for old in states[MOST_STATES - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _root() -> Path:
    if asked := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(asked) / "tollbook"
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "tollbook" / "numba"
